"""The classes of tables of reference data, and the reading of public entries for them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings import time_limits
from meetings.exports import provenance
from meetings.exports.cells import SEPARATOR, Cell
from meetings.exports.units.base import Column, cells_of
from meetings.models import choices, record
from meetings.search.one_state import one_state
from meetings.snapshot.read import read_card

_AT_ONCE = 500
EDTF = "EDTF (ISO 8601-2)"
CODE = "Public code: ISO 3166-1 alpha-3 for countries"


@dataclass(frozen=True)
class ReferenceColumn(Column[Any]):
    """A column; ``vocabulary``: the values it may have or their standard, "" for free text."""

    vocabulary: str = ""


@dataclass(frozen=True)
class ReferenceTable:
    """A table: ``title`` says what a row is, ``current_to`` up to which day it is current.

    ``subjects`` yields what a row is made of. ``licence`` is that of the rows, with exceptions.
    """

    name: str
    title: str
    current_to: str
    columns: tuple[ReferenceColumn, ...]
    subjects: Callable[[], Iterable[Any]]
    licence: str = provenance.LICENCE

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the rows; all queries see one state of the register."""
        cells = cells_of(self.columns)
        with one_state(), time_limits.longer_for("exports"):
            yield from map(cells, self.subjects())


def one_of(values: Iterable[str]) -> str:
    """Return a vocabulary as the codebook lists it."""
    return SEPARATOR.join(values)


def entries(kind: choices.EntryKind) -> Iterator[record.Entry]:
    """Yield the public entries of a kind by key, a few hundred in memory at a time."""
    yield from streamed(record.Entry.objects.filter(kind=kind))


def streamed(rows: QuerySet[record.Entry]) -> Iterator[record.Entry]:
    """Yield entries by key, with cards of this release; nobody reads on: the cursor is closed."""
    iterator: Any = rows.defer("search_text").order_by("key").iterator(_AT_ONCE)
    with closing(iterator):
        for entry in iterator:
            entry.card = read_card(entry.schema, entry.kind, entry.card)
            yield entry
