"""Publish many meetings for the first time at once: what imports do.

The rows are those that ``publish`` writes one by one. The pure part (snapshot in, rows out)
stands apart from the writing, so that it can run in other processes.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

from meetings.models import Address, Meeting, Record, RecordLink, RecordText, Version
from meetings.models.choices import RecordState, Status, VersionKind
from meetings.snapshot.cards import by_kind
from meetings.snapshot.shape import Snapshot
from meetings.text import meeting_slug
from meetings.tokens import SearchText

from .bulk_insert import Row, Table, last_id, numbers_given
from .clock import PublicChange, public_change
from .compile import Compiled, compile_meeting
from .entries import publish_entries, published_entries, refresh_details
from .errors import EditorialError, NotPublishable
from .project import project
from .references import Things
from .rules.completeness import missing_from
from .searchable import search_text_of
from .shared import BATCH
from .things.cards import Name


@dataclass(frozen=True, slots=True)
class FirstVersion:
    """A snapshot to be published as version 1, and the numbers that its rows get."""

    snapshot: Snapshot
    record_id: int
    version_id: int
    published_at: datetime.datetime
    clock: int = 0


class PublicTables:
    """The tables that a publication fills; the address gets its number from the database."""

    def __init__(self) -> None:
        self.records = Table(Record)
        self.versions = Table(Version)
        self.addresses = Table(Address, ("kind", "key", "record_id"))
        self.links = Table(RecordLink, ("entry_id", "role", "record_id", "side"))


@dataclass
class PublicRows:
    """Rows of first versions in their stored form, gathered with ``add``."""

    tables: PublicTables = field(default_factory=PublicTables)
    records: list[Row] = field(default_factory=list)
    versions: list[Row] = field(default_factory=list)
    addresses: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    texts: dict[int, SearchText] = field(default_factory=dict)

    def add(self, first: FirstVersion, entries: Mapping[Name, int]) -> None:
        """Add the rows of ``first``; ``entries`` has the row numbers of all that it shows."""
        public_id = first.snapshot["public_id"]
        projection = project(first.snapshot)
        self.records.append(self._record(first, projection.columns, projection.entries, entries))
        self.versions.append(self.tables.versions.row(_version(first)))
        self.addresses.append(
            self.tables.addresses.ordered([Address.MEETING, public_id, first.record_id])
        )
        ordered, record = self.tables.links.ordered, first.record_id
        self.links += [
            ordered([entries[name], int(role), record, side])
            for (role, name), side in projection.links.items()
        ]
        self.texts[record] = search_text_of(first.snapshot)

    def _record(
        self,
        first: FirstVersion,
        columns: dict[str, Any],
        foreign: dict[str, Name | None],
        entries: Mapping[Name, int],
    ) -> Row:
        values = {
            **columns,
            **{f"{column}_id": name and entries[name] for column, name in foreign.items()},
            "id": first.record_id,
            "public_id": first.snapshot["public_id"],
            "slug": meeting_slug(columns["title"]),
            "state": RecordState.PUBLISHED.value,
            "version_id": first.version_id,
            "first_published": first.published_at,
            "last_published": first.published_at,
            "clock": first.clock,
        }
        return self.tables.records.row(values)

    def insert(self) -> None:
        """Insert what was gathered, in the transaction that is open."""
        self.tables.records.insert(self.records)
        self.tables.versions.insert(self.versions)
        self.tables.addresses.insert(self.addresses)
        self.tables.links.insert(self.links)
        RecordText.objects.write(self.texts)


def _version(first: FirstVersion) -> dict[str, Any]:
    return {
        "id": first.version_id,
        "record_id": first.record_id,
        "number": 1,
        "schema": first.snapshot["schema"],
        "snapshot": first.snapshot,
        "kind": VersionKind.FIRST.value,
        "note": "",
        "editor_id": None,
        "published_at": first.published_at,
        "redacted": False,
        "redaction_reason": "",
    }


def publish_first_versions(meeting_ids: Iterable[int], batch: int = BATCH) -> int:
    """Publish what the desk holds of many meetings that were never public; return how many.

    For the register's own commands, which load what was checked before. ``batch`` meetings
    share a transaction and a tick of the clock; those of earlier batches stay published when a
    later one is refused. Raises EditorialError for a meeting that was public before, and
    NotPublishable for the first one that lacks something.
    """
    done = 0
    for ids in _batches(list(meeting_ids), batch):
        with public_change() as change:
            _publish_batch(ids, change)
        done += len(ids)
    return done


def _batches(meeting_ids: list[int], size: int) -> Iterator[list[int]]:
    """Yield the numbers in batches; what a meeting replaces is public before it."""
    replaced = Meeting.objects.exclude(replaces=None).in_bulk(meeting_ids)
    batch: list[int] = []
    for meeting_id in meeting_ids:
        row = replaced.get(meeting_id)
        if len(batch) == size or (row and row.replaces_id in batch):
            yield batch
            batch = []
        batch.append(meeting_id)
    if batch:
        yield batch


def _publish_batch(meeting_ids: list[int], change: PublicChange) -> None:
    locked = Meeting.objects.select_for_update().in_bulk(meeting_ids)
    meetings = [locked[meeting_id] for meeting_id in meeting_ids]
    compiled = [_compile(meeting) for meeting in meetings]
    unpublished: Things = {}
    for one in compiled:
        unpublished.update(one.unpublished)
    publish_entries(unpublished.values(), change)
    names = {name for one in compiled for name in _names_in(one.snapshot)}
    entries = {name: entry.pk for name, entry in published_entries(names).items()}
    record_id, version_id = last_id(Record), last_id(Version)
    now = timezone.now()
    rows = PublicRows()
    for position, one in enumerate(compiled, start=1):
        rows.add(
            FirstVersion(one.snapshot, record_id + position, version_id + position, now), entries
        )
        meetings[position - 1].record_id = record_id + position
    rows.insert()
    numbers_given(Record, Version)
    change.records.update(meeting.record_id for meeting in meetings if meeting.record_id)
    _mark(meetings)
    refresh_details([name for name in names if name[0] == "person"], change)


def _compile(meeting: Meeting) -> Compiled:
    if meeting.record_id is not None:
        raise EditorialError(f"Meeting {meeting.public_id} was public before.")
    compiled = compile_meeting(meeting)
    if missing := missing_from(meeting, compiled.snapshot):
        raise NotPublishable(missing)
    return compiled


def _names_in(snapshot: Snapshot) -> Iterator[Name]:
    for kind, cards in by_kind(snapshot["entries"]).items():
        for key in cards:
            yield kind, key


def _mark(meetings: list[Meeting]) -> None:
    """Bring the desk rows in step with what was just made public."""
    for meeting in meetings:
        meeting.status = Status.PUBLISHED
        meeting.unpublished_changes = False
    Meeting.objects.bulk_update(meetings, ["status", "record", "unpublished_changes"])
    editors: type[models.Model] = Meeting.editors.through
    editors._base_manager.filter(meeting__in=meetings).delete()
