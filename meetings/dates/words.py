"""Historical dates in words, in one house form: a long one to read and a short one for lists."""

from datetime import date
from typing import Literal

from . import edtf, understanding


def describe(when: edtf.HistoricalDate, basis: str = edtf.Basis.STATED) -> str:
    """Words for a page: “18–19 November 2024”, “one day between 17 and 19 November 2024”.

    With a basis of publication the words speak of the day of the report and not of the meeting.
    """
    parts = edtf.take_apart(when.edtf)
    if basis == edtf.Basis.PUBLICATION:
        return _reported(parts)
    if parts.shape is edtf.Shape.AMONG:
        start, end = _shortened(parts, short=False)
        return f"one day between {start} and {end}"
    return _joined(parts, short=False)


def describe_short(when: edtf.HistoricalDate, basis: str = edtf.Basis.STATED) -> str:
    """Words for a line of a list: “18 Nov 2024”, “17–19 Nov 2024, day not stated”."""
    parts = edtf.take_apart(when.edtf)
    unknown_day = parts.shape is edtf.Shape.AMONG or basis == edtf.Basis.PUBLICATION
    return _joined(parts, short=True) + (", day not stated" if unknown_day else "")


def certainty(
    when: edtf.HistoricalDate, start: date | None, end: date | None
) -> Literal["certain", "possible"] | None:
    """Tell whether `when` lies within the days from `start` to `end`, both included.

    "certain" when wholly inside, "possible" when overlapping, None when outside. None for `start`
    or `end` leaves that side open.
    """
    first, last = start or date.min, end or date.max
    if first <= when.earliest and when.latest <= last:
        return "certain"
    if when.earliest <= last and first <= when.latest:
        return "possible"
    return None


def _reported(parts: edtf.Parts) -> str:
    # Only a plain day can be a day of publication; the end of a wider date is none.
    if parts.end.day is not None and not parts.end.approximate:
        return f"reported {_point(parts.end, short=False)}; day not stated"
    return f"{_joined(parts, short=False)}; day not stated"


def _joined(parts: edtf.Parts, *, short: bool) -> str:
    if parts.shape is edtf.Shape.SINGLE:
        return _point(parts.start, short=short)
    start, end = _shortened(parts, short=short)
    # A dash stands close between single words and gets air where a side has several.
    return f"{start}–{end}" if _alike(parts) and " " not in start else f"{start} – {end}"


def _shortened(parts: edtf.Parts, *, short: bool) -> tuple[str, str]:
    """Both ends, the first without the month and year that the second repeats."""
    start, end = parts.start, parts.end
    words = _point(start, short=short)
    if _alike(parts) and start.year == end.year:
        words = words.removesuffix(f" {start.year}")
        if start.day is not None and start.month == end.month:
            words = str(start.day)
    return words, _point(end, short=short)


def _alike(parts: edtf.Parts) -> bool:
    """Tell whether both ends are exact, and both days, both months or both years."""
    start, end = parts.start, parts.end
    exact = not start.approximate and not end.approximate
    return exact and _precision(start) == _precision(end)


def _precision(point: edtf.Point) -> int:
    return (point.month is not None) + (point.day is not None)


def _point(point: edtf.Point, *, short: bool) -> str:
    words = str(point.year)
    if point.month is not None:
        name = understanding.MONTHS[point.month - 1]
        words = f"{name[:3] if short else name} {words}"
    if point.day is not None:
        words = f"{point.day} {words}"
    return f"about {words}" if point.approximate else words
