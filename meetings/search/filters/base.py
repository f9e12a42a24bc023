"""What every filter of a selection has in common, and what it says of itself.

Where its values lie, what it offers, where the page shows it: the index, the counting in SQL, the
form, the search box and the documents all read these.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.english import listed
from meetings.models.record import Entry, Record, RecordLink

LONGEST_VALUE = 120
MOST_VALUES = 20
# Characters of a wrong value that an error repeats.
_SHOWN = 60

# What was chosen, by parameter: strings, ``Bound``, ``SoughtText`` or ``Named``.
Chosen = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Column:
    """Values in the column ``name`` of a record: one each, a word of a vocabulary.

    ``spell`` turns the whole numbers of a column that has numbers into such words, "" for none.
    """

    name: str
    spell: Callable[[int], str] | None = None

    def keeping(self, values: Sequence[Any]) -> Q:
        """Return the condition that a record has any of ``values``, as they are stored."""
        if len(values) == 1:
            # SQLite uses the index of meetings held for “= held”, not for “IN (held)”.
            return Q(**{self.name: values[0]})
        return Q(**{f"{self.name}__in": values})

    def word(self, stored: Any) -> str:  # noqa: ANN401 - a number or a word
        """Return what is stored as a word of the vocabulary, "" for none."""
        return self.spell(stored) if self.spell else str(stored or "")


@dataclass(frozen=True)
class Pointer:
    """An entry that a record points to in the column ``name`` + ``_id``: one at most."""

    name: str

    @property
    def column(self) -> str:
        """The column of the record that has the row number."""
        return f"{self.name}_id"

    def keeping(self, ids: Iterable[int]) -> Q:
        """Return the condition that a record points to one of the entries."""
        return Q(**{f"{self.column}__in": ids})


@dataclass(frozen=True)
class Links:
    """Entries that a record has links to in ``role``: any number."""

    role: RecordLink.Role

    @property
    def name(self) -> str:
        """What the index calls them: actor, person, topic, publisher."""
        return self.role.name.lower()

    def keeping(self, ids: Iterable[int]) -> Q:
        """Return the condition that a record has a link to one of the entries."""
        links = RecordLink.objects.filter(
            record_id=OuterRef("pk"), role=self.role, entry_id__in=ids
        )
        return Q(Exists(links))


Source = Column | Pointer | Links


@dataclass(frozen=True)
class Facet:
    """That the list counts the values; facets stand in the order of ``place``, from low to high.

    One that is not ``open`` opens where something in it is chosen.
    """

    place: int
    open: bool = False


class Area(Enum):
    """Where the form has the controls of a filter."""

    BOX = "the search box"
    MAIN = "those most used"
    MORE = "the rest, folded away"


@dataclass(frozen=True)
class Controls:
    """The controls of a filter in the form: one for each value chosen, ``empty`` ones for none.

    ``one_more``: an empty one stands after those chosen. ``hint``: what an input shows while
    it is empty.
    """

    area: Area = Area.MORE
    empty: int = 1
    one_more: bool = False
    hint: str = ""


class Offer(Enum):
    """Which of the entries that published meetings have are offered to choose from."""

    ALL = "all, in a select"
    NEWEST = "the newest, beside an input that takes the others too"
    TREE = "all of the kind, in a select, below one another"
    SHARED = "those that another filter of the kind offers"


@dataclass(frozen=True)
class Named:
    """A chosen entry, with the row numbers that stand for it (descendants of a topic too)."""

    entry: Entry
    ids: tuple[int, ...]

    def __str__(self) -> str:
        return self.entry.label


@dataclass(frozen=True)
class Option:
    """One choice of a form control."""

    value: str
    label: str
    selected: bool = False


class UnreadableValue(forms.ValidationError):
    """Why ``value``, as it was typed, cannot be read; the message is for the reader."""

    def __init__(self, message: str, value: str) -> None:
        super().__init__(message)
        self.value = value


class ValuesField(forms.Field):
    """All values of one parameter in their canonical spelling, each read by its filter."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, reader: "SelectionFilter", **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(**kwargs)

    def clean(self, value: Iterable[str] | None) -> tuple[str, ...]:
        """Return the values, each once. Raises ValidationError, of an UnreadableValue each."""
        values, errors = self.sort_out(value)
        if errors:
            raise forms.ValidationError(errors)
        return values

    def sort_out(
        self, value: Iterable[str] | None
    ) -> tuple[tuple[str, ...], list[UnreadableValue]]:
        """Return the values that can be read, each once, and why others cannot."""
        typed = list(dict.fromkeys(tidied for text in value or () if (tidied := _tidy(text))))
        most = 1 if self.reader.single else MOST_VALUES
        if len(typed) > most:
            return (), [UnreadableValue(self.reader.too_many(), typed[most])]
        values: dict[str, None] = {}
        errors = []
        for text in typed:
            try:
                values[self.reader.read_value(text)] = None
            except forms.ValidationError as error:
                errors.append(UnreadableValue(error.messages[0], text))
        return tuple(values), errors


class SelectionFilter(django_filters.Filter):  # type: ignore[misc]  # it has no types
    """One parameter of a selection, and everything that is to be known of it.

    What a class has to say, or it cannot be defined:
    ``parameter``, its public name; ``caption``, what forms and errors call it; ``doc``, its line
    in the documents (Markdown); ``source``, where records have its values; ``facet``, whether
    the list counts them; ``controls``, what the form has for it. The first line of its docstring
    is its description in the schema of the API.

    What it says where it is not as usual:
    ``single``: it takes one value; else several mean *or*. ``default``: the value it has where
    none is given. ``presents``: it only says how a selection is shown. ``is_clause``: its values
    say something by themselves. ``governed``: *match* says how its values belong together.
    ``part``: the part of a selection that it belongs to, where that has several parameters.
    ``left_out``: what is chosen of it where its part is left out. ``typed``: it can be typed
    into the search box, as ``parameter:value``. ``synonyms``: other keys for it there.
    """

    parameter: ClassVar[str]
    caption: ClassVar[str]
    doc: ClassVar[str]
    source: ClassVar[Source | None]
    facet: ClassVar[Facet | None]
    controls: ClassVar[Controls | None]
    single: ClassVar[bool] = False
    default: ClassVar[str] = ""
    presents: ClassVar[bool] = False
    is_clause: ClassVar[bool] = True
    governed: ClassVar[bool] = False
    part: ClassVar[str]
    left_out: ClassVar[tuple[str, ...]] = ()
    typed: ClassVar[bool] = True
    synonyms: ClassVar[tuple[str, ...]] = ()

    required: ClassVar[tuple[str, ...]] = (
        "parameter",
        "caption",
        "doc",
        "source",
        "facet",
        "controls",
    )
    field_class = ValuesField

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a filter that does not say all it has to say. Raises TypeError."""
        super().__init_subclass__(**kwargs)
        if "parameter" not in vars(cls):
            return
        cls.part = getattr(cls, "part", cls.parameter)
        if missing := [name for name in cls.required if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} says nothing of its {listed(missing)}.")

    def __init__(self) -> None:
        super().__init__(self.parameter, label=self.caption, reader=self)

    def __deepcopy__(self, memo: dict[int, Any]) -> "SelectionFilter":
        # A filter set copies its filters to tell them apart by ``parent``; the rest is shared.
        return copy(self)

    @property
    def keys(self) -> tuple[str, ...]:
        """What stands for it in the search box, before a colon."""
        return ((self.parameter,) if self.typed else ()) + self.synonyms

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

    def check(self, chosen: Chosen) -> None:
        """Raise ValidationError where the values do not go with those of other parameters."""

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

    def filter(self, queryset: QuerySet[Record], value: tuple[Any, ...]) -> QuerySet[Record]:  # noqa: ARG002
        """Narrow ``queryset``: what django-filter calls for each parameter."""
        return queryset.filter(self.condition(self.parent.form.cleaned_data))


def shown(value: str) -> str:
    """Return a value as errors show it: what cannot be printed replaced, and not too long."""
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value
    )
    return printable if len(printable) <= _SHOWN else f"{printable[:_SHOWN]}…"


def _tidy(text: str) -> str:
    # Names pasted from elsewhere bring no-break spaces with them.
    return " ".join(text.split())
