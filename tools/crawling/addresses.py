"""Addresses that the crawl requests: seeds, and links in pages and documents."""

import html
import json
import re
import zlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

BASE: Final = "http://localhost"
INDEXES: Final = (
    "countries",
    "organisations",
    "people",
    "summits",
    "series",
    "topics",
    "publishers",
    "sources",
)
REFERENCE: Final = (
    *("actors", "names", "memberships", "series", "editions", "offices", "places"),
    *("former-states", "topics", "people", "terms", "codebook", "nothing"),
)
FORMATS: Final = ("csv", "xlsx", "json", "jsonl", "atom", "ics")
UNITS: Final = ("meeting", "participation", "pair", "pair-year", "report", "statement")
FILES: Final = ("json", "bib", "ris", "csl.json", "ics")
SELECTIONS: Final = (
    "occurrence=any",
    "country=CHN&country=RUS&match=only",
    "q=ukraine&sort=relevance",
    "from=2023&to=2023&dates=certain",
)
# Every parameter with a value or two; links in pages are requested too.
PARAMETERS: Final = (
    "account=CHN&accounts=one_side",
    "accounts=joint_text",
    "accounts=some_sides",
    "accounts=disputed",
    "channel=call&channel=video",
    "country=chn",
    "country=OLD",
    "country=CHN&country=RUS",
    "country=CHN&country=RUS&match=any",
    "country=CHN&country=RUS&match=only",
    "country=CHN&topic=ukraine&match=any&person=wang-yi",
    "dates=certain&from=2024-05&to=2024-05",
    "from=2024-11-18&to=2024-11-19",
    "host=BRA",
    "level=foreign_minister",
    "level=leaders",
    "occurrence=any&per_page=100",
    "occurrence=disputed&occurrence=denied",
    "organisation=EU&country=CHN",
    "page=2&per_page=50",
    "page=4&sort=oldest",
    "page=200",
    "person=old-name",
    "publisher=trt-world",
    "q=",
    "q=nothing+has+these+words&country=CHN&topic=ukraine",
    "series=g20&sort=oldest",
    "setting=talks&setting=meal",
    "sides=4%2B",
    "sides=3&host=CHE",
    "source_language=zh-Hans",
    "summit=g20-2024-rio-de-janeiro",
    "topic=old-topic",
    "nobody=knows&country=IND",
)
REFUSED: Final = (
    "country=QQQ",
    "country=CHN&country=QQQ&q=%22open",
    "person=a&topic=e&summit=i&publisher=o",
    "from=x&to=2024-13&page=0",
    "from=2025&to=2024",
    "match=some&sort=best&per_page=7",
    "page=201",
    "q=" + "a+" * 250,
)
# The language of the search box, as docs/search.md has it.
BOX: Final = (
    "grain exports",
    '"no limits"',
    "no-limits",
    "王毅",
    "grain OR wheat",
    "grain | wheat",
    "border grain OR wheat",
    "grain -wheat",
    "grain NOT wheat",
    'grain -"no limits"',
    "-grain",
    "Erdogan",
    "U.S. China's",
    'country:CHN country:RUS after:2022 is:call "no limits"',
    "person:lavrov",
    'country:"South Korea"',
    "organisation:EU match:any country:FRA",
    "org:NATO",
    "organization:ASEAN",
    "about:ukraine",
    "topic:ukraine OR topic:trade",
    "country:CHN OR country:RUS",
    "summit:g20-2024-rio-de-janeiro",
    "series:g20 host:BRA",
    "channel:call setting:talks sides:2",
    "level:head_of_state occurrence:any",
    "accounts:all_sides publisher:reuters",
    "source:tass",
    "from:2022 to:2022 dates:certain",
    "since:2022-02 until:2022-03",
    "before:1970 sort:oldest",
    "year:2023",
    "date:2024-11-18",
    *("is:held", "is:announced", "is:postponed", "is:called-off", "is:cancelled", "is:denied"),
    *("is:disputed", "is:in-person", "is:call", "is:phone", "is:video", "is:talks"),
    *("is:brief-encounter", "is:brief", "is:meal", "is:reception", "is:plenary", "is:ceremony"),
    *("is:bilateral", "is:trilateral", "is:multilateral"),
    "10:30",
    "contry:CHN",
    "-country:CHN",
    "grain OR country:CHN",
    "is:nothing",
    "country:",
    "person:nobody-at-all",
)
TYPED: Final = (
    *("", "a", "z", "zxq", "lav", "lavr", "talks with wang", "wang yi", "王", "王毅", "Лавров"),
    *("chi", "CHN", "chn", "south", "korea", "cote", "Côte d'Ivoire", "turk", "Türkiye", "u.s."),
    *("g20", "rio", "helsinki", "nato", "eu", "united nations", "ukraine", "nuclear", "climate"),
    *("reuters", "trt", "country:chi", "person:lav", "host:bra", "flights lav", "about:uk"),
    *("summit:g", "publisher:re", "is:", "is:ca", "org:", '"open', "-wang", "a" * 200, "a" * 201),
)
SUGGESTED: Final = (
    *("country=chi", "organisation=eu", "person=wang", "summit=rio", "series=g", "topic=nuc"),
    *("publisher=re", "host=b", "office=a", "source=a"),
)
LOST: Final = (
    "/nowhere/",
    "/meetings",
    "/meetings/0000000000/",
    "/meetings/0000000001/",
    "/meetings/0000000001.json",
    "/meetings/0000000001/v1/",
    "/meetings/0000000001/v9/",
    "/meetings/0000000001/v9.json",
    "/meetings/short/",
    "/meetings.pdf",
    "/m/0000000000",
    "/m/0000000001",
    "/m/oooooooooi",
    "/countries/QQQ/",
    "/countries/OLD/",
    "/countries/chn/",
    "/organisations/CHN/",
    "/people/nobody/",
    "/people/old-name/",
    "/people/?page=0",
    "/people/?page=999",
    "/people/?letter=%3F",
    "/people/?letter=c",
    "/topics/old-topic/",
    "/api/v1/nowhere/",
    "/api/v1/meetings/0000000000/",
    "/api/v1/meetings/0000000001/",
    "/api/v1/meetings/?cursor=nonsense",
    "/api/v1/meetings/?updated_since=x",
    "/static/nowhere.css",
)
# Requests with methods other than GET.
OTHERWISE: Final = (
    *(f"HEAD /meetings.{extension}" for extension in FORMATS),
    *(f"{method} /meetings/" for method in ("HEAD", "POST", "OPTIONS")),
    *(f"{method} /api/v1/meetings/" for method in ("HEAD", "POST", "OPTIONS")),
)
_LINK = re.compile(r'(?:href|src|data-suggest|data-schema)="([^"]*)"')
_MEETING = re.compile(r"/meetings/([0-9A-Z]{10})/([^/?]+/)?")
_PUBLIC_ID = re.compile(r'"public_id": ?"([0-9A-Z]{10})"')
_VERSION = re.compile(r"v[0-9]+/")


def seeds() -> Iterator[str]:
    """Yield the first requests of the crawl: an address, or a method and an address."""
    yield from ("/", "/meetings/", "/suggest/", "/healthz", "/readyz", *LOST, *OTHERWISE)
    yield from ("/api/docs/", "/api/v1/schema/", "/api/v1/deleted/", "/api/v1/meetings/")
    for name in INDEXES:
        yield from (f"/{name}/", f"/{name}/?letter=W", f"/{name}/?letter=C", f"/api/v1/{name}/")
    for text in BOX:
        yield f"/meetings/?q={quote(text)}"
    for query in (*SELECTIONS, *PARAMETERS, *REFUSED):
        yield from (f"/meetings/?{query}", f"/api/v1/meetings/?{query}")
    yield from ("/api/v1/meetings/?updated_since=100", "/api/v1/deleted/?updated_since=0")
    for text in TYPED:
        yield f"/suggest/?q={quote(text)}"
    for suggestion in SUGGESTED:
        name, text = suggestion.split("=")
        yield f"/suggest/?q={text}&parameter={name}"
    yield "/data/reference/"
    yield from (f"/data/reference/{table}.csv" for table in REFERENCE)
    yield from _exports()


def _exports() -> Iterator[str]:
    for extension in FORMATS:
        for query in ("", *SELECTIONS, *REFUSED, "country=OLD"):
            yield f"/meetings.{extension}?{query}".rstrip("?")
        for unit in UNITS:
            for query in ("", *(f"{selection}&" for selection in SELECTIONS[:2])):
                yield f"/meetings.{extension}?{query}unit={unit}"
        yield f"/meetings.{extension}?unit=nothing"


def after(request: str, media_type: str, body: bytes, share: int) -> Iterator[str]:
    """Yield the addresses to request after ``request``, which was answered with ``body``.

    Every linked path is followed. Links with a query string are followed only from the front page,
    the list, and indexes and pages of shared things. Thousands of links on pages of shared things
    are similar: one in ``share`` is followed, always the same ones. Documents of the API lead to
    their next pages and their meetings; pages of a meeting lead to its other documents. Other
    hosts, fragments, the desk, and requests other than GET are not followed.
    """
    if " " in request:
        return
    if media_type.startswith("application/json") and request.startswith("/api/v1/"):
        yield from _told(request, body.decode())
    elif media_type.startswith(("text/html", "application/atom+xml")):
        for target in _targets(request, body.decode()):
            if "?" not in target or _leads_on(request, target, share):
                yield target
    yield from _beside(request)


def _told(address: str, text: str) -> Iterator[str]:
    """Yield the next page of a list of the API, and the meetings in it, withdrawn ones too."""
    following = json.loads(text).get("next")
    if following:
        yield following.removeprefix(BASE)
    if urlsplit(address).path in ("/api/v1/meetings/", "/api/v1/deleted/"):
        yield from (f"/meetings/{public_id}/" for public_id in _PUBLIC_ID.findall(text))


def _targets(address: str, text: str) -> Iterator[str]:
    for link in dict.fromkeys(_LINK.findall(text)):
        target = urljoin(f"{BASE}{address}", html.unescape(link)).partition("#")[0]
        path = target.removeprefix(BASE)
        if path != target and path.startswith("/") and not path.startswith("/admin/"):
            yield path


def _leads_on(address: str, target: str, share: int) -> bool:
    """Whether a link with a query string is followed from one page to another."""
    path = urlsplit(address).path
    if path in ("/", "/meetings/"):
        return path == address
    if path.strip("/") in INDEXES:
        return path == address or target.startswith(f"{path}?")
    return path.split("/")[1] in INDEXES and zlib.crc32(target.encode()) % share == 0


def _beside(address: str) -> Iterator[str]:
    """Yield the documents of a meeting's page: other spellings, history, files, the API."""
    meeting = _MEETING.fullmatch(address)
    if not meeting:
        return
    public_id, version = meeting.group(1), meeting.group(2) or ""
    start = f"/meetings/{public_id}"
    yield from (f"{start}/", f"{start.lower()}/", f"{start}/history/", f"/m/{public_id}")
    yield from (f"{start}.{extension}" for extension in FILES)
    yield f"/api/v1{start}/"
    if _VERSION.fullmatch(version):
        yield from (f"{start}/{version.rstrip('/')}.{extension}" for extension in ("json", "bib"))
