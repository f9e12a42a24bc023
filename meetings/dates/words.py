"""Formats historical dates in words, the same on pages and in lists, feeds and files."""

import re
from datetime import date
from typing import Literal

from . import edtf, understanding

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def describe(
    when: edtf.HistoricalDate, basis: str = edtf.Basis.STATED, *, short: bool = False
) -> str:
    """Words for a date: “18–19 November 2024”, “18 or 19 November 2024”.

    With a basis of publication the words give the day of the report, not of the meeting.
    ``short``: months have three letters, for lists; everything else is the same.
    """
    return described(when.edtf, basis, short=short)


def described(text: str, basis: str = edtf.Basis.STATED, *, short: bool = False) -> str:
    """Words for a date in canonical EDTF, as it is stored; see ``describe``."""
    # Most dates are single days, and tables have thousands of different ones.
    if basis != edtf.Basis.PUBLICATION and (day := _DAY.fullmatch(text)):
        return f"{int(day[3])} {_month(int(day[2]), short=short)} {int(day[1])}"
    parts = edtf.take_apart(text)
    if basis == edtf.Basis.PUBLICATION:
        return _reported(parts, short=short)
    if parts.shape is edtf.Shape.AMONG:
        start, end = _shortened(parts, short=short)
        days = parts.end.latest - parts.start.earliest
        if _precision(parts.start) == 2 and days.days == 1:
            return f"{start} or {end}"
        return f"one day between {start} and {end}"
    return _joined(parts, short=short)


def certainty(
    when: edtf.HistoricalDate, start: date | None, end: date | None
) -> Literal["certain", "possible"] | None:
    """Return how certainly `when` is between `start` and `end`, both inclusive.

    "certain" if wholly inside, "possible" if overlapping, None if outside. None for `start` or
    `end` means that side is open.
    """
    first, last = start or date.min, end or date.max
    if first <= when.earliest and when.latest <= last:
        return "certain"
    if when.earliest <= last and first <= when.latest:
        return "possible"
    return None


def _reported(parts: edtf.Parts, *, short: bool) -> str:
    # A report is published on one day, so a month, a year or an approximate day is not its date.
    if parts.end.day is not None and not parts.end.approximate:
        return f"reported {_point(parts.end, short=short)}; day not stated"
    return f"{_joined(parts, short=short)}; day not stated"


def _joined(parts: edtf.Parts, *, short: bool) -> str:
    if parts.shape is edtf.Shape.SINGLE:
        return _point(parts.start, short=short)
    start, end = _shortened(parts, short=short)
    # The dash has no spaces between single words, and spaces if an end has several words.
    return f"{start}–{end}" if _alike(parts) and " " not in start else f"{start} – {end}"


def _shortened(parts: edtf.Parts, *, short: bool) -> tuple[str, str]:
    """Return both ends in words; the first without a month and year that the second repeats."""
    start, end = parts.start, parts.end
    words = _point(start, short=short)
    if _alike(parts) and start.year == end.year:
        words = words.removesuffix(f" {start.year}")
        if start.day is not None and start.month == end.month:
            words = str(start.day)
    return words, _point(end, short=short)


def _alike(parts: edtf.Parts) -> bool:
    """Return whether both ends are exact and have the same precision."""
    start, end = parts.start, parts.end
    exact = not start.approximate and not end.approximate
    return exact and _precision(start) == _precision(end)


def _precision(point: edtf.Point) -> int:
    return (point.month is not None) + (point.day is not None)


def _point(point: edtf.Point, *, short: bool) -> str:
    words = str(point.year)
    if point.month is not None:
        words = f"{_month(point.month, short=short)} {words}"
    if point.day is not None:
        words = f"{point.day} {words}"
    return f"about {words}" if point.approximate else words


def _month(number: int, *, short: bool) -> str:
    name = understanding.MONTHS[number - 1]
    return name[:3] if short else name
