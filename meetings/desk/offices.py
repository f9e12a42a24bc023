"""Offices that a person held on a day: the tenures that the desk proposes and fills in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from meetings import models
from meetings.dates.edtf import parse
from meetings.dates.words import describe
from meetings.text import fold

Days = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True)
class AmbiguousTenure(Exception):
    """Several tenures fit the day, or the only known tenure is not certain to fit."""

    tenures: tuple[models.Tenure, ...]


def possible_tenures(
    person: models.Person, days: Days, actor: models.Actor | None = None
) -> list[models.Tenure]:
    """Return the tenures ``person`` may have held on the days from–to (all if unknown).

    With ``actor``: only tenures in its offices. Newest first, whatever the rank.
    """
    tenures = models.Tenure.objects.filter(person_id=person.pk).select_related("office__actor")
    earliest, latest = days
    if earliest is not None and latest is not None:
        tenures = tenures.possibly_on(earliest, latest)
    if actor is not None:
        tenures = tenures.filter(office__actor=actor)
    return list(tenures)


def holders_of(office: models.Office, days: Days) -> list[models.Person]:
    """Return the people who may have held ``office`` on the days from–to; none if unknown."""
    earliest, latest = days
    if earliest is None or latest is None:
        return []
    tenures = models.Tenure.objects.filter(office=office).possibly_on(earliest, latest)
    return list(dict.fromkeys(tenure.person for tenure in tenures.select_related("person")))


def meant_by(title: str, tenures: Sequence[models.Tenure]) -> models.Tenure | None:
    """Return the tenure whose office a title as reported names, None if it does not tell.

    It is the one that has most words of the title: “Foreign Minister” is the Minister of Foreign
    Affairs, whatever else the minister directs.
    """
    words = set(fold(title).split())
    shared = [len(words & set(fold(tenure.office.name).split())) for tenure in tenures]
    most = max(shared, default=0)
    if not most or shared.count(most) > 1:
        return None
    return tenures[shared.index(most)]


@dataclass(frozen=True)
class NotHeld(Exception):
    """The person is not known to have held the office then; ``tenures`` are those at other times.

    Nobody but an editor can say that there was a further term.
    """

    person: models.Person
    office: models.Office
    tenures: tuple[models.Tenure, ...]


def tenure_for(
    person: models.Person, office: models.Office, days: Days, actor: models.Actor | None = None
) -> models.Tenure:
    """Return the tenure of ``person`` in ``office`` on the days, for ``actor`` at a meeting.

    Unsaved for somebody whom the same form creates: their first office contradicts nothing.
    Raises AmbiguousTenure if several fit, or if the only one has no known start and ended before;
    NotHeld if none fits, or if the office of a new person is that of another actor.
    """
    fitting = [tenure for tenure in possible_tenures(person, days) if tenure.office_id == office.pk]
    if len(fitting) > 1:
        raise AmbiguousTenure(tuple(fitting))
    if fitting:
        return fitting[0]
    if not person.pk and (actor is None or office.actor_id == actor.pk):
        return models.Tenure(person=person, office=office)
    raise NotHeld(person, office, tuple(tenures_in(person, office)))


def tenures_in(person: models.Person, office: models.Office) -> list[models.Tenure]:
    """Return the terms of ``person`` in ``office``, at any time."""
    tenures = models.Tenure.objects.filter(person_id=person.pk, office=office)
    return list(tenures.select_related("office__actor"))


def new_term(person: models.Person, office: models.Office, start: str) -> models.Tenure:
    """Return an unsaved term that an editor confirmed, from ``start`` (EDTF, "" if not known).

    Raises AmbiguousTenure if another term has the same start: the two could not be told apart.
    """
    if same := [tenure for tenure in tenures_in(person, office) if tenure.start == start]:
        raise AmbiguousTenure(tuple(same))
    return models.Tenure(person=person, office=office, start=start)


def in_words(tenure: models.Tenure) -> str:
    """Return when a term was: “from 9 March 2004 to May 2024”, “until 1999”."""
    start, end = (describe(parse(edtf)) if edtf else "" for edtf in (tenure.start, tenure.end))
    if start and end:
        return f"from {start} to {end}"
    if start or end:
        return f"from {start}" if start else f"until {end}"
    return "at some time"
