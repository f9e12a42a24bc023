"""Which records lie in a range of days, from sets by year, month and day of the month."""

import datetime

from pyroaring import BitMap

from .columns import month_number
from .snapshot import Snapshot

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
    months, days = snapshot.columns[f"{bound}_month"], snapshot.columns[f"{bound}_day"]
    month = month_number(day.year, day.month)
    later = months.union(one for one in months.values() if one > month)
    if not (within := months.get(month)):
        return later
    return later.union(*(within & days.get(one) for one in range(day.day, 32)))


def _until(snapshot: Snapshot, bound: str, day: datetime.date) -> BitMap:
    """Return the records whose ``bound`` is on or before ``day``."""
    months, days = snapshot.columns[f"{bound}_month"], snapshot.columns[f"{bound}_day"]
    month = month_number(day.year, day.month)
    earlier = months.union(one for one in months.values() if one < month)
    if not (within := months.get(month)):
        return earlier
    return earlier.union(*(within & days.get(one) for one in range(1, day.day + 1)))
