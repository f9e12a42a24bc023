"""Differences between two states of a row of the desk, field by field, its own rows included."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils.text import capfirst

from meetings.models import (
    Actor,
    ActorName,
    Capture,
    Meeting,
    Office,
    Participation,
    Person,
    PersonName,
    Place,
    PlaceName,
    Report,
    ReportTopic,
    ReportVoice,
    Source,
    Tenure,
    Topic,
    TopicAlias,
)

# The rows that are shown, kept and compared with a row, by the names of the relations.
PARTS: dict[type[models.Model], tuple[str, ...]] = {
    Meeting: ("participations", "reports"),
    Report: ("voice_rows", "topics", "statements"),
    Actor: ("names", "memberships"),
    Office: ("tenures",),
    Person: ("names", "tenures"),
    Place: ("names", "former_states"),
    Source: ("captures",),
    Topic: ("aliases",),
}
# Derived, or about the row itself.
_LEFT_OUT = {"id", "revision", "meeting_id", "report_id"}
_BOUNDS = ("_earliest", "_latest")
# In the words of the forms, where those of the model say less.
_CALLED: dict[type[models.Model], str] = {
    Participation: "Participant",
    ReportVoice: "Voice",
    ReportTopic: "Topic",
    ActorName: "Other name",
    PersonName: "Other name",
    PlaceName: "Other name",
    TopicAlias: "Other term",
    Tenure: "Term of office",
    Capture: "Captured text",
}


@dataclass(frozen=True)
class Row:
    """A row in some state: its model, its fields by attribute name, and its label then."""

    model: type[models.Model]
    fields: dict[str, Any]
    words: str


@dataclass(frozen=True)
class Line:
    """A difference: the field (with its row), its text then and its text now."""

    what: str
    then: str
    now: str


def parts_of(model: type[models.Model]) -> list[Any]:
    """Return the relations to the rows that belong to a row of ``model``."""
    return [model._meta.get_field(name) for name in PARTS.get(model, ())]


@cache
def part_models() -> frozenset[type[models.Model]]:
    """Return the models whose rows belong to a row of another model."""
    return frozenset(relation.related_model for model in PARTS for relation in parts_of(model))


def present(thing: models.Model) -> list[Row]:
    """Return a row of the desk as stored, then the rows that belong to it, parents first."""
    found = [thing]
    for parent in found:  # which grows meanwhile
        for relation in parts_of(type(parent)):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: parent})
            found += rows.order_by("pk")
    return [Row(type(row), _fields_of(row), str(row)) for row in found]


def differences(then: Iterable[Row], now: Iterable[Row]) -> Iterator[Line]:
    """Yield a line for each field that differs, and for each row that only one state has."""
    earlier, later = ({_identity(row): row for row in rows} for rows in (then, now))
    for key in dict.fromkeys([*earlier, *later]):
        was, row = earlier.get(key), later.get(key)
        if was is None or row is None:
            yield Line(_called(key[0]), was.words if was else "", row.words if row else "")
        else:
            yield from _fields_that_differ(was, row)


def _identity(row: Row) -> tuple[type[models.Model], Any]:
    """Return what makes a row the same in two states: its number; for a voice, whose it is."""
    if row.model is ReportVoice:
        return row.model, (row.fields["report_id"], row.fields["actor_id"])
    return row.model, row.fields["id"]


def _fields_of(row: models.Model) -> dict[str, Any]:
    fields = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    for relation in row._meta.local_many_to_many:
        fields[relation.attname] = [other.pk for other in relation.value_from_object(row)]
    return fields


def _fields_that_differ(was: Row, row: Row) -> Iterator[Line]:
    for name, value in was.fields.items():
        if name in _LEFT_OUT or name.endswith(_BOUNDS) or name not in row.fields:
            continue
        field: Any = row.model._meta.get_field(name)
        if _comparable(value) != _comparable(row.fields[name]):
            label = capfirst(str(field.verbose_name))
            is_part = row.model in part_models()
            what = f"{_called(row.model)} {row.words}: {label}" if is_part else label
            yield Line(what, _words(field, value), _words(field, row.fields[name]))


def _called(model: type[models.Model]) -> str:
    return _CALLED.get(model) or capfirst(str(model._meta.verbose_name))


def _comparable(value: Any) -> Any:  # noqa: ANN401 - of any field
    if isinstance(value, datetime.datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)  # as JSON keeps it
    return sorted(map(str, value)) if isinstance(value, list) else value


def _words(field: Any, value: Any) -> str:  # noqa: ANN401 - as above
    """Return a value as text: the name of a related row, the label of a choice."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text}" if text else key for key, text in value.items())
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        rows = field.related_model._base_manager.in_bulk([int(key) for key in keys])
        return "; ".join(str(rows.get(int(key)) or f"something deleted ({key})") for key in keys)
    return str(dict(field.flatchoices).get(value, value))
