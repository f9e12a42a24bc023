"""Publish, republish and withdraw meetings: desk rows become versions and records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Model, OuterRef, Subquery

from meetings import models
from meetings.models import base, choices
from meetings.snapshot.read import read

from . import clock, editors, errors, records, references
from .compile import Compiled, compile_meeting, compile_meetings
from .entries import publish_entries, refresh_details
from .rules.completeness import missing_from
from .things.cards import Name

# Meetings in one transaction: a small batch keeps readers and editors from waiting for bulk work.
BATCH = 100


@dataclass(frozen=True)
class _Ready:
    """A locked meeting that is complete, and the version that will be written for it."""

    meeting: models.Meeting
    compiled: Compiled
    new: records.NewVersion


def publish(
    meeting_id: int,
    user: User | None,
    *,
    revision: int | None = None,
    things: str | None = None,
    kind: choices.VersionKind = choices.VersionKind.ADDITION,
    note: str = "",
) -> models.Version:
    """Publish the desk state of a meeting, for the first time or again.

    ``revision`` is the revision that the user looked at, ``things`` the ``editors.fingerprint`` of
    what becomes public with the meeting; ``kind`` and ``note`` say why the meeting is published
    again (ignored the first time). ``user`` is None for the register's own commands, which load
    checked data. One transaction, under a lock on the clock and the meeting.

    Raises NotAllowed, OwnWork, Deleted, WrongState (a draft), StaleEdit, NotPublishable (naming
    everything missing) or NothingToPublish; then nothing was written.
    """
    with clock.public_change() as change:
        (meeting,) = lock([meeting_id])
        may_publish_meeting(meeting, user)
        compiled = compile_meeting(meeting)
        new_things = compiled.unpublished.values()
        if (revision is not None and revision != meeting.revision) or (
            things is not None and things != editors.fingerprint(new_things)
        ):
            raise errors.StaleEdit(
                "The meeting was changed since you opened this page. Look at it again."
            )
        may_publish_things(user, new_things)
        _refuse_incomplete(compiled)
        if meeting.record is None:
            kind, note = choices.VersionKind.FIRST, ""
        else:
            _check_republication(meeting, compiled, kind, note)
        editor_id = user.pk if user else None
        new = records.NewVersion(meeting.record, compiled.snapshot, kind, note, editor_id)
        return _make_public([_Ready(meeting, compiled, new)], change)[0]


def publish_first_versions(meeting_ids: Iterable[int], batch: int = BATCH) -> int:
    """Publish the desk state of many meetings that were never public; return how many.

    For the register's own commands. ``batch`` meetings share a transaction, a tick of the clock
    and the queries; meetings of earlier batches stay published when a later batch is refused.
    Raises EditorialError for a meeting that was public before, and NotPublishable for the first
    incomplete meeting.
    """
    done = 0
    for ids in _batches(list(meeting_ids), batch):
        with clock.public_change() as change:
            _make_public(_first(lock(ids)), change)
        done += len(ids)
    return done


def withdraw(meeting_id: int, user: User | None, note: str) -> models.Version:
    """Take a published meeting out of the public record; its page then says so, with ``note``.

    Raises NotAllowed, Deleted, WrongState (not published) or EditorialError (no note).
    """
    if not note.strip():
        raise errors.EditorialError("Say why the meeting is withdrawn; the note is public.")
    with clock.public_change() as change:
        (meeting,) = lock([meeting_id])
        may_publish(user, "Only reviewers may publish and withdraw meetings.")
        record = meeting.record
        if record is None or record.state != choices.RecordState.PUBLISHED:
            raise errors.WrongState("Only a published meeting can be withdrawn.")
        editor_id = user.pk if user else None
        new = records.NewVersion(
            record, None, choices.VersionKind.WITHDRAWAL, note.strip(), editor_id
        )
        version = records.write_versions([new], {}, change)[0]
        _mark([meeting], [version], choices.Status.WITHDRAWN)
        return version


def may_publish(
    user: User | None,
    refusal: str,
    *,
    own_work: str = "",
    is_own: Callable[[User], bool] = lambda _: False,
) -> None:
    """Raise NotAllowed (with the text ``refusal``) unless ``user`` may publish.

    Raises OwnWork (with the text ``own_work``) if ``is_own`` says that the user made the change,
    except where the team is too small for two. ``user`` None stands for the register's own
    commands, which may always publish.
    """
    if user is None:
        return
    if not user.has_perm("meetings.publish_meeting"):
        raise errors.NotAllowed(refusal)
    if not settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO and is_own(user):
        raise errors.OwnWork(own_work)


def may_publish_meeting(meeting: models.Meeting, user: User | None) -> None:
    """Raise NotAllowed, OwnWork or WrongState unless ``user`` may publish ``meeting`` as it stands.

    A draft is published only when its editor has handed it to review.
    """
    may_publish(
        user,
        "Only reviewers may publish and withdraw meetings.",
        own_work="You changed this meeting yourself; another reviewer has to publish it.",
        is_own=lambda editor: meeting.editors.filter(pk=editor.pk).exists(),
    )
    if user is not None and meeting.status == choices.Status.DRAFT:
        raise errors.WrongState("This is a draft that nobody has handed to review yet.")


def may_publish_things(user: User | None, things: Iterable[base.SharedThing]) -> None:
    """Lock things that become public; raise OwnWork if ``user`` changed one of them.

    Needs a transaction. Raises StaleEdit if one was changed since it was read.
    """
    if user is None:
        return
    own = editors.lock(things, user)
    if own and not settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO:
        names = ", ".join(f"“{thing}”" for thing in own)
        raise errors.OwnWork(
            f"You changed {names} yourself; another reviewer has to publish the change."
        )


def lock(meeting_ids: Sequence[int]) -> list[models.Meeting]:
    """Lock meetings and return them in the order of ``meeting_ids``; needs a transaction.

    Locks are taken in one order: the clock, meetings by number, shared things; who holds a meeting
    never waits for a thing (``editors.lock``). They do not keep others from referring to the row,
    which PostgreSQL would otherwise find out, and wait for, at the commit. Raises Deleted.
    """
    # Only the meetings: joined rows need no lock, and PostgreSQL refuses to lock outer joins.
    rows = models.Meeting.objects.select_related("record__version").order_by("pk")
    locked = rows.select_for_update(of=("self",), no_key=True).in_bulk(meeting_ids)
    if not locked.keys() >= set(meeting_ids):
        raise errors.Deleted("The meeting was deleted meanwhile.")
    return [locked[meeting_id] for meeting_id in meeting_ids]


def _refuse_incomplete(compiled: Compiled) -> None:
    if missing := missing_from(compiled.meeting, compiled.snapshot):
        raise errors.NotPublishable(missing, compiled.meeting.public_id)


def _first(meetings: Sequence[models.Meeting]) -> list[_Ready]:
    for meeting in meetings:
        if meeting.record_id is not None:
            raise errors.EditorialError(f"Meeting {meeting.public_id} was public before.")
    ready = []
    for meeting, compiled in zip(meetings, compile_meetings(meetings), strict=True):
        _refuse_incomplete(compiled)
        new = records.NewVersion(None, compiled.snapshot, choices.VersionKind.FIRST)
        ready.append(_Ready(meeting, compiled, new))
    return ready


def _check_republication(
    meeting: models.Meeting, compiled: Compiled, kind: choices.VersionKind, note: str
) -> None:
    if kind not in choices.REPUBLICATION_KINDS:
        raise errors.EditorialError(
            "Say whether this is an addition, a correction or a revised source."
        )
    if kind == choices.VersionKind.CORRECTION and not note.strip():
        raise errors.EditorialError("Say what was wrong; the note is public.")
    record = meeting.record
    if record is None or record.version is None or record.state != choices.RecordState.PUBLISHED:
        return
    if read(record.version)["content"] == compiled.snapshot["content"]:
        raise errors.NothingToPublish("The public record shows all of this already.")


def _batches(meeting_ids: list[int], size: int) -> Iterator[list[int]]:
    """Yield the numbers in batches; a replaced meeting always comes in an earlier batch."""
    replacements = models.Meeting.objects.exclude(replaces=None).in_bulk(meeting_ids)
    batch: list[int] = []
    for meeting_id in meeting_ids:
        replacement = replacements.get(meeting_id)
        if len(batch) == size or (replacement and replacement.replaces_id in batch):
            yield batch
            batch = []
        batch.append(meeting_id)
    if batch:
        yield batch


def _make_public(
    ready_meetings: Sequence[_Ready], change: clock.PublicChange
) -> list[models.Version]:
    """Write entries, versions and records, and bring the desk in step with them."""
    entries: dict[Name, models.Entry] = {}
    unpublished: references.Things = {}
    things: references.Things = {}
    for ready in ready_meetings:
        entries |= ready.compiled.shown.public
        unpublished |= ready.compiled.unpublished
        things |= ready.compiled.things
    entries |= publish_entries(unpublished.values(), change, entries)
    entry_ids = {name: entry.pk for name, entry in entries.items()}
    versions = records.write_versions([ready.new for ready in ready_meetings], entry_ids, change)
    # The records just written decide which offices of a person are public.
    people = [thing for thing in things.values() if isinstance(thing, models.Person)]
    refresh_details(people, entries, change)
    _mark([ready.meeting for ready in ready_meetings], versions, choices.Status.PUBLISHED)
    return versions


def _mark(
    meetings: Sequence[models.Meeting], versions: Sequence[models.Version], status: choices.Status
) -> None:
    """Set status and record of meetings at the desk after their publication."""
    for meeting, version in zip(meetings, versions, strict=True):
        meeting.status, meeting.record = status, version.record
        meeting.unpublished_changes = False
    rows = models.Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
    record = models.Record.objects.filter(public_id=OuterRef("public_id"))
    rows.update(status=status, record=Subquery(record.values("pk")), unpublished_changes=False)
    joined: type[Model] = models.Meeting.editors.through
    joined._base_manager.filter(meeting__in=meetings).delete()
