"""Accepted proposals become drafts: all of them with all their parts, or nothing, and once."""

import os
import signal
import subprocess
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from meetings.desk.entering import DescribedMeeting, DescribedReport, NotEnterable
from meetings.intake import accepting, worksheet
from meetings.models import (
    Actor,
    Capture,
    Meeting,
    Participation,
    Person,
    Publisher,
    Report,
    ReportTopic,
    Source,
    Statement,
    Story,
    StoryMeeting,
    Topic,
)
from meetings.publication.errors import StaleEdit
from tests.drafts import editor, state
from tests.processes import next_line, said, start_on_test_database
from tests.stories import TEXT, a_story

pytestmark = pytest.mark.django_db


def acceptance(story: Story, *, hand_in: bool = False, date: str = "2024-11-18") -> Any:  # noqa: ANN401 - a form
    """Return two meetings of a story to be accepted: of known states, new people and a topic."""
    sheet = worksheet.posted([("m1-decision", "accept"), ("m2-decision", "accept")])
    meetings = []
    for key, code in (("m1", "RUS"), ("m2", "IND")):
        china, other = state("CHN", "China"), state(code, code.title())
        wang = Person(name="Wang Yi")
        report = DescribedReport(
            Report(attribution="statement"),
            topics=[ReportTopic(topic=Topic(name="Flights"))],
            statements=[Statement(speaker=Person(name="Wang Yi"), text="We agree.")],
            voices=[china],
        )
        rows = [
            Participation(actor=china, person=wang),
            Participation(actor=other, person=Person(name=f"Minister of {code}")),
        ]
        meetings.append(
            accepting.AcceptedMeeting(key, DescribedMeeting(Meeting(date=date), rows, [report]))
        )
    source = Source(publisher=Publisher(name="Gazette"), title="News", published="2024-11-19")
    return accepting.Acceptance(
        story.pk, story.revision, source, meetings, sheet, lambda thing: f"{thing} [#{thing.pk}]",
        hand_in,
    )  # fmt: skip


def counts() -> list[int]:
    """Return how many meetings, people, topics, sources and captures there are."""
    return [model.objects.count() for model in (Meeting, Person, Topic, Source, Capture)]


def test_all_share_one_source_one_capture_and_the_things_made() -> None:
    story = a_story()
    accepted = accepting.accept(acceptance(story), editor())
    assert counts() == [2, 3, 1, 1, 1]
    assert [one.meeting.status for one in accepted] == ["draft", "draft"]
    assert {report.capture.text for report in Report.objects.all() if report.capture} == {TEXT}
    assert [str(one.meeting.reports.get()) for one in accepted] == [
        "China, in Gazette: News",
        "China, in Gazette: News",
    ]
    assert Statement.objects.first().speaker == Person.objects.get(name="Wang Yi")  # type: ignore[union-attr] # there are two
    story.refresh_from_db()
    assert (story.state, story.revision, str(story.worked_on_by)) == ("taken_in", 1, "ada")


def test_what_is_complete_is_handed_in_and_what_lacks_something_says_so() -> None:
    accepted = accepting.accept(acceptance(a_story(), hand_in=True), editor())
    assert [one.meeting.status for one in accepted] == ["in_review", "in_review"]
    story = a_story("Another story of the same.")
    again = acceptance(story, hand_in=True, date="2024-11-12")
    again.meetings[1].described.participations = again.meetings[1].described.participations[:1]
    accepted = accepting.accept(again, User.objects.get())
    assert [one.handed_in for one in accepted] == [True, False]
    assert accepted[1].missing != []


def test_one_that_breaks_rules_keeps_all_from_being_entered() -> None:
    story = a_story()
    broken = acceptance(story)
    broken.meetings[1].described.reports[0].report.attribution = "outlet"
    with pytest.raises(NotEnterable) as refused:
        accepting.accept(broken, editor())
    assert refused.value.position == 1
    assert counts() == [0, 0, 0, 0, 0]
    story.refresh_from_db()
    assert (story.state, story.revision) == ("waiting", 0)


def test_nothing_is_accepted_twice() -> None:
    story = a_story()
    accepting.accept(acceptance(story), editor())
    with pytest.raises(StaleEdit):
        accepting.accept(acceptance(story), User.objects.get())
    story.refresh_from_db()
    with pytest.raises(StaleEdit):
        accepting.accept(acceptance(story), User.objects.get())
    assert counts()[0] == 2


def test_an_address_entered_meanwhile_is_the_same_document() -> None:
    story = a_story()
    wanted = acceptance(story)
    wanted.source.url = "https://www.gazette.example/news/?utm_source=x"
    known = Source.objects.create(
        publisher=Publisher.objects.create(name="Gazette"),
        title="News of the day",
        url="http://gazette.example/news",
    )
    accepting.accept(wanted, editor())
    assert Report.objects.first().source == known  # type: ignore[union-attr] # there are two
    assert Source.objects.count() == 1


def test_the_same_text_is_captured_once() -> None:
    story = a_story()
    accepting.accept(acceptance(story), editor())
    source = Source.objects.get()
    Story.objects.all().delete()
    again = acceptance(a_story())
    again.source = source
    for number, meeting in enumerate(again.meetings):
        meeting.described.meeting.date = f"2024-12-0{number + 1}"
        for row in meeting.described.participations:
            row.person = Person.objects.get(name=row.person.name)
    accepting.accept(again, User.objects.get())
    assert counts() == [4, 3, 1, 1, 1]


def test_what_was_made_is_named_in_the_cards_that_are_left() -> None:
    story = a_story()
    part = acceptance(story)
    part.meetings = part.meetings[:1]
    part.sheet.rows["m2-p1"] = worksheet.Row({"person": "+ Wang YI", "actor": "China [CHN]"})
    accepting.accept(part, editor())
    story.refresh_from_db()
    wang = Person.objects.get(name="Wang Yi")
    left = worksheet.from_json(story.worksheet)
    assert left.text("m2-p1", "person") == f"Wang Yi [#{wang.pk}]"
    assert left.text("source", "known") == f"Gazette: News [#{Source.objects.get().pk}]"
    assert story.state == "begun"


# Real processes, on PostgreSQL.

PROCESSES = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in os.environ.get("DATABASE_URL", "sqlite"), reason="one process"),
]
SET_UP = """
import django, signal, sys
django.setup()
from django.contrib.auth.models import User
from meetings.intake import accepting
from meetings.models import Story
from meetings.publication.errors import EditorialError
from tests.intake.test_accepting import acceptance
wanted = acceptance(Story.objects.get())
user = User.objects.get()
"""
# Stops for ever after both meetings are written, before the story is.
ACCEPT_AND_HANG = """
def hang(*args, **kwargs):
    print("half-way", flush=True)
    signal.pause()
accepting._keep = hang
accepting.accept(wanted, user)
"""
ACCEPT = """
print("ready", flush=True)
sys.stdin.readline()
try:
    accepting.accept(wanted, user)
    print("accepted", flush=True)
except EditorialError as refused:
    print(type(refused).__name__, flush=True)
"""


def start(program: str) -> "subprocess.Popen[str]":
    return start_on_test_database(SET_UP + program)


def ready() -> Story:
    """Return a story in the queue of a desk with one editor and the states of the story."""
    editor()
    for code in ("CHN", "RUS", "IND"):
        state(code, code.title())
    Actor.objects.filter(code="CHN").update(name="China")
    return a_story()


class TestProcesses:
    """Two at once, one killed, and a database that ends every connection."""

    pytestmark = PROCESSES

    def test_a_process_killed_half_way_leaves_nothing_behind(self) -> None:
        story = ready()
        process = start(ACCEPT_AND_HANG)
        assert next_line(process) == "half-way"
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        # The server notices the broken connection and rolls back; then the lock is free again.
        accepting.accept(acceptance(story), User.objects.get())
        assert counts() == [2, 3, 1, 1, 1]
        assert StoryMeeting.objects.count() == 2

    def test_a_database_that_restarts_leaves_nothing_behind(self) -> None:
        story = ready()
        process = start(ACCEPT_AND_HANG)
        assert next_line(process) == "half-way"
        with connection.cursor() as cursor:
            # What a restart does to every connection.
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )
        accepting.accept(acceptance(story), User.objects.get())
        assert counts() == [2, 3, 1, 1, 1]
        process.kill()
        process.communicate(timeout=30)
        assert counts() == [2, 3, 1, 1, 1]

    def test_of_two_processes_that_accept_the_same_one_does(self) -> None:
        ready()
        both = [start(ACCEPT) for _ in range(2)]
        assert [next_line(process) for process in both] == ["ready", "ready"]
        for process in both:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        assert sorted(map(said, both)) == ["StaleEdit", "accepted"]
        assert counts() == [2, 3, 1, 1, 1]
