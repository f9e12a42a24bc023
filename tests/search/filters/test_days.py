"""Ranges of days: what is read, kept and said."""

import datetime

import pytest
from django import forms
from django.db.models import Q

from meetings.search.filters.days import DatesFilter, FromFilter, ToFilter
from tests.search.filters.chosen import chosen


def asked(condition: Q) -> dict[str, datetime.date]:
    """Return what a condition asks of columns, all of it together."""
    assert condition.connector == "AND"
    return dict(condition.deconstruct()[1])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("soon", "From is a day, a month or a year: 2024-05-18, 2024-05 or 2024."),
        ("2024~", "From is a day, a month or a year: 2024-05-18, 2024-05 or 2024."),
        ("2023/2024", "From is a day, a month or a year: 2024-05-18, 2024-05 or 2024."),
        ("2024-13", "Months run from 01 to 12: there is none in “2024-13”."),
    ],
)
def test_a_bound_is_a_day_a_month_or_a_year(typed: str, message: str) -> None:
    with pytest.raises(forms.ValidationError) as error:
        FromFilter().read(typed)
    assert error.value.messages == [message]


def test_a_month_or_year_begins_on_its_first_day_and_ends_on_its_last() -> None:
    assert FromFilter().choose(("2024-02",))[0].day == datetime.date(2024, 2, 1)
    assert ToFilter().choose(("2024-02",))[0].day == datetime.date(2024, 2, 29)
    assert ToFilter().choose(("2024",))[0].day == datetime.date(2024, 12, 31)


def test_possible_ranges_overlap_and_certain_ones_lie_inside() -> None:
    possible = chosen(from_=("2024",), to=("2024",))
    certain = chosen(from_=("2024",), to=("2024",), dates=("certain",))
    start, end = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
    assert asked(FromFilter().condition(possible)) == {
        "latest__gte": start,
        "listed_on__gte": start,
    }
    assert asked(ToFilter().condition(possible)) == {"earliest__lte": end}
    assert asked(FromFilter().condition(certain)) == {
        "earliest__gte": start,
        "listed_on__gte": start,
    }
    assert asked(ToFilter().condition(certain)) == {
        "latest__lte": end,
        "listed_on__lte": end,
    }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"dates": ("certain",)}, ""),
        ({"from_": ("2020",)}, "since 2020"),
        ({"to": ("2024-05",)}, "until May 2024"),
        ({"from_": ("2020",), "to": ("2022",)}, "from 2020 to 2022"),
        ({"from_": ("2024",), "to": ("2024",)}, "in 2024"),
        ({"from_": ("2024-11-18",), "to": ("2024-11-18",)}, "on 18 November 2024"),
        ({"from_": ("2020",), "dates": ("certain",)}, "certainly since 2020"),
    ],
)
def test_a_range_says_itself(values: dict[str, tuple[str, ...]], words: str) -> None:
    assert DatesFilter().words(chosen(**values)) == words


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(forms.ValidationError) as error:
        ToFilter().check(chosen(from_=("2024",), to=("2023",)))
    assert error.value.messages == ["The range ends (2023) before it begins (2024)."]
    ToFilter().check(chosen(from_=("2024",), to=("2024-01-01",)))
    ToFilter().check(chosen(to=("2023",)))
