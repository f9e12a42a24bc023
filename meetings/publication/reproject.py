"""Reprojection: write again the rows derived from versions, after a release derives them anew.

Records with their links and searchable texts become the projections of their versions; entries
get the present keys of cards and details, and the columns that follow from a card. No version is
made or changed, and unpublished changes of the desk stay unpublished (``renewal``).

Each batch is read and compared without a lock. Only rows that differ are written, in one public
change for each batch: a reader sees the old or the new form of a meeting, and editors who publish
do not wait for the comparison. Rows that somebody published in between are compared again. A
finished batch no longer differs, so a stopped run may start again from the beginning or from the
last position it reported.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import F

from meetings.models import Entry, Record, Version
from meetings.models.choices import RecordState
from meetings.snapshot import shape
from meetings.snapshot.read import read_or_none

from . import clock, records, renewal
from .entries import columns_of, differing, entry_ids, published_entries, write_columns
from .project import project
from .things.cards import parent_name

# Bounds the memory, and how long a write keeps editors waiting.
BATCH = 200


@dataclass(frozen=True)
class Progress:
    """How far a part has been processed: up to and including row number ``last``.

    ``read`` and ``written`` count rows since the run began.
    """

    part: str
    last: int
    read: int
    written: int


@dataclass(frozen=True)
class EntryEdit:
    """New values, by attribute, that bring an entry up to date."""

    row: Entry
    columns: dict[str, Any]


Edit = TypeVar("Edit", EntryEdit, records.RecordEdit)


class _Part(ABC, Generic[Edit]):
    """Rows of one model that are written again."""

    model: ClassVar[type[Entry] | type[Record]]

    @abstractmethod
    def edits(self, numbers: Sequence[int]) -> list[Edit]:
        """Return the edits that the rows with these numbers need; reads without a lock."""

    @abstractmethod
    def write(self, edits: Sequence[Edit], change: clock.PublicChange) -> None:
        """Write edits of rows that have not changed since they were read."""

    def run(self, name: str, after: int) -> Iterator[Progress]:
        """Write again the rows after number ``after``; yield the progress of each batch."""
        read = written = 0
        while numbers := self._next(after):
            written += self._batch(numbers)
            read, after = read + len(numbers), numbers[-1]
            yield Progress(name, after, read, written)

    def _next(self, after: int) -> list[int]:
        rows = self.model._default_manager.filter(pk__gt=after).order_by("pk")
        return list(rows.values_list("pk", flat=True)[:BATCH])

    def _batch(self, numbers: Sequence[int]) -> int:
        written = 0
        while edits := self.edits(numbers):
            with clock.public_change() as change:
                unmoved = self._unmoved(edits)
                self.write(unmoved, change)
            written += len(unmoved)
            done = {edit.row.pk for edit in unmoved}
            numbers = [edit.row.pk for edit in edits if edit.row.pk not in done]
        return written

    def _unmoved(self, edits: Sequence[Edit]) -> list[Edit]:
        """Keep the edits of rows that nobody has changed since they were read."""
        rows = self.model._default_manager.filter(pk__in=[edit.row.pk for edit in edits])
        clocks = dict(rows.values_list("pk", "clock"))
        return [edit for edit in edits if clocks.get(edit.row.pk) == edit.row.clock]


class _Entries(_Part[EntryEdit]):
    model = Entry

    def edits(self, numbers: Sequence[int]) -> list[EntryEdit]:
        return stale_entries(Entry.objects.filter(pk__in=numbers))

    def write(self, edits: Sequence[EntryEdit], change: clock.PublicChange) -> None:
        write_columns([(edit.row, edit.columns) for edit in edits])
        # No page shows the schema number, so it alone is no public change.
        change.entries.update(edit.row.pk for edit in edits if edit.columns.keys() != {"schema"})


class _Records(_Part[records.RecordEdit]):
    model = Record

    def edits(self, numbers: Sequence[int]) -> list[records.RecordEdit]:
        # Redacted versions too: lists show their meetings, and these rows have a shape as well.
        versions = Version.objects.filter(
            record__in=numbers, record__version=F("pk"), record__state__in=_PROJECTED
        )
        rows = list(versions.select_related("record").order_by("record"))
        projections = [project(read_or_none(version)) for version in rows]
        names = {name for projection in projections for name in projection.names}
        edits = records.edits_of(rows, projections, entry_ids(names))
        return [edit for edit in edits if edit.changes_record or edit.new_text]

    def write(self, edits: Sequence[records.RecordEdit], change: clock.PublicChange) -> None:
        records.write_edits(edits, change)


_PROJECTED = (RecordState.PUBLISHED, RecordState.WITHDRAWN)
PARTS: dict[str, _Part[Any]] = {"entries": _Entries(), "records": _Records()}


def reproject(part: str = "entries", after: int = 0) -> Iterator[Progress]:
    """Write again the rows derived from entries and versions; yield each batch's progress.

    Begins with the rows after number ``after`` of ``part``, and goes on with the later parts.
    Raises LookupError for a record that shows a thing without entry (``manage.py check_register``).
    """
    names = list(PARTS)
    for name in names[names.index(part) :]:
        yield from PARTS[name].run(name, after if name == part else 0)


def stale_entries(entries: Iterable[Entry]) -> list[EntryEdit]:
    """Return the values that entries lack in the shape of this release: see ``renewal``."""
    rows = {(entry.kind, entry.key): entry for entry in entries}
    contents = renewal.renewed(rows)
    parents = [parent_name(name[0], content.card) for name, content in contents.items()]
    public = published_entries(filter(None, parents))
    edits: list[EntryEdit] = []
    for name, content in contents.items():
        remaining = {"detail": content.detail, "schema": shape.SCHEMA}
        columns = differing(rows[name], columns_of(name[0], content.card, public) | remaining)
        if columns:
            edits.append(EntryEdit(rows[name], columns))
    return edits
