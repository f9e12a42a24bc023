"""URL building: all public addresses are made here.

Addresses are paths with the script prefix of the site; functions that return absolute addresses
say so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.urls import get_script_prefix, reverse

from meetings import kinds
from meetings.search.query import Query
from meetings.snapshot.cards import Card


@dataclass(frozen=True)
class Link:
    """A label with an address, "" for no link.

    ``language`` is a BCP 47 tag, for names that are not English.
    """

    label: str
    href: str = ""
    language: str = ""


def meeting_address(public_id: str, slug: str) -> str:
    """Return the path of a meeting's permalink.

    Built from the path of the list, because every row of a table needs one and ``reverse`` takes
    40 times as long.
    """
    return f"{_reversed(get_script_prefix(), 'meetings')}{public_id}/{slug}/"


def permalink(base: str, public_id: str, slug: str) -> str:
    """Return the absolute permalink of a meeting; ``base`` is scheme, host and a slash."""
    return permalinks(base)(public_id, slug)


def permalinks(base: str) -> Callable[[str, str], str]:
    """Return a function that makes absolute permalinks from public ids and slugs.

    For many permalinks: looking up the prefix each time would take most of the time.
    """
    start = absolute(base, _reversed(get_script_prefix(), "meetings"))
    return f"{start.replace('{', '{{').replace('}', '}}')}{{}}/{{}}/".format


def absolute(base: str, path: str) -> str:
    """Return the absolute address of a path; ``base`` is scheme, host and a slash."""
    return f"{base.rstrip('/')}{path}"


def version_address(public_id: str, number: int) -> str:
    """Return the address of a frozen version."""
    return reverse("meeting-version", args=[public_id, number])


def entry_address(kind: str, key: str, card: Card) -> str:
    """Return the address of an entry's page; "" for kinds without pages."""
    row = kinds.kind_of(kind, card)
    return _reversed(get_script_prefix(), row.name, key) if row.plural else ""


def list_address(query: Query) -> str:
    """Return the address of the list page of a selection."""
    return list_addresses([query])[0]


def list_addresses(queries: Iterable[Query]) -> list[str]:
    """Return the addresses of the list page for many selections, such as those of facets."""
    start = _reversed(get_script_prefix(), "meetings")
    return [f"{start}?{query.encoded}" if query.encoded else start for query in queries]


def values_address(parameter: str, query: Query) -> str:
    """Return the address of all values of a facet of a selection."""
    start = _reversed(get_script_prefix(), "facet-values", parameter)
    return with_query(start, query.selecting().encoded)


def file_address(extension: str, *parts: str) -> str:
    """Return the address of a selection as a file, ``csv`` for example.

    ``parts``: the parts of its query string, such as the encoded selection and ``unit=pair``.
    """
    return file_addresses([(extension, *parts)])[0]


def file_addresses(files: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the addresses of several files, each with the arguments of ``file_address``."""
    prefix = get_script_prefix()
    return [
        with_query(_reversed(prefix, "selected", extension), *parts) for extension, *parts in files
    ]


def with_query(path: str, *parts: str) -> str:
    """Return ``path`` with a query string of the encoded ``parts``, without empty ones."""
    query = "&".join(filter(None, parts))
    return f"{path}?{query}" if query else path


# Cached, because a page has hundreds of addresses, and pages share many of them.
@lru_cache(maxsize=4096)
def _reversed(prefix: str, view: str, *arguments: str) -> str:  # noqa: ARG001 - reverse() reads it
    return reverse(view, args=arguments)


def list_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the address of the list page with these parameters and values."""
    return _list_of(get_script_prefix(), *pairs)


# Cached, because every line of a list links to the meetings of its summit and topics.
@lru_cache(maxsize=4096)
def _list_of(_prefix: str, *pairs: tuple[str, str]) -> str:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return list_address(Query.of(values))


def outside_address(url: str) -> str:
    """Return ``url`` if it is http or https, else "": a stored ``javascript:`` must not run."""
    return url if urlsplit(url).scheme in ("http", "https") else ""
