"""The columns of the facet index, and the values of a record in each of them.

Days are stored as year, month and day of the month, so that a date range is a union of a few sets
(``evaluate``). The first day of a meeting is stored only if it differs from the last day; most
meetings have one day.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from meetings.search import parameters
from meetings.search.filters.base import Column

from .facet_index import month_number

Pair = tuple[str, Hashable]


def day_number(day: str | None) -> int:
    """Return an ISO 8601 day as a decimal number such as 20241118; 0 for None."""
    return int(f"{day[:4]}{day[5:7]}{day[8:10]}") if day else 0


def _words(position: int, column: Column) -> Callable[[tuple[Any, ...]], tuple[str, ...]]:
    return lambda stored: column.words(stored[position])


# Name -> function from the stored columns of a record to its words.
WORD_COLUMNS = {
    column.name: _words(position, column) for position, column in enumerate(parameters.COLUMNS)
}
POINTER_COLUMNS = tuple(pointer.name for pointer in parameters.POINTERS)
# Part of a column's name -> function from the number of a day to the value; None for no day.
DAY_COLUMNS: dict[str, Callable[[int], int | None]] = {
    "year": lambda day: day // 10_000 or None,
    "month": lambda day: month_number(day // 10_000, day // 100 % 100) if day else None,
    "day": lambda day: day % 100 or None,
}
# Columns made from links, by role. The column ``actors``, the number of actors, is not among them.
LINK_COLUMNS: dict[int, str] = {links.role: links.name for links in parameters.LINKS}

# Columns in which a record may have several values; in all others it has at most one.
SEVERAL = frozenset(
    {
        "earlier_year",
        *LINK_COLUMNS.values(),
        *(column.name for column in parameters.COLUMNS if column.several),
    }
)


def earlier_years(first: int, last: int) -> range:
    """Return the years of a meeting before the year of its last day.

    ``first`` and ``last`` are day numbers.
    """
    return range(first // 10_000, last // 10_000)


def pairs_of(row: tuple[Any, ...]) -> Iterator[Pair]:
    """Yield every column and value of a row of ``record_rows``."""
    for column, value in _pairs(row):
        if value is not None:
            yield column, value


def _pairs(row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    first, last = map(day_number, row[1:3])
    stored, pointers = row[3 : 3 + len(parameters.COLUMNS)], row[3 + len(parameters.COLUMNS) : -1]
    for column, words_of in WORD_COLUMNS.items():
        for word in words_of(stored):
            yield column, word
    yield from zip(POINTER_COLUMNS, pointers, strict=True)
    for name, part_of in DAY_COLUMNS.items():
        yield f"latest_{name}", part_of(last)
        yield f"earliest_{name}", part_of(first) if first != last else None
    for year in earlier_years(first, last):
        yield "earlier_year", year
    yield "undated", None if last else True
