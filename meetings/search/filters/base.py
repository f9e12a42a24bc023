"""What every filter of a selection has in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.english import listed
from meetings.models.record import Entry, Record, RecordLink

LONGEST_VALUE = 120
MOST_VALUES = 20

# What was chosen, by parameter: strings, whole numbers, ``Bound`` or ``Named``.
Chosen = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Named:
    """A chosen entry, with the row numbers that stand for it (descendants of a topic too)."""

    entry: Entry
    ids: tuple[int, ...]

    def __str__(self) -> str:
        return self.entry.label


@dataclass(frozen=True)
class Read:
    """The values of one parameter: those that can be read, and why others cannot."""

    values: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Option:
    """One choice of a form control."""

    value: str
    label: str
    selected: bool = False


class ValuesField(forms.Field):
    """All values of one parameter, each read by its filter; never raises."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, reader: "SelectionFilter", **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(**kwargs)

    def clean(self, value: Iterable[str] | None) -> Read:
        """Return what can be read and what cannot, each value once."""
        given = list(dict.fromkeys(text for one in value or () if (text := _tidy(one))))
        most = 1 if self.reader.single else MOST_VALUES
        if len(given) > most:
            given, extra = given[:most], given[most]
            return Read((), ((extra, self.reader.too_many()),))
        return self._read(given)

    def _read(self, given: list[str]) -> Read:
        values: dict[str, None] = {}
        refused: list[tuple[str, str]] = []
        for text in given:
            try:
                values[self.reader.read_value(text)] = None
            except forms.ValidationError as error:
                refused.append((text, error.messages[0]))
        return Read(tuple(values), tuple(refused))


class SelectionFilter(django_filters.Filter):  # type: ignore[misc]
    """One parameter: how it is read, what it keeps, how it is said and what it offers.

    ``parameter`` is its public name, ``caption`` what forms call it. ``single`` parameters take
    one value; several values of the others mean *or* unless said otherwise.
    """

    parameter: ClassVar[str]
    caption: ClassVar[str]
    single: ClassVar[bool] = False
    field_class = ValuesField

    def __init__(self) -> None:
        super().__init__(field_name=self.parameter, label=self.caption, reader=self)

    def read_value(self, text: str) -> str:
        """Return the canonical spelling of a value. Raises ValidationError."""
        if len(text) > LONGEST_VALUE:
            raise forms.ValidationError(f"{self.caption} is longer than any value there is.")
        if not text.isprintable():
            raise forms.ValidationError(f"{self.caption} has characters that no value has.")
        return self.read(text)

    def read(self, text: str) -> str:
        """Return the canonical spelling of a printable value. Raises ValidationError."""
        raise NotImplementedError

    def too_many(self) -> str:
        """Say how many values the parameter takes."""
        if self.single:
            return f"{self.caption} can be given only once."
        return f"{self.caption} can be given {MOST_VALUES} times at most."

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Turn canonical values into what ``condition`` and ``words`` work on."""
        return values

    def condition(self, chosen: Chosen) -> Q:  # noqa: ARG002 - for those that narrow nothing
        """Return what the filter keeps; by default everything."""
        return Q()

    def words(self, chosen: Chosen) -> str:  # noqa: ARG002 - for those that say nothing
        """Return the part of the sentence about the selection, "" for none."""
        return ""

    def label_of_value(self, value: object) -> str:
        """Return how a chosen value is called."""
        return str(value)

    def key_of_value(self, value: object) -> str:
        """Return how a chosen value is spelt in the address."""
        return str(value)

    def filter(self, queryset: QuerySet[Record], value: Read) -> QuerySet[Record]:  # noqa: ARG002
        """Narrow ``queryset``: what django-filter calls for each parameter."""
        return queryset.filter(self.condition(self.parent.chosen))


class VocabularyFilter(SelectionFilter):
    """A filter over one of the closed vocabularies, or another short list."""

    choices: ClassVar[list[tuple[str, str]]]
    phrases: ClassVar[dict[str, str]] = {}
    default: ClassVar[str] = ""
    # Whether records are kept by the column of the same name.
    narrows: ClassVar[bool] = True

    def read(self, text: str) -> str:
        """Return a value of the vocabulary; case does not matter."""
        value = text.lower()
        if value not in dict(self.choices):
            known = listed([one for one, _ in self.choices], "or")
            raise forms.ValidationError(f"{self.caption} is one of {known}.")
        return value

    def label_of_value(self, value: object) -> str:
        """Return the vocabulary's own label."""
        return dict(self.choices)[str(value)]

    def condition(self, chosen: Chosen) -> Q:
        """Keep records whose column has any of the values."""
        values = chosen[self.parameter]
        if not (values and self.narrows):
            return Q()
        if len(values) == 1:
            # SQLite uses the index of meetings held for “= held”, not for “IN (held)”.
            return Q(**{self.parameter: values[0]})
        return Q(**{f"{self.parameter}__in": values})

    def words(self, chosen: Chosen) -> str:
        """Join the phrases of the values with *or*."""
        values = chosen[self.parameter]
        return listed([self.phrases[value] for value in values if value in self.phrases], "or")

    def options(self, selected: str) -> list[Option]:
        """Return the choices of a select; an empty one first where there is no default."""
        empty = [] if self.default else [Option("", "Any", not selected)]
        wanted = selected or self.default
        return empty + [Option(value, label, value == wanted) for value, label in self.choices]


def _tidy(text: str) -> str:
    # Names pasted from elsewhere bring no-break spaces with them.
    return " ".join(text.split())


def linked(role: int, ids: Iterable[int]) -> Q:
    """Return the condition that a record has a link in ``role`` to one of the entries."""
    return Q(
        Exists(RecordLink.objects.filter(record_id=OuterRef("pk"), role=role, entry_id__in=ids))
    )
