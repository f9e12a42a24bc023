"""The base class of the filters, and the properties that each filter declares.

The properties say where the values are stored, which options the form offers, and where the page
shows them. The index, the SQL counts, the form, the search box and the documents all read them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from typing import Any, ClassVar, NamedTuple

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.english import listed, the, the_event
from meetings.models.choices import EntryKind
from meetings.models.record import Entry, Record, RecordLink, spaced

LONGEST_VALUE = 120
MOST_VALUES = 20
# The length to which error messages cut a wrong value.
_SHOWN = 60

# The chosen values by parameter: strings, ``Bound``, ``SoughtText`` or ``Named``.
Chosen = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Column:
    """Values in the column ``name``: each record has one word of a vocabulary.

    ``spell`` turns the numbers of a column of whole numbers into words, "" for no word.
    ``several``: a text column with any number of words, as ``models.record.spaced`` joins them.
    """

    name: str
    spell: Callable[[int], str] | None = None
    several: bool = False

    def keeping(self, values: Sequence[Any]) -> Q:
        """Return the condition that a record has any of ``values``, as they are stored."""
        if self.several:
            conditions = (Q(**{f"{self.name}__contains": spaced([value])}) for value in values)
            return reduce(or_, conditions)
        if len(values) == 1:
            # SQLite uses the partial index of meetings held for “= held”, not for “IN (held)”.
            return Q(**{self.name: values[0]})
        return Q(**{f"{self.name}__in": values})

    def words(self, stored: Any) -> tuple[str, ...]:  # noqa: ANN401 - a number or words
        """Return the stored value as words of the vocabulary."""
        if self.several:
            return tuple(str(stored or "").split())
        word = self.spell(stored) if self.spell else str(stored or "")
        return (word,) if word else ()


@dataclass(frozen=True)
class Pointer:
    """The entry in the foreign key column ``name`` + ``_id`` of a record: one at most."""

    name: str

    @property
    def column(self) -> str:
        """The name of the foreign key column."""
        return f"{self.name}_id"

    def keeping(self, ids: Iterable[int]) -> Q:
        """Return the condition that a record points to one of the entries."""
        return Q(**{f"{self.column}__in": ids})


@dataclass(frozen=True)
class Links:
    """The entries linked to a record in ``role``: any number."""

    role: RecordLink.Role

    @property
    def name(self) -> str:
        """The name of the column in the index: actor, person, topic, publisher."""
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
    """A facet: the list counts the values. The page shows facets by ``place`` from low to high.

    ``open``: shown unfolded; other facets are unfolded only if a value in them is chosen.
    """

    place: int
    open: bool = False


class Area(Enum):
    """The area of the form with the controls of a filter."""

    BOX = "the search box"
    MAIN = "those most used"
    MORE = "the rest, folded away"


@dataclass(frozen=True)
class Controls:
    """The controls of a filter in the form, one for each chosen value.

    ``empty``: the number of empty controls if no value is chosen. ``one_more``: an empty control
    follows those of the chosen values. ``hint``: the placeholder of an input.
    """

    area: Area = Area.MORE
    empty: int = 1
    one_more: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Widens:
    """The choice of ``value`` adds ``also`` to the default of the parameter ``other``."""

    value: str
    other: str
    also: str


class Offer(Enum):
    """Which of the entries in published meetings the form offers as options."""

    ALL = "all, in a select"
    NEWEST = "the newest, beside an input that takes the others too"
    TREE = "all of the kind, in a select, below one another"
    SHARED = "those that another filter of the kind offers"


@dataclass(frozen=True)
class Named:
    """A chosen entry with the row numbers that it matches: a topic matches its descendants too."""

    entry: Entry
    ids: tuple[int, ...]

    def __str__(self) -> str:
        return self.entry.label

    @property
    def in_sentence(self) -> str:
        """The name in a sentence: “the United States”, “China”, “the G20 summit, Bali 2022”."""
        if self.entry.kind == EntryKind.SUMMIT:
            return the_event(self.entry.label)
        return the(self.entry.label, article=bool(self.entry.card.get("article")))


class Option(NamedTuple):
    """One option of a form control. A tuple, because a page looks up the HTML of a thousand."""

    value: str
    label: str
    selected: bool = False


class UnreadableValue(forms.ValidationError):
    """The typed ``value`` cannot be read; the message tells the reader why.

    ``words``: the message in the words of the form, without the keys that programs use.
    """

    def __init__(self, message: str, value: str, words: str = "") -> None:
        super().__init__(message)
        self.value = value
        self.words = words or message


class NotInVocabulary(forms.ValidationError):
    """A value is none of a vocabulary; ``words``: the message in the words of the form."""

    def __init__(self, message: str, words: str) -> None:
        super().__init__(message)
        self.words = words


class ValuesField(forms.Field):
    """A form field with all values of a parameter; its filter reads each of them."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, reader: "SelectionFilter", **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(**kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "ValuesField":
        # A form copies all its fields, so that it may change them; ours does not.
        return self

    def clean(self, value: Iterable[str] | None) -> tuple[str, ...]:
        """Return the distinct values. Raises ValidationError with a list of UnreadableValue."""
        values, errors = self.sort_out(value)
        if errors:
            raise forms.ValidationError(errors)
        return values

    def is_read_as(self, text: str, value: str) -> bool:
        """Whether the reader reads ``text`` as ``value``."""
        try:
            return self.reader.read_value(text) == value
        except forms.ValidationError:
            return False

    def sort_out(
        self, value: Iterable[str] | None
    ) -> tuple[tuple[str, ...], list[UnreadableValue]]:
        """Return the distinct readable values in canonical spelling, and the errors of the rest."""
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
                words = error.words if isinstance(error, NotInVocabulary) else ""
                errors.append(UnreadableValue(error.messages[0], text, words))
        return tuple(values), errors


class SelectionFilter(django_filters.Filter):  # type: ignore[misc]  # it has no types
    """A parameter of a selection and all its properties.

    Required, checked when a class is defined:
    ``parameter``: its public name. ``caption``: its label in forms and errors. ``doc``: its line
    in the documents (Markdown). ``source``: where records store its values. ``facet``: whether
    the list counts them. ``controls``: its controls in the form. The first line of the docstring
    is the description in the schema of the API.

    Optional:
    ``single``: takes one value; otherwise several values mean *or*. ``default``: the value if
    none is given. ``widens``: one of its values adds to the default of another parameter.
    ``presents``: concerns only the presentation of the list. ``is_clause``: its values are listed
    as removable clauses. ``governed``: *match* says how its values combine. ``part``: the name of
    the group of parameters that are evaluated together. ``left_out``: the chosen values that stand
    for no filter. ``typed``: can be typed into the search box as ``parameter:value``. ``synonyms``:
    other keys in the search box.
    """

    parameter: ClassVar[str]
    caption: ClassVar[str]
    doc: ClassVar[str]
    source: ClassVar[Source | None]
    facet: ClassVar[Facet | None]
    controls: ClassVar[Controls | None]
    single: ClassVar[bool] = False
    default: ClassVar[str] = ""
    widens: ClassVar[Widens | None] = None
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
        """Check that a filter has all required properties. Raises TypeError."""
        super().__init_subclass__(**kwargs)
        if "parameter" not in vars(cls):
            return
        cls.part = getattr(cls, "part", cls.parameter)
        if missing := [name for name in cls.required if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} says nothing of its {listed(missing)}.")

    def __init__(self) -> None:
        super().__init__(self.parameter, label=self.caption, reader=self)

    def __deepcopy__(self, memo: dict[int, Any]) -> "SelectionFilter":
        # A filter set copies its filters to set ``parent``; a shallow copy is enough for that.
        return copy(self)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys in the search box, which stand before a colon."""
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
        """Return the message that says how many values the parameter takes."""
        if self.single:
            return f"{self.caption} can be given only once."
        return f"{self.caption} can be given {MOST_VALUES} times at most."

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Convert canonical values to the chosen values for ``condition`` and ``words``."""
        return values

    def check(self, chosen: Chosen) -> None:
        """Raise ValidationError if the values conflict with those of other parameters."""

    def condition(self, chosen: Chosen) -> Q:  # noqa: ARG002 - used by subclasses
        """Return the condition for records to keep; by default all are kept."""
        return Q()

    def words(self, chosen: Chosen) -> str:  # noqa: ARG002 - used by subclasses
        """Return the filter's phrase in the sentence about the selection, or ""."""
        return ""

    def label_of_value(self, value: object) -> str:
        """Return the label of a chosen value."""
        return str(value)

    def key_of_value(self, value: object) -> str:
        """Return the key of a chosen value in the address."""
        return str(value)

    def filter(self, queryset: QuerySet[Record], value: tuple[Any, ...]) -> QuerySet[Record]:  # noqa: ARG002
        """Narrow ``queryset``; django-filter calls this for each parameter."""
        return queryset.filter(self.condition(self.parent.form.cleaned_data))


def shown(value: str, most: int = _SHOWN) -> str:
    """Return a typed value for a page: at most ``most`` letters, unprintable ones replaced."""
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value
    )
    return printable if len(printable) <= most else f"{printable[:most]}…"


def _tidy(text: str) -> str:
    # Pasted names may contain no-break spaces.
    return " ".join(text.split())
