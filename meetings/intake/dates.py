"""Dates in a story, read against its day of publication."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from meetings.dates.edtf import Basis

from .languages import language
from .proposal import Span

_NOT_BEFORE = 1800
_JUST_GONE = 2


@dataclass(frozen=True)
class DateWords:
    """Words for a day or days, and what they mean.

    ``first`` and ``last`` bound the days; ``edtf`` is "" where the words tell no calendar day
    (“on Wednesday” without a day of publication). ``follows`` says that the words count from
    another day of the story (“the same day”): 0 for the same, 1 for the next.
    """

    span: Span
    edtf: str
    basis: Basis
    first: datetime.date | None = None
    last: datetime.date | None = None
    follows: int | None = None
    is_weekday: bool = False
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether the words name a week or less."""
        return bool(self.first and self.last and (self.last - self.first).days <= 10)


@dataclass(frozen=True)
class DayOfReading:
    """The day that relative words count from, and whether the text is about what is to come."""

    published: datetime.date | None


def dates_in(text: str, span: Span, published: datetime.date | None, tag: str) -> list[DateWords]:
    """Return the dates named in a part of a text, in order, none within another."""
    taken: list[Span] = []
    found: list[DateWords] = []
    for name, pattern in _patterns(tag):
        for match in pattern.finditer(text, span.start, span.end):
            here = Span(*match.span())
            if any(here.start < other.end and other.start < here.end for other in taken):
                continue
            date = _Reader(tag, published, name, match).read()
            if date is not None:
                taken.append(here)
                found.append(date)
    return sorted(found, key=lambda date: date.span)


@lru_cache
def _patterns(tag: str) -> list[tuple[str, re.Pattern[str]]]:
    table = language(tag).dates
    months = "|".join(sorted(table["months"], key=len, reverse=True))
    weekdays = "|".join(sorted(table["weekdays"], key=len, reverse=True))
    numbers = "|".join([*sorted(table["numbers"], key=len, reverse=True), r"\d{1,2}"])
    parts = {
        "{month}": rf"(?P<month>{months})\.?",
        "{month2}": rf"(?P<month2>{months})\.?",
        "{weekday}": rf"(?P<weekday>{weekdays})",
        "{weekdays}": rf"(?:{weekdays})",
        "{day}": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º)?(?![\d:])",
        "{day2}": r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th|er|º)?(?![\d:])",
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


class _Reader:
    """Reads one match of a pattern."""

    def __init__(
        self, tag: str, published: datetime.date | None, name: str, match: re.Match[str]
    ) -> None:
        self.table, self.published, self.name, self.match = (
            language(tag).dates,
            published,
            name,
            match,
        )
        self.groups = {key: value for key, value in match.groupdict().items() if value}
        self.words = match[0]

    def read(self) -> DateWords | None:
        reader = getattr(self, f"_{self.name}", None) or self._plain
        try:
            date: DateWords | None = reader()
        except ValueError:
            return None
        return date

    def _plain(self) -> DateWords | None:
        """Read a calendar date, whole or in part."""
        month = self._number("months", self.groups.get("month")) or int(
            self.groups.get("month_number", 0)
        )
        if not month:
            return self._span_of_year()
        if self.name == "month_only" and not self._is_surely_month():
            return None
        year, basis = self._year(month)
        day = int(self.groups["day"]) if "day" in self.groups else None
        if year is None:
            return self._words(Basis.STATED)
        if day is None:
            last_day = calendar.monthrange(year, month)[1]
            first = datetime.date(year, month, 1)
            return self._dated(first, first.replace(day=last_day), f"{year}-{month:02}", basis)
        first = datetime.date(year, month, day)
        if "day2" not in self.groups:
            return self._dated(first, first, first.isoformat(), basis)
        month2 = self._number("months", self.groups.get("month2")) or month
        last = datetime.date(year + (month2 < month), month2, int(self.groups["day2"]))
        if last < first:
            return None
        return self._dated(first, last, f"{first}/{last}", basis)

    def _is_surely_month(self) -> bool:
        word = self.groups["month"].lower()
        if not self.groups["month"][0].isupper() and self.table.get("capital_months", True):
            return False
        if word not in self.table["doubtful"]:
            return True
        before = self.match.string[: self.match.start()].split()[-1:]
        return bool(before) and before[0].lower() in self.table["before_month"]

    def _span_of_year(self) -> DateWords | None:
        year = int(self.groups.get("year", 0))
        if year < _NOT_BEFORE:
            return None
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return self._dated(first, last, str(year), Basis.STATED)

    def _year(self, month: int) -> tuple[int | None, Basis]:
        """Return the year stated, or the one in which the month is nearest to publication."""
        if "year" in self.groups:
            return int(self.groups["year"]), Basis.STATED
        if self.published is None:
            return None, Basis.STATED
        year = self.published.year
        if relative := self.groups.get("relative_year"):
            return year + self._shift(relative), Basis.RELATIVE
        if relative := self.groups.get("relative"):
            shift = self._shift(relative)
            if shift < 0:
                return year - (month >= self.published.month), Basis.RELATIVE
            if shift > 0:
                return year + (month <= self.published.month), Basis.RELATIVE
            return year, Basis.RELATIVE
        day = min(int(self.groups.get("day", 15)), 28)
        near = min(
            (year - 1, year, year + 1),
            key=lambda each: abs(
                datetime.date(each, month, day) - (self.published or datetime.date.min)
            ),
        )
        return near, Basis.STATED if "day" in self.groups else Basis.RELATIVE

    _last_month_named = _plain

    def _weekday(self) -> DateWords | None:
        if not self.groups["weekday"][0].isupper() and self.table.get("capital_months", True):
            return None
        wanted = self._number("weekdays", self.groups["weekday"])
        if self.published is None or wanted is None:
            return self._words(Basis.RELATIVE, weekday=True)
        back = (self.published.weekday() - wanted) % 7
        day = self.published - datetime.timedelta(back)
        return self._dated(day, day, day.isoformat(), Basis.RELATIVE, weekday=True)

    def _weekday_relative(self) -> DateWords | None:
        wanted = self._number("weekdays", self.groups["weekday"])
        if self.published is None or wanted is None:
            return self._words(Basis.RELATIVE, weekday=True)
        back = (self.published.weekday() - wanted) % 7
        shift = self._shift(self.groups["relative"])
        if shift < 0:
            # “Last Thursday” on a Friday is the one of the week before.
            days = back + 7 if back <= _JUST_GONE else back
            day = self.published - datetime.timedelta(days)
        elif shift > 0:
            day = self.published + datetime.timedelta(7 - back)
        else:
            day = self.published - datetime.timedelta(back)
        return self._dated(day, day, day.isoformat(), Basis.RELATIVE)

    def _today(self) -> DateWords | None:
        return self._from_published(0)

    def _yesterday(self) -> DateWords | None:
        return self._from_published(self.table["offsets"][self.groups["offset"].lower()])

    def _same_day(self) -> DateWords | None:
        return self._words(Basis.RELATIVE, follows=0)

    def _next_day(self) -> DateWords | None:
        return self._words(Basis.RELATIVE, follows=1 if "after" in self.groups else -1)

    def _relative_unit(self) -> DateWords | None:
        shift = self._shift(self.groups["relative"])
        return self._unit(self._unit_name(self.groups["unit"]), shift)

    _this_unit = _relative_unit

    def _ago(self) -> DateWords | None:
        if "unit2" in self.groups:
            return self._unit(self._unit_name(self.groups["unit2"]), -1)
        number = self._number("numbers", self.groups["number"])
        count = number if number is not None else int(self.groups["number"])
        return self._unit(self._unit_name(self.groups["unit"]), -count)

    def _unit_name(self, word: str) -> str:
        names: dict[str, str] = self.table.get("units", {})
        return names.get(word.lower(), word.lower())

    def _unit(self, unit: str, count: int) -> DateWords | None:
        if (today := self.published) is None:
            return self._words(Basis.RELATIVE)
        if unit == "day":
            return self._from_published(count)
        if unit in ("week", "weekend"):
            monday = today - datetime.timedelta(today.weekday()) + datetime.timedelta(7 * count)
            first = monday + datetime.timedelta(5) if unit == "weekend" else monday
            last = monday + datetime.timedelta(6)
            return self._dated(first, last, f"[{first}..{last}]", Basis.RELATIVE)
        if unit == "month":
            index = today.year * 12 + today.month - 1 + count
            year, month = divmod(index, 12)
            first = datetime.date(year, month + 1, 1)
            last = first.replace(day=calendar.monthrange(year, month + 1)[1])
            return self._dated(first, last, f"{year}-{month + 1:02}", Basis.RELATIVE)
        first = datetime.date(today.year + count, 1, 1)
        return self._dated(first, first.replace(month=12, day=31), str(first.year), Basis.RELATIVE)

    def _from_published(self, days: int) -> DateWords | None:
        if self.published is None:
            return self._words(Basis.RELATIVE)
        day = self.published + datetime.timedelta(days)
        return self._dated(day, day, day.isoformat(), Basis.RELATIVE)

    def _shift(self, word: str) -> int:
        """Return -1 for last, 0 for this, 1 for next."""
        shifts: dict[str, int] = self.table["shifts"]
        return shifts[" ".join(word.lower().split())]

    def _number(self, table: str, word: str | None) -> int | None:
        if word is None:
            return None
        numbers: dict[str, int] = self.table[table]
        return numbers.get(word.lower().rstrip("."))

    def _dated(
        self,
        first: datetime.date,
        last: datetime.date,
        edtf: str,
        basis: Basis,
        *,
        weekday: bool = False,
    ) -> DateWords:
        span = Span(*self.match.span())
        return DateWords(span, edtf, basis, first, last, is_weekday=weekday, words=self.words)

    def _words(
        self, basis: Basis, *, follows: int | None = None, weekday: bool = False
    ) -> DateWords:
        span = Span(*self.match.span())
        return DateWords(span, "", basis, follows=follows, is_weekday=weekday, words=self.words)


def next_weekday(date: DateWords, published: datetime.date | None) -> DateWords:
    """Return a weekday as the next one from the day of publication, for what is to come."""
    if not date.is_weekday or date.first is None or published is None or date.first >= published:
        return date
    day = date.first + datetime.timedelta(7)
    return DateWords(date.span, day.isoformat(), date.basis, day, day, None, True, date.words)


def plain_day(text: str, tag: str) -> datetime.date | None:
    """Return the first whole calendar day named in a text, None if it names none."""
    for date in dates_in(text, Span(0, len(text)), None, tag):
        if date.first is not None and date.first == date.last:
            return date.first
    return None


def days_of(dates: Iterator[DateWords]) -> list[DateWords]:
    """Return the dates that name a calendar day or days."""
    return [date for date in dates if date.first is not None]
