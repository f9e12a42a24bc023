"""Real processes on PostgreSQL: two at once, and one killed in the middle of publishing.

SQLite in the suite lives in one process's memory; its writers are serialised by the engine.
"""

import os
import signal
import subprocess

import pytest

from meetings.desk import changes
from meetings.models import Address, Entry, Meeting, Record, RecordLink, RegisterClock, Version
from meetings.publication.check import problems_of_register
from meetings.publication.publish import publish
from tests.drafts import rio, user_with
from tests.processes import next_line, said, start_on_test_database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in os.environ.get("DATABASE_URL", "sqlite"), reason="one process"),
]

SET_UP = """
import django, os, signal, sys
django.setup()
from django.db import transaction
from meetings.desk import changes
from meetings.publication import publish as publishing
from meetings.publication.errors import EditorialError
from meetings.models import Meeting
from django.contrib.auth.models import User
meeting = int(sys.argv[1])
"""

# Stops for ever after version and record are written, locks in hand.
PUBLISH_AND_HANG = """
def hang(*args, **kwargs):
    print("half-way", flush=True)
    signal.pause()
publishing.refresh_details = hang
publishing.publish(meeting, None)
"""

PUBLISH = """
try:
    publishing.publish(meeting, None)
    print("published", flush=True)
except EditorialError as refused:
    print(type(refused).__name__, flush=True)
"""

# Keeps the lock until it is told to go on.
SAVE = """
try:
    with transaction.atomic():
        print("asks", flush=True)
        row = changes.lock_meeting(meeting, 0)
        print("locked", flush=True)
        sys.stdin.readline()
        row.summary = sys.argv[2]
        row.save()
        changes.record_change(row, User.objects.get(username=sys.argv[2]))
    print("saved", flush=True)
except EditorialError as refused:
    print(type(refused).__name__, flush=True)
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program on the database of the test that runs."""
    return start_on_test_database(SET_UP + program, *arguments)


def start_saving(meeting: Meeting, editor: str) -> subprocess.Popen[str]:
    """Start to save a meeting as an editor; return when the process asks for the lock."""
    process = start(SAVE, meeting.pk, editor)
    assert next_line(process) == "asks"
    return process


def test_a_process_killed_half_way_leaves_nothing_behind() -> None:
    story = rio()
    publish(story.with_india.pk, None)
    counts = [model.objects.count() for model in (Record, Version, Entry, Address, RecordLink)]
    process = start(PUBLISH_AND_HANG, story.with_russia.pk)
    assert next_line(process) == "half-way"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    # The server notices the broken connection and rolls back; then the locks are free again.
    assert publish(story.with_russia.pk, None).number == 1
    assert [Record.objects.count() - counts[0], Version.objects.count() - counts[1]] == [1, 1]
    assert RegisterClock.objects.now() == 2
    assert list(problems_of_register()) == []


def test_of_two_processes_that_publish_the_same_one_does() -> None:
    story = rio()
    both = [start(PUBLISH, story.with_russia.pk) for _ in range(2)]
    assert sorted(map(said, both)) == ["NothingToPublish", "published"]
    assert (Version.objects.count(), RegisterClock.objects.now()) == (1, 1)
    assert list(problems_of_register()) == []


def test_two_processes_that_publish_meetings_of_the_same_people_both_do() -> None:
    story = rio()
    both = [start(PUBLISH, one.pk) for one in (story.with_russia, story.with_india)]
    assert list(map(said, both)) == ["published", "published"]
    assert (Record.objects.count(), RegisterClock.objects.now()) == (2, 2)
    assert sorted(Record.objects.values_list("clock", flat=True)) == [1, 2]
    assert list(problems_of_register()) == []


def test_of_two_editors_at_once_the_second_is_refused() -> None:
    story = rio()
    names = [user_with("ada").username, user_with("grace").username]
    first = start_saving(story.with_russia, names[0])
    assert next_line(first) == "locked"
    both = [first, start_saving(story.with_russia, names[1])]
    answers = [said(process) for process in both]
    assert answers == ["saved", "StaleEdit"]
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert meeting.summary == names[0]
    assert meeting.revision == 1


def test_an_editor_saves_while_a_reviewer_publishes() -> None:
    story = rio()
    user_with("ada")
    saving = start_saving(story.with_russia, "ada")
    assert next_line(saving) == "locked"
    publishing = start(PUBLISH, story.with_russia.pk)
    assert {said(saving), said(publishing)} == {"saved", "published"}
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert meeting.record is not None
    assert meeting.record.version is not None
    shown = meeting.record.version.snapshot["content"]["summary"]
    # Whichever came first, the desk knows whether the public has seen it.
    assert meeting.unpublished_changes == (shown != "ada")
    assert changes.differs_from_public(meeting) == meeting.unpublished_changes
    assert list(problems_of_register()) == []
