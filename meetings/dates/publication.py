"""Estimates the date of a meeting from the date of publication of a report."""

from datetime import date, timedelta

from . import edtf

_DAYS_BEFORE_PUBLICATION = 2
_LONGEST_SUMMIT = timedelta(days=31)


def from_publication(published: date, summit_first_day: date | None = None) -> edtf.HistoricalDate:
    """Return one unknown day up to and including `published`, for an account without a date.

    The range begins with the first day of the summit of the meeting, or else two days before
    publication. It is never a single day, because the day of publication does not tell the day
    of the meeting.
    """
    earliest = published - timedelta(days=_DAYS_BEFORE_PUBLICATION)
    # Two weeks after its first day the General Assembly may still go on. A summit that began
    # months ago means that the article looks back; its range would be too wide to be useful.
    if summit_first_day and timedelta(0) < published - summit_first_day <= _LONGEST_SUMMIT:
        earliest = summit_first_day
    return edtf.parse(f"[{earliest.isoformat()}..{published.isoformat()}]")
