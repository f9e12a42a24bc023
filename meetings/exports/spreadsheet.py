"""Tables as XLSX workbooks (Excel), written row by row to a temporary file."""

import tempfile
from collections.abc import Iterable
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from . import provenance
from .cells import TOKENS, harmless, storable
from .cells import Cell as Value
from .units.base import Unit

# The caller counts them first. A sheet could hold 1,048,576 rows, but a workbook is made whole
# before its first byte is sent: more than these take longer than a proxy waits.
MOST_ROWS = 20_000


class TooManyRows(Exception):
    """More rows than a workbook may have."""


def workbook_of(unit: Unit, rows: Iterable[list[Value]], about: provenance.About) -> IO[bytes]:
    """Return an open temporary file with the workbook, at its beginning.

    The first sheet has the rows; the sheet README describes the selection and the columns.
    Raises TooManyRows, and what ``rows`` raises; then no file is left behind.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(unit.name)
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    sheet.append([_styled(sheet, name, bold) for name in unit.names])
    try:
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise TooManyRows  # noqa: TRY301 - thrown away like any other failure
            sheet.append(_written(row))
    except BaseException:
        _throw_away(sheet)
        raise
    _write_readme(workbook, unit, about)
    # The caller closes and thereby removes it after sending.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    workbook.save(file)
    file.seek(0)
    return file


def _throw_away(sheet: Any) -> None:  # noqa: ANN401 - its type lacks the writer
    sheet.close()
    # A private method, because the temporary file would otherwise stay until the process ends.
    sheet._writer.cleanup()  # noqa: SLF001


def _written(cells: Iterable[Value]) -> list[Value]:
    return [storable(harmless(cell)) for cell in cells]


def _styled(sheet: WriteOnlyWorksheet, text: str, font: Font) -> Cell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = font
    return cell


def _write_readme(workbook: Workbook, unit: Unit, about: provenance.About) -> None:
    readme = workbook.create_sheet("README")
    readme.column_dimensions["A"].width = 26
    readme.column_dimensions["B"].width = 100
    for line in readme_lines(unit, about):
        readme.append(_written(line))


def readme_lines(unit: Unit, about: provenance.About) -> list[list[Value]]:
    """Return the lines of the sheet README: name and meaning."""
    lines: list[list[Value]] = [
        ["Selection", about.selection],
        ["Address", about.selection_address],
        ["Register clock", about.register_clock],
        ["Licence", f"{provenance.LICENCE}, {provenance.LICENCE_ADDRESS}"],
        ["Rows", unit.title],
        [],
    ]
    lines.extend([token, meaning] for token, meaning in TOKENS.items())
    lines.append([])
    lines.extend([column.name, column.meaning] for column in unit.columns)
    return lines
