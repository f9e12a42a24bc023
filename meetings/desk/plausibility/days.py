"""Rules about the date: against the summit, the sources and today."""

import datetime
from collections.abc import Iterator

from meetings.desk.twins import is_expected
from meetings.models import choices

from .case import Case, Doubt, possible, words

_EVE = datetime.timedelta(days=1)
_LATE = datetime.timedelta(days=365)


def held_in_future(case: Case) -> Iterator[Doubt]:
    """Doubt *held* of a day that is still to come."""
    earliest = case.days[0]
    if case.held() and earliest is not None and earliest > case.today:
        yield Doubt(
            f"held on {case.meeting.date}",
            f"Said to be held on {case.dated()}, which is still to come. Is it announced?",
        )


def announced_day_passed(case: Case) -> Iterator[Doubt]:
    """Doubt an announcement alone for a day that has passed."""
    latest = case.days[1]
    override = case.meeting.occurrence_override
    if override or not is_expected(case.reports) or latest is None or latest >= case.today:
        return
    if any(row.occurrence == choices.Occurrence.CALLED_OFF for row in case.reports):
        return
    yield Doubt(
        f"announced for {case.meeting.date}",
        f"Announced for {case.dated()}, which has passed: did it take place?",
    )


def outside_summit(case: Case) -> Iterator[Doubt]:
    """Doubt a date on which the summit was not; its eve and the day after belong to it."""
    summit = case.meeting.summit
    if summit is None or summit.date_earliest is None or summit.date_latest is None:
        return
    if possible(summit.date_earliest - _EVE, summit.date_latest + _EVE, case.days):
        return
    yield Doubt(
        f"outside {summit.slug} on {case.meeting.date}",
        f"{summit} took place on {words(summit.date)}; this meeting is dated {case.dated()}.",
    )


def after_publication(case: Case) -> Iterator[Doubt]:
    """Doubt a report that says *held* of a later day, or is much younger than the meeting."""
    earliest, latest = case.days
    for part, row in case.accounts():
        published = row.source.published_earliest, row.source.published_latest
        if earliest is None or latest is None or published[0] is None or published[1] is None:
            continue
        source = f"source {row.source_id} on {case.meeting.date}"
        day = words(row.source.published)
        if row.occurrence == choices.Occurrence.HELD and earliest > published[1]:
            yield Doubt(
                f"held after {source}", f"“Held” was published on {day}, before the meeting.", part
            )
        old = row.source.publisher.kind != choices.PublisherKind.ARCHIVE
        if old and published[0] - latest > _LATE:
            yield Doubt(
                f"long before {source}",
                f"This source is dated {day}, more than a year after the meeting. "
                "Is it about this one?",
                part,
            )


def announced_late(case: Case) -> Iterator[Doubt]:
    """Doubt an announcement that was published after the day that it announces."""
    latest = case.days[1]
    for part, row in case.accounts():
        published = row.source.published_earliest
        if latest is None or published is None or published <= latest:
            continue
        if row.occurrence == choices.Occurrence.ANNOUNCED:
            yield Doubt(
                f"announced after by source {row.source_id} on {case.meeting.date}",
                f"“Announced” was published on {words(row.source.published)}, after the day "
                "of the meeting.",
                part,
            )
