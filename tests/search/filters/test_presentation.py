"""How a selection is shown."""

import pytest
from django import forms
from django.http import QueryDict

from meetings.search.filters.presentation import PageFilter, PerPageFilter, SortFilter
from meetings.search.selection import MeetingFilterSet


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("0", "Page is a number from 1 to 200."),
        ("-1", "Page is a number from 1 to 200."),
        ("²", "Page is a number from 1 to 200."),
        (
            "201",
            (
                "Lists end at page 200. Narrow the selection, to a year for example, to see what "
                "comes after."
            ),
        ),
    ],
)
def test_pages_are_numbers_from_1_to_200(typed: str, message: str) -> None:
    with pytest.raises(forms.ValidationError) as error:
        PageFilter().read(typed)
    assert error.value.messages == [message]
    assert PageFilter().read("007") == "7"


def test_they_present_and_are_no_clauses() -> None:
    filters = (SortFilter, PerPageFilter, PageFilter)
    assert [(one.presents, one.is_clause, one.single) for one in filters] == [
        (True, False, True)
    ] * 3


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ("-listed_on", "-id")),
        ("sort=oldest", ("listed_on", "id")),
        ("sort=relevance", ("-listed_on", "-id")),
        ("sort=relevance&q=grain", ("-hits", "-listed_on", "-id")),
    ],
)
def test_records_come_in_the_order_asked_for(query: str, order: tuple[str, ...]) -> None:
    assert MeetingFilterSet(QueryDict(query)).qs.query.order_by == order
