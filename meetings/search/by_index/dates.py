"""Which records lie in a range of days, from sets by year, month and day of the month."""

import datetime

from pyroaring import BitMap

from .columns import month_number
from .facet_index import Snapshot

ONE_DAY = datetime.timedelta(days=1)


def possible(snapshot: Snapshot, start: datetime.date | None, end: datetime.date | None) -> BitMap:
    """Return what may have been between ``start`` and ``end`` (both included, None: open)."""
    parts = []
    if start is not None:
        parts.append(_since(snapshot, "latest", start))
    if end is not None:
        # Whatever ended by then had begun; of the rest some had begun.
        parts.append(_until(snapshot, "latest", end) | _until(snapshot, "earliest", end))
    return _both(parts)


def certain(snapshot: Snapshot, start: datetime.date | None, end: datetime.date | None) -> BitMap:
    """Return what certainly was between ``start`` and ``end`` (both included, None: open)."""
    parts = []
    if start is not None:
        began_before = (
            _until(snapshot, "earliest", start - ONE_DAY) if start > datetime.date.min else BitMap()
        )
        parts.append(_since(snapshot, "latest", start) - began_before)
    if end is not None:
        parts.append(_until(snapshot, "latest", end))
    return _both(parts)


def spanning(snapshot: Snapshot) -> BitMap:
    """Return what may have been in one year or another."""
    earlier = snapshot.columns["earlier_year"]
    return earlier.union(earlier.values())


def _both(parts: list[BitMap]) -> BitMap:
    return parts[0] if len(parts) == 1 else parts[0] & parts[1]


def _since(snapshot: Snapshot, bound: str, day: datetime.date) -> BitMap:
    """Return the records whose ``bound`` (latest or earliest) is on or after ``day``."""
    years = snapshot.columns[f"{bound}_year"]
    parts = [years.get(year) for year in years.values() if year > day.year]
    months = range(day.month + 1, 13)
    return _with_parts(snapshot, bound, day, parts, months, range(day.day, 32))


def _until(snapshot: Snapshot, bound: str, day: datetime.date) -> BitMap:
    """Return the records whose ``bound`` is on or before ``day``."""
    years = snapshot.columns[f"{bound}_year"]
    parts = [years.get(year) for year in years.values() if year < day.year]
    return _with_parts(snapshot, bound, day, parts, range(1, day.month), range(1, day.day + 1))


def _with_parts(
    snapshot: Snapshot,
    bound: str,
    day: datetime.date,
    years: list[BitMap],
    months: range,
    days: range,
) -> BitMap:
    """Return the union of years, of ``months`` of the day's year and ``days`` of its month."""
    by_month = snapshot.columns[f"{bound}_month"]
    by_day = snapshot.columns[f"{bound}_day"]
    whole = [by_month.get(month_number(day.year, month)) for month in months]
    if within := by_month.get(month_number(day.year, day.month)):
        whole += (within & by_day.get(one) for one in days)
    return BitMap().union(*years, *whole)
