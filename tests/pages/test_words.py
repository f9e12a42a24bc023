"""The register's own words: accounts, status, headings and dates."""

import datetime

import pytest

from meetings.pages.words import (
    accounts_words,
    date_words,
    day_words,
    denying_voices,
    joint_words,
    read_date,
    seating_heading,
    span_words,
    status_words,
    titled,
)
from meetings.snapshot.on_the_day import first_day
from tests.snapshots import date, report

NAMES = {"CHN": "China", "RUS": "Russia"}


@pytest.mark.parametrize(
    ("value", "voices", "heard", "sides", "joint", "words"),
    [
        ("all_sides", ["CHN", "RUS"], 2, 2, 0, "own accounts: China and Russia, 2 of 2"),
        ("one_side", ["CHN"], 1, 2, 0, "own accounts: China, 1 of 2 sides"),
        ("some_sides", ["CHN", "IND"], 2, 3, 0, "own accounts: China and IND, 2 of 3 sides"),
        (
            "one_side",
            ["CHN"],
            1,
            2,
            2,
            "own accounts: China, 1 of 2 sides; joint statement of 2 sides",
        ),
        (
            "joint_text",
            [],
            0,
            9,
            9,
            "joint statement of 9 sides; no side’s own account recorded",
        ),
        ("third_party", [], 0, 2, 0, "third-party accounts only"),
        (
            "disputed",
            ["CHN"],
            1,
            2,
            0,
            "accounts that contradict each other; own accounts: China, 1 of 2 sides",
        ),
        ("disputed", [], 0, 2, 0, "accounts that contradict each other"),
    ],
)
def test_accounts(
    value: str, voices: list[str], heard: int, sides: int, joint: int, words: str
) -> None:
    summary = {
        "value": value,
        "voices": voices,
        "sides_heard": heard,
        "sides": sides,
        "joint_sides": joint,
    }
    assert accounts_words(summary, NAMES) == words  # type: ignore[arg-type]  # plain data


@pytest.mark.parametrize(
    ("occurrence", "deniers", "words"),
    [
        ("held", None, ""),
        ("held", ["China"], ""),
        ("denied", None, "Denied"),
        ("denied", [], "Denied"),
        ("denied", ["China"], "Denied by China"),
        ("denied", ["China", "Russia"], "Denied by China and Russia"),
        ("disputed", ["China"], "Disputed"),
        ("announced", None, "Announced"),
        ("called_off", None, "Called off"),
        ("postponed", None, "Postponed"),
    ],
)
def test_a_status_stands_where_a_meeting_was_not_plainly_held(
    occurrence: str, deniers: list[str] | None, words: str
) -> None:
    assert status_words(occurrence, deniers) == words


@pytest.mark.parametrize(
    ("occurrence", "heading"),
    [
        ("held", "Who met"),
        ("denied", "Who is said to have met"),
        ("disputed", "Who is said to have met"),
        ("announced", "Who was to meet"),
        ("postponed", "Who was to meet"),
        ("called_off", "Who was to meet"),
    ],
)
def test_nobody_is_said_to_have_met_who_may_not_have(occurrence: str, heading: str) -> None:
    assert seating_heading(occurrence) == heading


def test_a_status_stands_in_front_of_a_title() -> None:
    assert titled("Announced", "Talks") == "Announced: Talks"
    assert titled("", "Talks") == "Talks"


def test_who_denies_is_named_once_and_third_parties_are_no_voice() -> None:
    reports = [
        report("RUS", occurrence="denied"),
        report("CHN"),
        report("RUS", "UNDATED000", occurrence="denied"),
        report(None, occurrence="denied"),
    ]
    assert denying_voices(reports) == ["RUS"]


def test_dates() -> None:
    assert read_date(date("")) is None
    assert first_day(date("")) is None
    november = date("2024-11", earliest="2024-11-01", latest="2024-11-30")
    assert first_day(november) == datetime.date(2024, 11, 1)
    read = read_date(november)
    assert read is not None
    assert (read.earliest, read.latest) == (
        datetime.date(2024, 11, 1),
        datetime.date(2024, 11, 30),
    )
    assert (date_words("2024-11-18/2024-11-19"), date_words("")) == ("18–19 November 2024", "")
    assert day_words(datetime.date(2024, 3, 9)) == "9 March 2024"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2004", "2012", "from 2004 to 2012"),
        ("2004-03", "", "from March 2004"),
        ("", "2012~", "until about 2012"),
        ("", "", ""),
    ],
)
def test_spans(start: str, end: str, words: str) -> None:
    assert span_words(start, end) == words


def test_the_voices_of_a_joint_text_are_counted_where_they_are_many() -> None:
    assert joint_words(["China", "Russia"]) == "Joint statement of China and Russia"
    names = ["Brazil", "China", "Egypt", "India"]
    assert joint_words(names[:3]) == "Joint statement of Brazil, China and Egypt"
    assert joint_words(names) == "Joint statement of Brazil, China, … (4)"
