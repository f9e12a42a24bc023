"""Version history of a meeting at the desk: kept states (``states``) are restored here.

Restoring a state is a change like any other: it is counted, not public until published, and its
result is kept too. Fields that publication sets (status, record, revision) are never restored.
"""

from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction

from meetings.models import Meeting, Version
from meetings.models.choices import VersionKind
from meetings.publication import errors

from . import changes, states


class NotRestorable(errors.EditorialError):
    """The earlier state refers to a thing that is deleted."""


# Versions of these kinds took their content from the desk.
_FROM_DESK = (
    VersionKind.FIRST,
    VersionKind.ADDITION,
    VersionKind.CORRECTION,
    VersionKind.SOURCE_REVISED,
)


def published_version(meeting: Meeting) -> Version | None:
    """Return the version whose content the public record shows, None if it shows none."""
    versions = Version.objects.filter(record=meeting.record_id, kind__in=_FROM_DESK)
    return versions.order_by("number").last() if meeting.record_id else None


def published_state(meeting: Meeting) -> Any | None:  # noqa: ANN401
    """Return the kept state that was published last; None if the public record has its own.

    The state saved last before that publication, else the one from before the first edit.
    """
    version = published_version(meeting)
    if version is None or not meeting.unpublished_changes:
        return None
    kept_states = list(states.states_of(meeting))
    before = [kept for kept in kept_states if kept.revision.date_created <= version.published_at]
    return before[0] if before else (kept_states[-1] if kept_states else None)


@transaction.atomic
def discard(meeting: Meeting, user: User, revision: int) -> Meeting:
    """Bring a meeting back to what is published; ``revision`` is the one the user looked at.

    Raises StaleEdit, or NotRestorable if no kept state is what is published; nothing was written.
    """
    kept_state = published_state(meeting)
    if kept_state is None:
        raise NotRestorable("There is no kept state of what is published.")
    restored = restore(kept_state, user, revision)
    if restored.unpublished_changes:
        raise NotRestorable("No kept state is exactly what is published.")
    return restored


@transaction.atomic
def restore(kept_state: Any, user: User, revision: int) -> Meeting:  # noqa: ANN401
    """Bring a meeting back to a kept state; ``revision`` is the revision the user looked at.

    Raises StaleEdit, or NotRestorable (naming the deleted thing); then nothing was written.
    """
    meeting = changes.lock_meeting(int(kept_state.object_id), revision)
    return _write(meeting, kept_state, user)


@transaction.atomic
def recover(kept_state: Any, user: User) -> Meeting:  # noqa: ANN401
    """Bring a deleted draft back, under its public id and with everybody who worked on it.

    Raises WrongState if the meeting still exists, or NotRestorable.
    """
    if Meeting.objects.filter(pk=kept_state.object_id).exists():
        raise errors.WrongState("The meeting is there already.")
    # Higher than any revision in a form that was opened before the deletion.
    meeting = _write(Meeting(revision=kept_state.field_dict["revision"] + 1), kept_state, user)
    # Nothing of it was ever published, so its authors may not publish it.
    authors = {kept.revision.user_id for kept in states.states_of(meeting)}
    meeting.editors.add(*authors - {None})
    return meeting


def _write(meeting: Meeting, kept_state: Any, user: User) -> Meeting:  # noqa: ANN401
    for name, value in kept_state.field_dict.items():
        if name != "revision":
            setattr(meeting, name, value)
    _check(meeting)
    with reversion.create_revision():
        reversion.set_user(user)
        meeting.save()
        meeting.participations.all().delete()
        meeting.reports.all().delete()
        _, *kept_rows = states.whole(kept_state)
        for kept_row in kept_rows:
            many = {field.attname for field in kept_row.model._meta.local_many_to_many}
            fields = {name: value for name, value in kept_row.fields.items() if name not in many}
            row = kept_row.model(**fields)
            _check(row)
            row.save()
            for name in many.intersection(kept_row.fields):
                getattr(row, name).set(kept_row.fields[name])
        changes.record_change(meeting, user)
        states.keep(meeting)
    return meeting


def _check(row: models.Model) -> None:
    try:
        row.clean_fields(exclude=[])
    except ValidationError as error:
        kind = row._meta.verbose_name
        sentence = f"Its {kind} refers to something that is gone: {' '.join(error.messages)}"
        raise NotRestorable(sentence) from error
