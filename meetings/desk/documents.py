"""What the address of a document tells: whether it is entered already, and who publishes it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.db.models import Q, QuerySet

from meetings.archives import archived_copy
from meetings.models import PublisherSite, Source
from meetings.text import fold

# Parameters that say how a reader came to a document, not which document it is.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl"
    r"|cmpid|ref_src|at_(medium|campaign|link_\w+|ptr_name|bbc_team|format|custom\d)",
    re.IGNORECASE,
)

_LONGEST_HOST = 253
# What a path may hold as it is (RFC 3986).
_UNESCAPED = "!$&'()*+,;=:@~"
# Domains that a government shares among its offices: a ministry is not the government.
_SHARED_DOMAIN = re.compile(r"(gov|govt|gob|gouv|gub|government|admin|europa)\.[a-z]{2,3}")


def canonical_address(address: str) -> str:
    """Return what all forms of the address of one document have in common.

    Without the scheme, “www.”, a slash at the end, parameters that follow readers, and the part of
    the page (“#history”; what scripts read as a path, “#!/news/7”, stays). Hosts are in ASCII, and
    in the path all that has to be is escaped, and nothing else.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{_canonical_host(parts.netloc)}{_escaped(parts.path.rstrip('/'))}{query}{fragment}"


def _canonical_host(netloc: str) -> str:
    host, colon, port = netloc.lower().rpartition("@")[2].partition(":")
    with suppress(UnicodeError):  # what is no host name stays as it is
        host = host.encode("idna").decode()
    port = "" if port in {"", "80", "443"} else f"{colon}{port}"
    return f"{host.removeprefix('www.')}{port}"


def _escaped(path: str) -> str:
    """Return a path in which “é” and “%c3%a9” are the same, but not “/” and “%2F”."""
    steps = (unquote(step, errors="surrogateescape") for step in path.split("/"))
    return "/".join(quote(step, safe=_UNESCAPED, errors="surrogateescape") for step in steps)


def same_document(address: str, but: int | None = None) -> Source | None:
    """Return the source (but not that with the key ``but``) whose address is a form of this.

    An archived copy is the document of which it is a copy.
    """
    if not address:
        return None
    wanted = set(_canonical_addresses(address))
    condition = Q()
    for canonical in wanted:
        condition |= _begins_like(canonical)
    # A source that was entered by the address of a copy, which has the original within it.
    within = Q()
    for original in _written_forms(canonical_address(_original(address))):
        within |= Q(url__icontains=original)
    condition |= Q(url__icontains="/http") & within
    candidates = Source.objects.filter(condition).exclude(pk=but)
    rows = candidates.select_related("publisher").order_by("pk")
    known = (row for row in rows if not wanted.isdisjoint(_addresses_of(row)))
    return next(known, None)


def _original(address: str) -> str:
    copy = archived_copy(address)
    return copy.original if copy and copy.original else address


def _canonical_addresses(address: str) -> Iterator[str]:
    """Yield the canonical form of an address and, if it is one of a copy, that of the original."""
    yield canonical_address(address)
    yield canonical_address(_original(address))


def _addresses_of(source: Source) -> set[str]:
    return {*_canonical_addresses(source.url), canonical_address(source.archive_url)} - {""}


def _begins_like(canonical: str) -> Q:
    """Return the condition that an address may have the canonical form: the same host and path."""
    condition = Q()
    origins = product(("http", "https"), ("", "www."), _written_forms(canonical))
    for start in (f"{scheme}://{www}{form}" for scheme, www, form in origins):
        condition |= Q(url__iexact=start) | Q(url__iexact=f"{start}/")
        condition |= Q(archive_url__istartswith=start)
        for more in ("?", "/?", "#", "/#"):
            condition |= Q(url__istartswith=f"{start}{more}")
    return condition


def _written_forms(canonical: str) -> set[str]:
    """Return host and path as they may be written: with escapes or without, in any script."""
    host, slash, path = _host_and_path(canonical).partition("/")
    hosts, plain = {host}, unquote(path)
    with suppress(UnicodeError):
        hosts.add(host.encode().decode("idna"))
    paths = {path, plain, quote(plain).replace("~", "%7E")}
    return {f"{name}{slash}{written}" for name, written in product(hosts, paths)}


def _host_and_path(canonical: str) -> str:
    return re.split(r"[?#]", canonical, maxsplit=1)[0]


def publisher_of(address: str) -> PublisherSite | None:
    """Return the site that an address is on, with its publisher; that of the original for a copy.

    The nearest host counts (that of the address before a higher domain), then the longest
    path; None where no publisher, or more than one, has the site. A site of a higher domain tells
    who publishes, but not in which language: the ``language`` is then empty.
    """
    canonical = unquote(_host_and_path(canonical_address(_original(address)))).lower()
    host, *steps = canonical.split("/")
    if "." not in host or len(host) > _LONGEST_HOST:
        return None
    paths = ["/".join(steps[:count]) for count in range(len(steps), 0, -1)]
    labels = host.split(".")
    for first in range(len(labels) - 1):
        domain = ".".join(labels[first:])
        if first and _SHARED_DOMAIN.fullmatch(domain):
            return None
        sites = [*(f"{domain}/{path}" for path in paths), domain]
        rows = PublisherSite.objects.filter(host__in=sites).select_related("publisher__actor")
        if rows:
            return _only_publisher(max(rows, key=lambda row: len(row.host)), list(rows), first)
    return None


def _only_publisher(
    nearest: PublisherSite, rows: list[PublisherSite], above: int
) -> PublisherSite | None:
    """Return the nearest site unless several publishers have it, without language if above."""
    publishers = {row.publisher_id for row in rows if row.host == nearest.host}
    if len(publishers) > 1:
        return None
    if above:
        nearest.language = ""
    return nearest


def similar_documents(source: Source) -> list[Source]:
    """Return other sources of the publisher with the same title and day; perhaps the same again."""
    rows: QuerySet[Source] = Source.objects.filter(
        publisher=source.publisher_id, published=source.published
    ).exclude(pk=source.pk)
    return [
        row for row in rows.select_related("publisher") if fold(row.title) == fold(source.title)
    ]
