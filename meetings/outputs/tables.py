"""Tables in the formats of streams: CSV, JSON Lines and JSON."""

import csv
from collections.abc import Iterable, Iterator

import orjson

from .about import About
from .cells import harmless
from .units.base import CSV_TRAILER, Cell, Unit

# Excel takes a CSV file for UTF-8 only when it begins with this.
_BYTE_ORDER_MARK = "\ufeff"
# Rows are sent together: a write for each would cost more than making it.
_ROWS_AT_ONCE = 200


class _Buffer:
    """What the csv module writes to; hands over what came together."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.write = self._parts.append

    def take(self) -> bytes:
        text = "".join(self._parts)
        self._parts.clear()
        return text.encode()


def csv_of(unit: Unit, rows: Iterable[list[Cell]], about: About) -> Iterator[bytes]:
    """Yield a CSV file (RFC 4180, UTF-8 with byte order mark).

    A comment line would break readers, so what it is about stands in the last four columns.
    """
    buffer = _Buffer()
    writer = csv.writer(buffer)
    buffer.write(_BYTE_ORDER_MARK)
    writer.writerow([*unit.names, *(column.name for column in CSV_TRAILER)])
    trailer = harmless(about.trailer)
    for number, row in enumerate(rows):
        writer.writerow(harmless(row) + trailer)
        if number % _ROWS_AT_ONCE == 0:
            yield buffer.take()
    yield buffer.take()


def json_lines_of(unit: Unit, rows: Iterable[list[Cell]], about: About) -> Iterator[bytes]:
    """Yield JSON Lines: an object a row, each with what it is about, for want of a head."""
    names = [*unit.names, *(column.name for column in CSV_TRAILER)]
    for lines in _together(_objects(names, ([*row, *about.trailer] for row in rows))):
        yield b"".join(line + b"\n" for line in lines)


def json_of(unit: Unit, rows: Iterable[list[Cell]], about: About) -> Iterator[bytes]:
    """Yield one JSON document: what it is about, and ``rows``."""
    head = orjson.dumps({**about.document(), "unit": unit.name})
    yield head[:-1] + b',"rows":['
    separator = b"\n"
    for lines in _together(_objects(unit.names, rows)):
        yield separator + b",\n".join(lines)
        separator = b",\n"
    yield b"\n]}\n"


def _objects(names: list[str], rows: Iterable[list[Cell]]) -> Iterator[bytes]:
    return (orjson.dumps(dict(zip(names, row, strict=True))) for row in rows)


def _together(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    waiting: list[bytes] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _ROWS_AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
