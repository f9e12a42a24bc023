"""Earlier states of a meeting at the desk, with its rows: kept by django-reversion, restored here.

A restored state is a change like any other: it is counted, it is not public until published,
and it is kept in turn. What publication decides (status, record, revision) is never restored.
"""

from dataclasses import dataclass
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from reversion.models import Version as State

from meetings.models import Meeting, Participation, Report, ReportTopic, Statement
from meetings.publication import errors

from . import changes

_NOT_RESTORED = ("status", "record", "unpublished_changes", "created", "modified", "editors")
# Parents before their rows.
_ROWS: tuple[type[models.Model], ...] = (Participation, Report, ReportTopic, Statement)

reversion.register(Meeting, exclude=_NOT_RESTORED, follow=["participations", "reports"])
reversion.register(Participation)
reversion.register(Report, follow=["topics", "statements"])
reversion.register(ReportTopic)
reversion.register(Statement)


class NotRestorable(errors.EditorialError):
    """Something the earlier state refers to is gone."""


def keep(meeting: Meeting) -> None:
    """Keep the state of a meeting and all its rows, at the end of a save."""
    reversion.add_to_revision(Meeting.objects.get(pk=meeting.pk))


def states_of(meeting_id: int) -> list[Any]:
    """Return the states kept of a meeting, the newest first, with who saved them."""
    found = State.objects.get_for_object_reference(Meeting, meeting_id)
    return list(found.select_related("revision__user"))


def deleted_states() -> list[Any]:
    """Return the last state of every meeting that was deleted."""
    found = State.objects.get_deleted(Meeting).select_related("revision__user")
    return list(found.order_by("-pk"))


def state(number: int, meeting_id: int | None = None) -> Any | None:  # noqa: ANN401
    """Return one kept state of a meeting; None where there is none of that number."""
    found = State.objects.get_for_model(Meeting).filter(pk=number)
    if meeting_id is not None:
        found = found.filter(object_id=str(meeting_id))
    return found.select_related("revision__user").first()


@dataclass(frozen=True)
class Row:
    """A row of a kept state: what it is, its fields, and how it was called then."""

    model: type[models.Model]
    fields: dict[str, Any]
    words: str


def rows_of(kept: Any) -> list[Row]:  # noqa: ANN401
    """Return the rows that belonged to the meeting in a kept state, parents first."""
    rows = [
        Row(one._model, one.field_dict, one.object_repr)  # noqa: SLF001 - it has no public name
        for one in kept.revision.version_set.order_by("pk")
    ]
    meeting, reports = int(kept.object_id), set()
    found = []
    for model in _ROWS:
        for row in (one for one in rows if one.model is model):
            if row.fields.get("meeting_id") == meeting or row.fields.get("report_id") in reports:
                found.append(row)
                if model is Report:
                    reports.add(row.fields["id"])
    return found


@transaction.atomic
def restore(kept: Any, user: User, revision: int) -> Meeting:  # noqa: ANN401
    """Bring a meeting back to a kept state; ``revision`` is the one the user looked at.

    Raises StaleEdit, or NotRestorable (naming what is gone); then nothing was written.
    """
    meeting = changes.lock_meeting(int(kept.object_id), revision)
    return _write(meeting, kept, user)


@transaction.atomic
def recover(kept: Any, user: User) -> Meeting:  # noqa: ANN401
    """Bring a deleted draft back, under its public id.

    Raises WrongState where it is not deleted, or NotRestorable.
    """
    if Meeting.objects.filter(pk=kept.object_id).exists():
        raise errors.WrongState("The meeting is there already.")
    # Beyond every revision that a form opened before the deletion may still hold.
    return _write(Meeting(revision=kept.field_dict["revision"] + 1), kept, user)


def _write(meeting: Meeting, kept: Any, user: User) -> Meeting:  # noqa: ANN401
    for name, value in kept.field_dict.items():
        if name != "revision":
            setattr(meeting, name, value)
    _check(meeting)
    with reversion.create_revision():
        reversion.set_user(user)
        meeting.save()
        meeting.participations.all().delete()
        meeting.reports.all().delete()
        for one in rows_of(kept):
            row = one.model(**one.fields)
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
