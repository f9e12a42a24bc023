"""The database queries of the index: rows as plain values, never model instances."""

from array import array
from collections.abc import Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    CharField,
    Q,
    QuerySet,
    TextField,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from meetings.kinds import is_country
from meetings.models import choices, record
from meetings.search import parameters

Role = record.RecordLink.Role
_LINKED = Q(role__in=[links.role for links in parameters.LINKS])
_STORED = (
    *(column.name for column in parameters.COLUMNS),
    *(pointer.column for pointer in parameters.POINTERS),
)
_ROWS_AT_ONCE = 500
_TEXTS_AT_ONCE = 20
_PIECE = 100_000

# Row number and kind of an entry, row number of its parent, whether it is listed as a country.
EntryRow = tuple[int, str, int | None, bool]


def all_rows(records: QuerySet[record.Record]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of many records, with 500 at a time in memory."""
    return record_rows(records).iterator(_ROWS_AT_ONCE)


def record_rows(records: QuerySet[record.Record]) -> QuerySet[record.Record, tuple[Any, ...]]:
    """Return id, earliest, latest, the values of columns and pointers, and state.

    Days are ISO 8601 text or None; columns and pointers are in the order of ``parameters``.
    """
    # As text, because the database adapter would create a date object for each, a million times.
    as_text = {
        f"{name}_text": Cast(name, CharField(max_length=10)) for name in ("earliest", "latest")
    }
    rows = records.annotate(**as_text)
    return rows.values_list("pk", *as_text, *_STORED, "state")


class IdList(Aggregate):
    """The ids of a group as one text, separated by commas."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        """Use PostgreSQL's function, which needs text and a separator."""
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template)


def link_rows() -> Iterator[tuple[int, int, "array[int]"]]:
    """Yield entry, role and the ids of the records linked to the entry in that role.

    The database joins the ids: one long text is read many times faster than many rows.
    """
    links = record.RecordLink.objects.filter(_LINKED).order_by()
    rows = links.values_list("entry_id", "role").annotate(ids=IdList("record_id"))
    for entry, role, text in rows.iterator(_TEXTS_AT_ONCE):
        yield entry, role, numbers_in(text)


def numbers_in(text: str) -> "array[int]":
    """Return the numbers in a text separated by commas."""
    numbers = array("I")
    start = 0
    # In pieces of about ten thousand numbers: a million small strings at once would need 60 MB.
    while (end := text.find(",", start + _PIECE)) != -1:
        numbers.extend(map(int, text[start:end].split(",")))
        start = end + 1
    numbers.extend(map(int, text[start:].split(",")))
    return numbers


def links_since(clock: int) -> QuerySet[record.RecordLink, tuple[int, int, int]]:
    """Return record, role and entry of every record that changed after ``clock``."""
    links = record.RecordLink.objects.filter(_LINKED, record__clock__gt=clock)
    return links.values_list("record_id", "role", "entry_id")


def entry_rows() -> Iterator[EntryRow]:
    """Yield all actors and topics."""
    return _entry_rows(
        record.Entry.objects.filter(kind__in=(choices.EntryKind.ACTOR, choices.EntryKind.TOPIC))
    )


def entries_since(clock: int) -> Iterator[EntryRow]:
    """Yield the entries of any kind that changed after ``clock``."""
    return _entry_rows(record.Entry.objects.filter(clock__gt=clock))


def _entry_rows(entries: QuerySet[record.Entry]) -> Iterator[EntryRow]:
    rows = entries.annotate(actor_kind=KT("card__kind"))
    for pk, kind, parent, actor_kind in rows.values_list("pk", "kind", "parent_id", "actor_kind"):
        yield pk, kind, parent, kind == choices.EntryKind.ACTOR and is_country({"kind": actor_kind})
