"""Dates in a story, read against its day of publication."""

import datetime
import re
from functools import lru_cache

from meetings.intake.languages import Language, alternatives
from meetings.intake.proposal import Span

from .date_reading import DateReader
from .date_words import DateWords


def dates_in(
    text: str, span: Span, published: datetime.date | None, tongue: Language
) -> list[DateWords]:
    """Return the dates named in a part of a text, in order, none within another."""
    taken: list[Span] = []
    dates: list[DateWords] = []
    for name, pattern in _patterns(tongue):
        for match in pattern.finditer(text, span.start, span.end):
            here = Span(*match.span())
            if any(here.start < other.end and other.start < here.end for other in taken):
                continue
            date = DateReader(tongue.dates, published, name, match).read()
            if date is not None:
                taken.append(here)
                dates.append(date)
    return sorted(dates, key=lambda date: date.span)


@lru_cache
def _patterns(tongue: Language) -> list[tuple[str, re.Pattern[str]]]:
    table = tongue.dates
    months = alternatives(table["months"])
    weekdays = alternatives(table["weekdays"])
    numbers = "|".join([alternatives(table["numbers"]), r"\d{1,2}"])
    ordinals = alternatives(table["ordinals"])
    parts = {
        "{month}": rf"(?P<month>{months})\.?",
        "{month2}": rf"(?P<month2>{months})\.?",
        "{weekday}": rf"(?P<weekday>{weekdays})",
        "{weekdays}": rf"(?:{weekdays})",
        "{day}": rf"(?P<day>[0-3]?\d)(?:{ordinals})?(?![\d:])",
        "{day2}": rf"(?P<day2>[0-3]?\d)(?:{ordinals})?(?![\d:])",
        "{year}": r"(?P<year>(?:18|19|20)\d\d)(?!\d)",
        "{month_number}": r"(?P<month_number>[01]\d)",
        "{number}": rf"(?P<number>{numbers})",
    }
    compiled = []
    for name, pattern in table["patterns"].items():
        for part, expression in parts.items():
            pattern = pattern.replace(part, expression)  # noqa: PLW2901 - filled step by step
        compiled.append((name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)))
    return compiled


def plain_day(text: str, tongue: Language) -> datetime.date | None:
    """Return the first whole calendar day named in a text, None if it names none."""
    for date in dates_in(text, Span(0, len(text)), None, tongue):
        if date.first is not None and date.first == date.last:
            return date.first
    return None
