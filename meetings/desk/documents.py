"""Documents entered already: the same address in another form, or the same title and day."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import Q, QuerySet

from meetings.models import Source
from meetings.text import fold

# Parameters that say how a reader came to a document, not which document it is.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl"
    r"|cmpid|ref_src|at_(medium|campaign|link_\w+|ptr_name|bbc_team|format|custom\d)",
    re.IGNORECASE,
)


def canonical_address(address: str) -> str:
    """Return what all forms of the address of one document have in common.

    Without the scheme, “www.”, a slash at the end, parameters that follow readers, and the part of
    the page (“#history”; what scripts read as a path, “#!/news/7”, stays).
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    host = parts.netloc.lower().rpartition("@")[2].removeprefix("www.")
    host = host.removesuffix(":80").removesuffix(":443")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{parts.path.rstrip('/')}{query}{fragment}"


def same_document(address: str, but: int | None = None) -> Source | None:
    """Return the source (but not that with the key ``but``) whose address is a form of this."""
    if not address:
        return None
    wanted = canonical_address(address)
    candidates = Source.objects.filter(_begins_like(wanted)).exclude(pk=but)
    rows = candidates.select_related("publisher").order_by("pk")
    return next((row for row in rows if canonical_address(row.url) == wanted), None)


def _begins_like(canonical: str) -> Q:
    """Return the condition that an address may have the canonical form: the same host and path."""
    host_and_path = re.split(r"[?#]", canonical, maxsplit=1)[0]
    condition = Q()
    for scheme in ("http", "https"):
        for www in ("", "www."):
            start = f"{scheme}://{www}{host_and_path}"
            condition |= Q(url__iexact=start) | Q(url__iexact=f"{start}/")
            for more in ("?", "/?", "#", "/#"):
                condition |= Q(url__istartswith=f"{start}{more}")
    return condition


def similar_documents(source: Source) -> list[Source]:
    """Return other sources of the publisher with the same title and day; perhaps the same again."""
    rows: QuerySet[Source] = Source.objects.filter(
        publisher=source.publisher_id, published=source.published
    ).exclude(pk=source.pk)
    return [
        row for row in rows.select_related("publisher") if fold(row.title) == fold(source.title)
    ]
