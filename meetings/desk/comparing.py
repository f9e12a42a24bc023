"""Differences between two states of a meeting at the desk, field by field, its rows included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from meetings.models import Meeting, Participation, Report, ReportTopic, ReportVoice, Statement

# Derived, or about the row itself.
_LEFT_OUT = {"id", "revision", "meeting_id", "report_id"}
_BOUNDS = ("_earliest", "_latest")
_CALLED: dict[type[models.Model], str] = {
    Participation: "Participant",
    Report: "Report",
    ReportVoice: "Voice",
    ReportTopic: "Topic",
    Statement: "Statement",
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


def present(meeting: Meeting, rows: Iterable[type[models.Model]]) -> list[Row]:
    """Return the meeting as stored, then its rows of the models ``rows``."""
    found: list[models.Model] = [meeting]
    for model in rows:
        parent = "meeting" if hasattr(model, "meeting_id") else "report__meeting"
        found += model._base_manager.filter(**{parent: meeting}).order_by("pk")
    return [Row(type(row), _fields_of(row), str(row)) for row in found]


def differences(then: Iterable[Row], now: Iterable[Row]) -> Iterator[Line]:
    """Yield a line for each field that differs, and for each row that only one state has."""
    earlier, later = ({_identity(row): row for row in rows} for rows in (then, now))
    for key in dict.fromkeys([*earlier, *later]):
        was, row = earlier.get(key), later.get(key)
        if was is None or row is None:
            yield Line(
                _CALLED.get(key[0], "Meeting"),
                was.words if was else "",
                row.words if row else "",
            )
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
            label = str(field.verbose_name)
            label = label[:1].upper() + label[1:]
            of = _CALLED.get(row.model)
            what = f"{of} {row.words}: {label}" if of else label
            yield Line(what, _words(field, value), _words(field, row.fields[name]))


def _comparable(value: Any) -> Any:  # noqa: ANN401 - of any field
    return sorted(map(str, value)) if isinstance(value, list) else value


def _words(field: Any, value: Any) -> str:  # noqa: ANN401 - as above
    """Return a value as text: the name of a related row, the label of a choice."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        rows = field.related_model._base_manager.in_bulk([int(key) for key in keys])
        return "; ".join(str(rows.get(int(key)) or f"something deleted ({key})") for key in keys)
    return str(dict(field.flatchoices).get(value, value))
