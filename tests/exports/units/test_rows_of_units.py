"""What stands in each column of a unit, column by column."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from meetings.exports.units import UNITS
from meetings.exports.units.pair import pairs_of
from meetings.models import Actor, Participation, Person, Report
from meetings.models.choices import Rank, VersionKind
from meetings.models.record import Record
from meetings.publication.publish import publish
from meetings.publication.rules import derive
from meetings.snapshot import shape
from tests.drafts import Rio, state
from tests.register import meeting_of
from tests.snapshots import participation

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
    "date_words": "Reported 19 November 2024; day not stated",
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
        "meeting": 38,
        "participation": 33,
        "pair": 25,
        "pair-year": 15,
        "report": 37,
        "statement": 29,
    }
    assert [name for name, unit in UNITS.items() if len(set(unit.names)) < len(unit.names)] == []
    # It came after the others, which stay where they were.
    assert {unit.names[-1] for unit in UNITS.values() if unit.name != "pair-year"} == {"date_words"}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024-11-18", "18 November 2024"),
        ("[2024-11-18..2024-11-19]", "18 or 19 November 2024"),
        ("2024-11~", "About November 2024"),
        ("", "not stated"),
    ],
)
def test_a_date_in_words(client: Client, date: str, words: str) -> None:
    occurrence = "held" if date else "announced"
    meeting_of(["CHN", "RUS"], date, occurrence=occurrence)
    document = json.loads(client.get(f"/meetings.json?occurrence={occurrence}").getvalue())
    assert [row["date_words"] for row in document["rows"]] == [words]


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
    assert {name: row[name] for name in list(row)[-10:-1]} == {
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
    assert rows_of(client, "pair") == [
        {**MEETING, **PAIR, "level": "foreign_ministers", "pair_level": "foreign_ministers"}
    ]


def pair_levels(client: Client) -> dict[str, str]:
    """Return the cells by pair, all of the same meeting, and its level."""
    rows = json.loads(client.get("/meetings.json?unit=pair").getvalue())["rows"]
    pairs = {f"{row['actor_1']}–{row['actor_2']}": row["pair_level"] for row in rows}
    (level,) = {row["level"] for row in rows}
    return {**pairs, "meeting": level}


def test_each_pair_of_a_session_has_the_level_of_its_two_sides(client: Client, db: None) -> None:
    ranks = {
        "CHN": Rank.HEAD_OF_STATE,
        "IND": Rank.FOREIGN_MINISTER,
        "RUS": Rank.HEAD_OF_GOVERNMENT,
        "USA": "",
    }
    meeting = meeting_of(list(ranks), "2024-11-18")
    for code, rank in ranks.items():
        Participation.objects.filter(meeting=meeting, actor__code=code).update(rank=rank)
    # Members of a delegation do not raise the level of a side that has a principal.
    Participation.objects.create(
        meeting=meeting,
        position=9,
        actor=state("IND", "Ind"),
        person=Person.objects.create(name="A. Delegate"),
        rank=Rank.HEAD_OF_STATE,
        role="delegation",
    )
    publish(meeting.pk, None, kind=VersionKind.ADDITION)
    assert pair_levels(client) == {
        "CHN–IND": "foreign_ministers",
        "CHN–RUS": "leaders",
        "CHN–USA": "not stated",
        "IND–RUS": "foreign_ministers",
        "IND–USA": "not stated",
        "RUS–USA": "not stated",
        "meeting": "leaders",
    }


@pytest.mark.parametrize("rank", ["", *Rank.values])
@pytest.mark.parametrize("other", ["", "head_of_state", "foreign_minister", "ambassador"])
def test_the_level_of_the_only_pair_is_that_of_the_meeting(rank: str, other: str) -> None:
    seats = [participation("CHN", rank=rank), participation("RUS", rank=other)]
    both = [shape.Side(number=n, actors=[], participations=[n]) for n in (0, 1)]
    sides = [
        {"actors": [{"code": code}], "level": derive.level_of_side(seats, side)}
        for code, side in zip(("CHN", "RUS"), both, strict=True)
    ]
    (level,) = pairs_of(SimpleNamespace(card={"sides": sides})).values()  # type: ignore[arg-type]
    assert level == (derive.level_of(seats, both) or "not stated")


def test_a_card_of_an_earlier_release_does_not_have_it(client: Client, story: Rio) -> None:
    record = Record.objects.get(public_id=story.with_russia.public_id)
    for side in record.card["sides"]:
        del side["level"]
    record.save()
    (row,) = rows_of(client, "pair")
    assert row["pair_level"] == "not coded"


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
