"""Compile the snapshots of meetings at the desk, as their publication would freeze them.

A shared thing that is public already is shown in its *published* state (its ``Entry``). A changed
name therefore becomes public only through its own update.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from meetings import models
from meetings.dates.fields import EDTFField
from meetings.models.base import SharedThing
from meetings.snapshot import shape
from meetings.snapshot.cards import DateContent, Entries

from . import references
from .rules.derive import derive
from .things.cards import name_of


@dataclass(frozen=True)
class Compiled:
    """A snapshot, the cards that it shows, and the desk rows that it was made of.

    ``meeting`` is the meeting as it was read, with all its parts; ``things`` are the shared things
    that it refers to directly.
    """

    meeting: models.Meeting
    snapshot: shape.Snapshot
    shown: references.Shown
    things: references.Things

    @property
    def unpublished(self) -> references.Things:
        """Return the desk rows that publication would make public for the first time."""
        return self.shown.unpublished


def compile_meeting(meeting: models.Meeting) -> Compiled:
    """Return the snapshot that publishing ``meeting`` now would freeze. Writes nothing."""
    return compile_meetings([meeting])[0]


def compile_meetings(meetings: Iterable[models.Meeting]) -> list[Compiled]:
    """Return what ``compile_meeting`` returns for each meeting, in the same order.

    The number of queries does not depend on the number of meetings.
    """
    ids = [meeting.pk for meeting in meetings]
    rows = _with_everything().in_bulk(ids)
    read = [_content_of(rows[pk]) for pk in ids]
    shown = references.resolve_each(things.values() for _, things in read)
    return [
        Compiled(rows[pk], _snapshot(rows[pk], content, cards.cards), cards, things)
        for pk, (content, things), cards in zip(ids, read, shown, strict=True)
    ]


def _content_of(meeting: models.Meeting) -> tuple[shape.MeetingContent, references.Things]:
    things: references.Things = {}
    return _meeting(meeting, things), things


def _snapshot(
    meeting: models.Meeting, content: shape.MeetingContent, cards: Entries
) -> shape.Snapshot:
    return {
        "schema": shape.SCHEMA,
        "public_id": meeting.public_id,
        "content": content,
        "entries": cards,
        "derived": derive(content, cards),
    }


def _with_everything() -> "QuerySet[models.Meeting]":
    """Return meetings with their parts and the keys of what these show; cards come later."""
    participations = models.Participation.objects.select_related(
        "actor", "person", "tenure__office", "standing_in_for", "also_for"
    )
    reports = models.Report.objects.select_related("source", "capture").prefetch_related(
        Prefetch("voice_rows", models.ReportVoice.objects.select_related("actor")),
        Prefetch("topics", models.ReportTopic.objects.select_related("topic")),
        Prefetch("statements", models.Statement.objects.select_related("speaker", "institution")),
    )
    return models.Meeting.objects.select_related("place", "summit", "replaces").prefetch_related(
        Prefetch("participations", participations), Prefetch("reports", reports)
    )


class _Shown:
    """Returns the key of a thing and remembers that the snapshot shows the thing."""

    def __init__(self, things: references.Things) -> None:
        self._things = things

    def __call__(self, thing: SharedThing) -> str:
        name = name_of(thing)
        self._things[name] = thing
        return name[1]

    def maybe(self, thing: SharedThing | None) -> str | None:
        return self(thing) if thing is not None else None


def _meeting(meeting: models.Meeting, things: references.Things) -> shape.MeetingContent:
    shown = _Shown(things)
    return {
        "checked": meeting.checked,
        "title": meeting.title,
        "date": _date(meeting, "date", meeting.date_basis),
        "channel": meeting.channel,
        "setting": meeting.setting,
        "place": shown.maybe(meeting.place),
        "summit": shown.maybe(meeting.summit),
        "sidelines": meeting.sidelines,
        "summary": meeting.summary,
        "replaces": _replaced(meeting),
        "occurrence_override": meeting.occurrence_override,
        "occurrence_note": meeting.occurrence_note,
        "participations": [_participation(row, shown) for row in meeting.participations.all()],
        "reports": [_report(row, shown) for row in meeting.reports.all()],
    }


def _replaced(meeting: models.Meeting) -> str | None:
    """Return the public id of the meeting that this one replaces, once that meeting is public."""
    replaced = meeting.replaces
    return replaced.public_id if replaced is not None and replaced.record_id else None


def _date(row: models.Meeting | models.Report, name: str, basis: str) -> DateContent:
    field = row._meta.get_field(name)
    assert isinstance(field, EDTFField)  # noqa: S101 - tells the type checker
    earliest, latest = (getattr(row, bound) for bound in field.bounds_names)
    return {
        "edtf": getattr(row, name),
        "basis": basis,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }


def _participation(row: models.Participation, shown: _Shown) -> shape.ParticipationContent:
    return {
        "actor": shown(row.actor),
        "person": shown.maybe(row.person),
        "office": shown.maybe(row.tenure.office) if row.tenure else None,
        "acting": row.tenure.acting if row.tenure else False,
        "title_as_reported": row.title_as_reported,
        "rank": row.rank,
        "side": row.side,
        "role": row.role,
        "attendance": row.attendance,
        "standing_in_for": shown.maybe(row.standing_in_for),
        "also_for": shown.maybe(row.also_for),
        "basis": row.basis,
        "authority_as_reported": row.authority_as_reported,
        "uncertain": row.uncertain,
    }


def _report(row: models.Report, shown: _Shown) -> shape.ReportContent:
    return {
        "source": shown(row.source),
        "voices": sorted(shown(voice.actor) for voice in row.voice_rows.all()),
        "extent": row.extent,
        "attribution": row.attribution,
        "attributed_to": row.attributed_to,
        "occurrence": row.occurrence,
        "date": _date(row, "date", ""),
        "summary": row.summary,
        "capture": _capture(row.capture) if row.capture else None,
        "topics": [_topic(topic, shown) for topic in row.topics.all()],
        "statements": [_statement(statement, shown) for statement in row.statements.all()],
    }


def _capture(capture: models.Capture) -> shape.CaptureContent:
    return {
        "taken": capture.taken.isoformat(),
        "sha256": capture.sha256,
        "archive_url": capture.archive_url,
        "excerpt": capture.excerpt,
    }


def _topic(row: models.ReportTopic, shown: _Shown) -> shape.TopicContent:
    return {"topic": shown(row.topic), "says": row.says, "term_used": row.term_used}


def _statement(row: models.Statement, shown: _Shown) -> shape.StatementContent:
    return {
        "person": shown.maybe(row.speaker),
        "actor": shown.maybe(row.institution),
        "text": row.text,
        "language": row.language,
        "translated": row.translated,
    }
