"""What stands beside the form of a meeting: its story, its twins, and what is doubtful about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from meetings.admin import bounds
from meetings.admin.guard.reading import FormSet
from meetings.admin.guard.view import GuardedAdmin
from meetings.admin.typed import kinds, resolving, suggestions
from meetings.dates.edtf import DateError
from meetings.dates.fields import fill_bounds
from meetings.desk import lists, proposals, twins
from meetings.desk.plausibility.case import Doubt
from meetings.desk.plausibility.doubts import doubts as doubts_of
from meetings.desk.plausibility.doubts import doubts_about, unanswered
from meetings.models import (
    Actor,
    Capture,
    Meeting,
    Participation,
    Person,
    Report,
    Source,
    choices,
)

from .forms import ACCOUNT_TO, WHY_ANOTHER, ParticipationFormSet
from .inlines import source_in
from .others_form import person_text

# Names of inputs: the ticks “yes, it is so”, and the doubts that the page showed.
SO = "yes_it_is_so"
SHOWN = "doubt_shown"
_LONGEST_LIST = 10_000


@dataclass
class Story:
    """The text of a source beside the form, and the numbers of the reports that tell from it."""

    source: Source
    capture: Capture | None
    reports: list[int] = field(default_factory=list)


def story_of(source: Source) -> Story:
    """Return the story of a source, with the newest captured text."""
    capture = proposals.capture_of(source)
    return Story(source, capture)


class Encountered(suggestions.Asked):
    """Parameters: what the form of a meeting says so far; people and actors are repeated."""

    channel = forms.CharField(required=False, max_length=20)
    key = forms.CharField(required=False, max_length=10)

    def encounter(self, actors: Iterable[str], people: Iterable[str]) -> twins.Encounter:
        """Return what is known of the meeting; names that are not understood are left out."""
        meeting = Meeting(date_basis=self.cleaned_data["basis"], summit=self.thing("summit"))
        meeting.channel = self.cleaned_data["channel"] or choices.Channel.IN_PERSON
        meeting.pk = max(bounds.number_in(self.cleaned_data["key"]), 0) or None
        try:
            meeting.date = self.kept(self.cleaned_data["date"]).edtf
        except DateError:
            meeting.date = ""
        fill_bounds([meeting])
        rows = [
            Participation(actor=actor, person=person)
            for actor, person in zip(_named(Actor, actors), _named(Person, people), strict=True)
            if isinstance(actor, Actor)
        ]
        return twins.encounter_of(meeting, rows, ())


def _named(model: type[models.Model], texts: Iterable[str]) -> list[Any]:
    """Return the thing that each text names, None where it names none yet."""
    kind = kinds.kind_of_model(model)
    assert kind is not None  # noqa: S101 - people and actors have kinds
    things: list[Any] = []
    for text in [*texts][: bounds.MOST_THINGS]:
        try:
            things.append(resolving.resolve(kind, text[:300], kind.make) if text else None)
        except ValidationError:
            things.append(None)
    return things


class BesideForm(GuardedAdmin):
    """The page of a meeting with its story, twins and doubts."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses that our script asks, before those of Django."""
        own_urls = [
            path("twins/", self.admin_site.admin_view(self.twins_view), name="meetings_twins"),
            path(
                "delegation/",
                self.admin_site.admin_view(require_POST(self.delegation_view)),
                name="meetings_delegation",
            ),
            path("story/", self.admin_site.admin_view(self.story_view), name="meetings_story"),
        ]
        return own_urls + super().get_urls()

    def twins_view(self, request: HttpRequest) -> HttpResponse:
        """Respond with the meetings that are perhaps the same as what is typed."""
        suggestions.refuse_unless_shown(request, Meeting, Person, Actor)
        form = Encountered(request.GET)
        similar: list[twins.Twin] = []
        actors, people = request.GET.getlist("actors"), request.GET.getlist("people")
        if form.is_valid() and len(actors) == len(people):
            similar = twins.twins_of(form.encounter(actors, people))
        return render(request, "admin/desk/twins.html", _of_twins(similar))

    def delegation_view(self, request: HttpRequest) -> HttpResponse:
        """Respond with the people of a pasted list, as texts for the rows of the form."""
        suggestions.refuse_unless_shown(request, Person)
        text = request.POST.get("delegation", "")[:_LONGEST_LIST]
        listed = lists.delegation_in(text)[: lists.MOST_LINES]
        rows = [{"person": person_text(row.name), "title": row.title} for row in listed]
        return JsonResponse({"rows": rows})

    def story_view(self, request: HttpRequest) -> HttpResponse:
        """Respond with the text of the source that a text names."""
        suggestions.refuse_unless_shown(request, Source, Capture)
        form = suggestions.Asked(request.GET)
        source = form.thing("source") if form.is_valid() else None
        story = story_of(source) if source is not None else None
        return render(request, "admin/desk/story.html", {"story": story})

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: models.Model | None = None,
    ) -> HttpResponse:
        """Render the page with what stands beside its form."""
        meeting = obj if isinstance(obj, Meeting) else None
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        parts = _parts(formsets)
        doubts = unanswered(meeting, doubts_of(meeting, *parts)) if meeting else []
        context |= _of_twins(_twins(meeting, formsets, *parts))
        context |= {
            "is_nav_sidebar_enabled": False,  # the story needs its place
            "stories": _stories(formsets),
            "doubts": doubts,
            "so_name": SO,
            "shown_name": SHOWN,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)


def confirm(request: HttpRequest, meeting: Meeting) -> None:
    """Keep the answers “yes, it is so” of the posted page; needs a save of the meeting."""
    said = set(request.POST.getlist(SO))
    if said:
        answered = {doubt.key: "" for doubt in doubts_about(meeting) if doubt.key in said}
        meeting.confirmed = {**answered, **meeting.confirmed}


def not_shown(request: HttpRequest, meeting: Meeting) -> list[Doubt]:
    """Return the unanswered doubts about a saved meeting that the posted page did not show."""
    shown = set(request.POST.getlist(SHOWN))
    doubts = unanswered(meeting, doubts_about(meeting))
    return [doubt for doubt in doubts if doubt.key not in shown]


def _of_twins(similar: list[twins.Twin]) -> dict[str, Any]:
    return {"twins": similar, "why_name": WHY_ANOTHER, "account_to": ACCOUNT_TO}


def _parts(formsets: Iterable[FormSet]) -> tuple[list[Participation], list[Report]]:
    """Return the stored rows of a page, which it has read with what their labels need."""
    rows = {formset.model: [row.instance for row in formset.initial_forms] for formset in formsets}
    return rows.get(Participation, []), rows.get(Report, [])


def _twins(
    meeting: Meeting | None,
    formsets: Iterable[FormSet],
    participations: Iterable[Participation],
    reports: Iterable[Report],
) -> list[twins.Twin]:
    """Return the twins of a meeting as it is saved, or as it was typed and refused."""
    for rows in formsets:
        if isinstance(rows, ParticipationFormSet) and rows.is_bound:
            return twins.twins_of(twins.encounter_of(rows.instance, rows.participations(), ()))
    if meeting is None:
        return []
    return twins.twins_of(twins.encounter_of(meeting, participations, reports))


def _stories(formsets: Iterable[FormSet]) -> list[Story]:
    """Return the stories of the sources in the rows of the reports, each once."""
    stories: dict[int, Story] = {}
    for rows in formsets:
        if rows.prefix == "reports":
            for number, row in enumerate(rows.forms, start=1):
                source = source_in(row)
                if source is None:
                    continue
                if source.pk not in stories:
                    stories[source.pk] = story_of(source)
                stories[source.pk].reports.append(number)
    return [*stories.values()]
