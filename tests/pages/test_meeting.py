"""The page of a meeting: what it says of a snapshot, above all where something is not known."""

from typing import Any

import pytest

from meetings.pages.addresses import Link
from meetings.pages.meeting import MeetingPage, When, Where, actors_address, page_of
from meetings.pages.words import recorded_accounts
from meetings.snapshot.cards import DateContent
from tests.snapshots import cast, date, participation, place, report, snapshot, topic

CHINA = participation("CHN", "foreign_minister", person="wang")
RUSSIA = participation("RUS", "foreign_minister", person="lavrov")


def page(**fields: Any) -> MeetingPage:
    """Return the page of talks of China and Russia."""
    reports = fields.pop("reports", None)
    entries = fields.pop("entries", None)
    return page_of(snapshot([CHINA, RUSSIA], reports, entries, **fields))


def test_the_facts_of_a_meeting() -> None:
    found = page(
        reports=[report("CHN", topics=[topic("ukraine"), topic("flights")], summary="In short.")],
        place="rio",
        summit="rio",
        sidelines=True,
        summary="They spoke.",
        setting="brief_encounter",
    )
    assert (found.public_id, found.status, found.status_note) == ("A000000000", "", "")
    assert (
        found.title
        == found.full_title
        == ("Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro")
    )
    assert found.when == When("18 November 2024", "", "2024-11-18")
    assert found.where == Where(
        "Rio de Janeiro", Link("Brazil", "/countries/BRA/"), contested=False
    )
    assert (found.summit, found.sidelines) == (Link("G20 Rio de Janeiro", "/summits/rio/"), True)
    assert (found.how, found.level) == ("In person, brief encounter", "Foreign ministers")
    assert found.accounts == "own accounts: China, 1 of 2 sides"
    assert (found.summary, found.replaces) == ("They spoke.", "")
    assert found.seating_heading == "Who met"
    # “In short” is a row of the table, and no topic.
    assert found.topics == [
        Link("Ukraine", "/topics/ukraine/"),
        Link("Direct flights", "/topics/flights/"),
    ]


def test_what_is_not_known_is_left_out() -> None:
    bare = page_of(snapshot([participation("CHN"), participation("RUS")], []))
    assert (bare.where, bare.summit, bare.level) == (None, None, "")
    assert (bare.topics, bare.quotes, bare.sources) == ([], [], [])
    assert bare.accounts == "third-party accounts only"


@pytest.mark.parametrize(
    ("entered", "words", "certainty"),
    [
        (date(""), "no date yet", ""),
        (date("2024-11-18"), "18 November 2024", ""),
        (
            date("2024-11-18", "relative"),
            "18 November 2024",
            "Worked out from what the source says.",
        ),
        (
            date("2024-11-18/2024-11-19", "stated", "2024-11-18", "2024-11-19"),
            "18–19 November 2024",
            "",
        ),
        (
            date("2024-11", "stated", "2024-11-01", "2024-11-30"),
            "November 2024",
            "The day lies between 1 November 2024 and 30 November 2024.",
        ),
        (
            date("1950~", "relative", "1949-01-01", "1951-12-31"),
            "About 1950",
            (
                "Worked out from what the source says. "
                "The day lies between 1 January 1949 and 31 December 1951."
            ),
        ),
        (
            date("[2024-11-17..2024-11-19]", "stated", "2024-11-17", "2024-11-19"),
            "One day between 17 and 19 November 2024",
            "",
        ),
        (
            date("[2024-11-17..2024-11-19]", "publication", "2024-11-17", "2024-11-19"),
            "Reported 19 November 2024; day not stated",
            ("Our sources do not state the day; it was one day between 17 and 19 November 2024."),
        ),
    ],
)
def test_when(entered: DateContent, words: str, certainty: str) -> None:
    found = page(date=entered).when
    assert (found.words, found.certainty, found.edtf) == (words, certainty, entered["edtf"])


@pytest.mark.parametrize(
    ("key", "day", "where"),
    [
        (
            "rio",
            "2024-11-18",
            Where("Rio de Janeiro", Link("Brazil", "/countries/BRA/"), contested=False),
        ),
        # Nothing is said of the state of a contested place, though one is recorded.
        ("taipei", "2024-11-18", Where("Taipei", None, contested=True)),
        # Between the end of the war and 1949 Potsdam lay in no state of the register.
        ("potsdam", "1945-07-17", Where("Potsdam", None, contested=False)),
        (
            "potsdam",
            "2024-07-17",
            Where("Potsdam", Link("Germany", "/countries/DEU/"), contested=False),
        ),
        (
            "moscow",
            "1991-12-26",
            Where("Moscow", Link("China", "/countries/CHN/"), contested=False),
        ),
        (
            "moscow",
            "1991-12-27",
            Where("Moscow", Link("Russia", "/countries/RUS/"), contested=False),
        ),
        (
            "mbabane",
            "2018-04-18",
            Where("Mbabane", Link("Swaziland", "/countries/SWZ/"), contested=False),
        ),
    ],
)
def test_where(key: str, day: str, where: Where) -> None:
    entries = cast()
    period = {"state": "CHN", "start": "1922-12-30", "end": "1991-12-26"}
    entries["place"]["moscow"] = place("Moscow", "RUS", former_states=[period])
    entries["place"]["mbabane"] = place("Mbabane", "SWZ")
    assert page(place=key, date=date(day), entries=entries).where == where


@pytest.mark.parametrize(
    ("words", "status", "heading"),
    [
        (("held", "held"), "", "Who met"),
        (("held", "denied"), "Disputed", "Who is said to have met"),
        (("announced", "denied"), "Denied by Russia", "Who is said to have met"),
        (("denied", "denied"), "Denied by China and Russia", "Who is said to have met"),
        (("announced", "announced"), "Announced", "Who was to meet"),
    ],
)
def test_status(words: tuple[str, str], status: str, heading: str) -> None:
    voices = ("CHN", "RUS")
    reports = [report(voice, occurrence=word) for voice, word in zip(voices, words, strict=True)]
    found = page(reports=reports, title="Talks")
    assert (found.status, found.seating_heading) == (status, heading)
    assert found.full_title == (f"{status}: Talks" if status else "Talks")


def test_a_status_set_by_hand_has_its_note() -> None:
    found = page(occurrence_override="called_off", occurrence_note="Both said so later.")
    assert (found.status, found.status_note) == ("Called off", "Both said so later.")


def test_who_denied_goes_by_the_name_of_the_day() -> None:
    shown = snapshot(
        [participation("SWZ"), participation("RUS")],
        [report("SWZ", occurrence="denied")],
        date=date("2018-04-18"),
    )
    assert page_of(shown).status == "Denied by Swaziland"
    assert recorded_accounts(shown) == "own accounts: Swaziland, 1 of 2 sides"


def test_what_a_meeting_replaces_is_linked() -> None:
    assert page(replaces="B000000000").replaces == "/meetings/B000000000/"


@pytest.mark.parametrize(
    ("codes", "link"),
    [
        (
            ["CHN", "RUS"],
            Link("More meetings of China and Russia", "/meetings/?country=CHN&country=RUS"),
        ),
        (
            ["CHN", "EU", "SWZ"],
            Link(
                "More meetings of China, Swaziland and European Union",
                "/meetings/?country=CHN&country=SWZ&organisation=EU",
            ),
        ),
        (["CHN", "RUS", "IND", "BRA"], None),
        (["CHN"], None),
    ],
)
def test_the_list_of_the_same_actors(codes: list[str], link: Link | None) -> None:
    rows = [participation(code) for code in codes]
    assert actors_address(snapshot(rows, date=date("2018-04-18"))) == link
