"""The text searched for."""

import pytest
from django import forms

from meetings.search.filters.text import TextFilter
from tests.search.filters.chosen import chosen


def test_it_is_kept_as_it_was_typed_without_control_characters() -> None:
    assert TextFilter().read_value("grain\t exports\x00now") == "grain exports now"


def test_it_may_be_longer_than_other_values() -> None:
    assert TextFilter().read_value("grain " * 30) == ("grain " * 30).strip()
    with pytest.raises(forms.ValidationError) as error:
        TextFilter().read_value("x" * 401)
    assert error.value.messages == ["A search has at most 400 characters."]


def test_a_text_without_a_word_is_refused() -> None:
    with pytest.raises(forms.ValidationError) as error:
        TextFilter().read_value("-")
    assert error.value.messages == ["There is no word in it to search for."]


def test_it_says_itself() -> None:
    sought = chosen(q=('"no limits" -sanctions',))
    assert TextFilter().words(sought) == 'found by searching for "no limits" -sanctions'
    assert TextFilter().words(chosen()) == ""
    assert sought["q"][0].query.all_of == ((("no", "limit"),),)
