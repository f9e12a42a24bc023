"""From a row of the public record to the values it has in each column of the index.

Days are kept as year, month and day of the month: a range of days is then a union of a few sets
(``dates``). The first day of a meeting is kept only where it is not the last day too; most
meetings have one day.
"""

from collections.abc import Hashable, Iterator
from typing import Any

from .rows import KINDS, POINTERS, Role

# Columns made from the columns of a record.
OF_RECORDS = (
    *KINDS,
    *(name.removesuffix("_id") for name in POINTERS),
    "undated",
    "latest_year",
    "latest_month",
    "latest_day",
    "earliest_year",
    "earliest_month",
    "earliest_day",
    "earlier_year",
)
# Columns made from its links; ``actors`` is how many actors took part.
COLUMNS = {
    Role.ACTOR: "actor",
    Role.PERSON: "person",
    Role.TOPIC: "topic",
    Role.PUBLISHER: "publisher",
}
OF_LINKS = (*COLUMNS.values(), "actors")

Pair = tuple[str, Hashable]


def kinds_of(values: tuple[Any, ...]) -> Iterator[Pair]:
    """Yield column and value for the values of ``KINDS``."""
    for column, value in zip(KINDS, values, strict=True):
        if column == "sides":
            value = number_of_sides(value)  # noqa: PLW2901 - the name of the bucket
        if value:
            yield column, value


def number_of_sides(sides: int) -> str:
    """Return 2, 3 or 4+ as addresses spell it; "" for a meeting with fewer."""
    return "4+" if sides >= 4 else str(sides) if sides >= 2 else ""


def pointers_of(values: tuple[int | None, ...]) -> Iterator[Pair]:
    """Yield column and row number for the values of ``POINTERS``."""
    for column, value in zip(POINTERS, values, strict=True):
        if value is not None:
            yield column.removesuffix("_id"), value


def days_of(days: tuple[str | None, str | None]) -> Iterator[Pair]:
    """Yield column and value for the first and the last day a meeting may have had.

    ``earlier_year`` has the years it touches besides the year of its last day.
    """
    earliest, latest = days
    if earliest is None or latest is None:
        yield "undated", True
        return
    yield from _day("latest", latest)
    if earliest != latest:
        yield from _day("earliest", earliest)
        for year in range(int(earliest[:4]), int(latest[:4])):
            yield "earlier_year", year


def _day(column: str, day: str) -> Iterator[Pair]:
    year, month = int(day[:4]), int(day[5:7])
    yield f"{column}_year", year
    yield f"{column}_month", month_number(year, month)
    yield f"{column}_day", int(day[8:10])


def month_number(year: int, month: int) -> int:
    """Return the months since the year 0, so that consecutive months are consecutive numbers."""
    return year * 12 + month - 1


def pairs_of(row: tuple[Any, ...]) -> Iterator[Pair]:
    """Yield every column and value of a row of ``record_rows``."""
    yield from days_of(row[1:3])
    yield from kinds_of(row[3 : 3 + len(KINDS)])
    yield from pointers_of(row[3 + len(KINDS) : -1])
