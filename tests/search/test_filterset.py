"""The filters bound to a query string: what the form reads, and what it says is wrong."""

import pytest
from django.http import QueryDict

from meetings.search.filterset import MeetingFilterSet, UnknownValue
from meetings.search.parameters import FILTERS
from tests.register import published_rio

pytestmark = pytest.mark.django_db


def errors(query: str) -> dict[str, list[str]]:
    """Return the errors of the form, by parameter."""
    return {name: list(said) for name, said in MeetingFilterSet(QueryDict(query)).errors.items()}


def test_every_parameter_is_a_declared_filter_even_one_that_python_has_a_word_for() -> None:
    assert list(MeetingFilterSet.declared_filters) == list(FILTERS)
    assert "from" in MeetingFilterSet.declared_filters


def test_filters_of_two_requests_are_told_apart() -> None:
    one, other = MeetingFilterSet(QueryDict("sides=2")), MeetingFilterSet(QueryDict("sides=3"))
    assert one.filters["sides"] is not other.filters["sides"]
    assert one.filters["sides"].parent is one
    assert not hasattr(FILTERS["sides"], "parent")
    assert "= 2" in str(one.qs.query)
    assert "= 3" in str(other.qs.query)


def test_the_form_says_what_is_wrong_with_each_parameter() -> None:
    assert errors("channel=telegraph&sides=2&from=2024&from=2023") == {
        "channel": ["How they met is one of in_person, call or video."],
        "from": ["From can be given only once."],
    }
    assert errors("country=QQQ&person=nobody&page=2") == {
        "country": ["No country in the register goes by “QQQ”."],
        "person": ["No person in the register goes by “nobody”."],
    }
    assert errors("") == {}


def test_a_value_with_signs_of_formatting_is_repeated_as_it_is() -> None:
    assert errors("person=100%25s") == {"person": ["No person in the register goes by “100%s”."]}


def test_values_that_do_not_go_together_are_said_one_at_a_time() -> None:
    assert errors("match=only&from=2024&to=2023") == {
        "to": ["The range ends (2023) before it begins (2024)."]
    }
    form = MeetingFilterSet(QueryDict("match=only&from=2024&to=2023&page=3")).form
    assert not form.is_valid()
    assert form.query.encoded == "match=only&from=2024"


def test_what_stands_for_nothing_is_told_from_what_cannot_be_read() -> None:
    form = MeetingFilterSet(QueryDict("country=QQQ&sides=1")).form
    of_country, of_sides = form.errors.as_data()["country"], form.errors.as_data()["sides"]
    assert [isinstance(one, UnknownValue) for one in (*of_country, *of_sides)] == [True, False]


def test_good_values_beside_a_bad_one_stay_in_the_query() -> None:
    published_rio()
    form = MeetingFilterSet(QueryDict("country=CHN&country=Q%00&sides=2&sides=9&page=2")).form
    assert not form.is_valid()
    assert form.query.encoded == "country=CHN&sides=2&page=2"


def test_filters_typed_into_the_box_move_the_selection() -> None:
    form = MeetingFilterSet(QueryDict("q=is:call+grain&from=2024")).form
    assert form.is_valid()
    assert form.moved
    assert form.query.encoded == "q=grain&channel=call&from=2024"
