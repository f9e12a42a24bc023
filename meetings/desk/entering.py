"""Programmatic entry of meetings: enter a described meeting with all its parts.

The demonstration, imports and the reader of stories use this module. It checks, proposes, counts
and keeps the same as when an editor saves the meeting's form.
"""

from collections import defaultdict
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

from . import changes, checks, dates, proposals, states, twins
from .twins import Twin

_PARENTS_FIRST: tuple[type[models.Model], ...] = (
    Meeting,
    Participation,
    Report,
    ReportVoice,
    ReportTopic,
    Statement,
)


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
    """The description breaks rules; ``refusals`` lists all of them, and nothing was written.

    ``position`` is that of the description among those entered together, from 0.
    """

    def __init__(self, refusals: list[Refusal], position: int = 0) -> None:
        super().__init__(" ".join(map(str, refusals)))
        self.refusals = refusals
        self.position = position


@dataclass(frozen=True)
class _Part:
    """A row to be written, its part for refusals, and the position of its description."""

    row: models.Model
    part: str
    position: int = 0


@dataclass
class Entered:
    """The saved meeting, and sentences about open decisions for an editor (offices held).

    ``twins`` are meetings that are perhaps the same, if they were asked for.
    """

    meeting: Meeting
    unclear: list[str] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)


def enter(
    described: DescribedMeeting,
    user: User | None,
    *,
    propose: bool = True,
    ask_twins: bool = False,
) -> Entered:
    """Save a described meeting as a draft, in one transaction.

    ``user`` is None for the register's own commands. With ``propose`` the desk fills empty values
    (place, date, offices held, the basis of a delegation), as it does for an editor; use False
    for a complete description. With ``ask_twins`` meetings that are perhaps the same are returned,
    and an exact copy is refused unless ``Meeting.confirmed`` says why the two differ. Raises
    NotEnterable.
    """
    meeting = described.meeting
    _refuse(_problems_of(described))
    similar = _twins_of(described) if ask_twins else []
    with transaction.atomic(), _revision_by(user):
        if propose:
            proposals.propose_place(meeting)
            for report in described.reports:
                proposals.propose_capture(report.report)
            for row in described.participations:
                row.basis = checks.basis_of_participation(row.person, row.basis)
        _write(_parts_of(described, 0))
        unclear = []
        if propose:
            unclear = finish(meeting, user, is_new=True)
        else:
            count_change(meeting, user)
    return Entered(meeting, unclear, similar)


def _twins_of(described: DescribedMeeting) -> list[Twin]:
    """Return the twins of a meeting that is not saved yet; raises NotEnterable for a copy."""
    meeting, reports = described.meeting, [row.report for row in described.reports]
    similar = twins.twins_before_saving(meeting, described.participations, reports)
    copies = twins.unexplained_copies(meeting, similar)
    _refuse(Refusal("meeting", "", twins.refusal_of(twin)) for twin in copies)
    return similar


def change(meeting: Meeting, user: User | None) -> None:
    """Save changed values of a meeting itself, in one transaction; raises NotEnterable."""
    _refuse([*_problems_of_values(meeting), *_invalid(_Part(meeting, "meeting", 0))])
    with transaction.atomic(), _revision_by(user):
        meeting.save()
        count_change(meeting, user)


def enter_many(descriptions: Sequence[DescribedMeeting]) -> list[Meeting]:
    """Save complete descriptions as drafts, in one transaction and the same number of queries.

    For the register's own commands, which load data: nothing is proposed, and no state is kept
    until ``states.keep_before`` keeps the one entered, before the first edit. Raises NotEnterable
    for the first description that breaks rules.
    """
    for position, described in enumerate(descriptions):
        _refuse(_problems_of(described), position)
        described.meeting.revision = 1
    with transaction.atomic():
        _write(
            part
            for position, described in enumerate(descriptions)
            for part in _parts_of(described, position)
        )
    return [described.meeting for described in descriptions]


def add_report(
    meeting_id: int, revision: int, described: DescribedReport, user: User | None
) -> Entered:
    """Add a report to a meeting that was read at ``revision``, in one transaction.

    Raises NotEnterable, StaleEdit if the meeting has a later revision, Deleted.
    """
    _refuse(_problems_of_report(described, "report"))
    with transaction.atomic():
        states.keep_before(Meeting, meeting_id)
        with _revision_by(user):
            meeting = changes.lock_meeting(meeting_id, revision)
            reports = meeting.reports.prefetch_related("voice_rows")
            if checks.is_account_of(reports, described.report.source, described.voices):
                raise NotEnterable([Refusal("report", "voices", checks.ACCOUNT_TWICE)])
            proposals.propose_capture(described.report)
            _write(_parts_of_report(meeting, described, "report", 0))
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


def _refuse(problems: Iterable[Refusal], position: int = 0) -> None:
    if refusals := list(problems):
        raise NotEnterable(refusals, position)


def _parts_of(described: DescribedMeeting, position: int) -> Iterator[_Part]:
    """Yield the rows of a description, each naming its parent."""
    meeting = described.meeting
    meeting.date = dates.date_by_basis(meeting.date, meeting.date_basis, meeting.summit)
    yield _Part(meeting, "meeting", position)
    for number, participation in enumerate(described.participations, start=1):
        participation.meeting, participation.position = meeting, number - 1
        participation.freeze_rank()
        yield _Part(participation, f"participant {number}", position)
    for number, report in enumerate(described.reports, start=1):
        yield from _parts_of_report(meeting, report, f"report {number}", position)


def _parts_of_report(
    meeting: Meeting, described: DescribedReport, part: str, position: int
) -> Iterator[_Part]:
    report = described.report
    report.meeting = meeting
    yield _Part(report, part, position)
    for voice in described.voices:
        yield _Part(ReportVoice(report=report, actor=voice), f"{part}, voice {voice}", position)
    for number, topic in enumerate(described.topics, start=1):
        topic.report = report
        yield _Part(topic, f"{part}, topic {number}", position)
    for number, statement in enumerate(described.statements, start=1):
        statement.report = report
        yield _Part(statement, f"{part}, statement {number}", position)


def _write(parts: Iterable[_Part]) -> None:
    """Check and store rows, parents first. Needs a transaction; raises NotEnterable."""
    parts_by_model: dict[type[models.Model], list[_Part]] = defaultdict(list)
    for part in parts:
        _refuse(_invalid(part), part.position)
        parts_by_model[type(part.row)].append(part)
    for model in _PARENTS_FIRST:
        same_model = parts_by_model[model]
        try:
            with transaction.atomic():
                model._base_manager.bulk_create(part.row for part in same_model)
        except IntegrityError:
            _refuse_first(same_model)
            raise


def _invalid(part: _Part) -> Iterator[Refusal]:
    """Yield the invalid values of a row; its references are saved already and need no look-up."""
    references = {field.name for field in part.row._meta.concrete_fields if field.is_relation}
    try:
        part.row.clean_fields(exclude=references)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield Refusal(part.part, name, " ".join(messages))


def _refuse_first(parts: Sequence[_Part]) -> None:
    """Raise NotEnterable for the first row that the database refuses among those before it."""
    for part in parts:
        try:
            with transaction.atomic():
                part.row.save(force_insert=True)
        except IntegrityError as error:
            refusals = [Refusal(part.part, "", str(error))]
            raise NotEnterable(refusals, part.position) from error
