"""Who sat on which side, who beside them and who was missing; offices, notes, names and flags."""

from typing import Any

import pytest

from meetings.pages.lines import Party
from meetings.pages.sides import Participant, Seating, party_of, seating_of
from meetings.snapshot.on_the_day import first_day
from meetings.snapshot.shape import ParticipationContent
from tests.snapshots import cast, date, participation, snapshot


def seating(*rows: ParticipationContent, **fields: Any) -> Seating:
    return seating_of(snapshot(list(rows), **fields))


def only(**fields: Any) -> Participant:
    """Return a participant of China as the page shows it, at a meeting with Russia."""
    found = seating(participation("CHN", **fields), participation("RUS"))
    blocks = [*found.sides, *found.beside, *found.missing]
    return next(
        block.people[0] for block in blocks if any(one.code == "CHN" for one in block.parties)
    )


def codes(found: Seating) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """Return the codes of the actors of each block: sides, beside, missing."""
    return (
        [[party.code for party in block.parties] for block in found.sides],
        [[party.code for party in block.parties] for block in found.beside],
        [[party.code for party in block.parties] for block in found.missing],
    )


def test_sides_stand_in_their_order_with_those_who_came() -> None:
    found = seating(
        participation("RUS", person="lavrov", office="rus-minister"),
        participation("CHN", person="wang", office="chn-minister"),
    )
    china, russia = found.sides
    assert china.parties == (Party("CHN", "China", "flags/cn.svg", "/countries/CHN/"),)
    assert china.people == (Participant("Wang Yi", "/people/wang/", "Minister of Foreign Affairs"),)
    assert russia.parties == (Party("RUS", "Russia", "flags/ru.svg", "/countries/RUS/"),)
    assert russia.people == (
        Participant("Sergey Lavrov", "/people/lavrov/", "Minister of Foreign Affairs"),
    )


def test_mediators_and_observers_sit_beside_the_sides() -> None:
    found = seating(
        participation("RUS"),
        participation("CHN"),
        participation("EGY", role="mediator"),
        participation("EU", role="observer"),
        participation("IND", attendance="declined"),
        participation("BRA", role="mediator", attendance="absent"),
    )
    assert codes(found) == ([["CHN"], ["RUS"]], [["EGY"], ["EU"]], [["IND"], ["BRA"]])
    assert found.beside[0].people[0].notes == ("mediator",)
    assert found.beside[1].people[0].notes == ("observer",)
    assert found.missing[0].people[0].notes == ("declined",)
    assert found.missing[1].people[0].notes == ("was absent", "mediator")


def test_a_mediator_with_the_number_of_a_side_sits_on_it() -> None:
    found = seating(
        participation("CHN", side=1), participation("EGY", role="mediator", side=1),
        participation("RUS", side=2),
    )  # fmt: skip
    assert codes(found) == ([["CHN", "EGY"], ["RUS"]], [], [])


def test_who_is_missing_of_a_side_that_came_is_not_among_it() -> None:
    found = seating(
        participation("CHN", person="wang"),
        participation("CHN", person="li", attendance="absent"),
        participation("RUS"),
    )
    assert [one.name for one in found.sides[0].people] == ["Wang Yi"]
    assert [one.name for one in found.missing[0].people] == ["Li Qiang"]


def test_a_side_of_several_says_for_whom_each_came() -> None:
    found = seating(
        participation("CHN", person="wang", office="chn-minister", side=1),
        participation("SWZ", side=1),
        participation("RUS", side=2),
        date=date("2015-11-18"),
    )
    assert [one.office for one in found.sides[0].people] == [
        "Minister of Foreign Affairs, China",
        "Swaziland",
    ]


def test_several_of_one_actor_need_not_say_for_whom_they_came() -> None:
    found = seating(
        participation("CHN", person="wang", office="chn-minister"),
        participation("CHN", person="li", title_as_reported="Premier"),
        participation("RUS"),
    )
    assert [one.office for one in found.sides[0].people] == [
        "Minister of Foreign Affairs",
        "Premier",
    ]


def test_a_delegation_of_which_nobody_is_named_has_no_link() -> None:
    assert only() == Participant("Delegation, nobody named", "", "")


def test_somebody_known_by_title_alone_is_called_by_it() -> None:
    assert only(title_as_reported="President Baez", rank="head_of_state") == Participant(
        "President Baez", "", ""
    )


@pytest.mark.parametrize(
    ("fields", "office"),
    [
        ({"office": "chn-minister"}, "Minister of Foreign Affairs"),
        ({"office": "chn-minister", "acting": True}, "Acting Minister of Foreign Affairs"),
        ({"title_as_reported": "Special envoy"}, "Special envoy"),
        ({"rank": "envoy"}, "Envoy"),
        ({"rank": "envoy", "title_as_reported": "Special envoy"}, "Special envoy"),
        ({"acting": True}, ""),
    ],
)
def test_the_office_is_the_recorded_one_else_as_reported_else_the_rank(
    fields: dict[str, Any], office: str
) -> None:
    assert only(person="wang", **fields).office == office


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({}, ()),
        ({"role": "host"}, ("host",)),
        ({"role": "delegation"}, ("member of the delegation",)),
        (
            {"office": "chn-minister", "title_as_reported": "Chief diplomat"},
            ("reported as “Chief diplomat”",),
        ),
        # The same words in other letters are no other title; nor is the only one there is.
        ({"office": "chn-minister", "title_as_reported": "MINISTER OF FOREIGN AFFAIRS"}, ()),
        ({"title_as_reported": "Chief diplomat"}, ()),
        ({"standing_in_for": "li"}, ("standing in for Li Qiang",)),
        ({"also_for": "SWZ"}, ("also for Eswatini",)),
        (
            {"authority_as_reported": "the exchange foundation"},
            ("authority as reported: the exchange foundation",),
        ),
        ({"basis": "inferred"}, ("inferred, not named in an account",)),
        ({"basis": "actor_only"}, ()),
        ({"uncertain": True}, ("uncertain",)),
        (
            {"attendance": "absent", "role": "delegation", "uncertain": True},
            ("was absent", "member of the delegation", "uncertain"),
        ),
    ],
)
def test_what_is_unusual_about_a_participant(
    fields: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert only(**fields).notes == notes


@pytest.mark.parametrize(
    ("code", "day", "party"),
    [
        ("CHN", "2024-11-18", Party("CHN", "China", "flags/cn.svg", "/countries/CHN/")),
        ("CHN", "", Party("CHN", "China", "flags/cn.svg", "/countries/CHN/")),
        # Nobody's flag of today is shown for a day of long ago.
        ("CHN", "1972-02-21", Party("CHN", "China", "", "/countries/CHN/")),
        ("TWN", "2015-11-07", Party("TWN", "Taiwan", "", "/countries/TWN/")),
        ("SWZ", "2018-04-18", Party("SWZ", "Swaziland", "flags/sz.svg", "/countries/SWZ/")),
        ("SWZ", "2018-04-19", Party("SWZ", "Eswatini", "flags/sz.svg", "/countries/SWZ/")),
        ("EU", "2024-11-18", Party("EU", "European Union", "", "/organisations/EU/")),
    ],
)
def test_a_party_has_the_name_and_flag_of_the_day(code: str, day: str, party: Party) -> None:
    assert party_of(code, cast(), first_day(date(day))) == party
