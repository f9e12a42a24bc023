"""What stands in each column of a unit, column by column."""

import json
from typing import Any

import pytest
from django.test import Client

from meetings.exports.units import UNITS
from meetings.models import Actor, Participation, Person, Report
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish
from tests.drafts import Rio, state

pytestmark = pytest.mark.django_db

# The columns of the meeting, with which every unit but sums begins.
MEETING = {
    "version": 1,
    "title": "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro",
    "occurrence": "held",
    "date": "[2024-11-18..2024-11-19]",
    "date_basis": "publication",
    "earliest": "2024-11-18",
    "latest": "2024-11-19",
    "channel": "in_person",
    "setting": "talks",
    "sides": 2,
}
PAIR = {
    "actor_1": "CHN",
    "actor_1_name": "China",
    "actor_1_iso": "CHN",
    "actor_1_cow": 710,
    "actor_1_gw": 710,
    "actor_2": "RUS",
    "actor_2_name": "Russia",
    "actor_2_iso": "RUS",
    "actor_2_cow": 365,
    "actor_2_gw": 365,
}
SOURCE = {
    "voices": "RUS",
    "source_title": "Foreign ministers of China and Russia meet at the G20",
    "source_address": "https://news.example/g20",
    "source_published": "2024-11-19",
    "publisher": "TRT World",
    "publisher_key": "trt-world",
    "publisher_kind": "press",
    "via": "Reuters",
    "source_language": "en",
}
RANDOM = ("meeting_id", "address", "source_id")


def rows_of(client: Client, unit: str) -> list[dict[str, Any]]:
    """Return the rows of the meeting with Russia, without what is random."""
    document = json.loads(client.get(f"/meetings.json?country=RUS&unit={unit}").getvalue())
    rows: list[dict[str, Any]] = document["rows"]
    return [{name: row[name] for name in row if name not in RANDOM} for row in rows]


def test_the_columns_of_every_unit_have_names_of_their_own() -> None:
    assert {name: len(unit.columns) for name, unit in UNITS.items()} == {
        "meeting": 36,
        "participation": 32,
        "pair": 23,
        "pair-year": 15,
        "report": 36,
        "statement": 28,
    }
    assert [name for name, unit in UNITS.items() if len(set(unit.names)) < len(unit.names)] == []


def test_a_participation(client: Client, story: Rio) -> None:
    assert rows_of(client, "participation")[1] == {
        **MEETING,
        "side": 2,
        "actor": "RUS",
        "actor_name": "Russia",
        "actor_kind": "state",
        "iso": "RUS",
        "cow": 365,
        "gw": 365,
        "person": "Sergey Lavrov",
        "person_key": "sergey-lavrov",
        "office": "Minister of Foreign Affairs",
        "acting": "no",
        "title_as_reported": "not stated",
        "rank": "foreign_minister",
        "role": "principal",
        "attendance": "present",
        "standing_in_for": "not applicable",
        "also_for": "not applicable",
        "basis": "named",
        "authority_as_reported": "not applicable",
        "uncertain": "no",
    }


def test_a_participation_with_all_there_can_be(client: Client, story: Rio) -> None:
    seats = Participation.objects.filter(meeting=story.with_russia)
    seats.filter(actor__code="RUS").update(
        also_for=Actor.objects.get(code="BRA"),
        standing_in_for=Person.objects.create(name="Maria Zakharova"),
        title_as_reported="Top diplomat",
        authority_as_reported="the Kremlin",
        uncertain=True,
    )
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    row = rows_of(client, "participation")[1]
    assert {name: row[name] for name in list(row)[-9:]} == {
        "title_as_reported": "Top diplomat",
        "rank": "foreign_minister",
        "role": "principal",
        "attendance": "present",
        "standing_in_for": "Maria Zakharova",
        "also_for": "BRA",
        "basis": "named",
        "authority_as_reported": "the Kremlin",
        "uncertain": "yes",
    }


def test_a_delegation_of_which_nobody_is_named(client: Client, story: Rio) -> None:
    seats = Participation.objects.filter(meeting=story.with_russia)
    seats.filter(actor__code="RUS").update(person=None, tenure=None, rank="", basis="actor_only")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    row = rows_of(client, "participation")[1]
    assert [row[name] for name in ("person", "person_key", "office", "acting", "rank")] == [
        "not stated",
        "not stated",
        "not stated",
        "not applicable",
        "not stated",
    ]


def test_a_pair(client: Client, story: Rio) -> None:
    assert rows_of(client, "pair") == [{**MEETING, **PAIR, "level": "foreign_ministers"}]


def test_a_pair_in_a_year(client: Client, story: Rio) -> None:
    counts = {"year": 2024, "meetings": 1, "two_sided": 1, "in_person": 1, "possible": 0}
    assert rows_of(client, "pair-year") == [{**PAIR, **counts}]


def test_a_report(client: Client, story: Rio) -> None:
    assert rows_of(client, "report")[1] == {
        **MEETING,
        **SOURCE,
        "voice_names": "Russia",
        "voices_iso": "RUS",
        "voices_cow": 365,
        "voices_gw": 365,
        "extent": "relayed",
        "attribution": "statement",
        "attributed_to": "not stated",
        "reported_occurrence": "held",
        "reported_date": "not stated",
        "topics": "not stated",
        "topic_keys": "not stated",
        "summary": "not coded",
        "archive_address": "not coded",
        "source_archive": "not coded",
    }


def test_a_report_of_a_third_party(client: Client, story: Rio) -> None:
    reports = Report.objects.filter(meeting=story.with_russia, voices__code="RUS")
    report = reports.get()
    report.voices.clear()
    Report.objects.filter(pk=report.pk).update(attribution="outlet")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    row = rows_of(client, "report")[1]
    names = ("voices", "voice_names", "voices_iso", "voices_cow", "voices_gw")
    assert [row[name] for name in names] == ["not applicable"] * 5


def test_a_joint_text_is_one_row_with_all_its_voices(client: Client, story: Rio) -> None:
    story.with_russia.reports.get(voices__code="CHN").delete()
    russian = story.with_russia.reports.get()
    russian.voices.add(state("CHN", "China"))
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION)
    (row,) = rows_of(client, "report")
    names = ("voices", "voice_names", "voices_iso", "voices_cow", "voices_gw")
    assert [row[name] for name in names] == [
        "CHN; RUS",
        "China; Russia",
        "CHN; RUS",
        "710; 365",
        "710; 365",
    ]
    (meeting,) = rows_of(client, "meeting")
    columns = ("accounts", "voices", "sides_heard", "joint_sides")
    assert [meeting[name] for name in columns] == ["joint_text", "not applicable", 0, 2]


def test_a_statement(client: Client, story: Rio) -> None:
    assert rows_of(client, "statement") == [
        {
            **MEETING,
            **SOURCE,
            "speaker": "Sergey Lavrov",
            "speaker_key": "sergey-lavrov",
            "speaker_kind": "person",
            "text": "We are at a stage without precedent.",
            "language": "en",
            "translated": "yes",
        }
    ]
