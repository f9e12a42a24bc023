"""The classes of columns and units, and the columns that several units share.

A column is an object with its name, its meaning and its cell. The header of a table, the codebook
and the cells of a row all come from the same list of columns.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models import TextChoices

from meetings.english import listed
from meetings.exports import actor_codes, provenance
from meetings.exports.cells import NOT_APPLICABLE, NOT_STATED, Cell
from meetings.exports.rows import Row
from meetings.models import choices
from meetings.pages.words import when_words

# The type of object that a row is made of: a record, a participation, a pair. Contravariant,
# because columns of all accounts can also be used for quoted ones.
Subject_contra = TypeVar("Subject_contra", contravariant=True)


@dataclass(frozen=True)
class Column(Generic[Subject_contra]):
    """A column: its name, its meaning as a sentence without full stop, and its cell."""

    name: str
    meaning: str
    cell: Callable[[Subject_contra], Cell]


Columns = tuple[Column[Subject_contra], ...]
# Makes the rows of a unit from records and the actors of the register.
MakeRows = Callable[[Iterable[Row], actor_codes.Actors], Generator[list[Cell], None, None]]


@dataclass(frozen=True)
class Unit:
    """A unit of observation; ``name`` is the value of ``unit=`` in addresses.

    ``deep``: reads the whole snapshot of each meeting. ``newest_first``: needs records in that
    order, even if the selection has another order.
    """

    name: str
    title: str
    columns: Columns[Any]
    rows: MakeRows
    deep: bool = False
    newest_first: bool = False

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


def cells_of(columns: Columns[Subject_contra]) -> Callable[[Subject_contra], list[Cell]]:
    """Return the function that makes the cells of ``columns`` from a subject."""
    makers = [column.cell for column in columns]

    def cells(subject: Subject_contra) -> list[Cell]:
        return [make(subject) for make in makers]

    return cells


def unit_of_meetings(
    name: str,
    title: str,
    own_columns: Columns[Subject_contra],
    subjects: Callable[[Row, actor_codes.Actors], Iterable[Subject_contra]],
    *,
    deep: bool = False,
) -> Unit:
    """Return a unit of ``MEETING_COLUMNS``, then ``own_columns``, then ``LAST_COLUMNS``.

    ``subjects`` yields the subjects of a meeting, one for each row.
    """
    meeting_cells, own_cells = cells_of(MEETING_COLUMNS), cells_of(own_columns)
    last_cells = cells_of(LAST_COLUMNS)

    def rows(
        records: Iterable[Row], actors: actor_codes.Actors
    ) -> Generator[list[Cell], None, None]:
        for row in records:
            head, end = meeting_cells(row), last_cells(row)
            for subject in subjects(row, actors):
                yield [*head, *own_cells(subject), *end]

    return Unit(name, title, (*MEETING_COLUMNS, *own_columns, *LAST_COLUMNS), rows, deep)


def one_of(vocabulary: type[TextChoices]) -> str:
    """Return the values of a vocabulary: the meaning of a column that holds one of them."""
    return listed(vocabulary.values, "or")


# The first columns of every unit except sums.
MEETING_COLUMNS: Columns[Row] = (
    Column(
        "meeting_id",
        "Public identifier of the meeting, for ever",
        lambda row: row.public_id,
    ),
    Column("address", "Permanent address of the meeting", lambda row: row.address),
    Column(
        "version",
        "Number of the version the row is made of",
        lambda row: row.version,
    ),
    Column("title", "Title of the meeting", lambda row: row.title),
    Column(
        "occurrence",
        one_of(choices.Occurrence),
        lambda row: row.occurrence,
    ),
    Column(
        "date",
        "When, in EDTF (ISO 8601-2): [a..b] is one unknown day of these, a/b lasted from a to b",
        lambda row: row.card["date"]["edtf"] or NOT_STATED,
    ),
    Column(
        "date_basis",
        "How the date is known: stated, relative, or publication (of the report alone)",
        lambda row: row.card["date"]["basis"] if row.card["date"]["edtf"] else NOT_APPLICABLE,
    ),
    Column(
        "earliest",
        "First day possible (ISO 8601)",
        lambda row: row.card["date"]["earliest"] or NOT_STATED,
    ),
    Column(
        "latest",
        "Last day possible (ISO 8601)",
        lambda row: row.card["date"]["latest"] or NOT_STATED,
    ),
    Column("channel", one_of(choices.Channel), lambda row: row.channel),
    Column("setting", one_of(choices.Setting), lambda row: row.setting),
    Column("sides", "Number of sides", lambda row: row.sides),
)


# Columns of a meeting that came later than those of the units: who reads a table by the position of
# its columns finds them where they were.
LAST_COLUMNS: Columns[Row] = (
    Column(
        "date_words",
        "When, in the words of pages, lists and feeds",
        lambda row: when_words(row.card["date"]) if row.card["date"]["edtf"] else NOT_STATED,
    ),
)


def code_columns(prefix: str, lead: str, actor: str) -> Columns[Any]:
    """Return the columns with the codes of the actor in the attribute ``actor`` of a subject.

    ``prefix``: the beginning of their names. ``lead``: the beginning of their meanings.
    """
    return tuple(
        Column(f"{prefix}{name}", f"{lead}{meaning}", attrgetter(f"{actor}.{name}"))
        for name, meaning in actor_codes.CODE_MEANINGS.items()
    )


# The provenance, which CSV and JSON Lines repeat in every row.
CSV_TRAILER: Columns[provenance.About] = (
    Column("selection", "The selection of meetings in words", lambda about: about.selection),
    Column(
        "selection_address",
        "The address of the selection in the register",
        lambda about: about.selection_address,
    ),
    Column(
        "register_clock",
        "The state of the register: every public change up to this number is included",
        lambda about: about.register_clock,
    ),
    Column("licence", "The licence of the data", lambda about: about.licence),
)
