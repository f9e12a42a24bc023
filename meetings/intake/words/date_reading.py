"""What the words of one date mean, read against the day of publication."""

import calendar
import datetime
import re
from typing import Any

from meetings.dates.edtf import Basis
from meetings.intake.proposal import Span

from .date_words import DateWords

_NOT_BEFORE = 1800
_JUST_GONE = 2
_LONGEST_WORD = 20


class DateReader:
    """Reads one match of a pattern; the name of the pattern says how."""

    def __init__(
        self,
        table: dict[str, Any],
        published: datetime.date | None,
        name: str,
        match: re.Match[str],
    ) -> None:
        self.table, self.published, self.name, self.match = table, published, name, match
        self.groups = {key: value for key, value in match.groupdict().items() if value}
        self.words = match[0]

    def read(self) -> DateWords | None:
        """Return what the words mean, None where they name no day there can be."""
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
        if year is None:
            return self._words(Basis.STATED)
        if "day" not in self.groups:
            return self._month(year, month, basis)
        return self._days(datetime.date(year, month, int(self.groups["day"])), basis)

    def _month(self, year: int, month: int, basis: Basis) -> DateWords:
        first = datetime.date(year, month, 1)
        last = first.replace(day=calendar.monthrange(year, month)[1])
        return self._dated(first, last, f"{year}-{month:02}", basis)

    def _days(self, first: datetime.date, basis: Basis) -> DateWords | None:
        """Return one day, or the days from it to another."""
        if "day2" not in self.groups:
            return self._dated(first, first, first.isoformat(), basis)
        month = self._number("months", self.groups.get("month2")) or first.month
        last = datetime.date(first.year + (month < first.month), month, int(self.groups["day2"]))
        return self._dated(first, last, f"{first}/{last}", basis) if first <= last else None

    def _is_surely_month(self) -> bool:
        word = self.groups["month"].lower()
        if not self.groups["month"][0].isupper() and self.table.get("capital_months", True):
            return False
        if word not in self.table["doubtful"]:
            return True
        before = self.match.string[: self.match.start()][-_LONGEST_WORD:].split()[-1:]
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
            gone, to_come = month >= self.published.month, month <= self.published.month
            return year - (shift < 0 and gone) + (shift > 0 and to_come), Basis.RELATIVE
        near = self._nearest_year(month, self.published)
        return near, Basis.STATED if "day" in self.groups else Basis.RELATIVE

    def _nearest_year(self, month: int, published: datetime.date) -> int:
        day = min(int(self.groups.get("day", 15)), 28)
        years = (published.year - 1, published.year, published.year + 1)
        return min(years, key=lambda year: abs(datetime.date(year, month, day) - published))

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
            year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
            return self._month(year, month + 1, Basis.RELATIVE)
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
