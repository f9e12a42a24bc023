"""Changes at the desk: locks, revisions, and the steps from draft to review and back.

A change of a meeting, of its participations, reports, topics or statements is recorded with
``record_change`` in the transaction that makes it.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from meetings.models import Meeting, base, choices
from meetings.publication import errors
from meetings.publication.compile import compile_meeting
from meetings.publication.publish import lock
from meetings.publication.rules.completeness import missing_from
from meetings.snapshot.read import read_or_none


def lock_meeting(meeting_id: int, revision: int) -> Meeting:
    """Lock a meeting that was read at ``revision``, for a change; needs a transaction.

    Raises StaleEdit if the meeting has a later revision, Deleted if it is gone.
    """
    (meeting,) = lock([meeting_id])
    if meeting.revision != revision:
        raise errors.StaleEdit("Somebody else saved this meeting since you opened it.")
    return meeting


def lock_shared(thing: base.SharedThing, revision: int) -> None:
    """Lock a shared thing that was read at ``revision``, for a change; needs a transaction.

    Raises StaleEdit if the thing has a later revision, ObjectDoesNotExist if it is deleted.
    """
    current = type(thing)._base_manager.select_for_update(no_key=True).get(pk=thing.pk)
    if current.revision != revision:
        raise errors.StaleEdit("Somebody else saved this since you opened it.")


def record_change(meeting: Meeting, user: User | None) -> None:
    """Count a change of a meeting or its parts, and remember who made it.

    ``user`` is None for the register's own commands. A change at the desk never touches the
    public record: it only sets ``unpublished_changes`` if the two now differ.
    """
    if user is not None:
        meeting.editors.add(user)
    changed = differs_from_public(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(
        revision=F("revision") + 1, unpublished_changes=changed
    )
    meeting.refresh_from_db(fields=["revision", "unpublished_changes"])


@contextmanager
def counted_in_meetings(tenures: Collection[int], user: User | None) -> Iterator[None]:
    """Count what is done inside as a change of all meetings that show one of ``tenures``.

    For a change of what meetings show of a term of office: that somebody was acting. ``tenures``
    are row numbers. The meetings are locked by number before; needs a transaction.
    """
    concerned = Meeting.objects.filter(participations__tenure__in=tenures).values("pk")
    locked = Meeting.objects.select_for_update(no_key=True).filter(pk__in=concerned)
    meetings = list(locked.order_by("pk")) if tenures else []
    yield
    for meeting in meetings:
        record_change(meeting, user)


def differs_from_public(meeting: Meeting) -> bool:
    """Whether publishing now would change the public record of a published meeting.

    A withdrawn meeting has no public content that the desk could differ from.
    """
    record = meeting.record
    published = read_or_none(record.version) if record and record.version else None
    if published is None:
        return False
    return published["content"] != compile_meeting(meeting).snapshot["content"]


@transaction.atomic
def submit(meeting_id: int, user: User) -> None:
    """Hand a draft to review.

    Raises NotAllowed, Deleted, WrongState, or NotPublishable with everything that is missing.
    """
    if not user.has_perm("meetings.submit_meeting"):
        raise errors.NotAllowed("You may not hand meetings to review.")
    (meeting,) = lock([meeting_id])
    if meeting.status != choices.Status.DRAFT:
        raise errors.WrongState("Only a draft can be handed to review.")
    compiled = compile_meeting(meeting)
    if missing := missing_from(compiled.meeting, compiled.snapshot):
        raise errors.NotPublishable(missing, meeting.public_id)
    Meeting.objects.filter(pk=meeting_id).update(status=choices.Status.IN_REVIEW)


@transaction.atomic
def return_to_draft(meeting_id: int, user: User) -> None:
    """Give a meeting in review back to the editors.

    Raises NotAllowed, Deleted or WrongState.
    """
    if not user.has_perm("meetings.submit_meeting"):
        raise errors.NotAllowed("You may not return meetings to the editors.")
    (meeting,) = lock([meeting_id])
    if meeting.status != choices.Status.IN_REVIEW:
        raise errors.WrongState("Only a meeting in review can be returned.")
    Meeting.objects.filter(pk=meeting_id).update(status=choices.Status.DRAFT)
