"""Columns, units and the tokens that stand where there is no value."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from meetings.exports.actor_codes import Actors
from meetings.exports.rows import Row

Cell = str | int

# No cell is ever empty, so that nobody has to guess what an empty one means.
NOT_STATED = "not stated"
NOT_APPLICABLE = "not applicable"
NOT_CODED = "not coded"

TOKENS: dict[str, str] = {
    NOT_STATED: "our sources do not say",
    NOT_APPLICABLE: "there is nothing to say: a call has no place, an organisation no COW number",
    NOT_CODED: "there may be something to say, and the register has not recorded it",
}

# Between sides, and between several values of one side or of none.
SIDE_SEPARATOR = " | "
SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """A column and, as a sentence without full stop, what stands in it."""

    name: str
    meaning: str


def columns(**meanings: str) -> tuple[Column, ...]:
    """Return columns in the order written; a name may end in ``_`` where Python needs it."""
    return tuple(Column(name.rstrip("_"), meaning) for name, meaning in meanings.items())


# How the rows of a unit are made: of records, with the actors of the register and the address
# (scheme and host, ending in a slash) that permalinks begin with.
MakeRows = Callable[[Iterable[Row], Actors, str], Iterator[list[Cell]]]


@dataclass(frozen=True)
class Unit:
    """What one row stands for; ``name`` is the value of ``unit=`` in addresses.

    ``deep`` units read the whole snapshot of each meeting. ``newest_first`` units need that
    order whatever the selection asks for.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: MakeRows
    deep: bool = False
    newest_first: bool = False

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


# Formats without another place for it repeat this in every row.
CSV_TRAILER = columns(
    selection="The selection of meetings in words",
    selection_address="The address of the selection in the register",
    register_clock="The state of the register: every public change up to this number is included",
    licence="The licence of the data",
)

MEETING_COLUMNS = columns(
    meeting_id="Public identifier of the meeting, for ever",
    address="Permanent address of the meeting",
    version="Number of the version the row is made of",
    title="Title of the meeting",
    occurrence="announced, postponed, called_off, held, denied or disputed",
    date="When, in EDTF (ISO 8601-2): [a..b] is one unknown day of these, a/b lasted from a to b",
    date_basis="How the date is known: stated, relative, or publication (of the report alone)",
    earliest="First day possible (ISO 8601)",
    latest="Last day possible (ISO 8601)",
    channel="in_person, call or video",
    setting="talks, brief_encounter, meal, reception, plenary or ceremony",
    sides="Number of sides",
)


def meeting_cells(row: Row, base: str) -> list[Cell]:
    """Return the cells of ``MEETING_COLUMNS``, with which every unit but sums begins."""
    date = row.card["date"]
    return [
        row.public_id,
        f"{base}meetings/{row.public_id}/{row.slug}/",
        row.version,
        row.title,
        row.occurrence,
        date["edtf"] or NOT_STATED,
        date["basis"] if date["edtf"] else NOT_APPLICABLE,
        date["earliest"] or NOT_STATED,
        date["latest"] or NOT_STATED,
        row.channel,
        row.setting,
        row.sides,
    ]


def stated(value: str | None) -> str:
    """Return ``value``, or that it is not stated."""
    return value or NOT_STATED


def applicable(value: Cell | None) -> Cell:
    """Return ``value``, or that there can be none."""
    return value or NOT_APPLICABLE


def joined(values: Iterable[str], token: str) -> str:
    """Return the values in one cell, or ``token`` where there is none."""
    return SEPARATOR.join(values) or token


def yes_or_no(value: object) -> str:
    """Return “yes” or “no”: spreadsheets translate true and false."""
    return "yes" if value else "no"
