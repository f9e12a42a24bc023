"""Validation rules of a meeting and its parts, for forms and for programs alike.

Each function yields pairs of a field and a sentence; nothing where all is well. Rules within one
table are constraints of the models; ``publication.rules.completeness`` says what publication needs.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from meetings.models import Actor, Person, Report, Source, Summit, choices

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


def problems_of_report(*, voices: Sequence[Actor], attribution: str) -> Iterator[FieldProblem]:
    """Yield a problem if an account that speaks for nobody has a voice."""
    if voices and attribution in choices.VOICELESS_ATTRIBUTIONS:
        yield "voices", "Neither an anonymous source nor the outlet speaks for anyone."


def is_account_of(reports: Iterable[Report], source: Source, voices: Collection[Actor]) -> bool:
    """Whether a voice, or without voices the third party, has an account in the source already."""
    for report in reports:
        if report.source_id == source.pk:
            spoken = {row.actor_id for row in report.voice_rows.all()}
            if spoken & {voice.pk for voice in voices} or not (spoken or voices):
                return True
    return False


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
