"""Dates that a story words against the day of its publication: “Wednesday”, “last month”.

The reference is that day. What the words leave open stays open: “last week” is one unknown day
among seven.
"""

import datetime
import re

from .edtf import DateError, Point

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NUMBERS = {
    name.lower()[:length]: number
    for number, name in enumerate(WEEKDAYS)
    for length in (3, 4, 5, len(name))
}
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_FLAGS = re.ASCII | re.IGNORECASE
# What a story says around a day and does not change which day it is.
_AROUND = re.compile(
    r"^(?:on |earlier on |later on |early on |late on |earlier (?!this)|later (?!this))"
    r"|,? (?:morning|afternoon|evening|night|local time)$",
    _FLAGS,
)
_NAMED_DAYS = {
    "today": 0,
    "tonight": 0,
    "the same day": 0,
    "same day": 0,
    "that day": 0,
    "this day": 0,
    "yesterday": -1,
    "the day before": -1,
    "the previous day": -1,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "the next day": 1,
    "the day after tomorrow": 2,
}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AGO = re.compile(r"(?P<number>\d{1,2}|[a-z]+) days? (?P<way>ago|earlier|from now)", _FLAGS)
_WEEKDAY = re.compile(r"(?:(?P<which>last|this|next|past) )?(?P<day>[a-z]{3,9})\.?", _FLAGS)
_SPAN = re.compile(
    r"(?P<which>last|this|next|past|earlier this|later this|the) "
    r"(?P<unit>week|weekend|month|year)",
    _FLAGS,
)
_PART = re.compile(r"(?P<part>early|mid|late)(?:-| in | )(?P<month>\S.*)", _FLAGS)
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_WITH_WEEKDAY = re.compile(r"(?P<day>[a-z]{3,9})\.?,? (?:the )?(?P<rest>.*\d.*)", _FLAGS)


def bare(words: str) -> str:
    """Return the words without “on”, “evening” and the like."""
    while (shorter := _AROUND.sub("", words)) != words:
        words = shorter
    return words


def weekday_before(words: str) -> tuple[int, str] | None:
    """Return the weekday (Monday is 0) before a date and the rest: “Saturday, January 11, 2020”."""
    match = _WITH_WEEKDAY.fullmatch(words)
    number = _weekday(match["day"]) if match else None
    return None if match is None or number is None else (number, match["rest"])


def part_of_month(words: str) -> tuple[str, int, int] | None:
    """Return month (in words), first and last day of “early January 2020”."""
    match = _PART.fullmatch(words)
    return (match["month"], *_PARTS[match["part"].lower()]) if match else None


def is_relative(words: str) -> bool:
    """Whether the words say a day only together with a reference."""
    return _read(bare(words), datetime.date(2000, 1, 1), ahead=False) is not None


def in_edtf(words: str, reference: datetime.date, *, ahead: bool = False) -> str | None:
    """Return EDTF for words that count from the ``reference``; None if they are no such words.

    A weekday without more is the last one, the reference included; the next one with ``ahead``.
    """
    return _read(bare(words), reference, ahead=ahead)


def year_of(month: int, day: int | None, reference: datetime.date, *, ahead: bool) -> int:
    """Return the year of a day or month that a story gives without: the last one, or the next."""
    named, now = (month, day or 1), (reference.month, reference.day if day else 1)
    if ahead:
        return reference.year + (named < now)
    return reference.year - (named > now)


def refuse_other_weekday(weekday: int, day: datetime.date) -> None:
    """Raise DateError if a day is not the weekday that stands before it."""
    if day.weekday() != weekday:
        raise DateError(
            f"{day.day} {day:%B} {day.year} was a {WEEKDAYS[day.weekday()]}, not a "
            f"{WEEKDAYS[weekday]}: correct the one or the other."
        )


def _weekday(word: str) -> int | None:
    return _WEEKDAY_NUMBERS.get(word.lower())


def _read(words: str, reference: datetime.date, *, ahead: bool) -> str | None:
    words = words.lower()
    if words in _NAMED_DAYS:
        return str(reference + _NAMED_DAYS[words] * _DAY)
    if match := _AGO.fullmatch(words):
        return _days_from(match["number"], match["way"], reference)
    if match := _SPAN.fullmatch(words):
        return _span(match["which"], match["unit"], reference)
    if match := _WEEKDAY.fullmatch(words):
        number = _weekday(match["day"])
        return None if number is None else str(_named(match["which"], number, reference, ahead))
    return None


def _days_from(number: str, way: str, reference: datetime.date) -> str | None:
    days = int(number) if number.isdecimal() else _NUMBERS.get(number)
    return None if days is None else str(reference + (days if way == "from now" else -days) * _DAY)


def _named(which: str | None, weekday: int, reference: datetime.date, ahead: bool) -> datetime.date:
    """Return the weekday meant: “last” and “next” are never the reference itself."""
    since = (reference.weekday() - weekday) % 7
    until = (weekday - reference.weekday()) % 7
    if which in ("last", "past"):
        return reference - (since or 7) * _DAY
    if which == "next":
        return reference + (until or 7) * _DAY
    if which == "this":
        return reference + (weekday - reference.weekday()) * _DAY
    return reference + until * _DAY if ahead else reference - since * _DAY


def _span(which: str, unit: str, reference: datetime.date) -> str | None:
    """Return the days, the month or the year that “last week” and the like leave open."""
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    if unit == "year":
        return str(Point(reference.year + step))
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 + step
        return str(Point(months // 12, months % 12 + 1))
    if unit == "weekend" and which == "the" and reference.weekday() < 5:
        step = -1
    monday = reference - reference.weekday() * _DAY + step * _WEEK
    first, last = (monday + 5 * _DAY if unit == "weekend" else monday), monday + 6 * _DAY
    if which == "earlier this":
        last = reference
    if which == "later this":
        first = reference
    return str(first) if first == last else f"[{first}..{last}]"
