"""Tables as streams: CSV, JSON Lines and JSON."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import orjson

from .cells import Cell, harmless
from .provenance import About
from .units import base

# Excel reads a CSV file as UTF-8 only if it begins with this mark.
_BYTE_ORDER_MARK = "\ufeff".encode()
# A quotation mark and the first byte of a sign that formulas begin with, but for control
# characters, which JSON escapes; \xef begins full-width signs, and rare letters.
_MAY_BE_FORMULA = re.compile(rb'"[=+\-@\xef]')
_trailer = base.cells_of(base.CSV_TRAILER)
# Rows are sent in groups, because writing a single row costs more than making it.
_ROWS_AT_ONCE = 200

Line = TypeVar("Line", str, bytes)


class Tabular(Protocol):
    """What has the names of its columns."""

    @property
    def names(self) -> list[str]:
        """The names of the columns."""


def csv_of(unit: Tabular, rows: Iterable[list[Cell]], about: About) -> Iterator[bytes]:
    """Yield a CSV file (RFC 4180, UTF-8 with byte order mark; every text in quotes).

    The last four columns of each row have the provenance, because CSV has no comment lines.
    """
    head = [*unit.names, *(column.name for column in base.CSV_TRAILER)]
    yield _BYTE_ORDER_MARK + _csv_line(head) + b"\r\n"
    end = b"," + _csv_line(_trailer(about)) + b"\r\n"
    for lines in _together(_csv_line(row) + end for row in rows):
        yield b"".join(lines)


def _csv_line(cells: Sequence[Cell]) -> bytes:
    # Texts in quotes and numbers are the same in JSON, unless a text needs an escape. orjson takes
    # 2 microseconds for a row of meetings, the csv module 13 and ``_csv_cell`` 10.
    line = orjson.dumps(cells)[1:-1]
    if b"\\" in line or _MAY_BE_FORMULA.search(line):
        return ",".join(map(_csv_cell, cells)).encode()
    return line


def _csv_cell(cell: Cell) -> str:
    safe = harmless(cell)
    return '"{}"'.format(safe.replace('"', '""')) if isinstance(safe, str) else str(safe)


def json_lines_of(unit: base.Unit, rows: Iterable[list[Cell]], about: About) -> Iterator[bytes]:
    """Yield JSON Lines: an object for each row.

    The format has no header, so each row has the provenance.
    """
    names = [*unit.names, *(column.name for column in base.CSV_TRAILER)]
    end = _trailer(about)
    for lines in _together(_objects(names, ([*row, *end] for row in rows))):
        yield b"".join(line + b"\n" for line in lines)


def json_of(unit: base.Unit, rows: Iterable[list[Cell]], about: About) -> Iterator[bytes]:
    """Yield one JSON document with the provenance and ``rows``."""
    head = orjson.dumps({**about.document(), "unit": unit.name})
    yield head[:-1] + b',"rows":['
    separator = b"\n"
    for lines in _together(_objects(unit.names, rows)):
        yield separator + b",\n".join(lines)
        separator = b",\n"
    yield b"\n]}\n"


def _objects(names: list[str], rows: Iterable[list[Cell]]) -> Iterator[bytes]:
    return (orjson.dumps(dict(zip(names, row, strict=True))) for row in rows)


def _together(lines: Iterable[Line]) -> Iterator[list[Line]]:
    waiting: list[Line] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _ROWS_AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
