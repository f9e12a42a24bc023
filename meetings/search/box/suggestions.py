"""Autocomplete suggestions: public entries whose names, in any script, contain the typed words.

Each kind is read through its own index, so sources, which are most of the entries, are skipped.
In a register of a million meetings 20,000 names remain; searching them takes 30 ms.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value

from meetings import kinds, nearness
from meetings.models.record import Entry
from meetings.search import resolve
from meetings.search.engine import Engine
from meetings.search.parameters import ENTRIES
from meetings.search.query import Query

from . import completion

LONGEST_TYPED = 200
MOST_OF_A_KIND = 5
# A request for a single parameter has room for more suggestions.
MOST_OF_ONE = 10

# Suggested in the search box.
_EVERYTHING = {kind.name: kind for kind in kinds.SUGGESTED}
# Suggested only on request for that parameter, such as the host.
_ASKED_FOR = {name: filter_ for name, filter_ in ENTRIES.items() if name not in _EVERYTHING}
_KINDS = _EVERYTHING | {name: filter_.things for name, filter_ in _ASKED_FOR.items()}
CAPTIONS = {name: kind.caption for name, kind in _EVERYTHING.items()} | {
    name: filter_.caption for name, filter_ in _ASKED_FOR.items()
}
_ORDER = tuple(CAPTIONS)


@dataclass(frozen=True)
class Suggested:
    """One suggested entry.

    ``typed``: the text of the box with the suggestion. ``query``: the selection of the entry;
    None if no parameter selects its kind, then ``typed`` has a quoted phrase. ``above``: the
    label of the parent entry, such as the series of a summit. ``meetings``: the number of
    meetings held that it selects, None if no parameter selects its kind.
    """

    entry: Entry
    parameter: str
    above: str
    typed: str
    query: Query | None
    meetings: int | None


@dataclass(frozen=True)
class Group:
    """The suggestions for one parameter, the best match first."""

    parameter: str
    caption: str
    suggested: tuple[Suggested, ...]


def suggestions(typed: str, search_engine: Engine, parameter: str = "") -> list[Group]:
    """Return groups of suggestions for ``typed``, the group with the closest match first.

    With a ``parameter`` the whole text is a name. Otherwise it is the text of the search box,
    whose last words are completed. One to three queries, one for each candidate that is tried, and
    those of the engine. If nothing has the words, two more for each to find names spelt alike.
    """
    tried = list(
        [completion.Unfinished(typed, parameter=parameter)]
        if parameter
        else completion.unfinished(typed)
    )
    for find in (_named, _resembling):
        for text in tried:
            if groups := _groups(text, find, search_engine):
                return groups
    return []


_Find = Callable[[Sequence[str], Sequence[str]], Iterable[Any]]


def _groups(text: completion.Unfinished, find: _Find, search_engine: Engine) -> list[Group]:
    words = nearness.words_of(text.words)
    names = (text.parameter,) if text.parameter else tuple(_EVERYTHING)
    names = tuple(name for name in names if name in _KINDS)
    if not words or not names:
        return []
    most = MOST_OF_ONE if text.parameter else MOST_OF_A_KIND
    rows = list(find(names, words))
    ids: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.parameter in ENTRIES:
            ids[row.parameter].append(row.pk)
    numbers = search_engine.meetings_with(ids)
    groups: dict[str, list[Suggested]] = {}
    for row in _in_order(rows, words, numbers):
        group = groups.setdefault(row.parameter, [])
        if len(group) < most:
            group.append(_suggested(text, row, numbers.get((row.parameter, row.pk), 0)))
    return [Group(name, CAPTIONS[name], tuple(things)) for name, things in groups.items()]


def _named(names: Sequence[str], words: Sequence[str]) -> Iterable[Any]:
    """Return the entries to be measured that have all words in their names. One query."""
    parts = [
        # The limit is in a subquery: SQLite allows none in a part of a UNION.
        _rows(
            name,
            Entry.objects.filter(
                pk__in=resolve.named(_public(name), words).values("pk")[: resolve.MOST_MEASURED]
            ),
        )
        for name in names
    ]
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _resembling(names: Sequence[str], words: Sequence[str]) -> Iterable[Any]:
    """Return the entries with a name spelt like the words. Two queries for each kind at most."""
    for name in names:
        alike = resolve.resembling(_public(name), words)[:MOST_OF_A_KIND]
        if alike:
            rows = {row.pk: row for row in _rows(name, Entry.objects.filter(pk__in=alike))}
            yield from (rows[pk] for pk in alike)


def _public(parameter: str) -> QuerySet[Entry]:
    kind = _KINDS[parameter]
    return resolve.public_entries(kind.kind).filter(kind.condition)


def _rows(parameter: str, entries: QuerySet[Entry]) -> QuerySet[Any]:
    rows: QuerySet[Any] = entries.defer("search_text").annotate(
        parameter=Value(parameter), above=F("parent__label")
    )
    return rows


def _in_order(
    rows: Iterable[Any], words: Sequence[str], numbers: Mapping[tuple[str, int], int]
) -> list[Any]:
    """Sort by nearness, then by number of meetings; what has none comes last, unless it is exact.

    Equal ones are sorted by date, the latest summit first, then by the alphabet.
    """

    def rank(row: Any) -> tuple[bool, int, int, int]:  # noqa: ANN401 - an annotated row
        tier = resolve.nearness_of(words, row).tier
        number = numbers.get((row.parameter, row.pk), 0)
        return (not number and tier > 0, tier, -number, _ORDER.index(row.parameter))

    entries = sorted(rows, key=lambda row: (row.sort_label.casefold(), row.key))
    entries.sort(key=lambda row: row.card.get("date", ""), reverse=True)
    return sorted(entries, key=rank)


def _suggested(text: completion.Unfinished, entry: Any, number: int) -> Suggested:  # noqa: ANN401 - an annotated row
    parameter, key, above = entry.parameter, entry.key, entry.above or ""
    if parameter not in ENTRIES:
        typed = text.completed(f'"{entry.label}"')
        return Suggested(entry, parameter, above, typed, None, None)
    before = {"q": [text.before]} if text.before else {}
    query = Query.of({**before, parameter: [key]})
    typed = text.completed(f"{parameter}:{key}")
    return Suggested(entry, parameter, above, typed, query, number)
