"""The tables of the historic register hold what they say, and fit the reference data."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from meetings.dates import edtf
from meetings.history.load import load_history
from meetings.history.rows import DATA, Listed, read_lists
from meetings.models import Meeting, Record
from meetings.publication.check import problems_of_register
from meetings.reference.load import load
from meetings.reference.tables import DATA as REFERENCE
from meetings.search.selection import read_selection


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def keys(name: str, column: str = "slug") -> set[str]:
    return {row[column] for row in table(REFERENCE, name)}


@pytest.fixture(scope="module")
def meetings() -> list[Listed]:
    return read_lists().meetings


def test_there_are_thousands_of_meetings_of_two_sides_since_1866(meetings: list[Listed]) -> None:
    years = [meeting.first.year for meeting in meetings]
    assert len(meetings) >= 4_400
    assert (min(years), max(years)) == (1866, 2025)
    assert all(meeting.row["actor"] != "USA" for meeting in meetings)
    assert all(meeting.last <= date(2025, 12, 31) for meeting in meetings)


def test_every_meeting_has_its_own_key_and_identifier(meetings: list[Listed]) -> None:
    assert len({meeting.row["key"] for meeting in meetings}) == len(meetings)
    assert len({meeting.public_id for meeting in meetings}) == len(meetings)


def test_every_row_left_out_has_a_reason_and_is_no_meeting_too(meetings: list[Listed]) -> None:
    left_out = table(DATA, "left_out")
    assert len(left_out) > 3_000
    assert all(row["reason"] for row in left_out)
    rows = Counter(row["row"] for row in left_out)
    assert [row for row, number in rows.items() if number > 1] == []
    assert rows.keys().isdisjoint(meeting.row["key"] for meeting in meetings)


def test_what_a_meeting_names_is_in_the_reference_data(meetings: list[Listed]) -> None:
    actors = keys("countries", "code") | keys("organisations", "code")
    assert {meeting.row["actor"] for meeting in meetings} <= actors
    assert {meeting.row["place"] for meeting in meetings} <= keys("places") | {""}
    people = {meeting.row["person"] for meeting in meetings}
    people |= {one.person for meeting in meetings for one in meeting.counterparts if one.person}
    assert people <= keys("people")
    offices = {one.office for meeting in meetings for one in meeting.counterparts if one.office}
    assert offices <= keys("offices")


def test_everybody_named_was_in_office_then(meetings: list[Listed]) -> None:
    terms: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for row in table(REFERENCE, "terms"):
        start = edtf.parse(row["start"]).earliest if row["start"] else date.min
        end = edtf.parse(row["end"]).latest if row["end"] else date.max
        terms.setdefault((row["person"], row["office"]), []).append((start, end))
    wrong = [
        (meeting.row["key"], person, office)
        for meeting in meetings
        for person, office in (
            (meeting.row["person"], meeting.row["office"]),
            *((one.person, one.office) for one in meeting.counterparts if one.person),
        )
        if not any(
            start <= meeting.last and meeting.first <= end
            for start, end in terms.get((person, office), ())
        )
    ]
    assert wrong == []


def test_states_are_those_of_the_day(meetings: list[Listed]) -> None:
    """The lists have the codes of today: Saigon as Vietnam, Pristina as Serbia."""
    spans: dict[str, set[int]] = {}
    for meeting in meetings:
        spans.setdefault(meeting.row["actor"], set()).add(meeting.first.year)
    assert max(spans["XVS"]) <= 1975
    assert min(spans["VNM"]) > 1975
    assert max(spans["SUN"]) <= 1991 < min(spans["RUS"])
    assert min(spans["XKX"]) >= 1999
    assert "PRK" in spans


@pytest.mark.thorough
@pytest.mark.django_db
def test_the_whole_historic_register() -> None:
    load()
    tally = load_history()
    assert (tally.refused, tally.told, tally.there) == ([], 0, 0)
    assert tally.created == tally.listed == Record.objects.filter(checked=False).count()
    assert Record.objects.filter(sides=2).count() == tally.listed
    again = load_history()
    assert (again.created, again.there) == (0, tally.listed)
    assert Meeting.objects.exclude(status="published").count() == 0
    assert list(problems_of_register()) == []
    # The example of docs/historic-register.md.
    assert number("country=RUS&country=USA&level=leaders") == 43
    assert number("country=SUN&country=USA&level=leaders&from=1945") == 19


def number(query: str) -> int:
    """Return how many meetings an address selects."""
    return read_selection(QueryDict(query)).records().count()
