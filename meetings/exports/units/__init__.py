"""Units of observation in tables: what a row stands for, such as a meeting or a pair of actors.

Each unit declares its columns and makes its rows from public records. Also the codebook's tables.
"""

from collections.abc import Mapping
from typing import Any

from meetings.exports.cells import TOKENS

from .base import CSV_TRAILER, Columns, Unit
from .meeting import MEETING
from .pair import PAIR, PAIR_YEAR
from .participation import PARTICIPATION
from .report import REPORT, STATEMENT

UNITS: dict[str, Unit] = {
    unit.name: unit for unit in (MEETING, PARTICIPATION, PAIR, PAIR_YEAR, REPORT, STATEMENT)
}


def token_table() -> str:
    """Return the codebook's table of tokens for missing values, in Markdown."""
    return _table("Token | Means", TOKENS)


def trailer_table() -> str:
    """Return the codebook's table of the last columns of CSV and JSON Lines."""
    return _table_of_columns(CSV_TRAILER)


def unit_chapters() -> str:
    """Return the codebook's chapters on the units and their columns."""
    return "\n\n".join(
        f"## unit={unit.name}\n\n{unit.title}.\n\n{_table_of_columns(unit.columns)}"
        for unit in UNITS.values()
    )


def _table_of_columns(columns: Columns[Any]) -> str:
    return _table("Column | Meaning", {column.name: column.meaning for column in columns})


def _table(head: str, meanings: Mapping[str, str]) -> str:
    rows = [f"| `{name}` | {meaning} |" for name, meaning in meanings.items()]
    return "\n".join([f"| {head} |", "|---|---|", *rows])


__all__ = ["MEETING", "UNITS", "Unit"]
