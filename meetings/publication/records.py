"""Write versions, and the records with links and texts that are projected from them (bulk).

All publication goes through ``write_versions``. ``reproject`` uses ``edits_of`` and ``write_edits``
alone, because the versions of its records stay. All three handle many meetings in a constant
number of queries, and write only rows that differ.
"""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from meetings import models
from meetings.models.choices import VersionKind
from meetings.snapshot import read, shape
from meetings.text import meeting_slug
from meetings.tokens import SearchText

from . import clock, entries
from .project import Projection, project
from .things.cards import Name

# Role and row number of the entry -> side.
Links = dict[tuple[int, int], int | None]

# SQLite allows some hundreds of conditions in one query.
_DELETED_AT_ONCE = 200


@dataclass(frozen=True)
class NewVersion:
    """A version to be written.

    ``record`` is None for a meeting that was never public, ``snapshot`` for a withdrawal.
    """

    record: models.Record | None
    snapshot: shape.Snapshot | None
    kind: VersionKind
    note: str = ""
    editor_id: int | None = None


@dataclass(frozen=True)
class RecordEdit:
    """The changes that make a record the projection of its version.

    ``columns`` holds new values by attribute; ``unlinked`` and ``linked`` the links to delete and
    to create; ``text`` is the searchable text, which is written only if ``new_text`` is set.
    """

    row: models.Record
    columns: dict[str, Any]
    unlinked: Links
    linked: Links
    text: SearchText | None
    new_text: bool

    @property
    def changes_record(self) -> bool:
        """Whether anything besides the text differs."""
        return bool(self.columns or self.unlinked or self.linked)


def write_versions(
    new_versions: Sequence[NewVersion], entry_ids: Mapping[Name, int], change: clock.PublicChange
) -> list[models.Version]:
    """Freeze versions and write their records; return the versions in the same order.

    ``entry_ids`` holds the row numbers of all entries that the snapshots show. Each record appears
    in ``new_versions`` at most once, and was read under the lock of ``change`` with its version. A
    new record gets its address, and a slug that never changes again.
    """
    now = timezone.now()
    projections = [project(new.snapshot) for new in new_versions]
    created = [
        _new_record(new.snapshot, projection.all_columns(entry_ids), now)
        for new, projection in zip(new_versions, projections, strict=True)
        if new.record is None and new.snapshot is not None
    ]
    _create(created)
    new_records = iter(created)
    versions = [_new_version(new, new.record or next(new_records), now) for new in new_versions]
    models.Version.objects.bulk_create(versions)
    without_links = {record.pk for record in created}
    write_edits(edits_of(versions, projections, entry_ids, without_links), change)
    return versions


def _new_record(
    snapshot: shape.Snapshot, columns: dict[str, Any], now: datetime.datetime
) -> models.Record:
    return models.Record(
        public_id=snapshot["public_id"],
        slug=meeting_slug(columns["title"]),
        first_published=now,
        last_published=now,
        **columns,
    )


def _create(records: Sequence[models.Record]) -> None:
    models.Record.objects.bulk_create(records)
    models.Address.objects.bulk_create(
        models.Address(kind=models.Address.MEETING, key=record.public_id, record=record)
        for record in records
    )


def _new_version(new: NewVersion, record: models.Record, now: datetime.datetime) -> models.Version:
    last = record.version
    snapshot = new.snapshot or read.tombstone(record.public_id)
    return models.Version(
        record=record,
        number=last.number + 1 if last else 1,
        schema=snapshot["schema"],
        snapshot=snapshot,
        kind=new.kind,
        note=new.note,
        editor_id=new.editor_id,
        published_at=now,
    )


def edits_of(
    versions: Sequence[models.Version],
    projections: Sequence[Projection],
    entry_ids: Mapping[Name, int],
    without_links: Container[int] = (),
) -> list[RecordEdit]:
    """Return the changes that make each record of ``versions`` the projection of that version.

    Two queries, without locks; records in ``without_links`` have no links and no text yet.
    """
    stored = [row.record_id for row in versions if row.record_id not in without_links]
    links, texts = _stored_links(stored), _stored_texts(stored)
    edits: list[RecordEdit] = []
    for version, projection in zip(versions, projections, strict=True):
        pk, record = version.record_id, version.record
        of_version = {"version_id": version.pk, "last_published": version.published_at}
        projected_links, stored_links = projection.links_by_number(entry_ids), links[pk]
        edit = RecordEdit(
            record,
            entries.differing(record, projection.all_columns(entry_ids) | of_version),
            unlinked=_missing(stored_links, projected_links),
            linked=_missing(projected_links, stored_links),
            text=projection.text,
            new_text=texts.get(pk) != projection.text,
        )
        edits.append(edit)
    return edits


def _missing(links: Links, others: Links) -> Links:
    """Return the ``links`` that ``others`` does not contain with the same side."""
    return {link: side for link, side in links.items() if (link, side) not in others.items()}


def _stored_links(records: Iterable[int]) -> dict[int, Links]:
    links: dict[int, Links] = defaultdict(dict)
    rows = models.RecordLink.objects.filter(record__in=records)
    for pk, role, entry, side in rows.values_list("record_id", "role", "entry_id", "side"):
        links[pk][role, entry] = side
    return links


def _stored_texts(records: Iterable[int]) -> dict[int, SearchText]:
    rows = models.RecordText.objects.filter(record__in=records).values_list("pk", "head", "body")
    return {pk: SearchText(head, body) for pk, head, body in rows}


def write_edits(edits: Sequence[RecordEdit], change: clock.PublicChange) -> None:
    """Write edits in the transaction of ``change``, and add the changed records to ``change``."""
    entries.write_columns([(edit.row, edit.columns) for edit in edits])
    _unlink([(entry, role, edit.row.pk) for edit in edits for role, entry in edit.unlinked])
    models.RecordLink.objects.bulk_create(
        models.RecordLink(record_id=edit.row.pk, role=role, entry_id=entry, side=side)
        for edit in edits
        for (role, entry), side in edit.linked.items()
    )
    texts = {edit.row.pk: edit.text for edit in edits if edit.new_text}
    models.RecordText.objects.write({pk: text for pk, text in texts.items() if text is not None})
    models.RecordText.objects.clear(pk for pk, text in texts.items() if text is None)
    changed = {edit.row.pk for edit in edits if edit.changes_record}
    change.records |= changed
    change.texts |= texts.keys() - changed


def _unlink(links: Sequence[tuple[int, int, int]]) -> None:
    for start in range(0, len(links), _DELETED_AT_ONCE):
        models.RecordLink.objects.filter(pk__in=links[start : start + _DELETED_AT_ONCE]).delete()
