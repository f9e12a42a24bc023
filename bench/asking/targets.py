"""Addresses that ask Sidelines the questions; each is used only once."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from .measure import get
from .questions import Asked

# A link of a facet, and the number of meetings beside it.
_FACET = re.compile(
    r'<a href="([^"]+)"[^>]*>[^<]*(?:<span[^>]*>[^<]*</span>)?\s*</a>\s*'
    r'<span class="facet-number">\s*<span[^>]*>[^<]*</span>\s*([0-9,]+)'
)
_NUMBER = re.compile(r"<h1[^>]*>\s*([0-9,]+) ")
_counter = itertools.count()


def path_of(asked: Asked, extension: str = "/") -> str:
    """Return the path and query of the list, or of an export of the same selection."""
    query = [("country", code) for code in asked.countries]
    if asked.topic:
        query.append(("topic", asked.topic))
    if asked.years:
        query += [(name, str(year)) for name, year in zip(("from", "to"), asked.years, strict=True)]
    if asked.word:
        query.append(("q", asked.word))
    if asked.page > 1:
        query.append(("page", str(asked.page)))
    return f"/meetings{extension}?{urlencode(query)}"


def fresh(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths again and again, each time with a new value of an ignored parameter.

    A cache by address can then never have the answer.
    """
    for path in itertools.cycle(paths):
        yield f"{path}{'&' if '?' in path else '?'}utm_content={next(_counter)}"


def number_on(page: bytes) -> int:
    """Return the number of meetings in the heading of a list."""
    match = _NUMBER.search(page.decode())
    if match is None:
        raise ValueError("The heading of the list begins with no number.")
    return _plain(match[1])


def number(base: str, asked: Asked) -> int:
    """Return how many meetings Sidelines finds."""
    return number_on(get(base + path_of(asked)))


def facet_counts(base: str, asked: Asked) -> dict[str, dict[str, int]]:
    """Return the counts by key of each facet on the list, by parameter.

    The address of a value differs from the address of the list only in this value.
    """
    path = path_of(asked)
    here = set(parse_qsl(urlsplit(path).query))
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for href, number in _FACET.findall(get(base + path).decode()):
        different = here ^ set(parse_qsl(urlsplit(unescape(href)).query))
        if len(different) == 1:
            parameter, key = different.pop()
            counts[parameter][key] = _plain(number)
    return counts


def _plain(number: str) -> int:
    return int(number.replace(",", ""))
