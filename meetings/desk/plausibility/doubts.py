"""The doubts about a meeting, and which of them an editor has answered.

An editor's “yes, it is so” is kept in ``Meeting.confirmed``, so that nobody is asked again.
"""

import datetime
from collections.abc import Iterable

from meetings.models import Meeting, Participation, Report

from . import days, people
from .case import Doubt, read

_RULES = (
    days.held_in_future,
    days.announced_day_passed,
    days.outside_summit,
    people.state_did_not_exist,
    people.foreign_state,
    people.office_not_held,
    people.before_first_office,
    people.two_cities,
    days.after_publication,
    days.announced_late,
)


def doubts(
    meeting: Meeting,
    participations: Iterable[Participation],
    reports: Iterable[Report],
    today: datetime.date | None = None,
) -> list[Doubt]:
    """Return the doubts about a meeting with its parts, which may all be unsaved rows.

    The bounds of the meeting's date must be set (``dates.fields.fill_bounds``, if it is unsaved).
    """
    case = read(meeting, participations, reports, today)
    return [doubt for rule in _RULES for doubt in rule(case)]


def doubts_about(meeting: Meeting, today: datetime.date | None = None) -> list[Doubt]:
    """Return the doubts about a saved meeting, those an editor has answered too."""
    rows = meeting.participations.select_related("actor", "person", "tenure__office__actor")
    return doubts(meeting, rows, meeting.reports.select_related("source__publisher"), today)


def unanswered(meeting: Meeting, all_doubts: Iterable[Doubt]) -> list[Doubt]:
    """Return the doubts to which no editor has said “yes, it is so”."""
    return [doubt for doubt in all_doubts if doubt.key not in meeting.confirmed]
