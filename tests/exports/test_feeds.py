"""Feeds and calendars of a selection, read as programs read them."""

import datetime

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from meetings.models import Meeting
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish
from tests.drafts import Rio, account_of

pytestmark = pytest.mark.django_db


def feed(client: Client, query: str = "") -> "feedparser.FeedParserDict":
    parsed = feedparser.parse(client.get(f"/meetings.atom{query}").content)
    assert not parsed.bozo
    return parsed


def events(client: Client, address: str) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(client.get(address).content)
    return [{name: event.decoded(name) for name in event} for event in calendar.walk("VEVENT")]


def test_a_feed_begins_with_what_changed_last(client: Client, story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="They spoke for an hour.")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    parsed = feed(client)
    assert parsed.feed.title == "Sidelines: Meetings"
    assert parsed.feed.link == "http://testserver/meetings/"
    assert [entry.title for entry in parsed.entries] == [
        "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro",
        (
            "Wang Yi (China) and Subrahmanyam Jaishankar (India), on the sidelines of "
            "G20 Rio de Janeiro"
        ),
    ]
    first = parsed.entries[0]
    day = f"{first.published_parsed.tm_year}-{first.published_parsed.tm_mon:02d}"
    assert first.id.startswith(f"tag:testserver,{day}-")
    assert first.id.endswith(f":meeting/{story.with_russia.public_id}")
    assert first.updated_parsed >= first.published_parsed
    assert first.summary == (
        "<p>Reported 19 November 2024; day not stated; Rio de Janeiro; G20 Rio de Janeiro; "
        "own accounts: China and Russia, 2 of 2.</p>"
        "<p>They spoke for an hour.</p><p>Version 2. CC BY 4.0.</p>"
    )
    assert [tag.term for tag in first.tags] == ["Ukraine", "Korean Peninsula"]


def test_an_entry_keeps_its_id_when_it_changes(client: Client, story: Rio) -> None:
    before = {entry.id for entry in feed(client).entries}
    Meeting.objects.filter(pk=story.with_russia.pk).update(title="Another title")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    assert {entry.id for entry in feed(client).entries} == before


def test_a_title_says_that_a_meeting_is_denied_and_by_whom(client: Client, story: Rio) -> None:
    india = story.with_india.participations.get(actor__code="IND").actor
    account_of(story.with_india, story.source, india, extent="relayed", occurrence="denied")
    story.with_india.reports.filter(voices__code="CHN").delete()
    publish(story.with_india.pk, None, kind=VersionKind.CORRECTION, note="India denies it.")
    assert feed(client, "?occurrence=denied").entries[0].title.startswith("Denied by India: Wang")


def test_a_feed_without_meetings_is_one(client: Client, story: Rio) -> None:
    parsed = feed(client, "?occurrence=postponed")
    assert (len(parsed.entries), parsed.feed.title) == (0, "Sidelines: Postponed meetings")
    first, second = (client.get("/meetings.atom?occurrence=postponed").content for _ in range(2))
    assert first == second


def test_stored_text_stays_text_in_a_feed(client: Client, story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="<script>alert(1)</script> & so")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    assert b"&amp;lt;script&amp;gt;" in client.get("/meetings.atom").content


def test_an_event_covers_every_possible_day(client: Client, story: Rio) -> None:
    found = events(client, "/meetings.ics?country=RUS")
    assert len(found) == 1
    event = found[0]
    assert event["UID"] == story.with_russia.public_id
    assert (event["DTSTART"], event["DTEND"]) == (
        datetime.date(2024, 11, 18),
        datetime.date(2024, 11, 20),
    )
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert event["LOCATION"] == "Rio de Janeiro"
    assert str(event["DESCRIPTION"]).startswith("Reported 19 November 2024; day not stated;")


def test_a_meeting_has_a_calendar_entry_of_its_own(client: Client, story: Rio) -> None:
    public_id = story.with_russia.public_id
    found = events(client, f"/meetings/{public_id}.ics")
    assert [event["UID"] for event in found] == [public_id]


@pytest.mark.parametrize(
    ("occurrence", "status"),
    [("announced", "TENTATIVE"), ("postponed", "TENTATIVE"), ("called_off", "CANCELLED")],
)
def test_the_status_of_an_event(client: Client, story: Rio, occurrence: str, status: str) -> None:
    story.with_india.reports.update(occurrence=occurrence)
    publish(story.with_india.pk, None, kind=VersionKind.ADDITION)
    found = events(client, f"/meetings.ics?occurrence={occurrence}")
    assert [event["STATUS"] for event in found] == [status]
    label = occurrence.replace("_", " ").capitalize()
    assert str(found[0]["SUMMARY"]).startswith(f"{label}: Wang Yi (China)")


def test_what_has_no_date_has_no_place_in_a_calendar(client: Client, story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_india.pk).update(
        date="", date_earliest=None, date_latest=None, date_basis="stated"
    )
    story.with_india.reports.update(occurrence="announced")
    publish(story.with_india.pk, None, kind=VersionKind.ADDITION)
    assert events(client, "/meetings.ics?occurrence=announced") == []
    assert events(client, f"/meetings/{story.with_india.public_id}.ics") == []
    assert len(feed(client, "?occurrence=announced").entries) == 1
