"""Upsert shared things of the desk: create and change rows by their public key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from meetings.dates.fields import EDTFField, fill_bounds
from meetings.models.base import SharedThing

from .tables import Row

# Building longer statements costs more time than they save.
BATCH = 200


@dataclass
class Planned:
    """A row of a file as attributes of the model (references as row numbers).

    ``parent`` is the key of a row of the same model that has to exist first.
    """

    row: Row
    key: str
    values: dict[str, Any]
    parent: str | None = None


@dataclass
class Loaded:
    """All rows of a model by key, the keys that follow the files, and the written keys."""

    rows: dict[str, Any]
    ours: set[str] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def number(self, row: Row, column: str) -> int | None:
        """Return the row number of the key in a cell; raises MalformedRow for an unknown key."""
        return number_of(self.rows, row, row[column], column)


def number_of(rows: Mapping[str, Any], row: Row, key: str, column: str) -> int | None:
    """Return the row number of ``key``, None for an empty key; raises MalformedRow."""
    if not key:
        return None
    if key not in rows:
        raise row.refusal(f"{column}: nothing has the key “{key}”.")
    return int(rows[key].pk)


def upsert(
    model: type[SharedThing],
    key_field: str,
    planned: Sequence[Planned],
    *,
    parent_field: str = "",
    natural: Sequence[str] = (),
) -> Loaded:
    """Create and change rows until they are as planned.

    A row that an editor has changed (``revision`` above 0) is left alone. If a row that the desk
    created has the same ``natural`` unique attributes, it replaces the planned row. Raises
    MalformedRow; the caller must then roll back its transaction.
    """
    rows = {getattr(thing, key_field): thing for thing in model._base_manager.all()}
    loaded = Loaded(rows)
    _refuse_duplicates(planned, natural)
    planned = _without_the_desks_own(planned, natural, loaded)
    waiting = [plan for plan in planned if plan.key not in rows]
    for layer in _parents_first(waiting, rows, parent_field):
        rows.update(_create(model, layer))
        loaded.created.update(plan.key for plan in layer)
    loaded.ours = {plan.key for plan in planned if rows[plan.key].revision == 0}
    existing = [plan for plan in planned if plan.key in loaded.ours - loaded.created]
    _change(model, existing, loaded, parent_field)
    return loaded


def _refuse_duplicates(planned: Sequence[Planned], natural: Sequence[str]) -> None:
    seen: set[object] = set()
    for plan in planned:
        names = [plan.key, *filter(any, [tuple(plan.values[name] for name in natural)])]
        if not seen.isdisjoint(names):
            raise plan.row.refusal(f"“{plan.key}”, or what it stands for, is there already.")
        seen.update(names)


def _without_the_desks_own(
    planned: Sequence[Planned], natural: Sequence[str], loaded: Loaded
) -> list[Planned]:
    if not natural:
        return list(planned)
    keys = {plan.key for plan in planned}
    desk_things = {
        tuple(getattr(thing, name) for name in natural): thing
        for key, thing in loaded.rows.items()
        if key not in keys and any(getattr(thing, name) for name in natural)
    }
    remaining: list[Planned] = []
    for plan in planned:
        thing = desk_things.get(tuple(plan.values[name] for name in natural))
        if thing is not None and plan.key not in loaded.rows:
            loaded.rows[plan.key] = thing
        else:
            remaining.append(plan)
    return remaining


def _parents_first(
    waiting: Sequence[Planned], rows: dict[str, Any], parent_field: str
) -> Iterator[list[Planned]]:
    """Yield layers of rows that can be created, and set parents that have a row number."""
    while waiting:
        ready = [plan for plan in waiting if plan.parent is None or plan.parent in rows]
        if not ready:
            first = waiting[0]
            raise first.row.refusal(f"{parent_field}: nothing has the key “{first.parent}”.")
        for plan in ready:
            _set_parent(plan, rows, parent_field)
        yield ready
        waiting = [plan for plan in waiting if plan.key not in rows]


def _set_parent(plan: Planned, rows: Mapping[str, Any], parent_field: str) -> None:
    if parent_field:
        plan.values[f"{parent_field}_id"] = number_of(
            rows, plan.row, plan.parent or "", parent_field
        )


def _create(model: type[SharedThing], planned: Sequence[Planned]) -> dict[str, SharedThing]:
    things = {plan.key: model(**plan.values) for plan in planned}
    checked = [(plan.row, things[plan.key]) for plan in planned]
    check(checked)
    with naming_the_row(checked):
        model._base_manager.bulk_create(things.values(), batch_size=BATCH)
    return things


def _change(
    model: type[SharedThing], planned: Iterable[Planned], loaded: Loaded, parent_field: str
) -> None:
    changed: list[tuple[Row, SharedThing]] = []
    names: set[str] = set()
    for plan in planned:
        _set_parent(plan, loaded.rows, parent_field)
        thing = loaded.rows[plan.key]
        new = {name: value for name, value in plan.values.items() if getattr(thing, name) != value}
        for name, value in new.items():
            setattr(thing, name, value)
        if new:
            names.update(new)
            changed.append((plan.row, thing))
            loaded.changed.add(plan.key)
    if changed:
        check(changed)
        things = [thing for _, thing in changed]
        fill_bounds(things)
        with naming_the_row(changed):
            fields = _with_bounds(model, names)
            model._base_manager.bulk_update(things, fields, batch_size=BATCH)


def _with_bounds(model: type[models.Model], names: set[str]) -> list[str]:
    """Return ``names`` and the columns that hold the first and last day of their dates."""
    fields = [model._meta.get_field(name) for name in names]
    bounds = {
        bound for field in fields if isinstance(field, EDTFField) for bound in field.bounds_names
    }
    return sorted(names | bounds)


def check(rows: Iterable[tuple[Row, models.Model]]) -> None:
    """Raise MalformedRow for the first instance with an invalid value, or without a reference."""
    for row, thing in rows:
        references = {
            field.name
            for field in thing._meta.concrete_fields
            if field.is_relation and getattr(thing, field.attname) is not None
        }
        try:
            thing.clean_fields(exclude=references)
        except ValidationError as error:
            raise row.refusal(_reasons(error)) from error


@contextmanager
def naming_the_row(rows: Sequence[tuple[Row, models.Model]]) -> Iterator[None]:
    """Turn an IntegrityError into MalformedRow for the row that broke the constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        for row, thing in rows:
            try:
                thing.validate_constraints()
            except ValidationError as error:
                raise row.refusal(_reasons(error)) from error
        raise


def _reasons(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        message if name == "__all__" else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    )
