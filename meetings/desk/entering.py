"""Programmatic entry of meetings: enter a described meeting with all its parts.

The demonstration, imports and the reader of stories use this module. It checks, proposes, counts
and keeps the same as when an editor saves the meeting's form.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from meetings.models import (
    Actor,
    Meeting,
    Participation,
    Report,
    ReportTopic,
    ReportVoice,
    Statement,
)
from meetings.publication.errors import EditorialError

from . import changes, checks, dates, proposals, states


@dataclass
class DescribedReport:
    """A report with its voices, topics and statements.

    Topics and statements are unsaved rows that need not name the report yet.
    """

    report: Report
    topics: Sequence[ReportTopic] = ()
    statements: Sequence[Statement] = ()
    voices: Sequence[Actor] = ()


@dataclass
class DescribedMeeting:
    """A meeting with its parts: unsaved rows that need not name the meeting yet.

    Participations are in the order of the list. Things that the rows refer to (actors, people,
    tenures, sources, topics) must be saved already.
    """

    meeting: Meeting
    participations: Sequence[Participation] = ()
    reports: Sequence[DescribedReport] = ()


@dataclass(frozen=True)
class Refusal:
    """Why a part cannot be entered: the part (“report 2, topic 1”), a field or "", a sentence."""

    part: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.part}{f', {self.field}' if self.field else ''}: {self.message}"


class NotEnterable(EditorialError):
    """The description breaks rules; ``refusals`` lists all of them, and nothing was written."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(" ".join(map(str, refusals)))
        self.refusals = refusals


@dataclass
class Entered:
    """The saved meeting, and sentences about open decisions for an editor (offices held)."""

    meeting: Meeting
    unclear: list[str] = field(default_factory=list)


def enter(described: DescribedMeeting, user: User | None, *, propose: bool = True) -> Entered:
    """Save a described meeting as a draft, in one transaction.

    ``user`` is None for the register's own commands. With ``propose`` the desk fills empty values
    (place, date, offices held, the basis of a delegation), as it does for an editor; use False
    for a complete description. Raises NotEnterable.
    """
    meeting = described.meeting
    _refuse(_problems_of(described))
    with transaction.atomic(), _revision_by(user):
        if propose:
            proposals.propose_place(meeting)
        meeting.date = dates.date_by_basis(meeting.date, meeting.date_basis, meeting.summit)
        _save(meeting, "meeting")
        for number, participation in enumerate(described.participations, start=1):
            participation.meeting, participation.position = meeting, number - 1
            if propose:
                participation.basis = checks.basis_of_participation(
                    participation.person, participation.basis
                )
            _save(participation, f"participant {number}")
        for number, report in enumerate(described.reports, start=1):
            _save_report(meeting, report, f"report {number}")
        unclear = []
        if propose:
            unclear = finish(meeting, user, is_new=True)
        else:
            count_change(meeting, user)
    return Entered(meeting, unclear)


def change(meeting: Meeting, user: User | None) -> None:
    """Save changed values of a meeting itself, in one transaction; raises NotEnterable."""
    _refuse(_problems_of_values(meeting))
    with transaction.atomic(), _revision_by(user):
        _save(meeting, "meeting")
        count_change(meeting, user)


def add_report(
    meeting_id: int, revision: int, described: DescribedReport, user: User | None
) -> Entered:
    """Add a report to a meeting that was read at ``revision``, in one transaction.

    Raises NotEnterable, StaleEdit if the meeting has a later revision, Deleted.
    """
    _refuse(_problems_of_report(described, "report"))
    with transaction.atomic(), _revision_by(user):
        meeting = changes.lock_meeting(meeting_id, revision)
        reports = meeting.reports.prefetch_related("voice_rows")
        if checks.is_account_of(reports, described.report.source, described.voices):
            raise NotEnterable([Refusal("report", "voices", checks.ACCOUNT_TWICE)])
        _save_report(meeting, described, "report")
        return Entered(meeting, finish(meeting, user, is_new=False))


def finish(meeting: Meeting, user: User | None, *, is_new: bool) -> list[str]:
    """Fill in values derived from the rows just saved, count the change and keep the state.

    Returns sentences about open questions. Call it inside the transaction and the revision
    (``reversion.create_revision``) in which the rows were saved.
    """
    if is_new:
        proposals.propose_date(meeting, list(meeting.reports.select_related("source")))
        meeting.save()
    unclear = proposals.fill_offices(meeting)
    count_change(meeting, user)
    return unclear


def count_change(meeting: Meeting, user: User | None) -> None:
    """Count a change of a meeting whose rows were just saved, and keep its state."""
    changes.record_change(meeting, user)
    states.keep(meeting)


@contextmanager
def _revision_by(user: User | None) -> Iterator[None]:
    with reversion.create_revision():
        if user is not None:
            reversion.set_user(user)
        yield


def _problems_of_values(meeting: Meeting) -> Iterator[Refusal]:
    for name, message in checks.problems_of_meeting(
        sidelines=meeting.sidelines,
        summit=meeting.summit,
        occurrence_override=meeting.occurrence_override,
        occurrence_note=meeting.occurrence_note,
    ):
        yield Refusal("meeting", name, message)


def _problems_of(described: DescribedMeeting) -> Iterator[Refusal]:
    yield from _problems_of_values(described.meeting)
    participants = [(row.actor_id, row.person_id) for row in described.participations]
    for position in checks.repeated(participants):
        yield Refusal(f"participant {position + 1}", "person", checks.PARTICIPANT_TWICE)
    accounts = [
        (number, (row.report.source_id, voice.pk if voice else None))
        for number, row in enumerate(described.reports, start=1)
        for voice in (*row.voices,) or (None,)
    ]
    for position in checks.repeated(account for _, account in accounts):
        yield Refusal(f"report {accounts[position][0]}", "voices", checks.ACCOUNT_TWICE)
    for number, report in enumerate(described.reports, start=1):
        yield from _problems_of_report(report, f"report {number}")


def _problems_of_report(described: DescribedReport, part: str) -> Iterator[Refusal]:
    report = described.report
    for name, message in checks.problems_of_report(
        voices=described.voices, attribution=report.attribution
    ):
        yield Refusal(part, name, message)
    for number, statement in enumerate(described.statements, start=1):
        for name, message in checks.problems_of_statement(
            speaker=statement.speaker, institution=statement.institution
        ):
            yield Refusal(f"{part}, statement {number}", name, message)


def _refuse(problems: Iterable[Refusal]) -> None:
    if refusals := list(problems):
        raise NotEnterable(refusals)


def _save_report(meeting: Meeting, described: DescribedReport, part: str) -> None:
    report = described.report
    report.meeting = meeting
    _save(report, part)
    ReportVoice.objects.bulk_create(
        ReportVoice(report=report, actor=voice) for voice in described.voices
    )
    for number, topic in enumerate(described.topics, start=1):
        topic.report = report
        _save(topic, f"{part}, topic {number}")
    for number, statement in enumerate(described.statements, start=1):
        statement.report = report
        _save(statement, f"{part}, statement {number}")


def _save(row: models.Model, part: str) -> None:
    """Check and store a row; its references are saved already and need no look-up."""
    references = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude=references)
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        refusals = [
            Refusal(part, name, " ".join(messages)) for name, messages in error.message_dict.items()
        ]
        raise NotEnterable(refusals) from error
    except IntegrityError as error:
        raise NotEnterable([Refusal(part, "", str(error))]) from error
