"""Versions and records have one writer: for one meeting and for many, writing what differs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting, Record, RecordLink
from meetings.publication.publish import publish, publish_first_versions, withdraw
from tests.drafts import Rio, rio, user_with

pytestmark = pytest.mark.django_db

# What a text costs more on SQLite, whose full-text index is told the old words and the new.
WRITTEN, CLEARED = (2, 1) if connection.vendor == "sqlite" else (0, 0)
FIRST, OF_KNOWN_PEOPLE, AGAIN, WITHDRAWAL = 83, 58, 26, 14


@pytest.fixture
def story() -> Rio:
    """Both Rio meetings, drafted; the clock has been read."""
    return rio()


def test_the_number_of_queries_of_a_publication(
    story: Rio, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reviewer = user_with("grace", "publish_meeting")
    reviewer.has_perm("meetings.publish_meeting")  # permissions are kept with the user
    Meeting.objects.update(status="in_review")
    with django_assert_num_queries(FIRST + WRITTEN):
        publish(story.with_russia.pk, reviewer)
    with django_assert_num_queries(OF_KNOWN_PEOPLE + WRITTEN):
        publish(story.with_india.pk, reviewer)
    Meeting.objects.filter(pk=story.with_india.pk).update(summary="Longer.")
    with django_assert_num_queries(AGAIN + WRITTEN):
        publish(story.with_india.pk, reviewer)
    with django_assert_num_queries(WITHDRAWAL + CLEARED):
        withdraw(story.with_india.pk, reviewer, "A mix-up.")


def test_a_second_meeting_costs_no_more_than_its_reading(story: Rio) -> None:
    with CaptureQueriesContext(connection) as context:
        publish_first_versions([story.with_russia.pk, story.with_india.pk])
    written = [
        query["sql"].split()[0] for query in context if not query["sql"].startswith("SELECT")
    ]
    inserted = [query["sql"].split('"')[1] for query in context if 'INTO "' in query["sql"]]
    assert inserted == [
        "meetings_registerclock",
        "meetings_entry",
        "meetings_address",
        "meetings_entry",
        "meetings_address",
        "meetings_record",
        "meetings_address",
        "meetings_version",
        "meetings_recordlink",
        "meetings_recordtext",
    ]
    assert written.count("UPDATE") == 6


def test_links_that_stay_are_left_alone(story: Rio) -> None:
    publish(story.with_russia.pk, None)
    story.with_russia.reports.get(voices__code="RUS").delete()
    with CaptureQueriesContext(connection) as context:
        publish(story.with_russia.pk, None)
    deleted = [query["sql"] for query in context if query["sql"].startswith("DELETE FROM")]
    assert [sql.split('"')[1] for sql in deleted] == [
        "meetings_recordlink",
        "meetings_meeting_editors",
    ]
    assert not any('INSERT INTO "meetings_recordlink"' in query["sql"] for query in context)
    links = RecordLink.objects.filter(role=RecordLink.Role.VOICE)
    assert list(links.values_list("entry__key", flat=True)) == ["CHN"]
    assert Record.objects.get().accounts == "one_side"
