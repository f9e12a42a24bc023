"""The selection: which meetings an address asks for.

Read from the query string once; then it applies itself to records, says itself in words, and
gives its own address and those one step away. Page, exports, feeds and the API share it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from meetings.english import listed
from meetings.models.record import Record

from .box.expand import Expanded, expand
from .box.syntax import Note, understand
from .filters.base import Chosen, Named, Read, SelectionFilter
from .filters.days import refuse_reversed
from .filters.entries import EntryFilter, refuse_only_without_actors
from .filterset import MeetingFilterSet
from .problems import MovedSelection, Problem, Suggestion, UnreadableSelection
from .query import DEFAULTS, PRESENTATION, Query
from .resolve import Parents, Resolution, Value, entries_named, resolve, with_descendants
from .text.matching import relevance
from .text.query import TextQuery

_SHOWN_OF_A_VALUE = 60
# Parameters that say nothing by themselves and so are no clause to remove.
_NO_CLAUSE = PRESENTATION | {"match", "dates"}


@dataclass(frozen=True)
class Clause:
    """One removable part of a selection, and the selection without it."""

    caption: str
    label: str
    without: Query


@dataclass(frozen=True)
class Selection:
    """What was chosen, by parameter, with the canonical query that chooses it."""

    filterset: MeetingFilterSet
    chosen: Chosen
    query: Query

    def records(self) -> QuerySet[Record]:
        """Return the published records that are selected, in the order asked for."""
        selected: QuerySet[Record] = self.filterset.filter_queryset(self.filterset.queryset)
        if self.chosen["sort"] == ("oldest",):
            return selected.order_by("listed_on", "id")
        if self.text and self.chosen["sort"] == ("relevance",):
            selected = selected.alias(hits=relevance(self.text))
            return selected.order_by("-hits", "-listed_on", "-id")
        return selected.order_by("-listed_on", "-id")

    @property
    def text(self) -> TextQuery | None:
        """The text searched for, for highlighting and the order of relevance."""
        return self.chosen["q"][0].query if self.chosen["q"] else None

    @cached_property
    def notes(self) -> list[Note]:
        """What was typed like a filter and is none."""
        return [note for sought in self.chosen["q"] for note in understand(sought.typed).notes]

    @property
    def page(self) -> int:
        """The page asked for, from 1."""
        return int(self.chosen["page"][0])

    @property
    def offset(self) -> int:
        """How many meetings lie before the page."""
        return (self.page - 1) * self.per_page

    @property
    def per_page(self) -> int:
        """How many meetings a page has."""
        return int(self.chosen["per_page"][0])

    def words(self, number: int | None = None) -> str:
        """Say the selection: “14 meetings at which China and Russia both took part, since 2020”.

        Without a number it begins “Meetings”.
        """
        noun = self._filters["occurrence"].noun(self.chosen, 2 if number is None else number)
        subject = noun[0].upper() + noun[1:] if number is None else f"{number:,} {noun}"
        phrases = [one.words(self.chosen) for one in self._filters.values()]
        return f"{subject} {', '.join(filter(None, phrases))}".rstrip(" ,")

    @cached_property
    def clauses(self) -> list[Clause]:
        """Every value chosen that is not the default, each with the way to drop it."""
        return [
            Clause(one.caption, one.label_of_value(value), self._without(name, one, value))
            for name, one in self._filters.items()
            if name not in _NO_CLAUSE and self.query.get(name) != DEFAULTS.get(name, ())
            for value in self.chosen[name]
        ]

    def _without(self, name: str, one: SelectionFilter, value: object) -> Query:
        without = self.query.without(name, one.key_of_value(value))
        # “Only these” is about actors: with the last of them gone it would ask for nothing.
        if not (without.get("country") or without.get("organisation")):
            without = without.without("match") if self._only else without
        return without

    @property
    def _only(self) -> bool:
        return bool(self.chosen["match"] == ("only",))

    @property
    def _filters(self) -> dict[str, SelectionFilter]:
        return self.filterset.named


def read_selection(data: QueryDict, parents: Parents | None = None) -> Selection:
    """Read the selection that a query string asks for; unknown parameters are ignored.

    ``parents`` is the tree of topics where the caller has read it. At most one query for the
    keys, two for names to suggest where one is wrong, and more where filters are typed into
    ``q``. Raises UnreadableSelection or MovedSelection.
    """
    typed = expand(data, MeetingFilterSet(data).named)
    filterset = MeetingFilterSet(typed.data)
    read = filterset.read()
    filters = filterset.named
    resolution = resolve(filters, read, parents)
    problems = [*_not_understood(typed), *_refused(read), *_unknown(filters, read, resolution)]
    if problems:
        raise UnreadableSelection(problems, _good_query(read, resolution))
    if resolution.moved or typed.changed:
        raise MovedSelection(_good_query(read, resolution))
    filterset.chosen = _choose(filters, read, resolution)
    query = Query.of(_keys(filters, filterset.chosen))
    _refuse_together(filterset.chosen, query)
    return Selection(filterset, filterset.chosen, query)


def everything() -> Selection:
    """Return the selection without any filter. No query."""
    return read_selection(QueryDict())


def _choose(
    filters: dict[str, SelectionFilter], read: dict[str, Read], resolution: Resolution
) -> Chosen:
    chosen: dict[str, tuple[object, ...]] = {}
    for name, one in filters.items():
        values = read[name].values
        if isinstance(one, EntryFilter):
            chosen[name] = _named(name, values, resolution)
        else:
            chosen[name] = one.choose(values or DEFAULTS.get(name, ()))
    return chosen


def _named(name: str, values: Iterable[str], resolution: Resolution) -> tuple[Named, ...]:
    entries = [resolution.entries[name, value] for value in values]
    ordered = sorted(entries, key=lambda entry: (entry.sort_label.casefold(), entry.key))
    if name == "topic":
        return tuple(with_descendants(ordered, resolution.parents))
    return tuple(Named(entry, (entry.pk,)) for entry in ordered)


def _keys(filters: dict[str, SelectionFilter], chosen: Chosen) -> dict[str, list[str]]:
    return {
        name: [one.key_of_value(value) for value in chosen[name]] for name, one in filters.items()
    }


def _good_query(read: dict[str, Read], resolution: Resolution) -> Query:
    """Return the query of the values that stand for something, under their keys of today."""
    values: dict[str, list[str]] = {name: [] for name in read}
    for name, one in read.items():
        for value in one.values:
            if (name, value) not in resolution.unknown:
                home, key = resolution.moved.get((name, value), (name, value))
                values[home].append(key)
    return Query.of(values)


def _not_understood(typed: Expanded) -> list[Problem]:
    return [Problem("q", _shown(note.piece), note.message) for note in typed.refused]


def _refused(read: dict[str, Read]) -> list[Problem]:
    return [
        Problem(name, _shown(value), message)
        for name, one in read.items()
        for value, message in one.refused
    ]


def _unknown(
    filters: dict[str, SelectionFilter], read: dict[str, Read], resolution: Resolution
) -> list[Problem]:
    rest = _good_query(read, resolution)
    problems = []
    for position, (name, value) in enumerate(resolution.unknown):
        # The first few get suggestions: each costs a query.
        meant = _suggestions(filters[name], (name, value), rest) if position < 2 else ()
        caption = filters[name].caption.lower()
        message = f"No {caption} in the register goes by “{_shown(value)}”."
        problems.append(Problem(name, _shown(value), message, meant))
    return problems


def _suggestions(one: SelectionFilter, value: Value, rest: Query) -> tuple[Suggestion, ...]:
    name, text = value
    found = [entry for entry in entries_named(one.kind, text) if one.takes(entry)]
    return tuple(Suggestion(entry.label, rest.including(name, entry.key)) for entry in found)


def _refuse_together(chosen: Chosen, query: Query) -> None:
    """Raise UnreadableSelection where single values are right and do not fit together."""
    for name, check in (("to", refuse_reversed), ("match", refuse_only_without_actors)):
        try:
            check(chosen)
        except forms.ValidationError as error:
            value = listed([str(one) for one in chosen[name]])
            problem = Problem(name, value, error.messages[0])
            raise UnreadableSelection([problem], query.without(name)) from None


def _shown(value: str) -> str:
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value
    )
    return printable if len(printable) <= _SHOWN_OF_A_VALUE else f"{printable[:_SHOWN_OF_A_VALUE]}…"
