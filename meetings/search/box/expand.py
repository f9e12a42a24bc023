"""Expands filters typed into the search box into URL parameters.

``country:China grain`` becomes ``country=CHN&q=grain``; the view redirects to that address.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from meetings.search import parameters, resolve
from meetings.search.filters.entries import EntryFilter
from meetings.search.text.query import LONGEST_QUERY
from meetings.text import fold

from . import syntax

# Each lookup of a name costs a query.
_MOST_NAMES = 8
_Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Expanded:
    """The parameters, whether they changed, and the filters that were refused."""

    data: QueryDict
    changed: bool = False
    refused: tuple[syntax.Note, ...] = ()


def expand(data: QueryDict) -> Expanded:
    """Move filters from ``q`` to parameters; a parameter that takes one value is replaced.

    Without filters no query; otherwise one for all keys and one for each of the first 8 names.
    """
    texts = [text for text in data.getlist("q") if text.strip()]
    if len(texts) != 1 or len(texts[0]) > LONGEST_QUERY:
        return Expanded(data)  # the text filter reports these errors
    understood = syntax.understand(texts[0])
    if not (understood.pairs or understood.refused):
        return Expanded(data)
    changed = data.copy()
    changed.setlist("q", [understood.text])
    for name in {name for name, _ in understood.pairs} & parameters.SINGLE:
        changed.setlist(name, [])
    for name, value in _with_keys(understood.pairs):
        changed.appendlist(name, value)
    return Expanded(changed, changed=True, refused=tuple(understood.refused))


def _with_keys(pairs: _Pairs) -> _Pairs:
    """Yield ``pairs`` with names replaced by keys, if exactly one entry has the name."""
    typed = [
        (name, parameters.ENTRIES[name].read(value))
        for name, value in pairs
        if name in parameters.ENTRIES
    ]
    addresses = resolve.addresses_of(typed)
    looked_up = 0
    for name, value in pairs:
        filter_ = parameters.ENTRIES.get(name)
        if (
            filter_ is None
            or (filter_.kind.value, filter_.read(value)) in addresses
            or looked_up == _MOST_NAMES
        ):
            yield name, value
        else:
            looked_up += 1
            yield name, _only_key(filter_, value) or value


def _only_key(filter_: EntryFilter, name: str) -> str | None:
    entries = resolve.entries_named(filter_, name)
    exact = [entry for entry in entries if fold(entry.label) == fold(name)]
    matches = exact or entries
    return matches[0].key if len(matches) == 1 else None
