"""Read the CSV files of the reference data; errors name file and line."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from meetings.dates import edtf

DATA = Path(__file__).parent / "data"


class MalformedRow(ValueError):
    """A row that cannot be loaded; the message names the file, the line and the reason."""

    def __init__(self, table: str, line: int, reason: str) -> None:
        super().__init__(f"{table}.csv, line {line}: {reason}")


@dataclass(frozen=True)
class Row:
    """One row of a table, with the number of its (last) line."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def refusal(self, reason: str) -> MalformedRow:
        """Return the error that names this row."""
        return MalformedRow(self.table, self.line, reason)

    def listed(self, column: str) -> list[str]:
        """Return the parts of a cell that are separated by ``|``."""
        return [part for part in self[column].split("|") if part]

    def truth(self, column: str) -> bool:
        """Return whether a cell is ``true``, not ``false``; raises MalformedRow for other text."""
        if self[column] not in {"true", "false"}:
            raise self.refusal(f"{column} has to be true or false, not “{self[column]}”.")
        return self[column] == "true"

    def number(self, column: str) -> int | None:
        """Return a whole number, None where the cell is empty; raises MalformedRow."""
        text = self[column]
        if text and not (text.isascii() and text.isdigit()):
            raise self.refusal(f"{column} has to be a whole number, not “{text}”.")
        return int(text) if text else None

    def degrees(self, column: str) -> Decimal | None:
        """Return decimal degrees, None where the cell is empty; raises MalformedRow."""
        try:
            return Decimal(self[column]) if self[column] else None
        except InvalidOperation:
            raise self.refusal(f"{column} has to be decimal degrees.") from None

    def date(self, column: str) -> str:
        """Return canonical EDTF, "" where the cell is empty; raises MalformedRow."""
        return self.dated(column, self[column])

    def dated(self, column: str, text: str) -> str:
        """Return canonical EDTF of ``text``, a part of a cell, "" for none; raises MalformedRow."""
        try:
            return edtf.parse(text).edtf if text else ""
        except edtf.DateError as error:
            raise self.refusal(f"{column}: {error}") from None


# Rows by the name of their table.
Tables = Mapping[str, Sequence[Row]]


def read_table(folder: Path, table: str, columns: Sequence[str]) -> list[Row]:
    """Return the rows of ``table``.csv in ``folder``.

    The file is UTF-8, with or without the mark that spreadsheets put first, and has a header that
    names ``columns`` in any order. Raises MalformedRow where the file, its header or the number of
    cells in a row is not as expected.
    """
    path = folder / f"{table}.csv"
    if not path.exists():
        raise MalformedRow(table, 1, f"there is no such file in {folder}.")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        try:
            header = next(reader, [])
            if sorted(header) != sorted(columns):
                raise MalformedRow(table, 1, f"the columns have to be {', '.join(columns)}.")
            return [_row(table, reader.line_num, header, cells) for cells in reader]
        except (csv.Error, UnicodeDecodeError) as error:
            raise MalformedRow(table, reader.line_num, f"{error}.") from error


def _row(table: str, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise MalformedRow(table, line, f"it has {len(cells)} cells, not {len(header)}.")
    return Row(table, line, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
