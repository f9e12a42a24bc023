"""Write the record of a version: columns, links and addresses."""

from django.utils import timezone

from meetings.models import Address, Entry, Record, RecordLink, RecordText, Version
from meetings.models.choices import Accounts, Channel, Occurrence, RecordState, Setting

from .clock import PublicChange
from .entries import published_entries
from .project import UNDATED, Projection, project
from .searchable import search_text_of
from .things.cards import Name

WITHDRAWN_TITLE = "Withdrawn meeting"


def create_record(public_id: str, slug: str) -> Record:
    """Create the empty record and the address of a meeting that becomes public.

    ``slug`` freezes here. The caller goes on with ``write_record`` in the same transaction.
    """
    now = timezone.now()
    record = Record.objects.create(
        public_id=public_id,
        slug=slug,
        title="",
        listed_on=UNDATED,
        channel=Channel.IN_PERSON,
        setting=Setting.TALKS,
        occurrence=Occurrence.ANNOUNCED,
        accounts=Accounts.THIRD_PARTY,
        first_published=now,
        last_published=now,
    )
    Address.objects.create(kind=Address.MEETING, key=public_id, record=record)
    return record


def write_record(record: Record, version: Version, change: PublicChange) -> None:
    """Make ``record`` the projection of ``version``, whose entries are public already."""
    projection = project(version.snapshot)
    names = {name for _, name in projection.links}
    entries = published_entries(names)
    for column, value in projection.columns.items():
        setattr(record, column, value)
    for column, name in projection.entries.items():
        setattr(record, column, entries[name] if name else None)
    record.state = RecordState.PUBLISHED
    record.version = version
    record.last_published = version.published_at
    record.save()
    _write_links(record, projection, entries)
    RecordText.objects.write({record.pk: search_text_of(version.snapshot)})
    change.records.add(record.pk)


def _write_links(record: Record, projection: Projection, entries: dict[Name, Entry]) -> None:
    wanted = {(role, entries[name].pk): side for (role, name), side in projection.links.items()}
    present = {(link.role, link.entry_id): link.side for link in record.links.all()}
    for (role, entry), side in present.items():
        if wanted.get((role, entry), "none") != side:
            RecordLink.objects.filter(record=record, role=role, entry_id=entry).delete()
    RecordLink.objects.bulk_create(
        RecordLink(record=record, role=role, entry_id=entry, side=side)
        for (role, entry), side in wanted.items()
        if present.get((role, entry), "none") != side
    )


def clear_record(record: Record, version: Version, change: PublicChange) -> None:
    """Take everything but its address and dates of publication out of a withdrawn record."""
    record.links.all().delete()
    RecordText.objects.clear([record.pk])
    record.state = RecordState.WITHDRAWN
    record.version = version
    record.title = WITHDRAWN_TITLE
    record.card = {}
    record.earliest = record.latest = None
    record.listed_on = UNDATED
    record.level, record.sides = "", 0
    record.summit = record.series = record.place = record.host = None
    record.last_published = version.published_at
    record.save()
    change.records.add(record.pk)
