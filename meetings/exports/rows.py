"""Streams records as plain rows in chunks, in constant memory."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import Any, NamedTuple, TypeVar, cast

import orjson
from django.db import connection
from django.db.models import CharField, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from meetings import time_limits
from meetings.models import record
from meetings.pages.addresses import permalinks
from meetings.search.one_state import one_state
from meetings.snapshot import cards, read, shape

Item = TypeVar("Item")

# Smaller chunks of deep rows, because snapshots are about ten times as large as cards.
_AT_ONCE, _DEEP_AT_ONCE = 500, 100

_FIELDS = (
    "public_id",
    "slug",
    "version__number",
    "title",
    "occurrence",
    "channel",
    "setting",
    "sides",
    "level",
    "accounts",
    "checked",
    "host_id",
    "series_id",
    "first_published",
    "last_published",
    "clock",
    "card_text",
)

# The current version is the newest. Its number can be read from an index alone, whereas a join
# would read the rows of versions, which hold the snapshots.
_NEWEST = Subquery(
    record.Version.objects.filter(record=OuterRef("pk")).order_by("-number").values("number")[:1]
)
# JSON as text: orjson parses it twice as fast as Django's parser.
_CARD = Cast("card", TextField())
_SNAPSHOT = Cast("version__snapshot", TextField())
# Instants as text: converting them to datetime and back takes a fifth of the time of a table.
_INSTANTS = {
    f"{name}_text": Cast(name, CharField()) for name in ("first_published", "last_published")
}
_INSTEAD = {"version__number": "newest", **{name.removesuffix("_text"): name for name in _INSTANTS}}
_PLAIN = tuple(_INSTEAD.get(name, name) for name in _FIELDS)


class Row(NamedTuple):
    """A published record for outputs; ``address`` is its absolute permalink.

    Only deep rows have a ``snapshot``; in the others the two instants are texts
    (``provenance.instant`` takes either).
    """

    address: str
    public_id: str
    slug: str
    version: int
    title: str
    occurrence: str
    channel: str
    setting: str
    sides: int
    level: str
    accounts: str
    checked: bool
    host_id: int | None
    series_id: int | None
    first_published: Any
    last_published: Any
    clock: int
    card: cards.RecordCard
    snapshot: shape.Snapshot | None = None


def rows_of(
    records: QuerySet[record.Record], base: str, *, deep: bool = False
) -> Generator[Row, None, None]:
    """Yield the records in their order; queries of the consumer see the same state.

    Permalinks begin with ``base`` (scheme, host and a slash). ``deep`` adds the snapshots.
    Memory does not grow with the number of records; PostgreSQL uses a server-side cursor.
    """
    chunk = _DEEP_AT_ONCE if deep else _AT_ONCE
    # Django annotates its iterator without ``close``, but it is a generator.
    values = cast("Generator[Any, None, None]", _values(records, deep=deep).iterator(chunk))
    if connection.vendor == "postgresql":
        # Not on SQLite, which works in this process, so that fetching ahead gains nothing.
        values = ahead(values, chunk)
    # If the client disconnects, the cursor is closed before its transaction ends.
    with one_state(), time_limits.longer_for("exports"), closing(values):
        yield from map(_row_maker(base, deep=deep), values)


def ahead(rows: Generator[Item, None, None], size: int) -> Generator[Item, None, None]:
    """Yield ``rows`` and fetch the next ``size`` of them in the background; close ``rows``.

    One thread does one fetch at a time, so ``rows`` may use a connection of the calling thread if
    several threads may use its driver in turn (psycopg allows that).
    """

    def fetch() -> list[Item]:
        return list(islice(rows, size))

    # The first fetch runs in this thread, because Django uses the connection of the first caller.
    chunk = fetch()
    with closing(rows), ThreadPoolExecutor(1, "rows") as thread:
        while chunk:
            next_chunk = thread.submit(fetch)
            yield from chunk
            chunk = next_chunk.result()


def few_rows_of(
    records: QuerySet[record.Record], most: int, base: str, *, deep: bool = False
) -> list[Row]:
    """Return the first ``most`` records as a list. One query."""
    return list(map(_row_maker(base, deep=deep), _values(records, deep=deep)[:most]))


def _values(
    records: QuerySet[record.Record], *, deep: bool
) -> QuerySet[record.Record, tuple[Any, ...]]:
    records = records.annotate(card_text=_CARD)
    if not deep:
        return records.annotate(newest=_NEWEST, **_INSTANTS).values_list(*_PLAIN)
    # The content of a redacted version must not be shown; its meeting stays in lists.
    unredacted = records.filter(version__redacted=False).annotate(snapshot_text=_SNAPSHOT)
    return unredacted.values_list(*_FIELDS, "snapshot_text")


def _row_maker(base: str, *, deep: bool) -> Callable[[tuple[Any, ...]], Row]:
    address = permalinks(base)

    def row(values: tuple[Any, ...]) -> Row:
        *plain, card = values
        return Row._make((address(plain[0], plain[1]), *plain, orjson.loads(card), None))

    def deep_row(values: tuple[Any, ...]) -> Row:
        *shallow, snapshot = values
        return row(tuple(shallow))._replace(snapshot=read.read_stored(orjson.loads(snapshot)))

    return deep_row if deep else row


def snapshot_of(row: Row) -> shape.Snapshot:
    """Return the snapshot of a row that was read ``deep``."""
    if row.snapshot is None:
        raise ValueError("This row was read without its snapshot.")
    return row.snapshot
