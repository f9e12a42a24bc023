"""The participations in the rows of a meeting."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.functional import cached_property

from meetings.admin import base, generic
from meetings.admin.typed import kinds, offices
from meetings.dates.forms import HistoricalDateField
from meetings.desk import checks, twins
from meetings.desk.offices import Days, possible_tenures
from meetings.models import Meeting, Participation, Tenure

from .once import OnceFormSet

# The input that says why a meeting is not the same as that with the key which follows.
WHY_ANOTHER = "why_another"
# The button that adds the accounts to the meeting with the key that it sends.
ACCOUNT_TO = "_account_to"


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
        if self.instance.pk is None and not self.is_bound:
            base.mark_proposed(self.fields[name] for name in self.initial if self.initial[name])
        # A known person fills it.
        self.fields["actor"].required = False

    def main_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields of the first line; the question about a term where it is asked."""
        for bound in super().main_fields():
            if bound.name == ORDERING_FIELD_NAME:
                continue  # it stands before them
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


class OrderField(forms.IntegerField):
    """The place of a row; moving it is no change of the row itself."""

    def has_changed(self, initial: object, data: object) -> bool:
        """Return False: the order is stored apart, and an empty row stays empty."""
        return False


class ParticipationFormSet(OnceFormSet):
    """The participants in their order; each person only once for the same actor."""

    once = ("actor", "person")
    twice = checks.PARTICIPANT_TWICE
    can_order = True

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Return the arguments of a row's form, with the meeting for its date."""
        kwargs = super().get_form_kwargs(index)
        return {**kwargs, "meeting": self.instance, "moved": self._moved}

    def add_fields(self, form: generic.ModelForm, index: int | None) -> None:
        """Add the fields that every row has, with its place."""
        super().add_fields(form, index)
        number = index + 1 if index is not None else "__prefix__"
        form.fields[ORDERING_FIELD_NAME] = OrderField(
            required=False,
            min_value=1,
            initial=number if isinstance(number, int) and form.instance.pk else None,
            label="Order",
            widget=forms.NumberInput({"class": "desk-order", "aria-label": "Order"}),
        )

    @cached_property
    def _moved(self) -> bool:
        """Whether the posted date of the meeting is another than the stored date."""
        if not self.is_bound or self.instance.pk is None:
            return False
        return self._stored is not None and self.instance.date != self._stored.date

    @cached_property
    def _stored(self) -> Meeting | None:
        return Meeting.objects.filter(pk=self.instance.pk).only("date", "channel").first()

    def _is_as_stored(self) -> bool:
        """Whether nothing changes that makes a meeting the same as another."""
        stored = self._stored if self.instance.pk else None
        same_channel = stored is not None and stored.channel == self.instance.channel
        return same_channel and not self._moved and not self.has_changed()

    def in_order(self) -> list[generic.ModelForm]:
        """Return the rows that are kept, in the order that the editor gave them."""
        kept = [row for row in self.forms if not self._should_delete_form(row)]

        def place(row: generic.ModelForm) -> float:
            number = getattr(row, "cleaned_data", {}).get(ORDERING_FIELD_NAME)
            return float("inf") if number is None else number

        return sorted(kept, key=place)

    def participations(self) -> list[Participation]:
        """Return the participants as far as they were understood, as unsaved rows."""
        rows = []
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if data.get("actor") is not None and not self._should_delete_form(form):
                attendance = data.get("attendance") or Participation().attendance
                row = Participation(actor=data["actor"], attendance=attendance)
                row.person = data.get("person")
                rows.append(row)
        return rows

    def clean(self) -> None:
        """Refuse an exact copy of another meeting, unless the editor says why they differ."""
        super().clean()
        if ACCOUNT_TO in self.data or any(self.errors) or self._is_as_stored():
            return
        meeting = self.instance
        encounter = twins.encounter_of(meeting, self.participations(), ())
        for twin in twins.twins_of(encounter):
            if why := self.data.get(f"{WHY_ANOTHER}-{twin.meeting.pk}", "").strip()[:500]:
                meeting.confirmed = {**meeting.confirmed, twin.confirmation: why}
            self._refuse_copy(twin)

    def _refuse_copy(self, twin: twins.Twin) -> None:
        for copy in twins.unexplained_copies(self.instance, [twin]):
            raise ValidationError(twins.refusal_of(copy))
