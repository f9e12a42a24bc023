"""Offices that a person held on a day: the tenures that the desk proposes and fills in."""

import datetime
from dataclasses import dataclass

from meetings import models

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


def tenure_for(person: models.Person, office: models.Office, days: Days) -> models.Tenure:
    """Return the tenure of ``person`` in ``office`` on the days, unsaved where it is new.

    Raises AmbiguousTenure if several fit, or if the only one has no known start and ended before.
    """
    fitting = [tenure for tenure in possible_tenures(person, days) if tenure.office_id == office.pk]
    if len(fitting) > 1:
        raise AmbiguousTenure(tuple(fitting))
    if fitting:
        return fitting[0]
    # A second tenure without a start could not be told apart from the first.
    if undated := list(models.Tenure.objects.filter(person_id=person.pk, office=office, start="")):
        raise AmbiguousTenure(tuple(undated))
    return models.Tenure(person=person, office=office)
