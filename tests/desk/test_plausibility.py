"""What an editor is asked before a meeting is handed in, rule by rule."""

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.dates.fields import fill_bounds
from meetings.desk.plausibility.doubts import doubts, doubts_about, unanswered
from meetings.models import (
    Meeting,
    Participation,
    Person,
    Place,
    Report,
    Summit,
    Tenure,
)
from tests.drafts import Rio, account_of, holder, rio, state

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 1)


@pytest.fixture
def story() -> Rio:
    """Return the Rio story: 18 or 19 November 2024, published on the 19th."""
    return rio()


def asked(
    story: Rio,
    *tenures: Tenure | Participation,
    occurrences: Iterable[str] = ("held",),
    **values: Any,
) -> list[tuple[str, str]]:
    """Return part and sentence of the doubts about an unsaved meeting, told by the source."""
    meeting = Meeting(**{"date": "2024-11-18", **values})
    fill_bounds([meeting])
    rows = [
        Participation(actor=one.office.actor, person=one.person, tenure=one)
        if isinstance(one, Tenure)
        else one
        for one in tenures or (story.wang, story.lavrov)
    ]
    reports = [Report(source=story.source, occurrence=word) for word in occurrences]
    return [(one.part, one.sentence) for one in doubts(meeting, rows, reports, TODAY)]


def test_the_rio_meetings_raise_no_doubt(story: Rio) -> None:
    assert doubts_about(story.with_russia, TODAY) == []
    assert asked(story) == []


def test_a_meeting_held_in_the_future(story: Rio) -> None:
    story.source.published = "2026-02-20"
    story.source.save()
    sentence = "Said to be held on 2 March 2026, which is still to come. Is it announced?"
    assert ("", sentence) in asked(story, date="2026-03-02")
    assert ("", sentence) in asked(
        story, date="2026-03-02", occurrences=["announced"], occurrence_override="held"
    )
    assert asked(story, date="2026-03-02", occurrences=["announced"]) == []
    assert all("still to come" not in text for _, text in asked(story, date="2026-03-01"))


def test_an_announced_day_that_has_passed(story: Rio) -> None:
    sentence = "Announced for 28 February 2026, which has passed: did it take place?"
    assert asked(story, date="2026-02-28", occurrences=["announced"]) == [("", sentence)]
    for date, occurrences in (
        ("2026-03-01", ["announced"]),
        ("2024-11-19", ["announced", "held"]),
        ("2026-02-28", ["called_off"]),
    ):
        assert asked(story, date=date, occurrences=occurrences) == []


def test_a_date_outside_the_summit(story: Rio) -> None:
    sentence = (
        "G20 Rio de Janeiro took place on 18–19 November 2024; this meeting is dated "
        "16 November 2024."
    )
    assert asked(story, date="2024-11-16", summit=story.summit) == [("", sentence)]
    for date in ("2024-11", "2024-11-17"):
        assert asked(story, date=date, summit=story.summit) == []


def test_a_state_that_had_ended_or_did_not_exist_yet(story: Rio) -> None:
    union = state("SUN", "Soviet Union", end="1991-12-26")
    sudan = state("SSD", "South Sudan", start="2011-07-09")
    story.source.published = ""
    story.source.save()
    rows = [Participation(actor=union), Participation(actor=sudan)]
    assert asked(story, *rows, date="1991-12-27") == [
        (
            "participant 1",
            "Soviet Union ended on 26 December 1991; this meeting is dated 27 December 1991.",
        ),
        (
            "participant 2",
            "South Sudan began on 9 July 2011; this meeting is dated 27 December 1991.",
        ),
    ]


def test_somebody_for_a_foreign_state(story: Rio) -> None:
    china = story.wang.office.actor
    row = Participation(actor=china, person=story.lavrov.person)
    assert asked(story, row) == [
        (
            "participant 1",
            "Sergey Lavrov is known from offices of Russia, and here for China.",
        )
    ]


def test_somebody_without_a_known_office_may_speak_for_anybody(story: Rio) -> None:
    china = story.wang.office.actor
    somebody = Person.objects.create(name="Somebody")
    assert asked(story, Participation(actor=china, person=somebody)) == []


def test_a_territory_may_be_represented_by_its_state(story: Rio) -> None:
    hong_kong = state("HKG", "Hong Kong", parent=story.wang.office.actor)
    assert asked(story, Participation(actor=hong_kong, person=story.wang.person)) == []


def test_an_organisation_may_be_represented_by_a_statesman(story: Rio) -> None:
    union = state("AU", "African Union", kind="international_organisation")
    assert asked(story, Participation(actor=union, person=story.lavrov.person)) == []


def test_an_office_not_held_then(story: Rio) -> None:
    story.lavrov.end = "2024-05"
    story.lavrov.save()
    sentence = (
        "Sergey Lavrov held “Minister of Foreign Affairs” from 9 March 2004 to May 2024, "
        "not on the day of this meeting."
    )
    assert asked(story, story.lavrov) == [("participant 1", sentence)]


def test_somebody_before_their_first_known_office(story: Rio) -> None:
    story.source.published = ""
    story.source.save()
    russia, lavrov = story.lavrov.office.actor, story.lavrov.person
    sentence = (
        "The first office known of Sergey Lavrov began on 9 March 2004: Minister of Foreign "
        "Affairs, Russia. Was it the same person, in which office?"
    )
    row = Participation(actor=russia, person=lavrov)
    assert asked(story, row, date="2003") == [("participant 1", sentence)]
    titled = Participation(
        actor=russia, person=lavrov, title_as_reported="Permanent Representative"
    )
    assert asked(story, titled, date="2003") == []
    # Nobody is in office sixty years before: it is a namesake.
    assert asked(story, titled, date="1943") == [("participant 1", sentence)]


def test_one_person_in_two_cities_on_a_day(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_india.pk).update(
        date="2024-11-18", date_basis="stated", date_latest="2024-11-18"
    )
    lima = Place.objects.create(name="Lima", slug="lima", latitude="-12.0464", longitude="-77.0428")
    sentence = (
        "Wang Yi was in Rio de Janeiro on that day, too: Wang Yi (China) – Subrahmanyam "
        "Jaishankar (India), 18 November 2024."
    )
    assert asked(story, place=lima) == [("participant 1", sentence)]
    assert asked(story, place=lima, channel="call") == []
    assert asked(story, place=lima, date="[2024-11-18..2024-11-19]") == []
    assert asked(story, place=story.summit.place) == []


def test_a_suburb_is_no_second_city(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_india.pk).update(
        date="2024-11-18", date_basis="stated", date_latest="2024-11-18"
    )
    Place.objects.filter(slug="rio-de-janeiro").update(latitude="-22.9068", longitude="-43.1729")
    niteroi = Place.objects.create(
        name="Niterói", slug="niteroi", latitude="-22.8832", longitude="-43.1034"
    )
    assert asked(story, place=niteroi) == []


def test_a_meeting_that_was_only_announced_elsewhere_is_none(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_india.pk).update(
        date="2024-11-18", date_basis="stated", date_latest="2024-11-18"
    )
    story.with_india.reports.update(occurrence="called_off")
    lima = Place.objects.create(name="Lima", slug="lima")
    assert asked(story, place=lima) == []


def test_a_day_after_the_source_was_published(story: Rio) -> None:
    sentence = "“Held” was published on 19 November 2024, before the meeting."
    assert asked(story, date="2024-11-20") == [("report 1", sentence)]
    assert asked(story, date="2024-11-19") == []
    assert asked(story, date="2026-04-20", occurrences=["announced"]) == []


def test_a_source_published_years_later(story: Rio) -> None:
    sentence = (
        "This source is dated 19 November 2024, more than a year after the meeting. "
        "Is it about this one?"
    )
    assert asked(story, date="2023-11-19") == [("report 1", sentence)]
    assert asked(story, date="2023-11-20") == []
    story.source.publisher.kind = "archive"
    assert asked(story, date="2023-11-19") == []


def test_an_announcement_published_after_the_day(story: Rio) -> None:
    sentence = "“Announced” was published on 19 November 2024, after the day of the meeting."
    assert ("report 1", sentence) in asked(story, date="2024-11-18", occurrences=["announced"])
    assert all(
        text != sentence for _, text in asked(story, date="2024-11-19", occurrences=["announced"])
    )


def test_an_answered_doubt_is_not_asked_again_until_the_facts_change(story: Rio) -> None:
    meeting = story.with_russia
    Meeting.objects.filter(pk=meeting.pk).update(summit=None, sidelines=False)
    for date in ("2030-01-01", "2030-01-02"):
        meeting = Meeting.objects.get(pk=meeting.pk)
        meeting.date, meeting.date_basis = date, "stated"
        meeting.save()
        all_doubts = doubts_about(meeting, TODAY)
        assert [one.key for one in unanswered(meeting, all_doubts)] == [
            one.key for one in all_doubts
        ]
        assert f"held on {date}" in [one.key for one in all_doubts]
        meeting.confirmed |= {one.key: "" for one in all_doubts}
        meeting.save()
        assert unanswered(meeting, all_doubts) == []


def test_the_number_of_queries_does_not_depend_on_the_number_of_participants(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(
        date="2024-11-18", date_basis="stated", date_latest="2024-11-18"
    )
    for number in range(12):
        term = holder(
            state(f"AA{'ABCDEFGHIJKL'[number]}", f"State {number}"), f"P{number}", "X", "minister"
        )
        Participation.objects.create(
            meeting=story.with_russia, actor=term.office.actor, person=term.person, tenure=term
        )
    account_of(story.with_russia, story.source)
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    with CaptureQueriesContext(connection) as queries:
        assert doubts_about(meeting, TODAY) == []
    # Participants, reports, terms of office, other meetings of the day, and the summit.
    assert len(queries) == 5


def test_summits_of_one_day_are_said_in_words(story: Rio) -> None:
    summit = Summit.objects.create(name="A summit", slug="a-summit", date="2024-11-20")
    ((_, sentence),) = asked(story, summit=summit)
    assert sentence == (
        "A summit took place on 20 November 2024; this meeting is dated 18 November 2024."
    )
