"""Version history of a meeting at the desk: django-reversion keeps states, restored here.

Restoring a state is a change like any other: it is counted, not public until published, and its
result is kept too. Fields that publication sets (status, record, revision) are never restored.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from reversion.models import Version as State

from meetings.models import Meeting, Participation, Report, ReportTopic, ReportVoice, Statement
from meetings.publication import errors

from . import changes

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


def keep(meeting: Meeting) -> None:
    """Keep the state of a meeting and all its rows, at the end of a save."""
    reversion.add_to_revision(Meeting.objects.get(pk=meeting.pk))


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


@dataclass(frozen=True)
class Row:
    """A row of a kept state: its model, its fields, and its label at that time."""

    model: type[models.Model]
    fields: dict[str, Any]
    words: str


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


@transaction.atomic
def restore(kept_state: Any, user: User, revision: int) -> Meeting:  # noqa: ANN401
    """Bring a meeting back to a kept state; ``revision`` is the revision the user looked at.

    Raises StaleEdit, or NotRestorable (naming the deleted thing); then nothing was written.
    """
    meeting = changes.lock_meeting(int(kept_state.object_id), revision)
    return _write(meeting, kept_state, user)


@transaction.atomic
def recover(kept_state: Any, user: User) -> Meeting:  # noqa: ANN401
    """Bring a deleted draft back, under its public id.

    Raises WrongState if the meeting still exists, or NotRestorable.
    """
    if Meeting.objects.filter(pk=kept_state.object_id).exists():
        raise errors.WrongState("The meeting is there already.")
    # Higher than any revision in a form that was opened before the deletion.
    return _write(Meeting(revision=kept_state.field_dict["revision"] + 1), kept_state, user)


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
            row = kept_row.model(**kept_row.fields)
            _check(row)
            row.save()
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
