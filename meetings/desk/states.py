"""States of meetings and shared things at the desk that django-reversion keeps, rows included.

A state is kept at the end of every save; the one before the first edit too. States are compared
field by field (``comparing``). Those of meetings can be restored (``history``).
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import reversion
from django.db import models
from reversion.models import Version as State

from meetings.models import Capture, Meeting, Report, ReportVoice
from meetings.publication.things.cards import DESK_KINDS

from .comparing import PARTS, Line, Row, differences, part_models, parts_of, present

# Fields that are no content of the desk, by model.
_NOT_KEPT: dict[type[models.Model], tuple[str, ...]] = {
    Meeting: ("status", "record", "unpublished_changes", "created", "modified", "editors"),
    # Megabytes that never change without their digest.
    Capture: ("text",),
}
_NOT_KEPT |= {
    kind.model: ("search_text", "pending_update", "editors") for kind in DESK_KINDS.values()
}
for _model in {*_NOT_KEPT, *PARTS, *part_models()}:
    reversion.register(_model, exclude=_NOT_KEPT.get(_model, ()), follow=PARTS.get(_model, ()))

BEFORE = "Before the first edit at the desk."
ELSEWHERE = "Changed on other pages, or by a command."


def keep(thing: models.Model) -> None:
    """Keep the state of a meeting or a shared thing with all its rows, at the end of a save."""
    reversion.add_to_revision(type(thing)._base_manager.get(pk=thing.pk))


def keep_before(model: type[models.Model], key: int) -> None:
    """Keep the state of a row that is about to be edited, unless its last state was kept.

    Loaded rows have none, and commands and other pages change rows too. Call it outside the
    revision of the edit.
    """
    thing = model._base_manager.filter(pk=key).first()
    if thing is None:
        return
    last = states_of(thing)[:1]
    if last and not since(last[0], thing):
        return
    with reversion.create_revision():
        reversion.set_comment(ELSEWHERE if last else BEFORE)
        reversion.add_to_revision(thing)  # read just now; it may be deleted meanwhile


def states_of(thing: models.Model) -> Any:  # noqa: ANN401
    """Return the kept states of a row, newest first, with the users who saved them."""
    return State.objects.get_for_object(thing).select_related("revision__user")


def deleted_states() -> list[Any]:
    """Return the last state of every meeting that was deleted."""
    states = State.objects.get_deleted(Meeting).select_related("revision__user")
    return list(states.order_by("-pk"))


def state(number: int, model: type[models.Model], key: int | None = None) -> Any | None:  # noqa: ANN401
    """Return a kept state of a row of ``model`` by its number; None if there is no such state."""
    states = State.objects.get_for_model(model).filter(pk=number)
    if key is not None:
        states = states.filter(object_id=str(key))
    return states.select_related("revision__user").first()


def whole(kept_state: Any) -> list[Row]:  # noqa: ANN401
    """Return the meeting or thing in a kept state, then its rows, parents first."""
    kept = [row for other in kept_state.revision.version_set.order_by("pk") for row in _rows(other)]
    rows = [next(_rows(kept_state))]
    for parent in rows:  # which grows meanwhile
        for relation in parts_of(parent.model):
            of_parent = relation.field.attname, parent.fields["id"]
            rows += [
                row
                for row in kept
                if row.model is relation.related_model and of_parent in row.fields.items()
            ]
    return rows


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


def since(kept_state: Any, thing: models.Model) -> list[Line]:  # noqa: ANN401
    """Return what differs between a kept state and the desk's present state."""
    return list(differences(whole(kept_state), present(thing)))


def steps(states: Sequence[Any]) -> list[tuple[Any, list[str]]]:
    """Return each of the ``states`` (newest first) with what changed from the state before it."""
    rows = [whole(kept_state) for kept_state in states]
    changed = [
        list(dict.fromkeys(line.what for line in differences(before, after)))
        for after, before in pairwise(rows)
    ]
    return list(zip(states, [*changed, []], strict=False))
