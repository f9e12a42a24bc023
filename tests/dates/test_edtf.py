"""Reading EDTF: what is accepted with which bounds, and what is refused with which sentence."""

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.dates.edtf import DateError, HistoricalDate, Point, parse

with warnings.catch_warnings():
    # Where Python itself is told to turn warnings into errors, the library's parser warns.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


@pytest.mark.parametrize(
    ("text", "canonical", "earliest", "latest"),
    [
        ("2024-11-18", "2024-11-18", "2024-11-18", "2024-11-18"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
        (" 2024-11 ", "2024-11", "2024-11-01", "2024-11-30"),
        ("2023-02", "2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024", "2024-01-01", "2024-12-31"),
        ("1000", "1000", "1000-01-01", "1000-12-31"),
        ("2200", "2200", "2200-01-01", "2200-12-31"),
        ("2024-11-18/2024-11-19", "2024-11-18/2024-11-19", "2024-11-18", "2024-11-19"),
        ("2024-11-18/2024-12", "2024-11-18/2024-12", "2024-11-18", "2024-12-31"),
        ("1950/1952", "1950/1952", "1950-01-01", "1952-12-31"),
        ("2024-11/2024-11-03", "2024-11/2024-11-03", "2024-11-01", "2024-11-03"),
        ("[2024-11-17..2024-11-19]", "[2024-11-17..2024-11-19]", "2024-11-17", "2024-11-19"),
        ("[2024-11-01..2024-11-30]", "[2024-11-01..2024-11-30]", "2024-11-01", "2024-11-30"),
        ("[2024-11-18..2024-11-18]", "2024-11-18", "2024-11-18", "2024-11-18"),
        ("2024-11-18/2024-11-18", "2024-11-18", "2024-11-18", "2024-11-18"),
        ("1950~/1950~", "1950~", "1949-01-01", "1951-12-31"),
        ("2024-11-18~", "2024-11-18~", "2024-11-17", "2024-11-19"),
        ("2024-03-01~", "2024-03-01~", "2024-02-29", "2024-03-02"),
        ("2024-01~", "2024-01~", "2023-12-01", "2024-02-29"),
        ("2024-12~", "2024-12~", "2024-11-01", "2025-01-31"),
        ("1950~", "1950~", "1949-01-01", "1951-12-31"),
        ("2024-11-18~/2024-12", "2024-11-18~/2024-12", "2024-11-17", "2024-12-31"),
        ("[1950~..1952-06~]", "[1950~..1952-06~]", "1949-01-01", "1952-07-31"),
    ],
)
def test_accepts_the_profile(text: str, canonical: str, earliest: str, latest: str) -> None:
    assert parse(text) == HistoricalDate(
        canonical, date.fromisoformat(earliest), date.fromisoformat(latest)
    )


OPEN = "An open beginning or end is not accepted: give both days, such as 2024-11-18/2024-11-19."
DOUBT = (
    "The signs ? and % are not accepted: write ~ after an approximate date, such as 1950~, "
    "and mark a doubtful report as uncertain."
)
SEASON = "Seasons are not accepted: give the months, such as [2024-06..2024-08]."
DIGITS = "Unspecified digits (X or u) are not accepted: give the range, such as [1990..1999]."
TIME = "A time of day is not accepted: give the local day only, such as 2024-11-18."
BRACES = (
    "A list in braces is not accepted: enter one date, or one unknown day among several "
    "as [2024-11-17..2024-11-19]."
)
SEVERAL = (
    "Several separate dates are not accepted: give the first and the last of the days, "
    "such as [2024-11-17..2024-11-19]."
)
FOUR_DIGITS = "A year has four digits, and hyphens part year, month and day, such as 2024-11-18."
MISPLACED = "Write ~ once, at the end of a date, such as 2024-11~."
ACCEPTED = (
    "a day (2024-11-18), a month (2024-11), a year (2024), days from–to (2024-11-18/2024-11-19) "
    "or one unknown day among several ([2024-11-17..2024-11-19]), with ~ after a date for “about”"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"Enter a date: {ACCEPTED}."),
        (" \t ", f"Enter a date: {ACCEPTED}."),
        ("2024-01/", OPEN),
        ("/2024", OPEN),
        ("../2024", OPEN),
        ("2024/..", OPEN),
        ("/..", OPEN),
        ("[..2024]", OPEN),
        ("[2024..]", OPEN),
        ("open/2024", OPEN),
        ("2024/unknown", OPEN),
        ("2024?", DOUBT),
        ("2024-11%/2025", DOUBT),
        ("2024-21", SEASON),
        ("2024-21/2024-22", SEASON),
        ("2024-XX", DIGITS),
        ("199X", DIGITS),
        ("19uu", DIGITS),
        ("2024-11-18T10:00:00Z", TIME),
        ("2024-11-18T10:30", TIME),
        ("2024-11-18 10:30", TIME),
        ("{2024,2025}", BRACES),
        ("[2024-11-17,2024-11-19]", SEVERAL),
        ("20241118", FOUR_DIGITS),
        ("Y17000", FOUR_DIGITS),
        ("-0044", FOUR_DIGITS),
        ("2024-~11", MISPLACED),
        ("[2024-11-17..2024-11-19]~", MISPLACED),
        ("2023-02-29", "There is no such day as 2023-02-29 in the calendar."),
        ("2024-11-00", "There is no such day as 2024-11-00 in the calendar."),
        ("2024-11-18/2024-11-31~", "There is no such day as 2024-11-31 in the calendar."),
        ("2024-13", "Months run from 01 to 12: there is none in “2024-13”."),
        ("2024-00-10", "Months run from 01 to 12: there is none in “2024-00-10”."),
        ("0999", "The year must be between 1000 and 2200, not 0999."),
        ("2201-01-01", "The year must be between 1000 and 2200, not 2201."),
        (
            "2025/2024",
            (
                "“2025/2024” ends before it begins: write the earlier date first, "
                "such as 2024-11-18/2024-11-19."
            ),
        ),
        (
            "[2024-11-19~..2024-11-18]",
            (
                "“[2024-11-19~..2024-11-18]” ends before it begins: write the earlier date first, "
                "such as 2024-11-18/2024-11-19."
            ),
        ),
        ("[2024]", f"“[2024]” is not a date known here: enter {ACCEPTED}."),
        ("２０２４", f"“２０２４” is not a date known here: enter {ACCEPTED}."),
        ("soon", f"“soon” is not a date known here: enter {ACCEPTED}."),
    ],
)
def test_refuses_the_rest_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse(text)
    assert str(refusal.value) == sentence


days = st.dates(date(1000, 1, 1), date(2200, 12, 31))
precisions = st.sampled_from([1, 2, 3])


def written(day: date, precision: int) -> str:
    return day.isoformat()[: (4, 7, 10)[precision - 1]]


points = st.builds(
    lambda day, precision, mark: written(day, precision) + mark,
    days,
    precisions,
    st.sampled_from(["", "~"]),
)
pairs = st.tuples(points, points).map(sorted)
dates = st.one_of(
    points,
    pairs.map(lambda pair: f"{pair[0]}/{pair[1]}"),
    pairs.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
)


@given(dates)
def test_bounds_are_in_order_and_the_canonical_text_is_a_fixed_point(text: str) -> None:
    when = parse(text)
    assert when.earliest <= when.latest
    assert parse(str(when)) == when


@given(days)
def test_a_month_is_its_days(day: date) -> None:
    month = parse(written(day, 2))
    assert month.earliest.day == 1
    assert (month.latest + timedelta(days=1)).day == 1
    assert (month.latest - month.earliest).days in (27, 28, 29, 30)
    assert month.earliest <= day <= month.latest


@given(days, precisions)
def test_approximate_is_wider_on_both_sides(day: date, precision: int) -> None:
    exact = parse(written(day, precision))
    about = parse(written(day, precision) + "~")
    assert about.earliest < exact.earliest
    assert exact.latest < about.latest
    assert parse_unit(about.earliest, precision).latest == exact.earliest - timedelta(days=1)
    assert parse_unit(about.latest, precision).earliest == exact.latest + timedelta(days=1)


def parse_unit(day: date, precision: int) -> HistoricalDate:
    """Return the bounds of the day, month or year around `day`, also outside the profile."""
    month = day.month if precision > 1 else None
    point = Point(day.year, month, day.day if precision > 2 else None)
    return HistoricalDate(str(point), point.first, point.last)


@given(st.text(alphabet="0123456789-/.[]~?X ,", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = parse(text)
    except DateError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - both outcomes are right
    else:
        assert when.earliest <= when.latest


@settings(max_examples=40)
@given(days, days, precisions, st.sampled_from(["{}", "{}/{}", "[{}..{}]"]))
def test_agrees_with_the_library_where_it_knows_the_profile(
    one: date, other: date, precision: int, form: str
) -> None:
    first, last = sorted((one, other))
    text = form.format(written(first, precision), written(last, precision))
    when = parse(text)
    theirs = parse_edtf(when.edtf)
    assert str(theirs) == when.edtf
    assert date(*theirs.lower_strict()[:3]) == when.earliest
    assert date(*theirs.upper_strict()[:3]) == when.latest
