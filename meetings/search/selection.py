"""The selection: which meetings an address asks for.

Read from the query string once, by django-filter, whose form reads and whose ``qs`` narrows; then
it applies itself to records, says itself in words, and gives its own address and those one step
away. Page, exports, feeds and the API share it.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from meetings.models import choices, record

from . import parameters
from .box import expand, syntax
from .filters import base, entries, vocabularies
from .filters.text import text_of
from .query import Query
from .resolve import Resolution, entries_named, resolve
from .text.query import TextQuery


@dataclass(frozen=True)
class Suggestion:
    """What was probably meant, and the selection with it."""

    label: str
    query: Query


@dataclass(frozen=True)
class Problem:
    """One value that cannot be read; ``message`` is a sentence for the reader."""

    parameter: str
    value: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()


class UnreadableSelection(Exception):
    """An address whose parameters cannot all be read: answered 400.

    ``query`` is the selection without the values that have problems.
    """

    def __init__(self, problems: list[Problem], query: Query) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
        self.query = query


class MovedSelection(Exception):
    """An address that uses an old key: ``query`` is the one to redirect to."""

    def __init__(self, query: Query) -> None:
        super().__init__(query.encoded)
        self.query = query


class UnknownValue(base.UnreadableValue):
    """A value that could be a key or a name, but stands for nothing in the register."""


class SelectionForm(forms.Form):
    """Reads all parameters, looks up what names an entry, and checks what has to go together.

    ``cleaned_data`` is what was chosen, by parameter, but where something cannot be read
    (``errors``, of UnreadableValue) or the selection has ``moved`` to another address. ``query``
    has all that can be read, under the keys of today.
    """

    # The tree of topics where the caller has read it.
    parents: entries.Parents | None = None
    moved: bool = False
    resolution: Resolution
    _keys: dict[str, tuple[str, ...]]

    def clean(self) -> dict[str, Any] | None:
        """Return what was chosen. One query at most."""
        self._keys = {name: self._readable(name) for name in self.fields}
        self.resolution = resolve(self._keys, self.parents)
        for name, value in self.resolution.unknown:
            caption = parameters.FILTERS[name].caption.lower()
            message = f"No {caption} in the register goes by “{base.shown(value)}”."
            self.add_error(name, UnknownValue(message, value))
        self.moved = self.moved or bool(self.resolution.moved)
        if self.errors or self.moved:
            return None
        chosen = {name: self._chosen(name) for name in self.fields}
        self._keys = {name: keys_of(name, values) for name, values in chosen.items()}
        self._check(chosen)
        return chosen

    def _readable(self, name: str) -> tuple[str, ...]:
        if name in self.cleaned_data:
            return cast("tuple[str, ...]", self.cleaned_data[name])
        return cast("base.ValuesField", self.fields[name]).sort_out(self[name].data)[0]

    def _chosen(self, name: str) -> tuple[Any, ...]:
        values = self._keys[name]
        if name in parameters.ENTRIES:
            entries = [self.resolution.entries[name, value] for value in values]
            return parameters.ENTRIES[name].named(entries, self.resolution.parents)
        return parameters.FILTERS[name].choose(values or parameters.DEFAULTS.get(name, ()))

    def _check(self, chosen: base.Chosen) -> None:
        # One at a time, the days first: the way out of the one may be the way out of the other.
        for name in reversed(parameters.FILTERS):
            try:
                parameters.FILTERS[name].check(chosen)
            except forms.ValidationError as error:
                value = " ".join(self._keys[name])
                self.add_error(name, base.UnreadableValue(error.messages[0], value))
                # Without it, it is another list, whose page seven is none of this one's.
                self._keys |= {name: (), "page": ()}
                return

    @property
    def query(self) -> Query:
        """The query of the values that stand for something, under their keys of today."""
        values: dict[str, list[str]] = {name: [] for name in parameters.FILTERS}
        for name, keys in self._keys.items():
            for key in keys:
                if (name, key) not in self.resolution.unknown:
                    home, key_now = self.resolution.moved.get((name, key), (name, key))
                    values[home].append(key_now)
        return Query.of(values)


class MeetingFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # it has no types
    """The filters of one request: ``form`` reads the query string, ``qs`` is what it selects."""

    form: SelectionForm
    # The declared filters: one of them, ``from``, is no name that Python takes here.
    locals().update(parameters.FILTERS)

    class Meta:
        form = SelectionForm

    def __init__(self, data: QueryDict, parents: entries.Parents | None = None) -> None:
        self.expanded: expand.Expanded = expand.expand(data)
        super().__init__(
            self.expanded.data, record.Record.objects.filter(state=choices.RecordState.PUBLISHED)
        )
        self.form.parents, self.form.moved = parents, self.expanded.changed

    @classmethod
    @cache
    def get_form_class(cls) -> type[SelectionForm]:
        """Return the class of the form, made once instead of for every request."""
        fields = {name: filter_.field for name, filter_ in cls.base_filters.items()}
        return type("SelectionForm", (cls._meta.form,), fields)


def keys_of(name: str, values: tuple[Any, ...]) -> tuple[str, ...]:
    """Return how chosen values of a parameter are spelt in the address."""
    return tuple(parameters.FILTERS[name].key_of_value(value) for value in values)


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

    def records(self) -> QuerySet[record.Record]:
        """Return the published records that are selected, in the order asked for."""
        selected: QuerySet[record.Record] = self.filterset.qs.all()
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
        phrases = [filter_.words(self.chosen) for filter_ in parameters.FILTERS.values()]
        return f"{subject} {', '.join(filter(None, phrases))}".rstrip(" ,")

    @cached_property
    def clauses(self) -> list[Clause]:
        """Every value chosen that is not the default, each with the way to drop it."""
        return [
            Clause(filter_.caption, filter_.label_of_value(value), self._without(filter_, value))
            for name, filter_ in parameters.FILTERS.items()
            if filter_.is_clause and self.query.get(name) != parameters.DEFAULTS.get(name, ())
            for value in self.chosen[name]
        ]

    def _without(self, filter_: base.SelectionFilter, value: object) -> Query:
        return self.query.without(
            filter_.parameter, filter_.key_of_value(value)
        ).without_idle_match()


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
    suggestions = {value: _suggestions(form, *value) for value in form.resolution.unknown[:2]}
    return [
        Problem(
            name,
            base.shown(error.value),
            error.messages[0],
            suggestions.get((name, error.value), ()),
        )
        for name, error in errors
    ]


def _suggestions(form: SelectionForm, name: str, value: str) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(entry.label, form.query.including(name, entry.key))
        for entry in entries_named(parameters.ENTRIES[name], value)
    )
