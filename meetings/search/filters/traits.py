"""What a filter says of itself: where its values lie, what it offers, where the page shows it.

The index, the counting in SQL, the form, the search box and the documents all read these.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.models import record


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

    role: record.RecordLink.Role

    @property
    def name(self) -> str:
        """What the index calls them: actor, person, topic, publisher."""
        return self.role.name.lower()

    def keeping(self, ids: Iterable[int]) -> Q:
        """Return the condition that a record has a link to one of the entries."""
        links = record.RecordLink.objects.filter(
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

    entry: record.Entry
    ids: tuple[int, ...]

    def __str__(self) -> str:
        return self.entry.label


@dataclass(frozen=True)
class Option:
    """One choice of a form control."""

    value: str
    label: str
    selected: bool = False
