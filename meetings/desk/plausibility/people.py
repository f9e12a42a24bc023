"""Rules about the participants: their offices, whom they spoke for, where else they were."""

import datetime
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from meetings.desk.offices import in_words
from meetings.models import Place

from .case import Case, Doubt, possible, words

_LIFETIME = datetime.timedelta(days=365 * 60)
_SAME_CITY = 100  # kilometres: airports and residences lie outside of cities
_EARTH = 6371  # its radius in kilometres


def office_not_held(case: Case) -> Iterator[Doubt]:
    """Doubt an office that the person did not hold on any of the days."""
    for part, row in case.present():
        term = row.tenure
        if term is None or possible(term.start_earliest, term.end_latest, case.days):
            continue
        yield Doubt(
            f"office {term.pk} on {case.meeting.date}",
            f"{row.person} held “{term.office.name}” {in_words(term)}, not on the day of "
            "this meeting.",
            part,
        )


def foreign_state(case: Case) -> Iterator[Doubt]:
    """Doubt that somebody known only from offices of other states spoke for this one."""
    for part, row in case.present():
        offices = [term.office.actor for term in case.terms.get(row.person_id or 0, ())]
        if not row.actor.is_country or not offices:
            continue
        related = {row.actor_id, row.actor.parent_id}
        if any(
            actor.pk in related or actor.parent_id in related - {None} or not actor.is_country
            for actor in offices
        ):
            continue
        names = " and ".join(dict.fromkeys(map(str, offices)))
        yield Doubt(
            f"person {row.person_id} for {row.actor.code}",
            f"{row.person} is known from offices of {names}, and here for {row.actor}.",
            part,
        )


def before_first_office(case: Case) -> Iterator[Doubt]:
    """Doubt somebody before the first office known of them; a title as reported explains it.

    Nothing explains a meeting a lifetime before.
    """
    latest = case.days[1]
    for part, row in case.present():
        terms = case.terms.get(row.person_id or 0, ())
        starts = [term.start_earliest for term in terms if term.start_earliest]
        if latest is None or not terms or len(starts) < len(terms) or row.tenure is not None:
            continue
        before = min(starts) - latest
        if before > _LIFETIME or (before > datetime.timedelta(0) and not row.title_as_reported):
            first = min(terms, key=lambda term: term.start_earliest or datetime.date.max)
            yield Doubt(
                f"person {row.person_id} before {first.pk} on {case.meeting.date}",
                f"The first office known of {row.person} began on {words(first.start)}: "
                f"{first.office}. Was it the same person, in which office?",
                part,
            )


def state_did_not_exist(case: Case) -> Iterator[Doubt]:
    """Doubt an actor that had ended, or did not exist yet."""
    for part, row in case.present():
        actor = row.actor
        if possible(actor.start_earliest, actor.end_latest, case.days):
            continue
        earliest = case.days[0]
        ended = actor.end_latest and earliest is not None and actor.end_latest < earliest
        limit = f"ended on {words(actor.end)}" if ended else f"began on {words(actor.start)}"
        yield Doubt(
            f"{actor.code} on {case.meeting.date}",
            f"{actor} {limit}; this meeting is dated {case.dated()}.",
            part,
        )


def two_cities(case: Case) -> Iterator[Doubt]:
    """Doubt that somebody was in two cities on the same day."""
    for row in case.elsewhere:
        here, there = case.meeting.place, row.meeting.place
        if here is None or there is None or _near(here, there):
            continue
        part = next((part for part, one in case.present() if one.person_id == row.person_id), "")
        yield Doubt(
            f"person {row.person_id} in {here.slug} and {there.slug} on {case.meeting.date}",
            f"{row.person} was in {there} on that day, too: {row.meeting}.",
            part,
        )


def _near(one: Place, other: Place) -> bool:
    """Whether two places lie within a short drive, by the haversine formula."""
    degrees = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in degrees:
        return False
    south, west, north, east = (radians(float(number or 0)) for number in degrees)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half)) <= _SAME_CITY
