"""Cells of tables: tokens for missing values, and protection against formula injection.

No cell is empty; a token says why there is no value. Text that a spreadsheet would run as a
formula gets an apostrophe in front (OWASP, CSV injection), in CSV and XLSX alike, so that both
have the same text; the codebook says so.
"""

import re
from collections.abc import Iterable

Cell = str | int | float

NOT_STATED = "not stated"
NOT_APPLICABLE = "not applicable"
NOT_CODED = "not coded"

TOKENS: dict[str, str] = {
    NOT_STATED: "our sources do not say",
    NOT_APPLICABLE: "there is nothing to say: a call has no place, an organisation no COW number",
    NOT_CODED: "there may be something to say, and the register has not recorded it",
}

# Separators between sides, and between several values.
SIDE_SEPARATOR = " | "
SEPARATOR = "; "

# Some spreadsheets treat the full-width signs like the ASCII signs.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
# XLSX is XML 1.0, which does not allow these characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MOST_IN_A_CELL = 32_767


def stated(value: str | None) -> str:
    """Return ``value``, or the token “not stated”."""
    return value or NOT_STATED


def applicable(value: Cell | None) -> Cell:
    """Return ``value``, or the token “not applicable”."""
    return value or NOT_APPLICABLE


def coded(value: str | None) -> str:
    """Return ``value``, or the token “not coded”."""
    return value or NOT_CODED


def joined(values: Iterable[str], token: str) -> str:
    """Return the values in one cell, or ``token`` if there are none."""
    return SEPARATOR.join(values) or token


def yes_or_no(value: object) -> str:
    """Return “yes” or “no”: spreadsheets translate true and false."""
    return "yes" if value else "no"


def harmless(cell: Cell) -> Cell:
    """Return the cell; a text that begins like a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA_STARTS else cell


def storable(cell: Cell) -> Cell:
    """Return a cell that XLSX can hold: without control characters, at most 32,767 characters."""
    return cell if not isinstance(cell, str) else _NOT_IN_XML.sub("", cell)[:_MOST_IN_A_CELL]
