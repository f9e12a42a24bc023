"""What Sidelines is asked: addresses of its pages, each different from all before."""

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
    """Yield the paths again and again, each time with a parameter that Sidelines ignores.

    Nothing that remembers answers by their address can then have this one.
    """
    for path in itertools.cycle(paths):
        yield f"{path}{'&' if '?' in path else '?'}utm_content={next(_counter)}"


def number_on(page: bytes) -> int:
    """Return how many meetings the heading of a list speaks of."""
    found = _NUMBER.search(page.decode())
    if found is None:
        raise ValueError("The heading of the list begins with no number.")
    return _plain(found[1])


def number(base: str, asked: Asked) -> int:
    """Return how many meetings Sidelines finds."""
    return number_on(get(base + path_of(asked)))


def facet_counts(base: str, asked: Asked) -> dict[str, dict[str, int]]:
    """Return the counts by key of each facet on the list, by parameter.

    The address of a value differs from that of the list in this one value.
    """
    path = path_of(asked)
    here = set(parse_qsl(urlsplit(path).query))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for href, number in _FACET.findall(get(base + path).decode()):
        different = here ^ set(parse_qsl(urlsplit(unescape(href)).query))
        if len(different) == 1:
            parameter, key = different.pop()
            found[parameter][key] = _plain(number)
    return found


def _plain(number: str) -> int:
    return int(number.replace(",", ""))
