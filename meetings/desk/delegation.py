"""A delegation: several people who come for the same actor."""

from collections.abc import Iterable
from typing import cast

from django.contrib.auth.models import User

from meetings.models import Actor, Meeting, Participation, Person, choices

from . import creation


def add_delegation(
    meeting: Meeting, actor: Actor, people: Iterable[tuple[Person, str]], user: User
) -> list[Participation]:
    """Add people with their titles as reported, after those who take part already; return the rows.

    New people are saved. Somebody who takes part for the actor already is left as he is.
    """
    rows = []
    taking_part = set(meeting.participations.filter(actor=actor).values_list("person", flat=True))
    for person, title in people:
        saved = person if person.pk else cast("Person", creation.save_new(person, user))
        if saved.pk in taking_part:
            continue
        taking_part.add(saved.pk)
        row = Participation(meeting=meeting, actor=actor, person=saved)
        row.title_as_reported, row.role = title[:300], choices.Role.DELEGATION
        row.save()
        rows.append(row)
    return rows
