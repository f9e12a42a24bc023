"""The form of a meeting itself, with a pasted delegation and topics for several reports."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.admin import base, generic
from meetings.admin.typed import fields, kinds, resolving
from meetings.dates.edtf import Basis, parse
from meetings.dates.forms import HistoricalDateField
from meetings.dates.understanding import is_relative
from meetings.dates.words import describe
from meetings.desk import checks, dates, lists
from meetings.models import Person, Source


class MeetingForm(base.DeskForm):
    """Fields of the meeting itself: date, place, summit, title.

    ``remarks`` are sentences about what was understood, to be shown after saving.
    """

    delegation_of = fields.TypedField(kinds.KINDS["actor"], required=False, label="People of")
    delegation = forms.CharField(
        required=False,
        label="Delegation",
        widget=forms.Textarea({"rows": 4}),
        help_text="One person a line: “Name, title”. They are added to the participants.",
    )
    common_topics = fields.TypedManyField(
        kinds.KINDS["topic"],
        required=False,
        label="Topics for several reports",
        help_text="They are added to the reports that are ticked.",
    )

    # Whether the user may create the people of a delegation; set by the page.
    may_add_people = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remarks: list[str] = []
        self.listed: list[tuple[Person, str]] = []
        date = self.fields.get("date")
        if date is not None:
            date.help_text = "18 November 2024, 18–19 November, about 1950, “Wednesday”, EDTF."
        if isinstance(date, HistoricalDateField) and is_relative(self.data.get("date", "")):
            date.reference = dates.reference_of(*self._first_account())

    def _first_account(self) -> tuple[Source | None, str]:
        """Return the first source that is typed into a report, and what it says of the meeting."""
        for name in sorted(self.data):
            if name.startswith("reports-") and name.endswith("-source") and self.data[name]:
                try:
                    source = resolving.resolve(kinds.KINDS["source"], self.data[name])
                except ValidationError:
                    continue
                occurrence = self.data.get(name.replace("-source", "-occurrence"), "")
                return generic.of_type(Source, source), occurrence
        return None, ""

    def clean(self) -> dict[str, Any]:
        """Widen a day of publication to the possible days; ask for missing values."""
        data = super().clean() or self.cleaned_data
        if data.get("date") and "date_basis" in data:
            self._note_relative(data)
            data["date"] = dates.date_by_basis(data["date"], data["date_basis"], data.get("summit"))
        problems = checks.problems_of_meeting(
            # A summit that was not understood already has its own error.
            sidelines=bool(data.get("sidelines")) and "summit" not in self.errors,
            summit=data.get("summit"),
            occurrence_override=data.get("occurrence_override", ""),
            occurrence_note=data.get("occurrence_note", ""),
        )
        self.add_problems(problems)
        if "summit" in self.errors:
            data["sidelines"] = False
        if data.get("delegation") and "delegation_of" not in self.errors:
            self._read_delegation(data)
        return data

    def _note_relative(self, data: dict[str, Any]) -> None:
        """Set the basis of a date that counts from the day of publication, and say so."""
        typed = self.data.get("date", "")
        if is_relative(typed) and data["date_basis"] == Basis.STATED:
            data["date_basis"] = Basis.RELATIVE
            self.remarks.append(
                f"“{typed}” was understood as {describe(parse(data['date']))}, counted from the "
                "day on which the source was published."
            )

    def _read_delegation(self, data: dict[str, Any]) -> None:
        """Resolve the people of a pasted delegation; what is not known is said line by line."""
        if data.get("delegation_of") is None:
            self.add_error("delegation_of", "Whose delegation is it?")
            return
        person = kinds.KINDS["person"]
        make = person.make if self.may_add_people else None
        for row in lists.delegation_in(data["delegation"])[: lists.MOST_LINES]:
            try:
                thing = resolving.resolve(person, row.name, make)
            except ValidationError as error:
                self.add_error("delegation", error)
            else:
                self.listed.append((generic.of_type(Person, thing), row.title))
