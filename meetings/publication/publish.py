"""Publish, republish and withdraw meetings: desk rows in, Version and Record out."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import Max
from django.utils import timezone

from meetings.models import Meeting, Record, Version
from meetings.models.choices import REPUBLICATION_KINDS, RecordState, Status, VersionKind
from meetings.snapshot.read import tombstone
from meetings.snapshot.shape import Snapshot, Tombstone
from meetings.text import meeting_slug

from .clock import public_change
from .compile import Compiled, compile_meeting
from .entries import publish_entries, refresh_details
from .errors import (
    EditorialError,
    NotAllowed,
    NothingToPublish,
    NotPublishable,
    OwnWork,
    StaleEdit,
    WrongState,
)
from .records import clear_record, create_record, write_record
from .rules.completeness import missing_from


def publish(
    meeting_id: int,
    user: User | None,
    *,
    revision: int | None = None,
    kind: VersionKind = VersionKind.ADDITION,
    note: str = "",
) -> Version:
    """Publish what the desk holds of a meeting, for the first time or again.

    ``revision`` is the one the user looked at; ``kind`` and ``note`` say why it is published
    again (ignored the first time). ``user`` is None for the register's own commands, which load
    what was checked before. One transaction, under a lock on the clock and the meeting.

    Raises NotAllowed, OwnWork, StaleEdit, NotPublishable (naming everything missing) or
    NothingToPublish; then nothing was written.
    """
    with public_change() as change:
        meeting = _lock(meeting_id)
        _may_publish(user, meeting)
        _is_fresh(meeting, revision)
        compiled = compile_meeting(meeting)
        if missing := missing_from(meeting, compiled.snapshot):
            raise NotPublishable(missing)
        record = meeting.record
        if record is None:
            record, kind, note = _first_record(meeting, compiled), VersionKind.FIRST, ""
        else:
            _is_republishable(record, compiled.snapshot, kind, note)
        publish_entries(compiled.unpublished.values(), change)
        version = add_version(record, compiled.snapshot, kind, note, user)
        write_record(record, version, change)
        people = compiled.snapshot["entries"].get("person", {})
        refresh_details([("person", key) for key in people], change)
        _mark(meeting, record, Status.PUBLISHED)
        return version


def withdraw(meeting_id: int, user: User | None, note: str) -> Version:
    """Take a published meeting out of the public record; its page then says so, with ``note``.

    Raises NotAllowed, WrongState (not published) or EditorialError (no note).
    """
    if not note.strip():
        raise EditorialError("Say why the meeting is withdrawn; the note is public.")
    with public_change() as change:
        meeting = _lock(meeting_id)
        _may_publish(user)
        record = meeting.record
        if record is None or record.state != RecordState.PUBLISHED:
            raise WrongState("Only a published meeting can be withdrawn.")
        frozen = tombstone(meeting.public_id)
        version = add_version(record, frozen, VersionKind.WITHDRAWAL, note.strip(), user)
        clear_record(record, version, change)
        _mark(meeting, record, Status.WITHDRAWN)
        return version


def add_version(
    record: Record,
    snapshot: Tombstone,
    kind: VersionKind,
    note: str,
    user: AbstractBaseUser | None,
) -> Version:
    """Freeze ``snapshot`` as the next version of ``record``. The caller holds the clock's lock."""
    last = record.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        record=record,
        number=last + 1,
        schema=snapshot["schema"],
        snapshot=snapshot,
        kind=kind,
        note=note,
        editor_id=user.pk if user else None,
        published_at=timezone.now(),
    )


def _lock(meeting_id: int) -> Meeting:
    # The row alone: joined rows need no lock, and PostgreSQL refuses to lock outer joins.
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def _may_publish(user: User | None, meeting: Meeting | None = None) -> None:
    if user is None:
        return
    if not user.has_perm("meetings.publish_meeting"):
        raise NotAllowed("Only reviewers may publish and withdraw meetings.")
    if meeting is None or settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO:
        return
    if meeting.editors.filter(pk=user.pk).exists():
        raise OwnWork("You changed this meeting yourself; another reviewer has to publish it.")


def _is_fresh(meeting: Meeting, revision: int | None) -> None:
    if revision is not None and revision != meeting.revision:
        raise StaleEdit("The meeting was changed since you opened this page. Look at it again.")


def _is_republishable(record: Record, snapshot: Snapshot, kind: VersionKind, note: str) -> None:
    if kind not in REPUBLICATION_KINDS:
        raise EditorialError("Say whether this is an addition, a correction or a revised source.")
    if kind == VersionKind.CORRECTION and not note.strip():
        raise EditorialError("Say what was wrong; the note is public.")
    if record.state != RecordState.PUBLISHED or record.version is None:
        return
    if record.version.snapshot["content"] == snapshot["content"]:
        raise NothingToPublish("The public record shows all of this already.")


def _first_record(meeting: Meeting, compiled: Compiled) -> Record:
    title = compiled.snapshot["derived"]["title"]
    return create_record(meeting.public_id, meeting_slug(title))


def _mark(meeting: Meeting, record: Record, status: Status) -> None:
    """Bring the desk row in step with what was just made public."""
    fields: dict[str, Any] = {"status": status, "record": record, "unpublished_changes": False}
    Meeting.objects.filter(pk=meeting.pk).update(**fields)
    meeting.editors.clear()
