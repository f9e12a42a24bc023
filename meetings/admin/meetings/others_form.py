"""Forms of the page “The same with others”: what the meetings share, and a row for each other."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.admin.typed import fields, kinds, nearest, resolving
from meetings.dates.edtf import Basis, parse
from meetings.dates.forms import HistoricalDateField
from meetings.dates.understanding import is_relative
from meetings.desk import dates, lists
from meetings.desk.offices import Days, possible_tenures
from meetings.desk.twins import Twin
from meetings.models import Actor, Meeting, Participation, Person, Report, Source, choices

_PERSON, _ACTOR = kinds.KINDS["person"], kinds.KINDS["actor"]


class SharedForm(forms.Form):
    """What all the meetings have in common: date, how and where, the account, the first side."""

    actor = fields.TypedField(_ACTOR, label="First side")
    person = fields.TypedField(_PERSON, required=False, label="Person")
    names = forms.CharField(
        label="The others",
        widget=forms.Textarea({"rows": 6}),
        max_length=5000,
        help_text="Names one a line or with commas; “Name, title” one a line.",
    )
    date = HistoricalDateField(required=False, label="Date")
    date_basis = forms.ChoiceField(choices=Basis.choices, label="Date basis")
    channel = forms.ChoiceField(choices=choices.Channel.choices, label="Channel")
    setting = forms.ChoiceField(choices=choices.Setting.choices, label="Setting")
    summit = fields.TypedField(kinds.KINDS["summit"], required=False, label="Summit")
    place = fields.TypedField(kinds.KINDS["place"], required=False, label="Place")
    source = fields.TypedField(kinds.KINDS["source"], label="Source")
    voice_names = fields.TypedManyField(_ACTOR, required=False, label="Voices")
    extent = forms.ChoiceField(choices=choices.Extent.choices, label="Extent seen")
    attribution = forms.ChoiceField(choices=choices.Attribution.choices, label="Attribution")
    occurrence = forms.ChoiceField(choices=choices.REPORTED_OCCURRENCES, label="Occurrence")
    topic_names = fields.TypedManyField(kinds.KINDS["topic"], required=False, label="Topics")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data.get("date", "")
        date = self.fields["date"]
        if isinstance(date, HistoricalDateField) and is_relative(typed):
            date.reference = dates.reference_of(self._source(), self.data.get("occurrence", ""))

    def _source(self) -> Source | None:
        try:
            source = resolving.resolve(kinds.KINDS["source"], self.data.get("source", ""))
        except ValidationError:
            return None
        return source if isinstance(source, Source) else None

    def clean(self) -> dict[str, Any]:
        """Widen a day of publication, and set the basis of a date that counts from it."""
        data = super().clean() or self.cleaned_data
        if data.get("date"):
            if is_relative(self.data.get("date", "")) and data["date_basis"] == Basis.STATED:
                data["date_basis"] = Basis.RELATIVE
            data["date"] = dates.date_by_basis(data["date"], data["date_basis"], data.get("summit"))
        return data

    def days(self) -> Days:
        """Return first and last day of the cleaned date."""
        edtf = self.cleaned_data.get("date")
        when = parse(edtf) if edtf else None
        return (when.earliest, when.latest) if when else (None, None)


class OtherForm(forms.Form):
    """One of the others: who, for whom, and whether a draft is made."""

    person = fields.TypedField(_PERSON, make=_PERSON.make, label="Person")
    actor = fields.TypedField(_ACTOR, required=False, label="For")
    title = forms.CharField(required=False, max_length=300, label="Title as reported")
    take = forms.BooleanField(required=False, initial=True, label="Make a draft")

    # Set by the page: meetings that are perhaps the same.
    twins: list[Twin] = []

    def clean(self) -> dict[str, Any]:
        """Ask for whom somebody came, with the actors in whose offices the person is known."""
        data = super().clean() or self.cleaned_data
        if "actor" in data and data["actor"] is None and data.get("take"):
            person = data.get("person")
            terms = possible_tenures(person, (None, None)) if person and person.pk else []
            actors = dict.fromkeys(_ACTOR.text(term.office.actor) for term in terms)
            self.add_error("actor", f"For whom? {'; '.join(actors)}" if actors else "For whom?")
        return data


OtherFormSet = forms.formset_factory(OtherForm, extra=0, max_num=lists.MOST_LINES)


def proposed_rows(names: str, days: Days) -> Iterator[dict[str, str]]:
    """Yield a row for each name: the person it names, and whom they represented on the days."""
    for listed in lists.people_in(names)[: lists.MOST_LINES]:
        person, text = _person(listed.name, days)
        title = listed.title
        actors: Iterable[Actor] = []
        if person is not None:
            tenures = possible_tenures(person, days)
            actors = dict.fromkeys(tenure.office.actor for tenure in tenures)
        elif title:
            actors, title = _actor_in(title)
        names_of_actors = [_ACTOR.text(actor) for actor in actors]
        actor = names_of_actors[0] if len(names_of_actors) == 1 else ""
        yield {"person": text, "actor": actor, "title": title}


def person_text(name: str, days: Days = (None, None)) -> str:
    """Return the text of the person whom a name in a list stands for, “+ name” for somebody new."""
    return _person(name, days)[1]


def _person(name: str, days: Days) -> tuple[Person | None, str]:
    """Return the only person of that name, or the only one in office then; else the text."""
    try:
        person: object = resolving.resolve(_PERSON, name)
    except ValidationError:
        person = _likely(name, days)
    if isinstance(person, Person):
        return person, _PERSON.text(person)
    known = nearest.nearest(_PERSON, name)
    return None, name if known or name.startswith("+") else f"+ {name}"


def _likely(name: str, days: Days) -> Person | None:
    people = [thing for thing in nearest.nearest(_PERSON, name) if isinstance(thing, Person)]
    if len(people) > 1:
        people = [person for person in people if possible_tenures(person, days)]
    return people[0] if len(people) == 1 else None


def _actor_in(title: str) -> tuple[list[Actor], str]:
    """Return the actor that ends a title (“President, Narnia”), and the title without it."""
    before, comma, last = title.rpartition(",")
    named = resolving.exactly_named(_ACTOR, last.strip())
    if len(named) == 1 and isinstance(named[0], Actor):
        return [named[0]], before.strip() if comma else ""
    return [], title


def meeting_of(shared: dict[str, Any]) -> Meeting:
    """Return an unsaved meeting with what all have in common."""
    names = ("date", "date_basis", "channel", "setting", "summit", "place")
    return Meeting(**{name: shared[name] for name in names})


def rows_of(shared: dict[str, Any], other: dict[str, Any]) -> list[Participation]:
    """Return the unsaved participants: the first side, and the other."""
    first = Participation(actor=shared["actor"], person=shared["person"])
    second = Participation(actor=other["actor"], person=other["person"])
    second.title_as_reported = other.get("title", "")
    return [first, second]


def report_of(shared: dict[str, Any]) -> Report:
    """Return the unsaved report of a meeting."""
    names = ("source", "extent", "attribution", "occurrence")
    return Report(**{name: shared[name] for name in names})
