"""Load the demonstration: people, sources and meetings at the desk, then publish each meeting."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from meetings.models import Meeting
from meetings.models.choices import REPUBLICATION_KINDS, VersionKind
from meetings.publication.errors import EditorialError
from meetings.publication.publish import publish, withdraw

from . import files, meetings
from .shelf import Shelf


@dataclass
class DemoTally:
    """Counts of meetings: described in the files, and newly created."""

    described: int = 0
    created: int = 0


def load_demo(folder: Path = files.DATA) -> DemoTally:
    """Create and publish the demonstration meetings that do not exist yet.

    An existing meeting stays as it is, whatever the desk has done with it. Each file is one
    transaction. Needs the reference data. Raises MalformedDemo, which names file and item; then
    nothing of that file was written.
    """
    demo = files.read_demo(folder)
    tally = DemoTally()
    for items in demo.meetings.values():
        tally.described += len(items)
        missing = {meetings.public_id_of(item.key): item for item in items}
        existing = Meeting.objects.filter(public_id__in=missing)
        for public_id in existing.values_list("public_id", flat=True):
            del missing[public_id]
        if missing:
            with transaction.atomic():
                shelf = Shelf()
                shelf.fill(demo)
                for item in missing.values():
                    _load_meeting(item, shelf)
            tally.created += len(missing)
            _tell_the_planner()
    return tally


def _tell_the_planner() -> None:
    """Let PostgreSQL count the rows: it plans badly for tables that have just grown."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _load_meeting(item: files.Item[files.MeetingEntry], shelf: Shelf) -> None:
    meeting = meetings.create_meeting(item, shelf)
    try:
        publish(meeting.pk, None)
        for values in item.content.versions:
            version = files.built(files.VersionEntry, item.file, item.key, values)
            item = meetings.later(item, version)
            meeting.refresh_from_db()
            _publish_again(meeting, item, version, shelf)
    except EditorialError as error:
        raise item.refusal(str(error)) from error


def _publish_again(
    meeting: Meeting,
    item: files.Item[files.MeetingEntry],
    version: files.VersionEntry,
    shelf: Shelf,
) -> None:
    if version.kind == VersionKind.WITHDRAWAL:
        withdraw(meeting.pk, None, version.note)
        return
    if version.kind not in REPUBLICATION_KINDS:
        raise item.refusal(f"versions: “{version.kind}” is no kind of a later version.")
    meetings.change_meeting(meeting, item, version, shelf)
    publish(meeting.pk, None, kind=VersionKind(version.kind), note=version.note)
