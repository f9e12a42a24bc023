"""Load the demonstration: people, sources and meetings at the desk, then publish each meeting."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from meetings.models import Meeting
from meetings.publication.errors import EditorialError
from meetings.publication.publish import publish

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
                shelf = Shelf(demo)
                shelf.fill(demo)
                for item in missing.values():
                    _load_meeting(item, shelf)
            tally.created += len(missing)
    return tally


def _load_meeting(item: files.Item[files.MeetingEntry], shelf: Shelf) -> None:
    meeting = meetings.create_meeting(item, shelf)
    try:
        publish(meeting.pk, None)
    except EditorialError as error:
        raise item.refusal(str(error)) from error
