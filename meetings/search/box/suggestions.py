"""Suggestions as one types: public things with a name, in any script, that has the words.

Each kind is looked up by its own index, so that the sources, most of all entries, are never
read; what is left of a register of a million meetings are twenty thousand names, in 30 ms.
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
# Where one parameter alone is asked for, there is room for more.
MOST_OF_ONE = 10
_MOST_WORDS = 8

# In a box for everything.
_EVERYTHING = {kind.name: kind for kind in kinds.SUGGESTED}
# The other parameters that take something with a name, like the host, have to be asked for.
_ASKED_FOR = {name: one for name, one in ENTRIES.items() if name not in _EVERYTHING}
_KINDS = _EVERYTHING | {name: one.things for name, one in _ASKED_FOR.items()}
CAPTIONS = {name: kind.caption for name, kind in _EVERYTHING.items()} | {
    name: one.caption for name, one in _ASKED_FOR.items()
}
_ORDER = tuple(CAPTIONS)


@dataclass(frozen=True)
class Suggested:
    """One thing: ``typed`` is the text of the box with it, ``query`` the selection by it.

    What no parameter selects by is typed as a phrase, and has no ``query``. ``above`` is what it
    is part of: the series of a summit, the topic above a topic.
    """

    entry: Entry
    parameter: str
    above: str
    typed: str
    query: Query | None


@dataclass(frozen=True)
class Group:
    """The suggestions for one parameter, the likeliest first."""

    parameter: str
    caption: str
    suggested: tuple[Suggested, ...]


def suggestions(typed: str, parameter: str = "") -> list[Group]:
    """Return what ``typed`` may become, the group with the closest match first.

    With a ``parameter`` all of it is a name; else it is the text of a search box, of which the
    end is completed. One query, up to three where the last of several words are tried alone.
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
    asked = (text.parameter,) if text.parameter else tuple(_EVERYTHING)
    asked = tuple(name for name in asked if name in _KINDS)
    if not words or not asked:
        return []
    most = MOST_OF_ONE if text.parameter else MOST_OF_A_KIND
    parts = [_best(name, words, most) for name in asked]
    best = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    groups: dict[str, list[Suggested]] = {}
    for entry in _in_order(best):
        groups.setdefault(entry.parameter, []).append(_suggested(text, entry))
    return [Group(name, CAPTIONS[name], tuple(things)) for name, things in groups.items()]


def _best(parameter: str, words: list[str], most: int) -> QuerySet[Any]:
    """Return the likeliest entries of a parameter that have all words in a name.

    Among equals the latest summit, and the alphabet.
    """
    kind = _KINDS[parameter]
    named = public_entries(kind.kind).filter(kind.condition)
    for word in words:
        named = named.filter(search_text__contains=word)
    best = named.alias(distance=_distance(words)).order_by(
        "distance", KT("card__date").desc(), "sort_label", "key"
    )
    # The limit stands inside: not every database takes one in a part of a union.
    rows = Entry.objects.filter(pk__in=best.values("pk")[:most])
    annotated: QuerySet[Any] = rows.defer("search_text").annotate(
        parameter=Value(parameter), distance=_distance(words), above=F("parent__label")
    )
    return annotated


def _distance(words: list[str]) -> Case:
    """Return how far a name is from what was typed.

    Nearest is a code, then a name that begins so; then all of it begins at a word, then each
    word at one, then the rest.
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
    """Return the rows in the order of their parts, which a union need not keep."""
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
