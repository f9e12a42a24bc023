"""Version history of a meeting at the desk: django-reversion keeps states, restored here.

Restoring a state is a change like any other: it is counted, not public until published, and its
result is kept too. Fields that publication sets (status, record, revision) are never restored.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from reversion.models import Version as State

from meetings.models import (
    Meeting,
    Participation,
    Report,
    ReportTopic,
    ReportVoice,
    Statement,
    Version,
)
from meetings.models.choices import VersionKind
from meetings.publication import errors

from . import changes
from .comparing import Line, Row, differences, present

_NOT_RESTORED = ("status", "record", "unpublished_changes", "created", "modified", "editors")
# Parents before their rows.
_ROWS: tuple[type[models.Model], ...] = (
    Participation,
    Report,
    ReportVoice,
    ReportTopic,
    Statement,
)

reversion.register(Meeting, exclude=_NOT_RESTORED, follow=["participations", "reports"])
reversion.register(Participation)
reversion.register(Report, follow=["voice_rows", "topics", "statements"])
reversion.register(ReportVoice)
reversion.register(ReportTopic)
reversion.register(Statement)


class NotRestorable(errors.EditorialError):
    """The earlier state refers to a thing that is deleted."""


BEFORE = "Before the first edit at the desk."
# Versions of these kinds took their content from the desk.
_FROM_DESK = (
    VersionKind.FIRST,
    VersionKind.ADDITION,
    VersionKind.CORRECTION,
    VersionKind.SOURCE_REVISED,
)


def keep(meeting: Meeting) -> None:
    """Keep the state of a meeting and all its rows, at the end of a save."""
    reversion.add_to_revision(Meeting.objects.get(pk=meeting.pk))


def keep_before(meeting_id: int) -> None:
    """Keep the state of a meeting that is about to be edited, if no state of it was ever kept.

    Loaded meetings have none. Call it outside the revision of the edit.
    """
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None or State.objects.get_for_object_reference(Meeting, meeting_id).exists():
        return
    with reversion.create_revision():
        reversion.set_comment(BEFORE)
        keep(meeting)


def states_of(meeting_id: int) -> list[Any]:
    """Return the kept states of a meeting, newest first, with the users who saved them."""
    states = State.objects.get_for_object_reference(Meeting, meeting_id)
    return list(states.select_related("revision__user"))


def deleted_states() -> list[Any]:
    """Return the last state of every meeting that was deleted."""
    states = State.objects.get_deleted(Meeting).select_related("revision__user")
    return list(states.order_by("-pk"))


def state(number: int, meeting_id: int | None = None) -> Any | None:  # noqa: ANN401
    """Return a kept state of a meeting by its number; None if there is no such state."""
    states = State.objects.get_for_model(Meeting).filter(pk=number)
    if meeting_id is not None:
        states = states.filter(object_id=str(meeting_id))
    return states.select_related("revision__user").first()


def rows_of(kept_state: Any) -> list[Row]:  # noqa: ANN401
    """Return the rows of the meeting in a kept state, parents first."""
    rows = [row for kept in kept_state.revision.version_set.order_by("pk") for row in _rows(kept)]
    meeting_id, report_ids = int(kept_state.object_id), set()
    belonging = []
    for model in _ROWS:
        for row in (candidate for candidate in rows if candidate.model is model):
            if (
                row.fields.get("meeting_id") == meeting_id
                or row.fields.get("report_id") in report_ids
            ):
                belonging.append(row)
                if model is Report:
                    report_ids.add(row.fields["id"])
    return belonging


def _rows(kept: Any) -> Iterator[Row]:  # noqa: ANN401
    # The model has no public name.
    model: type[models.Model] = kept._model  # noqa: SLF001
    yield Row(model, kept.field_dict, kept.object_repr)
    if model is Report:
        # States kept before reports had several voices.
        voice = json.loads(kept.serialized_data)[0]["fields"].get("voice")
        if voice is not None:
            fields = {"report_id": kept.field_dict["id"], "actor_id": voice}
            yield Row(ReportVoice, fields, kept.object_repr)


def whole(kept_state: Any) -> list[Row]:  # noqa: ANN401
    """Return the meeting in a kept state, then its rows."""
    meeting = Row(Meeting, kept_state.field_dict, kept_state.object_repr)
    return [meeting, *rows_of(kept_state)]


def since(kept_state: Any, meeting: Meeting) -> list[Line]:  # noqa: ANN401
    """Return what differs between a kept state and the desk's present state."""
    return list(differences(whole(kept_state), present(meeting, _ROWS)))


def steps(states: Sequence[Any]) -> list[tuple[Any, list[str]]]:
    """Return each of the ``states`` (newest first) with what changed from the state before it."""
    rows = [whole(kept_state) for kept_state in states]
    changed = [
        list(dict.fromkeys(line.what for line in differences(before, after)))
        for after, before in pairwise(rows)
    ]
    return list(zip(states, [*changed, []], strict=False))


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
    states = states_of(meeting.pk)
    before = [kept for kept in states if kept.revision.date_created <= version.published_at]
    return before[0] if before else (states[-1] if states else None)


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
    authors = {state.revision.user_id for state in states_of(meeting.pk)}
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
        for kept_row in rows_of(kept_state):
            many = {field.attname for field in kept_row.model._meta.local_many_to_many}
            fields = {name: value for name, value in kept_row.fields.items() if name not in many}
            row = kept_row.model(**fields)
            _check(row)
            row.save()
            for name in many.intersection(kept_row.fields):
                getattr(row, name).set(kept_row.fields[name])
        changes.record_change(meeting, user)
        keep(meeting)
    return meeting


def _check(row: models.Model) -> None:
    try:
        row.clean_fields(exclude=[])
    except ValidationError as error:
        kind = row._meta.verbose_name
        sentence = f"Its {kind} refers to something that is gone: {' '.join(error.messages)}"
        raise NotRestorable(sentence) from error
