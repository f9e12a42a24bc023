"""What lists and filters keep of a snapshot: columns, the card of a line, links in their roles."""

import datetime
from typing import Any

from meetings.models import RecordLink
from meetings.publication.project import UNDATED, project
from tests.snapshots import cast, date, participation, report, snapshot, topic

Role = RecordLink.Role


def card(*codes: str, **fields: Any) -> dict[str, Any]:
    """Return the card of a meeting of the actors with ``codes``."""
    shown = snapshot([participation(code) for code in codes], **fields)
    made: dict[str, Any] = project(shown).columns["card"]
    return made


def test_the_columns_of_a_meeting() -> None:
    shown = snapshot(
        [participation("CHN", "foreign_minister"), participation("RUS", "foreign_minister")],
        date=date("[2024-11-18..2024-11-19]", "publication", "2024-11-18", "2024-11-19"),
        title="Talks",
    )
    columns = project(shown).columns
    del columns["card"]
    assert columns == {
        "title": "Talks",
        "earliest": datetime.date(2024, 11, 18),
        "latest": datetime.date(2024, 11, 19),
        "listed_on": datetime.date(2024, 11, 19),
        "channel": "in_person",
        "setting": "talks",
        "sides": 2,
        "level": "foreign_ministers",
        "occurrence": "held",
        "accounts": "third_party",
        "source_languages": " en ",
        "state": "published",
        "checked": True,
    }


def test_a_meeting_without_a_date_is_listed_before_all_others() -> None:
    columns = project(snapshot([participation("CHN")], date=date(""))).columns
    assert (columns["earliest"], columns["latest"]) == (None, None)
    assert columns["listed_on"] == UNDATED == datetime.date(9999, 12, 31)


def test_a_card_keeps_the_first_three_hundred_characters_of_a_summary() -> None:
    assert card("CHN", "RUS", summary="a" * 299 + "bc")["summary"] == "a" * 299 + "b"
    assert card("CHN", "RUS", summary="a" * 300)["summary"] == "a" * 300
    assert card("CHN", "RUS", summary="Ünïcode " * 50)["summary"] == ("Ünïcode " * 50)[:300]


def test_a_card_has_no_letters_of_a_flag_for_who_is_contested() -> None:
    assert [side["actors"] for side in card("CHN", "TWN")["sides"]] == [
        [{"code": "CHN", "name": "China", "alpha2": "CN", "article": False}],
        [{"code": "TWN", "name": "Taiwan", "alpha2": "", "article": False}],
    ]


def test_a_card_has_the_names_of_the_day() -> None:
    before = card("SWZ", "RUS", date=date("2018-04-18"))
    after = card("SWZ", "RUS", date=date("2018-04-19"))
    # Sides stand in the order of today's names.
    assert before["sides"][0]["actors"][0]["name"] == "Swaziland"
    assert after["sides"][0]["actors"][0]["name"] == "Eswatini"


def test_each_person_and_topic_stands_once_in_a_card() -> None:
    shown = snapshot(
        [
            participation("CHN", person="wang", side=1),
            participation("IND", person="wang", side=1),
            participation("RUS", person="lavrov", side=2),
            participation("RUS", side=2),
        ],
        [
            report("CHN", topics=[topic("ukraine"), topic("flights")]),
            report("RUS", topics=[topic("ukraine")]),
        ],
    )
    made = project(shown).columns["card"]
    assert [side["people"] for side in made["sides"]] == [
        [{"key": "wang", "name": "Wang Yi", "short": "Wang"}],
        [{"key": "lavrov", "name": "Sergey Lavrov", "short": "Lavrov"}],
    ]
    assert made["topics"] == [
        {"key": "ukraine", "name": "Ukraine"},
        {"key": "flights", "name": "Direct flights"},
    ]


def test_links_are_in_the_role_in_which_the_meeting_shows_the_thing() -> None:
    entries = cast()
    shown = snapshot(
        [
            participation("CHN", person="wang", office="chn-minister"),
            participation("RUS", person="lavrov"),
            participation("EGY", role="mediator"),
            participation("IND", attendance="declined", person="li"),
        ],
        [report("CHN", topics=[topic("ukraine")])],
        {
            "actor": {code: entries["actor"][code] for code in ("CHN", "RUS", "EGY", "IND", "BRA")},
            "person": entries["person"],
            "office": {"chn-minister": entries["office"]["chn-minister"]},
            "topic": {"ukraine": entries["topic"]["ukraine"]},
            "source": {"NEWS000000": entries["source"]["NEWS000000"]},
            "publisher": {key: entries["publisher"][key] for key in ("trt", "reuters")},
        },
    )
    links = {
        (Role(role).name, key): side for (role, (_, key)), side in project(shown).links.items()
    }
    assert links == {
        ("ACTOR", "CHN"): 1,
        ("ACTOR", "RUS"): 2,
        # A mediator took part on no side; who declined took no part at all.
        ("ACTOR", "EGY"): None,
        ("PERSON", "wang"): None,
        ("PERSON", "lavrov"): None,
        ("OFFICE", "chn-minister"): None,
        ("SOURCE", "NEWS000000"): None,
        ("PUBLISHER", "trt"): None,
        ("TOPIC", "ukraine"): None,
        ("MENTION", "reuters"): None,
        ("VOICE", "CHN"): None,
        ("MENTION", "IND"): None,
        ("MENTION", "li"): None,
        ("MENTION", "BRA"): None,
    }


def test_where_it_took_place_is_a_reference_and_to_host_is_not_to_take_part() -> None:
    shown = snapshot([participation("CHN"), participation("RUS")], place="rio", summit="rio")
    projection = project(shown)
    assert projection.entries == {
        "summit": ("summit", "rio"),
        "series": ("series", "g20"),
        "place": ("place", "rio"),
        "host": ("actor", "BRA"),
    }
    assert (Role.ACTOR, ("actor", "BRA")) not in projection.links


def test_a_meeting_by_telephone_has_no_host() -> None:
    shown = snapshot([participation("CHN"), participation("RUS")], place="rio", channel="call")
    assert project(shown).entries["host"] is None
