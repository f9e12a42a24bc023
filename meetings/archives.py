"""Web archives: which archive holds a copy, of which address, and when it was taken.

The one place that knows the addresses of archives. An address is recognised by its form alone;
nothing is looked up.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, unquote, urlsplit

from .dates import edtf

_ARCHIVE_TODAY = "archive.today"
_BY_HOST = {
    "web.archive.org": "Internet Archive",
    "archive.org": "Internet Archive",
    **{f"archive.{domain}": _ARCHIVE_TODAY for domain in ("today", "ph", "is", "md", "li", "vn")},
    "archive.fo": _ARCHIVE_TODAY,
    "perma.cc": "Perma.cc",
    "webcitation.org": "WebCite",
    "webarchive.nationalarchives.gov.uk": "UK Government Web Archive",
    "webarchive.loc.gov": "Library of Congress Web Archive",
    "arquivo.pt": "Arquivo.pt",
    "webarchive.library.unt.edu": "UNT Web Archive",
}
# Paths of all archives that name the original: /web/20150302123456id_/http://…,
# /2015.03.02-123456/http://…, and of archive.today also /o/AbCdE/http://…
_COPY = re.compile(
    r"^/(?:[\w.-]+/)*?(?:(?P<digits>\d{4,14})(?:[a-z]{2}_)?|(?P<day>\d{4}\.\d\d\.\d\d)-\d{6}"
    r"|o/\w+)/(?P<original>(?:https?(?::|%3a)|[^/\s]+\.)\S+)$",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(https?):/*", re.IGNORECASE)


@dataclass(frozen=True)
class ArchivedCopy:
    """A copy in a web archive.

    ``archive`` is the name of the archive; ``original`` the address of which it is a copy, through
    all copies of copies, and ``taken`` its day in EDTF, both "" where the address does not say.
    """

    archive: str
    original: str = ""
    taken: str = ""


def archived_copy(address: str) -> ArchivedCopy | None:
    """Return what the address of an archived copy says, None for any other address."""
    copy = inner = _copy(address)
    while inner is not None and inner.original:
        copy = replace(copy or inner, original=inner.original)
        inner = _copy(inner.original)
    return copy


def _copy(address: str) -> ArchivedCopy | None:
    """Return what an address says of a copy, whose original may be a copy as well."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host not in _BY_HOST or parts.scheme not in {"http", "https"}:
        return None
    archive = _BY_HOST[host]
    if host == "webcitation.org":
        return ArchivedCopy(archive, _web_address(parse_qs(parts.query).get("url", [""])[0]))
    path = address.strip().split("://", 1)[1].partition("/")[2]
    copy = _COPY.match(f"/{path}")
    if copy is None:
        return ArchivedCopy(archive)
    day = copy["digits"] or (copy["day"] or "").replace(".", "")
    return ArchivedCopy(archive, _web_address(copy["original"]), _day(day))


def _web_address(text: str) -> str:
    """Return an address with its scheme, which archives may leave out or write with one slash."""
    if re.match("https?%3a", text, re.IGNORECASE):
        text = unquote(text)
    scheme = _SCHEME.match(text)
    if scheme is not None:
        return f"{scheme[1].lower()}://{text[scheme.end() :]}"
    return f"http://{text}" if text else ""


def _day(digits: str) -> str:
    """Return the day, month or year of a timestamp in EDTF, "" for none that exists."""
    text = "-".join(filter(None, (digits[:4], digits[4:6], digits[6:8])))
    try:
        return edtf.parse(text).edtf if text else ""
    except edtf.DateError:
        return ""
