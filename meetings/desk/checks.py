"""Validation rules of a meeting and its parts, for forms and for programs alike.

Each function yields pairs of a field and a sentence; nothing where all is well. Rules within one
table are constraints of the models; ``publication.rules.completeness`` says what publication needs.
"""

from collections.abc import Hashable, Iterable, Iterator

from meetings.models import Actor, Person, Summit, choices

# A field of the checked part, and why its value is refused.
FieldProblem = tuple[str, str]

PARTICIPANT_TWICE = "This participant is entered twice."
ACCOUNT_TWICE = "This account in this source is entered twice."


def problems_of_meeting(
    *, sidelines: bool, summit: Summit | None, occurrence_override: str, occurrence_note: str
) -> Iterator[FieldProblem]:
    """Yield the problems of the meeting's own fields: values that others require are missing."""
    if sidelines and summit is None:
        yield "summit", "On the sidelines of which summit?"
    if occurrence_override and not occurrence_note:
        yield "occurrence_note", "Say why it differs from the reports; it is public."


def problems_of_report(*, voice: Actor | None, attribution: str) -> Iterator[FieldProblem]:
    """Yield a problem if an account that speaks for nobody has a voice."""
    if voice is not None and attribution in choices.VOICELESS_ATTRIBUTIONS:
        yield "voice", "Neither an anonymous source nor the outlet speaks for anyone."


def problems_of_statement(
    *, speaker: Person | None, institution: Actor | None
) -> Iterator[FieldProblem]:
    """Yield a problem unless either a person or an institution is given, and not both."""
    if (speaker is None) == (institution is None):
        yield "speaker", "Name who said it: a person, or else an institution."


def basis_of_participation(person: Person | None, basis: str) -> str:
    """Return the ``ParticipationBasis`` that fits a named person, or a delegation without one."""
    if person is None and basis == choices.ParticipationBasis.NAMED:
        return choices.ParticipationBasis.ACTOR_ONLY
    if person is not None and basis == choices.ParticipationBasis.ACTOR_ONLY:
        return choices.ParticipationBasis.NAMED
    return basis


def repeated(values: Iterable[Hashable]) -> Iterator[int]:
    """Yield the positions, from 0, of values that repeat an earlier value."""
    seen = set()
    for position, value in enumerate(values):
        if value in seen:
            yield position
        seen.add(value)
