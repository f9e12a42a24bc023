"""Which office somebody held on a day: what the desk proposes and fills in."""

import datetime
from dataclasses import dataclass

from meetings import models

Days = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True)
class AmbiguousTenure(Exception):
    """The day does not tell which of the times in the office it was, if any of those known."""

    tenures: tuple[models.Tenure, ...]


def possible_tenures(
    person: models.Person, days: Days, actor: models.Actor | None = None
) -> list[models.Tenure]:
    """Return the tenures ``person`` may have held on the days from–to (all where unknown).

    With ``actor``: of its offices only. Highest rank is not judged; newest first.
    """
    found = models.Tenure.objects.filter(person_id=person.pk).select_related("office__actor")
    earliest, latest = days
    if earliest is not None and latest is not None:
        found = found.possibly_on(earliest, latest)
    if actor is not None:
        found = found.filter(office__actor=actor)
    return list(found)


def tenure_for(person: models.Person, office: models.Office, days: Days) -> models.Tenure:
    """Return the tenure of ``person`` in ``office`` on the days, unsaved where it is new.

    Raises AmbiguousTenure where several fit, or only one of unknown start that ended before.
    """
    held = [one for one in possible_tenures(person, days) if one.office_id == office.pk]
    if len(held) > 1:
        raise AmbiguousTenure(tuple(held))
    if held:
        return held[0]
    # Two without a start could not be told apart.
    if openings := list(models.Tenure.objects.filter(person_id=person.pk, office=office, start="")):
        raise AmbiguousTenure(tuple(openings))
    return models.Tenure(person=person, office=office)
