"""Who said a quotation: somebody in the rows of the meeting, by part of the name, or anybody."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError

from meetings.admin import generic
from meetings.admin.typed import kinds, resolving
from meetings.models import Actor, Participation, Person
from meetings.text import fold

_PERSON_INPUT = re.compile(r"participations-\d+-person")
_ACTOR, _PERSON = kinds.KINDS["actor"], kinds.KINDS["person"]


def speaker_of(who: str, data: Mapping[str, str]) -> tuple[Person | None, Actor | None]:
    """Return the person, or else the institution, that ``who`` names.

    ``data`` is the posted form: a surname is enough for somebody who takes part. Raises
    ValidationError. The person is unsaved if the form creates it.
    """
    if not who:
        raise ValidationError("Who said it? Write “Name: words”.")
    typed = _taking_part(who, data)
    try:
        person = resolving.resolve(_PERSON, typed or who, _PERSON.make if typed else None)
        return generic.of_type(Person, person), None
    except ValidationError:
        institutions = resolving.exactly_named(_ACTOR, who)
        if len(institutions) == 1:
            return None, generic.of_type(Actor, institutions[0])
        raise


def saved_namesake(person: Person, meeting_id: int) -> Person:
    """Return the person that the rows of the meeting created from the same name, else a new one."""
    rows = Participation.objects.filter(meeting=meeting_id, person__name=person.name)
    row = rows.select_related("person").first()
    if row is not None and row.person is not None:
        return row.person
    person.save()
    return person


def _taking_part(who: str, data: Mapping[str, str]) -> str:
    """Return the text of the only person in the rows whose name has all words of ``who``."""
    words = set(fold(who).split())
    texts = {text for name, text in data.items() if _PERSON_INPUT.fullmatch(name) and text}
    named = [text for text in texts if words <= set(fold(text.partition("[")[0]).split())]
    return named[0] if len(named) == 1 else ""
