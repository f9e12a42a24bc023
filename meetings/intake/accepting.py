"""Accepted proposals of a story become linked drafts with one source and one capture.

All of it is one transaction under the lock of the story: either every accepted meeting is there
with all its parts, or nothing is. Nothing is published by it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

import reversion
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Model
from django.utils import timezone

from meetings.desk import captures, changes, creation, documents, entering, states, twins
from meetings.desk.plausibility.doubts import doubts_about, unanswered
from meetings.models import Capture, Meeting, Source, Story, StoryMeeting
from meetings.models.choices import Status, StoryState
from meetings.publication.errors import NotPublishable, StaleEdit
from meetings.text import fold

from . import queue, worksheet

Thing = TypeVar("Thing", bound=Model)


@dataclass
class AcceptedMeeting:
    """A card of the story page as the editor accepts it.

    ``described`` may refer to unsaved things, which are made. Its reports need no source. With
    ``existing`` its reports are added to that meeting, and the rest of it is left out.
    ``why_another`` says why it is not the same as a meeting of the same people on the same day.
    """

    key: str
    described: entering.DescribedMeeting
    existing: Meeting | None = None
    why_another: str = ""


@dataclass
class Accepted:
    """A meeting entered from a story.

    What is ``missing`` keeps it from being handed in, and so do ``doubts``: sentences that an
    editor has to answer first.
    """

    meeting: Meeting
    missing: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    handed_in: bool = False


@dataclass
class Acceptance:
    """What an editor accepts of a story that was opened at ``revision``.

    ``source`` is the document, unsaved or known already; ``sheet`` is kept as the worksheet.
    ``text_of`` returns the text of a saved thing in an input: what was to be made, and is made now,
    is named by it in the cards that are left.
    """

    story_id: int
    revision: int
    source: Source
    meetings: list[AcceptedMeeting]
    sheet: worksheet.Worksheet
    text_of: Callable[[Model], str]
    hand_in: bool = False


def accept(acceptance: Acceptance, user: User) -> list[Accepted]:
    """Enter the accepted meetings, in one transaction; return them in their order.

    Raises StaleEdit if the story was changed since, so that nothing is accepted twice; Deleted;
    NotEnterable (whose ``position`` is that of the meeting) if rules are broken.
    """
    with transaction.atomic():
        story = queue.lock(acceptance.story_id, acceptance.revision)
        _refuse_accepted(story, acceptance)
        for meeting in acceptance.meetings:
            if meeting.existing is not None:
                states.keep_before(Meeting, meeting.existing.pk)
        made = _Made(user)
        with reversion.create_revision():
            reversion.set_user(user)
            source = _source(acceptance, made)
            for meeting in acceptance.meetings:
                made.complete(meeting.described)
        capture = _capture(source, story)
        accepted = [
            _enter(meeting, source, capture, position, user)
            for position, meeting in enumerate(acceptance.meetings)
        ]
        for entered in accepted if acceptance.hand_in else ():
            _hand_in(entered, user)
        _keep(story, acceptance, source, accepted, made, user)
    return accepted


def _refuse_accepted(story: Story, acceptance: Acceptance) -> None:
    keys = [meeting.key for meeting in acceptance.meetings]
    if story.accepted.filter(key__in=keys).exists():
        raise StaleEdit("Some of these meetings were accepted already.")


class _Made:
    """Things made in place: each once, however many rows name it."""

    def __init__(self, user: User) -> None:
        self._user = user
        self.things: list[tuple[Model, Model]] = []

    def saved(self, thing: Thing) -> Thing:
        """Return the saved row of an unsaved thing, after all that it refers to."""
        self._refer_to_saved(thing)
        for _, known in self.things:
            if creation.same_creation(known, thing):
                return cast("Thing", known)
        saved = creation.save_new(thing, self._user)
        self.things.append((thing, saved))
        return cast("Thing", saved)

    def complete(self, described: entering.DescribedMeeting) -> None:
        """Save every unsaved thing that rows of a description refer to, and refer to it."""
        for row in _rows(described):
            self._refer_to_saved(row)
        for report in described.reports:
            report.voices = [
                self.saved(voice) if voice.pk is None else voice for voice in report.voices
            ]

    def _refer_to_saved(self, row: Model) -> None:
        for column in row._meta.concrete_fields:
            if isinstance(column, models.ForeignKey) and column.is_cached(row):
                thing = getattr(row, column.name)
                if thing is not None and thing.pk is None and not isinstance(thing, Meeting):
                    setattr(row, column.name, self.saved(thing))
                elif thing is not None:
                    setattr(row, column.name, thing)  # a key that came after the reference


def _rows(described: entering.DescribedMeeting) -> Iterator[Model]:
    yield described.meeting
    yield from described.participations
    for report in described.reports:
        yield from report.topics
        yield from report.statements


def _source(acceptance: Acceptance, made: _Made) -> Source:
    """Return the saved source; that of a form of the same address, if one was entered meanwhile."""
    source = acceptance.source
    if source.pk:
        return source
    creation.lock_creation(Source)
    known = documents.same_document(source.url)
    return known if known is not None else made.saved(source)


def _capture(source: Source, story: Story) -> Capture:
    """Return the capture of the story's text; the source's own, if it has that very text."""
    digest = captures.text_digest(story.text)
    rows = Capture.objects.filter(source=source)
    if known := rows.filter(sha256=digest).first():
        return known
    taken = story.received
    if rows.filter(taken=taken).exists():
        taken = timezone.now()
    return Capture.objects.create(source=source, taken=taken, text=story.text, sha256=digest)


def _enter(
    accepted: AcceptedMeeting, source: Source, capture: Capture, position: int, user: User
) -> Accepted:
    described = accepted.described
    for report in described.reports:
        report.report.source, report.report.capture = source, capture
    try:
        if accepted.existing is None:
            _explain_copies(described, accepted.why_another)
            entered = entering.enter(described, user, ask_twins=True)
            return Accepted(entered.meeting, unclear=entered.unclear)
        return _add_to(accepted.existing, described, user)
    except entering.NotEnterable as error:
        raise entering.NotEnterable(error.refusals, position) from error


def _explain_copies(described: entering.DescribedMeeting, why: str) -> None:
    """Keep an editor's word that a meeting is another one than those it is a copy of."""
    if not why.strip():
        return
    reports = [row.report for row in described.reports]
    meeting = described.meeting
    similar = twins.twins_before_saving(meeting, described.participations, reports)
    meeting.confirmed |= {twin.confirmation: why for twin in similar if twin.is_copy}


def _add_to(meeting: Meeting, described: entering.DescribedMeeting, user: User) -> Accepted:
    unclear: list[str] = []
    for report in described.reports:
        meeting = Meeting.objects.get(pk=meeting.pk)
        entered = entering.add_report(meeting.pk, meeting.revision, report, user)
        meeting, unclear = entered.meeting, entered.unclear
    return Accepted(meeting, unclear=unclear)


def _hand_in(accepted: Accepted, user: User) -> None:
    """Hand a draft to review; what is missing keeps it a draft, and is told."""
    if accepted.meeting.status != Status.DRAFT:
        return
    meeting = Meeting.objects.get(pk=accepted.meeting.pk)
    accepted.doubts = [doubt.sentence for doubt in unanswered(meeting, doubts_about(meeting))]
    if accepted.doubts:
        return
    try:
        changes.submit(accepted.meeting.pk, user)
    except NotPublishable as error:
        accepted.missing = [str(missing) for missing in error.missing]
    else:
        accepted.handed_in = True
        accepted.meeting.status = Status.IN_REVIEW


def _keep(
    story: Story,
    acceptance: Acceptance,
    source: Source,
    accepted: list[Accepted],
    made: _Made,
    user: User,
) -> None:
    """Link the story with what it became, and keep the worksheet."""
    for card, entered in zip(acceptance.meetings, accepted, strict=True):
        StoryMeeting.objects.create(story=story, key=card.key, meeting=entered.meeting)
    keys = {*story.accepted.values_list("key", flat=True)}
    sheet = acceptance.sheet
    _name_made(sheet, [key for key in sheet.meetings() if key not in keys], acceptance, made)
    sheet.rows.setdefault(worksheet.SOURCE, worksheet.Row()).texts["known"] = acceptance.text_of(
        source
    )
    story.source, story.worksheet = source, worksheet.as_json(sheet)
    left = {*sheet.meetings()} - {*sheet.decided(worksheet.Decision.DROP)} - keys
    story.state = StoryState.BEGUN if left else StoryState.TAKEN_IN
    queue.count_change(story, user)


def _name_made(
    sheet: worksheet.Worksheet, keys: list[str], acceptance: Acceptance, made: _Made
) -> None:
    """Write the names of made things with their keys into the meetings with the given ``keys``."""
    names = {f"+ {fold(str(new))}": acceptance.text_of(saved) for new, saved in made.things}
    for key in (row for meeting in keys for row in sheet.below(meeting)):
        texts = sheet.rows[key].texts
        for name, text in texts.items():
            if text.startswith("+"):
                texts[name] = names.get(f"+ {fold(text)}", text)
