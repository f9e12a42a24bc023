"""The days that a date of publication leaves possible."""

from datetime import date, timedelta

from . import edtf

_DAYS_BEFORE_PUBLICATION = 2
_LONGEST_SUMMIT = timedelta(days=31)


def from_publication(published: date, summit_first_day: date | None = None) -> edtf.HistoricalDate:
    """One unknown day up to and including `published`, for an account that states none.

    It begins with the first day of the summit on whose sidelines the meeting was, else two days
    before publication. It is never a bare day: a day of publication does not tell the day.
    """
    earliest = published - timedelta(days=_DAYS_BEFORE_PUBLICATION)
    # Two weeks at the General Assembly are a summit still going on; a first day months ago belongs
    # to an article that looks back, and would make the range so wide that it says nothing.
    if summit_first_day and timedelta(0) < published - summit_first_day <= _LONGEST_SUMMIT:
        earliest = summit_first_day
    return edtf.parse(f"[{earliest.isoformat()}..{published.isoformat()}]")
