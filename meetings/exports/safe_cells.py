"""Cells that no spreadsheet takes for a formula, and that every spreadsheet can store.

OWASP's rule against formula injection: a text that begins like a formula gets an apostrophe in
front. The same in CSV and XLSX, so that both hold the same text; the codebook says so.
"""

import re
from collections.abc import Iterable

# Some spreadsheets take the full-width forms for the signs themselves.
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
# XML 1.0, of which XLSX is made, has no place for these.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MOST_IN_A_CELL = 32_767


def harmless(cells: Iterable[str | int]) -> list[str | int]:
    """Return the cells with texts made safe; numbers stay numbers."""
    return [
        cell if isinstance(cell, int) or cell[:1] not in _FORMULA_STARTS else f"'{cell}"
        for cell in cells
    ]


def storable(cell: str | int) -> str | int:
    """Return a cell that XLSX can hold: without control characters, at most 32,767 characters."""
    return cell if isinstance(cell, int) else _NOT_IN_XML.sub("", cell)[:_MOST_IN_A_CELL]
