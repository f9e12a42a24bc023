"""Autocomplete suggestions: public entries whose names, in any script, contain the typed words.

Each kind is read through its own index, so sources, which are most of the entries, are skipped.
In a register of a million meetings 20,000 names remain; searching them takes 30 ms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.fields.json import KT

from meetings import kinds
from meetings.models.record import Entry
from meetings.search.parameters import ENTRIES
from meetings.search.query import Query
from meetings.search.resolve import public_entries
from meetings.text import fold

from . import completion

LONGEST_TYPED = 200
MOST_OF_A_KIND = 5
# A request for a single parameter has room for more suggestions.
MOST_OF_ONE = 10
_MOST_WORDS = 8

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
    label of the parent entry, such as the series of a summit.
    """

    entry: Entry
    parameter: str
    above: str
    typed: str
    query: Query | None


@dataclass(frozen=True)
class Group:
    """The suggestions for one parameter, the best match first."""

    parameter: str
    caption: str
    suggested: tuple[Suggested, ...]


def suggestions(typed: str, parameter: str = "") -> list[Group]:
    """Return groups of suggestions for ``typed``, the group with the closest match first.

    With a ``parameter`` the whole text is a name. Otherwise it is the text of the search box,
    whose last words are completed. One to three queries: one for each candidate that is tried.
    """
    tried = (
        [completion.Unfinished(typed, parameter=parameter)]
        if parameter
        else completion.unfinished(typed)
    )
    for text in tried:
        if groups := _groups(text):
            return groups
    return []


def _groups(text: completion.Unfinished) -> list[Group]:
    words = fold(text.words).split()[:_MOST_WORDS]
    names = (text.parameter,) if text.parameter else tuple(_EVERYTHING)
    names = tuple(name for name in names if name in _KINDS)
    if not words or not names:
        return []
    most = MOST_OF_ONE if text.parameter else MOST_OF_A_KIND
    parts = [_best(name, words, most) for name in names]
    best = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    groups: dict[str, list[Suggested]] = {}
    for entry in _in_order(best):
        groups.setdefault(entry.parameter, []).append(_suggested(text, entry))
    return [Group(name, CAPTIONS[name], tuple(things)) for name, things in groups.items()]


def _best(parameter: str, words: list[str], most: int) -> QuerySet[Any]:
    """Return the best entries of a parameter that have all words in their names.

    Equal matches are sorted by date, the latest summit first, then by the alphabet.
    """
    kind = _KINDS[parameter]
    entries = public_entries(kind.kind).filter(kind.condition)
    for word in words:
        entries = entries.filter(search_text__contains=word)
    best = entries.alias(distance=_distance(words)).order_by(
        "distance", KT("card__date").desc(), "sort_label", "key"
    )
    # The limit is in a subquery: SQLite allows none in a part of a UNION.
    rows = Entry.objects.filter(pk__in=best.values("pk")[:most])
    annotated: QuerySet[Any] = rows.defer("search_text").annotate(
        parameter=Value(parameter), distance=_distance(words), above=F("parent__label")
    )
    return annotated


def _distance(words: list[str]) -> Case:
    """Return the distance of a name from the typed text, from 0 (closest) to 4.

    0: the text is the code; 1: a name starts with it; 2: it starts at a word of a name; 3: each
    of its words starts at a word of a name; 4: any other match.
    """
    together = " ".join(words)
    return Case(
        When(key__iexact=together.replace(" ", "-"), then=0),
        When(search_text__startswith=f" {together}", then=1),
        When(_begins(together), then=2),
        When(Q(*(_begins(word) for word in words)), then=3),
        default=4,
        output_field=IntegerField(),
    )


def _begins(words: str) -> Q:
    return Q(search_text__contains=f" {words}")


def _in_order(rows: Iterable[Any]) -> list[Any]:
    """Sort the rows again: UNION does not keep the order of its parts."""
    entries = sorted(rows, key=lambda entry: (entry.sort_label.casefold(), entry.key))
    entries.sort(key=lambda entry: entry.card.get("date", ""), reverse=True)
    entries.sort(key=lambda entry: (entry.distance, _ORDER.index(entry.parameter)))
    return entries


def _suggested(text: completion.Unfinished, entry: Any) -> Suggested:  # noqa: ANN401 - an annotated row
    parameter, key, above = entry.parameter, entry.key, entry.above or ""
    if parameter not in ENTRIES:
        return Suggested(entry, parameter, above, text.completed(f'"{entry.label}"'), None)
    before = {"q": [text.before]} if text.before else {}
    query = Query.of({**before, parameter: [key]})
    return Suggested(entry, parameter, above, text.completed(f"{parameter}:{key}"), query)
