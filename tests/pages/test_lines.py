"""One line of a list: what it says, what it leaves to the meeting's own page."""

from typing import Any

import pytest

from meetings.models import Record
from meetings.pages.addresses import Link
from meetings.pages.lines import LineSide, MeetingLine, Party, line_of
from meetings.publication.project import project
from meetings.snapshot.cards import DateContent
from meetings.snapshot.shape import ParticipationContent
from tests.snapshots import date, participation, report, snapshot, topic


def line(*rows: ParticipationContent, **fields: Any) -> MeetingLine:
    """Return the line of a meeting from its projection; nothing is saved or read."""
    reports = fields.pop("reports", None)
    columns = project(snapshot(list(rows), reports, **fields)).columns
    return line_of(Record(public_id="A000000000", slug="talks", **columns))


CHINA = participation("CHN", "foreign_minister", person="wang")
RUSSIA = participation("RUS", "foreign_minister", person="lavrov")


def test_a_line_says_what_a_meeting_was() -> None:
    found = line(
        CHINA,
        RUSSIA,
        reports=[report("CHN", topics=[topic("ukraine")])],
        place="rio",
        summit="rio",
        sidelines=True,
        summary="They spoke.",
    )
    assert found == MeetingLine(
        href="/meetings/A000000000/talks/",
        title="Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro",
        status="",
        date="18 Nov 2024",
        iso="2024-11-18",
        sides=(
            LineSide((Party("CHN", "China", "flags/cn.svg"),), "Wang Yi"),
            LineSide((Party("RUS", "Russia", "flags/ru.svg"),), "Sergey Lavrov"),
        ),
        more_sides=0,
        title_names_all=True,
        channel="",
        place="Rio de Janeiro",
        summit=Link("G20 Rio de Janeiro", "/meetings/?summit=rio"),
        sidelines=True,
        topics=(Link("Ukraine", "/meetings/?topic=ukraine"),),
        accounts="own accounts: China, 1 of 2 sides",
        summary="They spoke.",
    )


@pytest.mark.parametrize(
    ("when", "words", "iso"),
    [
        (date("2024-11-18"), "18 Nov 2024", "2024-11-18"),
        (date("2024-11", "stated", "2024-11-01", "2024-11-30"), "Nov 2024", "2024-11"),
        (date("2024", "stated", "2024-01-01", "2024-12-31"), "2024", "2024"),
        # What HTML's time element does not take for a date is given to no machine.
        (date("1950~", "stated", "1949-01-01", "1951-12-31"), "About 1950", ""),
        (date("2024-11-18/2024-11-19", "stated", "2024-11-18", "2024-11-19"), "18–19 Nov 2024", ""),
        (
            date("[2024-11-17..2024-11-19]", "stated", "2024-11-17", "2024-11-19"),
            "One day between 17 and 19 Nov 2024",
            "",
        ),
        (date("2024-11-19", "publication"), "Reported 19 Nov 2024; day not stated", "2024-11-19"),
        (date(""), "no date yet", ""),
    ],
)
def test_dates(when: DateContent, words: str, iso: str) -> None:
    found = line(CHINA, RUSSIA, date=when)
    assert (found.date, found.iso) == (words, iso)


@pytest.mark.parametrize(
    ("occurrence", "status"), [("held", ""), ("announced", "Announced"), ("denied", "Denied")]
)
def test_a_line_says_when_a_meeting_was_not_held(occurrence: str, status: str) -> None:
    assert line(CHINA, RUSSIA, reports=[report(occurrence=occurrence)]).status == status


@pytest.mark.parametrize(
    ("channel", "words"),
    [("in_person", ""), ("call", "Telephone call"), ("video", "Video conference")],
)
def test_only_another_way_to_meet_is_said(channel: str, words: str) -> None:
    assert line(CHINA, RUSSIA, channel=channel).channel == words


def test_a_session_is_told_by_its_first_four_sides() -> None:
    codes = ["BRA", "CHN", "EGY", "DEU", "IND", "RUS"]
    title = "Brazil, China, Egypt and Germany with others"
    found = line(*(participation(code) for code in codes), title=title)
    assert [side.parties[0].code for side in found.sides] == ["BRA", "CHN", "EGY", "DEU"]
    assert (found.more_sides, found.title_names_all) == (2, False)
    four = line(*(participation(code) for code in codes[:4]), title=title)
    assert (four.more_sides, four.title_names_all) == (0, True)


@pytest.mark.parametrize(
    ("title", "names_all"),
    [
        ("", True),
        ("Talks of Wang Yi (China) and Sergey Lavrov (Russia)", True),
        ("China and Russia", False),
        ("Wang Yi and Sergey Lavrov of Russia", False),
    ],
)
def test_a_line_need_not_repeat_what_its_title_names(title: str, names_all: bool) -> None:
    assert line(CHINA, RUSSIA, title=title).title_names_all is names_all


def test_names_and_flags_are_of_the_day() -> None:
    swaziland = line(participation("SWZ"), RUSSIA, date=date("2018-04-18")).sides
    assert [side.parties[0].name for side in swaziland] == ["Swaziland", "Russia"]
    long_ago = line(participation("CHN"), participation("BRA"), date=date("1974-08-15")).sides
    assert [side.parties[0].flag for side in long_ago] == ["", ""]
    contested = line(participation("CHN"), participation("TWN")).sides
    assert [side.parties[0].flag for side in contested] == ["flags/cn.svg", ""]


def test_several_actors_and_people_of_a_side_stand_together() -> None:
    found = line(
        participation("CHN", person="wang", side=1),
        participation("BRA", side=1),
        participation("CHN", "head_of_government", person="li", side=1),
        participation("RUS", side=2),
    ).sides
    assert [party.name for party in found[0].parties] == ["Brazil", "China"]
    assert [side.people for side in found] == ["Li Qiang, Wang Yi", ""]
