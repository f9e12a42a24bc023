"""Words for a day or days, and what they mean."""

import datetime
from dataclasses import dataclass, replace

from meetings.dates.edtf import Basis
from meetings.intake.proposal import Span

_NARROW = 10  # days


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
        """Whether the words name a few days, not a month."""
        return bool(self.first and self.last and (self.last - self.first).days <= _NARROW)


def next_weekday(date: DateWords, published: datetime.date | None) -> DateWords:
    """Return a weekday as the next one from the day of publication, for what is to come."""
    if not date.is_weekday or date.first is None or published is None or date.first >= published:
        return date
    day = date.first + datetime.timedelta(7)
    return replace(date, edtf=day.isoformat(), first=day, last=day)
