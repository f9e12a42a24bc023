"""The date that a sentence gives of its encounter, and whether it recalls a time long before."""

import datetime

from meetings.dates.edtf import Basis
from meetings.intake.encounters.encounter import Encounter
from meetings.intake.words.date_words import DateWords, next_weekday
from meetings.models.choices import Occurrence

from .gathered import OFF

RECENT = datetime.timedelta(5)
_LONGEST = datetime.timedelta(4)
_OUT_OF_OFFICE = datetime.timedelta(3 * 365)
_BEFORE_VERB = 25  # characters by which a date before the subject counts as further
_WHOLE_DAY = 8  # characters of EDTF: fewer are a month or a year


class Calendar:
    """Reads dates of encounters against the day of publication."""

    def __init__(self, published: datetime.date | None) -> None:
        self.published = published

    def date_of(self, encounter: Encounter) -> DateWords | None:
        """Return the date that the sentence gives, the nearest to the words of the meeting."""
        usable = self._usable(encounter)
        if encounter.occurrence == Occurrence.HELD:
            # A week or more is how long a summit or a journey lasted, not a meeting.
            usable = [date for date in usable if not _is_long(date)]
        if not usable:
            return None
        return min(
            usable,
            key=lambda date: (
                not date.is_narrow and date.follows is None,
                _distance(date, encounter),
            ),
        )

    def _usable(self, encounter: Encounter) -> list[DateWords]:
        """Return the dates that fit whether it has taken place."""
        dates = [
            chunk.date
            for chunk in encounter.dates
            if chunk.date and (chunk.date.first is not None or chunk.date.follows is not None)
        ]
        published = self.published
        if encounter.occurrence in (*OFF, Occurrence.DENIED):
            return [date for date in dates if date.last and published and date.last > published]
        if published is None:
            return dates
        if encounter.occurrence == Occurrence.HELD:
            return [date for date in dates if date.first is None or date.first <= published]
        ahead = [next_weekday(date, published) for date in dates]
        return [date for date in ahead if date.last is None or date.last >= published]

    def is_recalled(self, encounter: Encounter, date: DateWords | None) -> bool:
        """Whether an encounter is only recalled: by its words, or by a day long before."""
        if encounter.recalled or encounter.occurrence != Occurrence.HELD:
            return encounter.recalled
        if encounter.aside or encounter.is_title:
            return encounter.aside
        if self._are_of_the_past(encounter):
            return True
        if encounter.perhaps_recalled and not self._is_recent(date):
            return True
        return date is not None and self._is_long_ago(date)

    def _are_of_the_past(self, encounter: Encounter) -> bool:
        """Whether all have been out of office for years: “since Chirac was the guest of Rau”."""
        if self.published is None:
            return False
        limit = self.published - _OUT_OF_OFFICE
        known = [person.figure.known for person in encounter.people if person.figure]
        return len(known) > 1 and all(
            person is not None
            and bool(person.terms)
            and all(term.end < limit for term in person.terms)
            for person in known
        )

    def _is_long_ago(self, date: DateWords) -> bool:
        """Whether words name a day long before the story, or a month or a year."""
        if date.last is None or date.first is None:
            return False
        if not date.is_narrow:
            return True
        if self.published is None:
            return len(date.edtf) < _WHOLE_DAY and date.basis == Basis.STATED
        return date.last <= self.published - RECENT

    def _is_recent(self, date: DateWords | None) -> bool:
        """Whether words name a day of these, or count from one that the story has named."""
        if date is None:
            return False
        if date.follows is not None:
            return True
        if self.published is None or date.last is None:
            return False
        return date.last > self.published - RECENT


def _is_long(date: DateWords) -> bool:
    """Whether words name a stretch of days longer than a meeting lasts, from day to day."""
    if date.first is None or date.last is None or "/" not in date.edtf:
        return False
    return date.last - date.first > _LONGEST


def _distance(date: DateWords, encounter: Encounter) -> int:
    """Return how far a date stands from the words of meeting; one after them is nearer."""
    if date.span.start >= encounter.span.start:
        return abs(date.span.start - encounter.end)
    return encounter.span.start - date.span.start + _BEFORE_VERB


def contradict(one: DateWords | None, other: DateWords | None) -> bool:
    """Whether two dates cannot be of one meeting, give or take a day."""
    if one is None or other is None or not (one.first and one.last and other.first and other.last):
        return False
    slack = datetime.timedelta(1)
    return one.first - slack > other.last or other.first - slack > one.last
