"""The selection: reads and validates the query string of an address, and selects its meetings.

A django-filter form reads the query string once, and its ``qs`` narrows the records. The selection
then gives the records, a sentence that describes it, its own address, and addresses with a filter
removed. Pages, exports, feeds and the API share it.
"""

from collections.abc import Mapping, Sequence
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
from .resolve import MOST_SUGGESTIONS, Candidate, Resolution, candidates, only_one, resolve
from .text.query import TextQuery

# Pairs of value and label, by parameter.
Typed = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Suggestion:
    """A suggested correction: its label, and the query with it."""

    label: str
    query: Query


@dataclass(frozen=True)
class Problem:
    """A value that cannot be read; ``message`` is a sentence for programs and their authors.

    ``words``: the sentence in the words of the form, "" for the same.
    """

    parameter: str
    value: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    words: str = ""


class UnreadableSelection(Exception):
    """An address with parameters that cannot be read; the response is 400.

    ``query``: the selection without the values that have problems. ``typed``: everything that was
    typed, as pairs of value and label by parameter.
    """

    def __init__(self, problems: list[Problem], query: Query, typed: Typed | None = None) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
        self.query = query
        self.typed = typed or {}


class MovedSelection(Exception):
    """An address with an old key; ``query`` is the query to redirect to."""

    def __init__(self, query: Query) -> None:
        super().__init__(query.encoded)
        self.query = query


# Each look-up of a name costs queries.
_MOST_NAMES = 8
# A form shows no more of what was typed into one of its controls.
_LONGEST_SHOWN = 1_000


class UnknownValue(base.UnreadableValue):
    """A value that could be a key or a name, but no entry in the register has it."""


class SelectionForm(forms.Form):
    """Reads all parameters, looks up entries, and checks that the values fit together.

    ``cleaned_data``: the chosen values by parameter. It is absent if there are ``errors`` (each an
    UnreadableValue) or if the selection has ``moved`` to another address. ``query``: all readable
    values with their current keys.
    """

    # The tree of topics, if the caller has read it.
    parents: entries.Parents | None = None
    moved: bool = False
    resolution: Resolution
    # What the unknown values may mean, by parameter and value.
    candidates: dict[tuple[str, str], list[Candidate]]
    _keys: dict[str, tuple[str, ...]]

    def clean(self) -> dict[str, Any] | None:
        """Return the chosen values by parameter. One query at most."""
        self.candidates = {}
        self._keys = {name: self._readable(name) for name in self.fields}
        self.resolution = resolve(self._keys, self.parents)
        self._take_names()
        for name, value in self.resolution.unknown:
            self.add_error(name, UnknownValue(self._not_one(name, value), value))
        self.moved = self.moved or bool(self.resolution.moved)
        if self.errors or self.moved:
            return None
        chosen = {name: self._chosen(name) for name in self.fields}
        self._keys = {name: keys_of(name, values) for name, values in chosen.items()}
        self._check(chosen)
        return chosen

    def _take_names(self) -> None:
        """Take names for keys where only one entry fits. Few queries for each of 8 names."""
        unknown, self.resolution.unknown = self.resolution.unknown, []
        for number, (name, value) in enumerate(unknown):
            filter_ = parameters.ENTRIES[name]
            found = candidates(filter_, value) if number < _MOST_NAMES else []
            entry = only_one(found)
            if entry is None:
                self.candidates[name, value] = found
                self.resolution.unknown.append((name, value))
            else:
                self.resolution.entries[name, value] = entry
                self.resolution.moved[name, value] = (name, entry.key)

    def _not_one(self, name: str, value: str) -> str:
        noun, typed = parameters.ENTRIES[name].noun, base.shown(self.typed(name, value))
        if any(one.nearness.is_name for one in self.candidates.get((name, value), ())):
            return f"“{typed}” may be more than one {noun}: choose which."
        return f"No {noun} in the register goes by “{typed}”."

    def typed(self, name: str, value: str) -> str:
        """Return a value as it was typed, before it was read as a key."""
        field = cast("base.ValuesField", self.fields[name])
        texts = (" ".join(text.split()) for text in self[name].data or ())
        return next((text for text in texts if field.is_read_as(text, value)), value)

    def _readable(self, name: str) -> tuple[str, ...]:
        if name in self.cleaned_data:
            return cast("tuple[str, ...]", self.cleaned_data[name])
        return cast("base.ValuesField", self.fields[name]).sort_out(self[name].data)[0]

    def _chosen(self, name: str) -> tuple[Any, ...]:
        values = self._keys[name]
        if name in parameters.ENTRIES:
            entries = [self.resolution.entries[name, value] for value in values]
            return parameters.ENTRIES[name].named(entries, self.resolution.parents)
        return parameters.FILTERS[name].choose(values or parameters.default_of(name, self._keys))

    def _check(self, chosen: base.Chosen) -> None:
        # Only the first conflict is reported, the days first: its solution may solve others too.
        for name in reversed(parameters.FILTERS):
            try:
                parameters.FILTERS[name].check(chosen)
            except forms.ValidationError as error:
                value = " ".join(self._keys[name])
                self.add_error(name, base.UnreadableValue(error.messages[0], value))
                # Changing a filter resets the page.
                self._keys |= {name: (), "page": ()}
                return

    @property
    def query(self) -> Query:
        """The query of the known values with their current keys."""
        values: dict[str, list[str]] = {name: [] for name in parameters.FILTERS}
        for name, keys in self._keys.items():
            for key in keys:
                if (name, key) not in self.resolution.unknown:
                    home, key_now = self.resolution.moved.get((name, key), (name, key))
                    values[home].append(key_now)
        return Query.of(values)


class MeetingFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # it has no types
    """The filters of one request: ``form`` reads the query string, ``qs`` selects the records."""

    form: SelectionForm
    # Not declared by name, because the filter ``from`` has the name of a Python keyword.
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
        """Return the class of the form, which is created once and not for every request."""
        fields = {name: filter_.field for name, filter_ in cls.base_filters.items()}
        return type("SelectionForm", (cls._meta.form,), fields)


def keys_of(name: str, values: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the keys of chosen values of a parameter in the address."""
    return tuple(parameters.FILTERS[name].key_of_value(value) for value in values)


@dataclass(frozen=True)
class Clause:
    """A removable part of a selection, and the query without it."""

    caption: str
    label: str
    without: Query


@dataclass(frozen=True)
class Selection:
    """The filters of a valid address, and its canonical query."""

    filterset: MeetingFilterSet
    query: Query

    @property
    def chosen(self) -> base.Chosen:
        """The chosen values by parameter."""
        chosen: base.Chosen = self.filterset.form.cleaned_data
        return chosen

    def records(self) -> QuerySet[record.Record]:
        """Return the selected published records in the selected order."""
        selected: QuerySet[record.Record] = self.filterset.qs.all()
        return selected

    @property
    def text(self) -> TextQuery | None:
        """The parsed text query, for highlighting and relevance."""
        return text_of(self.chosen)

    @cached_property
    def notes(self) -> list[syntax.Note]:
        """Notes on words that look like filters and are not."""
        return [
            note for sought in self.chosen["q"] for note in syntax.understand(sought.typed).notes
        ]

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        return int(self.chosen["page"][0])

    @property
    def offset(self) -> int:
        """The number of meetings before the page."""
        return (self.page - 1) * self.per_page

    @property
    def per_page(self) -> int:
        """The number of meetings on a page."""
        return int(self.chosen["per_page"][0])

    def words(self, number: int | None = None) -> str:
        """Describe the selection: “14 meetings at which China and Russia both took part”.

        Without a number the sentence begins with “Meetings”.
        """
        noun = vocabularies.OccurrenceFilter.noun(
            self.chosen["occurrence"], 2 if number is None else number
        )
        subject = noun[0].upper() + noun[1:] if number is None else f"{number:,} {noun}"
        phrases = [filter_.words(self.chosen) for filter_ in parameters.FILTERS.values()]
        return f"{subject} {', '.join(filter(None, phrases))}".rstrip(" ,")

    @cached_property
    def clauses(self) -> list[Clause]:
        """Every chosen value that is not the default, with the query without it."""
        return [
            Clause(filter_.caption, filter_.label_of_value(value), self._without(filter_, value))
            for name, filter_ in parameters.FILTERS.items()
            if filter_.is_clause and name in dict(self.query.values)
            for value in self.chosen[name]
        ]

    def _without(self, filter_: base.SelectionFilter, value: object) -> Query:
        return self.query.without(
            filter_.parameter, filter_.key_of_value(value)
        ).without_idle_match()


def read_selection(data: QueryDict, parents: entries.Parents | None = None) -> Selection:
    """Read the selection of a query string; unknown parameters are ignored.

    ``parents``: the tree of topics, if the caller has read it. At most one query for the keys, and
    up to three for each of the first eight values that are names instead of keys. Raises
    UnreadableSelection or MovedSelection.
    """
    filterset = MeetingFilterSet(data, parents)
    form = filterset.form
    not_understood = [
        Problem("q", base.shown(note.piece), note.message) for note in filterset.expanded.refused
    ]
    if problems := not_understood + _problems(form):
        # A text with a piece that was refused is shown whole, not without its filters.
        shown = data if not_understood else filterset.expanded.data
        raise UnreadableSelection(problems, form.query, _typed(form, shown))
    if form.moved:
        raise MovedSelection(form.query)
    return Selection(filterset, form.query)


@cache
def everything() -> Selection:
    """Return the selection of all meetings held, without filters. No query.

    All requests share it: reading a selection takes longer than most queries.
    """
    return read_selection(QueryDict())


def _typed(form: SelectionForm, data: QueryDict) -> Typed:
    """Return what was typed; a value that is a key has the label of its entry."""
    typed: dict[str, list[tuple[str, str]]] = {}
    for name, filter_ in parameters.FILTERS.items():
        texts = dict.fromkeys(" ".join(text.split()) for text in data.getlist(name))
        typed[name] = [
            _with_label(form, filter_, base.shown(text, _LONGEST_SHOWN)) for text in texts if text
        ]
    return typed


def _with_label(form: SelectionForm, filter_: base.SelectionFilter, text: str) -> tuple[str, str]:
    try:
        key = filter_.read_value(text)
    except forms.ValidationError:
        return text, text
    entry = form.resolution.entries.get((filter_.parameter, key))
    return (entry.key, entry.label) if entry else (text, text)


def _problems(form: SelectionForm) -> list[Problem]:
    """Return the problems: first values that cannot be read, then unknown values."""
    errors = [
        (name, cast("base.UnreadableValue", error))
        for name, of_field in form.errors.as_data().items()
        for error in of_field
    ]
    errors.sort(key=lambda pair: isinstance(pair[1], UnknownValue))
    suggestions = {value: _suggestions(form, *value) for value in form.resolution.unknown}
    return [
        Problem(
            name,
            base.shown(form.typed(name, error.value)),
            error.messages[0],
            suggestions.get((name, error.value), ()),
            error.words,
        )
        for name, error in errors
    ]


def _suggestions(form: SelectionForm, name: str, value: str) -> tuple[Suggestion, ...]:
    """Return what a value may mean: first with the words beside it, as in “summit:g20 rio”."""
    found = form.candidates.get((name, value), [])
    few = found[:MOST_SUGGESTIONS]
    beside = form.query.get("q")
    meant = (
        only_one(candidates(parameters.ENTRIES[name], f"{value} {beside[0]}"))
        if found and beside
        else None
    )
    first = (
        [Suggestion(meant.label, form.query.without("q").including(name, meant.key))]
        if meant
        else []
    )
    return (
        *first,
        *(
            Suggestion(one.entry.label, form.query.including(name, one.entry.key))
            for one in few
            if one.entry != meant
        ),
    )
