"""The EDTF parser: historical dates with the first and the last day they can mean.

Standard: Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2). The register accepts a
small profile:

- a day, month or year: ``2024-11-18``, ``2024-11``, ``2024``;
- ``a/b``: lasted from a to b;
- ``[a..b]``: one unknown day among these;
- ``~`` after a date: approximate, which widens it by one unit (day, month, year) on both sides.

Three patterns read the profile, not the `edtf` library: a list has fifty dates on a page and the
library takes 5 to 30 milliseconds for each. It also accepts 29 February 2023, refuses ``~`` inside
brackets, and on ``/..`` prints to the screen and fails with a TypeError. The tests compare the
results of the patterns with those of the library.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from django.db import models

from . import refusals

FIRST_YEAR = 1000
LAST_YEAR = 2200

_POINT = r"\d{4}(?:-\d{2}(?:-\d{2})?)?~?"
_SINGLE = re.compile(_POINT, re.ASCII)
_LASTED = re.compile(rf"({_POINT})/({_POINT})", re.ASCII)
_AMONG = re.compile(rf"\[({_POINT})\.\.({_POINT})\]", re.ASCII)


class DateError(ValueError):
    """A date that the register does not accept; the message is one sentence for an editor."""


class UnknownNotationError(DateError):
    """A text that does not resemble EDTF; it may be a date in words."""


class Basis(models.TextChoices):
    """How the date of a meeting is known from an account."""

    STATED = "stated", "stated in the source"
    RELATIVE = "relative", "worked out from the source (“last Monday”)"
    PUBLICATION = "publication", "from the day of publication only"


class Shape(Enum):
    """What the two ends of a date mean together."""

    SINGLE = "single"
    LASTED = "lasted"
    AMONG = "among"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month (`day` is None) or a year (`month` is None too)."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text = f"{text}-{self.month:02}"
        if self.day is not None:
            text = f"{text}-{self.day:02}"
        return f"{text}~" if self.approximate else text

    @property
    def first(self) -> date:
        """First day of the day, month or year as written, whether approximate or not."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Last day of the day, month or year as written, whether approximate or not."""
        month = self.month or 12
        day = monthrange(self.year, month)[1] if self.day is None else self.day
        return date(self.year, month, day)

    @property
    def earliest(self) -> date:
        """First possible day: `~` adds one unit before."""
        if not self.approximate:
            return self.first
        day_before = self.first - timedelta(days=1)
        if self.day is not None:
            return day_before
        return day_before.replace(day=1, month=1 if self.month is None else day_before.month)

    @property
    def latest(self) -> date:
        """Last possible day: `~` adds one unit after."""
        if not self.approximate:
            return self.last
        day_after = self.last + timedelta(days=1)
        if self.day is not None:
            return day_after
        month = 12 if self.month is None else day_after.month
        return date(day_after.year, month, monthrange(day_after.year, month)[1])


@dataclass(frozen=True, slots=True)
class Parts:
    """A parsed date; a single date has the same point at both ends."""

    shape: Shape
    start: Point
    end: Point

    def __str__(self) -> str:
        if self.shape is Shape.SINGLE:
            return str(self.start)
        if self.shape is Shape.LASTED:
            return f"{self.start}/{self.end}"
        return f"[{self.start}..{self.end}]"


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date in canonical EDTF, and its first and last possible day, both inclusive.

    The days are local to the place of the event and are never shifted across time zones.
    """

    edtf: str
    earliest: date
    latest: date

    def __str__(self) -> str:
        return self.edtf


def parse(text: str) -> HistoricalDate:
    """Parse `text` as EDTF; the result has its canonical form.

    Raises DateError for all texts outside the profile of this module; the message is one sentence
    that says what is accepted.
    """
    parts = take_apart(text)
    return HistoricalDate(str(parts), parts.start.earliest, parts.end.latest)


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Parts:
    """Parse `text` as EDTF into its shape and ends; raises DateError like `parse`."""
    text = text.strip()
    shape, start, end = _split(text)
    if start.first > end.last:
        raise DateError(
            f"“{text}” ends before it begins: write the earlier date first, "
            f"such as 2024-11-18/2024-11-19."
        )
    # "From the 18th to the 18th" becomes the 18th, so that equal dates have equal text.
    return Parts(Shape.SINGLE if start == end else shape, start, end)


def _split(text: str) -> tuple[Shape, Point, Point]:
    if _SINGLE.fullmatch(text):
        point = _read_point(text)
        return Shape.SINGLE, point, point
    for shape, pattern in ((Shape.LASTED, _LASTED), (Shape.AMONG, _AMONG)):
        if match := pattern.fullmatch(text):
            return shape, _read_point(match[1]), _read_point(match[2])
    if (reason := refusals.why_refused(text)) is not None:
        raise DateError(reason)
    raise UnknownNotationError(f"“{text}” is not a date known here: enter {refusals.ACCEPTED}.")


def _read_point(text: str) -> Point:
    plain = text.rstrip("~")
    year = int(plain[:4])
    month = int(plain[5:7]) if len(plain) > 4 else None
    day = int(plain[8:]) if len(plain) > 7 else None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"The year must be between {FIRST_YEAR} and {LAST_YEAR}, not {text[:4]}.")
    if month is not None and not 1 <= month <= 12:
        # EDTF writes seasons and quarters as the months 21 to 41.
        is_season = 21 <= month <= 41
        raise DateError(
            refusals.SEASON
            if is_season
            else f"Months run from 01 to 12: there is none in “{text}”."
        )
    point = Point(year, month, day, approximate=plain != text)
    try:
        point.last  # noqa: B018 - raises if the calendar has no such day
    except ValueError:
        raise DateError(f"There is no such day as {plain} in the calendar.") from None
    return point
