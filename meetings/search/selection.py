"""The selection: which meetings an address asks for.

Read from the query string once; then it applies itself to records, says itself in words, and
gives its own address and those one step away. Page, exports, feeds and the API share it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.db.models import QuerySet
from django.http import QueryDict

from meetings.models.record import Record

from . import parameters, resolve
from .box import syntax
from .filters import base, entries, vocabularies
from .filters.text import text_of
from .filterset import MeetingFilterSet, SelectionForm, UnknownValue
from .problems import MovedSelection, Problem, Suggestion, UnreadableSelection
from .query import Query
from .text.query import TextQuery


@dataclass(frozen=True)
class Clause:
    """One removable part of a selection, and the selection without it."""

    caption: str
    label: str
    without: Query


@dataclass(frozen=True)
class Selection:
    """The filters of an address all of which could be read, and its canonical query."""

    filterset: MeetingFilterSet
    query: Query

    @property
    def chosen(self) -> base.Chosen:
        """What was chosen, by parameter."""
        chosen: base.Chosen = self.filterset.form.cleaned_data
        return chosen

    def records(self) -> QuerySet[Record]:
        """Return the published records that are selected, in the order asked for."""
        selected: QuerySet[Record] = self.filterset.qs.all()
        return selected

    @property
    def text(self) -> TextQuery | None:
        """The text searched for, for highlighting and the order of relevance."""
        return text_of(self.chosen)

    @cached_property
    def notes(self) -> list[syntax.Note]:
        """What was typed like a filter and is none."""
        return [
            note for sought in self.chosen["q"] for note in syntax.understand(sought.typed).notes
        ]

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
        noun = vocabularies.OccurrenceFilter.noun(
            self.chosen["occurrence"], 2 if number is None else number
        )
        subject = noun[0].upper() + noun[1:] if number is None else f"{number:,} {noun}"
        phrases = [one.words(self.chosen) for one in parameters.FILTERS.values()]
        return f"{subject} {', '.join(filter(None, phrases))}".rstrip(" ,")

    @cached_property
    def clauses(self) -> list[Clause]:
        """Every value chosen that is not the default, each with the way to drop it."""
        return [
            Clause(one.caption, one.label_of_value(value), self._without(one, value))
            for name, one in parameters.FILTERS.items()
            if one.is_clause and self.query.get(name) != parameters.DEFAULTS.get(name, ())
            for value in self.chosen[name]
        ]

    def _without(self, one: base.SelectionFilter, value: object) -> Query:
        return self.query.without(one.parameter, one.key_of_value(value)).without_idle_match()


def read_selection(data: QueryDict, parents: entries.Parents | None = None) -> Selection:
    """Read the selection that a query string asks for; unknown parameters are ignored.

    ``parents`` is the tree of topics where the caller has read it. At most one query for the
    keys, two for names to suggest where one is wrong, and more where filters are typed into
    ``q``. Raises UnreadableSelection or MovedSelection.
    """
    filterset = MeetingFilterSet(data, parents)
    form = filterset.form
    not_understood = [
        Problem("q", base.shown(note.piece), note.message) for note in filterset.expanded.refused
    ]
    if problems := not_understood + _problems(form):
        raise UnreadableSelection(problems, form.query)
    if form.moved:
        raise MovedSelection(form.query)
    return Selection(filterset, form.query)


def everything() -> Selection:
    """Return the selection without any filter. No query."""
    return read_selection(QueryDict())


def _problems(form: SelectionForm) -> list[Problem]:
    """Return what is wrong: first what cannot be read, then what stands for nothing."""
    errors = [
        (name, cast("base.UnreadableValue", error))
        for name, of_field in form.errors.as_data().items()
        for error in of_field
    ]
    errors.sort(key=lambda pair: isinstance(pair[1], UnknownValue))
    # The first few get suggestions: each costs a query.
    meant = {value: _suggestions(form, *value) for value in form.resolution.unknown[:2]}
    return [
        Problem(
            name, base.shown(error.value), error.messages[0], meant.get((name, error.value), ())
        )
        for name, error in errors
    ]


def _suggestions(form: SelectionForm, name: str, value: str) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(entry.label, form.query.including(name, entry.key))
        for entry in resolve.entries_named(parameters.ENTRIES[name], value)
    )
