"""Forms of a meeting, its participations and its reports."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property

from meetings.admin import base, generic, voices
from meetings.admin.typed import fields, kinds, offices
from meetings.dates.forms import HistoricalDateField
from meetings.desk import checks, dates, proposals
from meetings.desk.offices import Days, possible_tenures
from meetings.models import Meeting, Participation, Tenure


class MeetingForm(base.DeskForm):
    """Fields of the meeting itself: date, place, summit, title."""

    def clean(self) -> dict[str, Any]:
        """Widen a day of publication to the possible days; ask for missing values."""
        data = super().clean() or self.cleaned_data
        if data.get("date") and "date_basis" in data:
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
        return data


def _all_but(*names: str) -> tuple[str, ...]:
    columns = Participation._meta.concrete_fields
    return tuple(one.name for one in columns if one.editable and one.name not in names)


class ParticipationForm(base.DeskForm):
    """A participation: actor, person, office held and role."""

    main = ("actor", "person", "tenure", "title_as_reported")
    # Everything else that can be said of a participant, in the order of the model.
    rare = _all_but("id", "meeting", *main)

    # The editor's yes to an office that the register does not know on that day; shown when asked.
    new_term = forms.BooleanField(required=False, label=offices.ADD_TERM)
    new_term_from = HistoricalDateField(
        required=False, label="Term from", help_text="Empty if it is not known."
    )

    def __init__(
        self, *args: Any, meeting: Meeting | None = None, moved: bool = False, **kwargs: Any
    ) -> None:
        self.meeting, self.moved = meeting, moved
        super().__init__(*args, **kwargs)
        # A known person fills it.
        self.fields["actor"].required = False

    def main_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields of the first line; the question about a term where it is asked."""
        for bound in super().main_fields():
            if bound.name not in ("new_term", "new_term_from") or self._asks_for_term():
                yield bound

    def _asks_for_term(self) -> bool:
        return bool(
            self.has_error("tenure", offices.NOT_HELD)
            or (self.is_bound and self["new_term"].value())
        )

    def is_usual(self, bound: forms.BoundField) -> bool:
        """Whether a field has its usual value; for the rank, also the rank of the office."""
        tenure = self.instance.tenure if bound.name == "rank" else None
        office_rank = tenure.office.rank if tenure is not None else None
        return bound.value() == office_rank or super().is_usual(bound)

    def clean(self) -> dict[str, Any]:
        """Resolve the office held, and set the basis that fits a named or unnamed person."""
        data = super().clean() or self.cleaned_data
        if "actor" in data and data["actor"] is None:
            self._fill_actor(data)
        text = data.get("tenure")
        if isinstance(text, str):
            data["tenure"] = self._tenure(text) if "person" in data and "actor" in data else None
        if "person" not in self.errors:
            data["basis"] = checks.basis_of_participation(data.get("person"), data.get("basis", ""))
        if "tenure" in self.changed_data and "rank" not in self.changed_data:
            data["rank"] = ""  # the rank of the newly chosen office
        return data

    def _days(self) -> Days:
        return (
            (self.meeting.date_earliest, self.meeting.date_latest) if self.meeting else (None, None)
        )

    def _fill_actor(self, data: dict[str, Any]) -> None:
        """Set the only actor that the person may have represented then, or ask for it."""
        person = data.get("person")
        tenures = possible_tenures(person, self._days()) if person and person.pk else []
        actors = list(dict.fromkeys(tenure.office.actor for tenure in tenures))
        if len(actors) == 1:
            data["actor"] = actors[0]
            return
        names = "; ".join(kinds.KINDS["actor"].text(actor) for actor in actors)
        self.add_error("actor", f"For whom? {names}" if names else "This field is required.")

    def _tenure(self, text: str) -> Tenure | None:
        """Return the office held that ``text`` names; questioned if it or the date changed."""
        changed = self.moved or {"tenure", "person", "actor"}.intersection(self.changed_data)
        if not text or not changed:
            return self.instance.tenure if text else None
        data = self.cleaned_data
        held = offices.Held(
            person=data["person"],
            actor=data["actor"],
            days=self._days(),
            confirmed=bool(data.get("new_term")),
            start=data.get("new_term_from") or "",
        )
        try:
            return offices.resolve_office(text, held)
        except ValidationError as error:
            self.add_error("tenure", error)
            return None

    def before_creation(self, thing: models.Model) -> None:
        """Give a new tenure the person of the row, who may be new too."""
        if isinstance(thing, Tenure):
            thing.person = self.instance.person


class ReportRowForm(voices.VoicedForm):
    """A report in the rows of a meeting: source, voices and topics by name."""

    topic_names = fields.TypedManyField(kinds.KINDS["topic"], required=False, label="Topics")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["topic_names"] = [row.topic for row in self.instance.topics.all()]

    def initial_thing(self, name: str) -> object:
        """Return the initial value of a typed field; topics are separate rows."""
        return None if name == "topic_names" else super().initial_thing(name)

    def clean_topic_names(self) -> object:
        """Refuse to remove a topic that has words in this report."""
        topics = self.cleaned_data["topic_names"]
        if self.instance.pk is not None and (
            worded := proposals.worded_topics(self.instance, topics)
        ):
            names = ", ".join(f"“{row.topic}”" for row in worded)
            raise ValidationError(f"{names} has words of its own here; remove it in the report.")
        return topics


class OnceFormSet(base.DeskFormSet):
    """Rows whose values of ``once`` must differ; constraints see them only after saving."""

    once: tuple[str, str] = ("", "")
    twice = ""

    def _should_delete_form(self, form: generic.ModelForm) -> bool:
        return bool(super()._should_delete_form(form))  # type: ignore[misc]

    def clean(self) -> None:
        """Refuse the second of two equal rows."""
        super().clean()
        earlier_pairs = []
        for row in self.forms:
            data = getattr(row, "cleaned_data", {})
            if self._should_delete_form(row) or not data.get(self.once[0]):
                continue
            pairs = self.pairs_of(data)
            if any(pair in earlier_pairs for pair in pairs):
                row.add_error(self.once[1], self.twice)
            earlier_pairs += pairs

    def pairs_of(self, data: dict[str, Any]) -> list[list[Any]]:
        """Return the values of a row that no other row may have."""
        return [[data.get(name) for name in self.once]]


class ParticipationFormSet(OnceFormSet):
    """The participants; each person only once for the same actor."""

    once = ("actor", "person")
    twice = checks.PARTICIPANT_TWICE

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Return the arguments of a row's form, with the meeting for its date."""
        kwargs = super().get_form_kwargs(index)
        return {**kwargs, "meeting": self.instance, "moved": self._moved}

    @cached_property
    def _moved(self) -> bool:
        """Whether the posted date of the meeting is another than the stored date."""
        if not self.is_bound or self.instance.pk is None:
            return False
        stored = Meeting.objects.filter(pk=self.instance.pk).values_list("date", flat=True)
        return self.instance.date not in stored


class ReportFormSet(OnceFormSet):
    """The reports; only one for each account in a source."""

    once = ("source", "voice_names")
    twice = checks.ACCOUNT_TWICE

    def pairs_of(self, data: dict[str, Any]) -> list[list[Any]]:
        """Return the source with each voice, or with none for a third party."""
        return [[data["source"], voice] for voice in data.get("voice_names") or [None]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Stored now, because the meeting exists when this is needed again while saving.
        self.adding = self.instance.pk is None

    def _should_delete_form(self, form: generic.ModelForm) -> bool:
        """Whether a row is deleted, also an unused row offered for a second voice."""
        return super()._should_delete_form(form) or (self.adding and self._is_spare(form))

    def _is_spare(self, form: generic.ModelForm) -> bool:
        if not _is_bare(form):
            return False
        index = self.forms.index(form)
        return any(
            row.has_changed() and (place < index or not _is_bare(row))
            for place, row in enumerate(self.forms)
            if place != index and row["source"].value() == form["source"].value()
        )


def _is_bare(form: generic.ModelForm) -> bool:
    return form.empty_permitted and form.changed_data == ["source"]
