"""Synchronise names, memberships and other dependent rows with the files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from . import tables, upsert


@dataclass
class Child:
    """A row of a file as attributes of a dependent model (references as row numbers)."""

    row: tables.Row
    values: dict[str, Any]


def sync(
    model: type[models.Model],
    planned: Sequence[Child],
    is_ours: Callable[[dict[str, Any]], bool],
    once: str = "",
) -> int:
    """Make the rows whose owners follow the files equal to ``planned``.

    ``is_ours`` tells from a row's attributes whether its owner follows the files. ``once`` is
    an attribute that is unique over all owners; a value that the desk gave to another owner
    stays there. Returns how many rows were deleted or created. Raises MalformedRow.
    """
    _refuse_incomplete(model, planned)
    names = sorted(planned[0].values) if planned else _columns(model)
    stored = {row["pk"]: row for row in model._base_manager.values("pk", *names)}
    ours = {pk: _key(row, names) for pk, row in stored.items() if is_ours(row)}
    by_key = {_key(child.values, names): child for child in planned if is_ours(child.values)}
    superfluous = [pk for pk, key in ours.items() if key not in by_key]
    model._base_manager.filter(pk__in=superfluous).delete()
    taken = {row[once] for pk, row in stored.items() if pk not in ours} if once else set()
    existing = set(ours.values())
    missing = [
        child
        for key, child in by_key.items()
        if key not in existing and not (once and child.values[once] in taken)
    ]
    _create(model, missing)
    return len(superfluous) + len(missing)


def _refuse_incomplete(model: type[models.Model], planned: Sequence[Child]) -> None:
    """Raise MalformedRow where the cell that names the owner, or another thing, is empty."""
    incomplete = [child for child in planned if None in child.values.values()]
    upsert.check([(child.row, model(**child.values)) for child in incomplete])


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def _key(values: dict[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(values[name] for name in names)


def _create(model: type[models.Model], missing: Sequence[Child]) -> None:
    rows = [(child.row, model(**child.values)) for child in missing]
    upsert.check(rows)
    with upsert.naming_the_row(rows):
        model._base_manager.bulk_create([thing for _, thing in rows], batch_size=upsert.BATCH)
