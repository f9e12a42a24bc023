"""Dates that stories word against their day of publication."""

from datetime import date

import pytest

from meetings.dates.edtf import DateError
from meetings.dates.understanding import Reference, is_relative, understand

# A Thursday.
PUBLISHED = Reference(date(2020, 1, 9))
AHEAD = Reference(date(2020, 1, 9), ahead=True)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Wednesday", "2020-01-08"),
        ("on Wednesday", "2020-01-08"),
        ("Wednesday evening", "2020-01-08"),
        ("late on Wednesday night", "2020-01-08"),
        ("Thursday", "2020-01-09"),
        ("Wed", "2020-01-08"),
        ("Thurs.", "2020-01-09"),
        ("last Thursday", "2020-01-02"),
        ("last Monday", "2020-01-06"),
        ("this Monday", "2020-01-06"),
        ("this Saturday", "2020-01-11"),
        ("next Thursday", "2020-01-16"),
        ("next Friday", "2020-01-10"),
        ("Friday", "2020-01-03"),
        ("the same day", "2020-01-09"),
        ("today", "2020-01-09"),
        ("Yesterday", "2020-01-08"),
        ("the day before yesterday", "2020-01-07"),
        ("tomorrow", "2020-01-10"),
        ("two days ago", "2020-01-07"),
        ("12 days ago", "2019-12-28"),
        ("three days from now", "2020-01-12"),
        ("last week", "[2019-12-30..2020-01-05]"),
        ("this week", "[2020-01-06..2020-01-12]"),
        ("earlier this week", "[2020-01-06..2020-01-09]"),
        ("later this week", "[2020-01-09..2020-01-12]"),
        ("next week", "[2020-01-13..2020-01-19]"),
        ("the weekend", "[2020-01-04..2020-01-05]"),
        ("last weekend", "[2020-01-04..2020-01-05]"),
        ("this weekend", "[2020-01-11..2020-01-12]"),
        ("next weekend", "[2020-01-18..2020-01-19]"),
        ("last month", "2019-12"),
        ("this month", "2020-01"),
        ("next month", "2020-02"),
        ("last year", "2019"),
        ("8 January", "2020-01-08"),
        ("January 8", "2020-01-08"),
        ("20 December", "2019-12-20"),
        ("December", "2019-12"),
        ("January", "2020-01"),
        ("Wednesday, January 8", "2020-01-08"),
        ("Saturday, January 11, 2020", "2020-01-11"),
        ("Saturday 11 January 2020", "2020-01-11"),
        ("Sat, 11 January 2020", "2020-01-11"),
        ("early January 2020", "[2020-01-01..2020-01-10]"),
        ("mid-January 2020", "[2020-01-11..2020-01-20]"),
        ("late February 2020", "[2020-02-21..2020-02-29]"),
        ("late December", "[2019-12-21..2019-12-31]"),
        ("early in January", "[2020-01-01..2020-01-10]"),
        ("18 November 2024", "2024-11-18"),
        ("6–7 January", "2020-01-06/2020-01-07"),
        ("January 6-7", "2020-01-06/2020-01-07"),
        ("18–19 November", "2019-11-18/2019-11-19"),
        ("between 17 and 19 November", "[2019-11-17..2019-11-19]"),
        ("18–19 November 2024", "2024-11-18/2024-11-19"),
    ],
)
def test_words_are_understood_against_the_day_of_publication(text: str, edtf: str) -> None:
    assert understand(text, PUBLISHED).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Wednesday", "2020-01-15"),
        ("Thursday", "2020-01-09"),
        ("8 January", "2021-01-08"),
        ("9 January", "2020-01-09"),
        ("20 January", "2020-01-20"),
        ("January", "2020-01"),
        ("March", "2020-03"),
        ("last Wednesday", "2020-01-08"),
        ("6–7 January", "2021-01-06/2021-01-07"),
        ("8–9 January", "2020-01-08/2020-01-09"),
    ],
)
def test_what_is_announced_lies_ahead(text: str, edtf: str) -> None:
    assert understand(text, AHEAD).edtf == edtf


@pytest.mark.parametrize("text", ["Wednesday", "last week", "the same day", "yesterday"])
def test_without_a_reference_they_ask_for_one(text: str) -> None:
    with pytest.raises(DateError, match="name the source, which says when it was published"):
        understand(text)


def test_a_weekday_needs_no_reference_beside_its_date() -> None:
    assert understand("Saturday, January 11, 2020").edtf == "2020-01-11"


def test_a_weekday_that_does_not_fit_is_refused() -> None:
    with pytest.raises(DateError, match="11 January 2020 was a Saturday, not a Friday"):
        understand("Friday, January 11, 2020")


@pytest.mark.parametrize("text", ["Wednesday", "last week", "8 January", "on Friday evening"])
def test_what_counts_from_a_reference(text: str) -> None:
    assert is_relative(text)


@pytest.mark.parametrize("text", ["8 January 2020", "2020", "2020-01-08", "soon", "", "1 or 2"])
def test_what_does_not(text: str) -> None:
    assert not is_relative(text)


@pytest.mark.parametrize("text", ["soon", "last Narnia", "early", "the weeks", "Mondays ago"])
def test_other_words_are_not_understood(text: str) -> None:
    with pytest.raises(DateError):
        understand(text, PUBLISHED)
