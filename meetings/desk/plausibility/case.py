"""The case of a meeting: its parts, and what the register knows about the people in it."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from meetings.dates.edtf import parse
from meetings.dates.words import describe
from meetings.desk.offices import Days
from meetings.models import Meeting, Participation, Report, Tenure, choices

_MOST_ELSEWHERE = 50


@dataclass(frozen=True)
class Doubt:
    """A question to the editor about a part (“participant 2”, “report 1”, "" for the meeting).

    ``key`` tells what is doubted: it changes when the doubted facts do, and is asked anew then.
    """

    key: str
    sentence: str
    part: str = ""


@dataclass(frozen=True)
class Case:
    """A meeting with its parts, saved or not, and what the register says about them.

    ``terms`` are the terms of office of each person by key; ``elsewhere`` the participations of
    the same people at other places on the same day.
    """

    meeting: Meeting
    participations: Sequence[Participation]
    reports: Sequence[Report]
    today: datetime.date
    terms: dict[int, list[Tenure]] = field(default_factory=dict)
    elsewhere: Sequence[Participation] = ()

    @property
    def days(self) -> Days:
        """Return the first and last day of the meeting."""
        return self.meeting.date_earliest, self.meeting.date_latest

    def present(self) -> Iterator[tuple[str, Participation]]:
        """Yield the participants who were there, each with its part."""
        for number, row in enumerate(self.participations, start=1):
            if row.attendance == choices.Attendance.PRESENT:
                yield f"participant {number}", row

    def accounts(self) -> Iterator[tuple[str, Report]]:
        """Yield the reports, each with its part."""
        for number, row in enumerate(self.reports, start=1):
            yield f"report {number}", row

    def held(self) -> bool:
        """Whether the editor or some account says that the meeting took place."""
        word = self.meeting.occurrence_override
        words = {word} if word else {row.occurrence for row in self.reports}
        return choices.Occurrence.HELD in words

    def dated(self) -> str:
        """Return the date of the meeting in words."""
        return words(self.meeting.date)


def read(
    meeting: Meeting,
    participations: Iterable[Participation],
    reports: Iterable[Report],
    today: datetime.date | None = None,
) -> Case:
    """Return the case of a meeting: what the rules need, in two queries and the parts given."""
    rows, accounts = list(participations), list(reports)
    people = {row.person_id for row in rows if row.person_id}
    terms: dict[int, list[Tenure]] = {key: [] for key in people}
    for tenure in Tenure.objects.filter(person__in=people).select_related("office__actor"):
        terms[tenure.person_id].append(tenure)
    elsewhere = _elsewhere(meeting, people)
    return Case(meeting, rows, accounts, today or timezone.localdate(), terms, elsewhere)


def _elsewhere(meeting: Meeting, people: set[int]) -> list[Participation]:
    """Return where else the people were in person on the only possible day of the meeting."""
    day = meeting.date_earliest
    in_person = meeting.channel == choices.Channel.IN_PERSON
    if day is None or day != meeting.date_latest or not in_person or not meeting.place_id:
        return []
    rows = Participation.objects.filter(
        person__in=people,
        attendance=choices.Attendance.PRESENT,
        meeting__date_earliest=day,
        meeting__date_latest=day,
        meeting__channel=choices.Channel.IN_PERSON,
        meeting__place__isnull=False,
    )
    rows = rows.exclude(Q(meeting=meeting.pk) | Q(meeting__place=meeting.place_id))
    rows = rows.exclude(meeting__status=choices.Status.WITHDRAWN)
    held = rows.filter(meeting__reports__occurrence=choices.Occurrence.HELD).distinct()
    return list(held.select_related("person", "meeting__place").order_by("pk")[:_MOST_ELSEWHERE])


def possible(start: datetime.date | None, end: datetime.date | None, days: Days) -> bool:
    """Whether something from–to (None: unknown) may have been on some of the days."""
    earliest, latest = days
    if earliest is None or latest is None:
        return True
    return (start is None or start <= latest) and (end is None or end >= earliest)


def words(edtf: str) -> str:
    """Return a date in words, "" for none."""
    return describe(parse(edtf)) if edtf else ""
