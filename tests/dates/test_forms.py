"""The form field: what it cleans to, what it shows."""

from typing import Any

import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from meetings.dates.fields import EDTFField
from meetings.dates.forms import HELP_TEXT, HistoricalDateField, HistoricalDateInput, explain


class DateForm(forms.Form):
    when = HistoricalDateField(required=False)


def test_cleans_to_canonical_edtf() -> None:
    form = DateForm({"when": " between 17 and 19 November 2024 "})
    assert form.is_valid()
    assert form.cleaned_data == {"when": "[2024-11-17..2024-11-19]"}


def test_blank_is_blank_when_not_required() -> None:
    form = DateForm({"when": "   "})
    assert form.is_valid()
    assert form.cleaned_data == {"when": ""}
    assert not HistoricalDateField(required=True).has_changed("", " ")


def test_says_under_the_input_what_was_understood() -> None:
    html = str(DateForm({"when": "between 17 and 19 November 2024"})["when"])
    assert 'data-date-understood="id_when_understood"' in html
    assert 'aria-describedby="id_when_helptext id_when_understood"' in html
    assert 'id="id_when_understood"' in html
    assert ">Understood: one day between 17 and 19 November 2024</output>" in html


def test_an_empty_input_says_nothing_and_keeps_the_line_for_the_script() -> None:
    html = str(DateForm()["when"])
    assert 'for="id_when"></output>' in html


def test_a_refused_value_is_kept_as_typed() -> None:
    form = DateForm({"when": "18/11/2024"})
    assert form.errors == {
        "when": [
            (
                "“18/11/2024” leaves open which number is the day and which the month: "
                "write the month as a word, such as 18 November 2024, or 2024-11-18."
            )
        ]
    }
    html = str(form["when"])
    assert 'value="18/11/2024"' in html
    assert 'for="id_when"></output>' in html


def test_a_value_is_escaped() -> None:
    html = str(DateForm({"when": "<b>2024</b>"})["when"])
    assert "<b>" not in html


def test_the_same_date_written_otherwise_is_no_change() -> None:
    field = HistoricalDateField()
    assert not field.has_changed("2024-11-18", "18 Nov 2024")
    assert field.has_changed("2024-11-18", "19 Nov 2024")
    assert field.has_changed("2024-11-18", "nonsense")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("c. 1950", (True, "Understood: about 1950")),
        ("2023-02-29", (False, "There is no such day as 2023-02-29 in the calendar.")),
    ],
)
def test_explain(text: str, answer: tuple[bool, str]) -> None:
    assert explain(text) == answer


@pytest.mark.parametrize("given", [{}, {"widget": AdminTextInputWidget}])
def test_the_model_field_brings_this_form_field(given: dict[str, Any]) -> None:
    field = EDTFField("date").formfield(**given)
    assert isinstance(field, HistoricalDateField)
    assert isinstance(field.widget, HistoricalDateInput)
    assert field.help_text == HELP_TEXT
    assert field.clean("between 30 October and 2 November 2024") == "[2024-10-30..2024-11-02]"


def test_a_widget_asked_for_is_kept() -> None:
    field = EDTFField("date").formfield(widget=forms.HiddenInput)
    assert field is not None
    assert isinstance(field.widget, forms.HiddenInput)
