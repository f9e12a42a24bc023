"""Autocomplete suggestions for typed relations, as JSON for the combobox of the desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, JsonResponse

from meetings.dates.edtf import DateError, HistoricalDate, parse
from meetings.dates.understanding import Reference, is_relative, understand
from meetings.dates.words import describe
from meetings.desk import documents, finding
from meetings.desk.dates import date_by_basis, date_from_source, reference_of
from meetings.desk.offices import Days
from meetings.desk.proposals import account_in
from meetings.models import Meeting, Publisher, Source, Summit
from meetings.text import fold

from . import kinds, resolving
from .nearest import Beside, nearest, resembling

MOST = 20


class Asked(forms.Form):
    """The text typed so far, and values of the row and the page beside it."""

    q = forms.CharField(required=False, max_length=200)
    person = forms.CharField(required=False, max_length=300)
    actor = forms.CharField(required=False, max_length=300)
    date = forms.CharField(required=False, max_length=200)
    basis = forms.CharField(required=False, max_length=20)
    summit = forms.CharField(required=False, max_length=300)
    source = forms.CharField(required=False, max_length=700)
    occurrence = forms.CharField(required=False, max_length=20)

    def thing(self, name: str) -> Any:
        """Return the thing that a typed text names, None if it names nothing yet."""
        try:
            text = self.cleaned_data[name]
            return resolving.resolve(kinds.KINDS[name], text) if text else None
        except ValidationError:
            return None

    def reference(self) -> Reference | None:
        """Return the day from which the words of the source count."""
        return reference_of(self.thing("source"), self.cleaned_data["occurrence"])

    def kept(self, typed: str) -> HistoricalDate:
        """Return the date as it would be kept; raises DateError."""
        edtf = understand(typed, self.reference()).edtf
        return parse(date_by_basis(edtf, self.cleaned_data["basis"], self.thing("summit")))

    def days(self) -> Days:
        """Return first and last day of the date, or of the summit if the date is not understood."""
        try:
            when = self.kept(self.cleaned_data["date"])
        except DateError:
            summit: Summit | None = self.thing("summit")
            return (summit.date_earliest, summit.date_latest) if summit else (None, None)
        return when.earliest, when.latest

    def beside(self) -> Beside:
        """Return what ranks people: the actor named in their row, and the days."""
        actor = self.thing("actor")
        return Beside(actor, self.days()) if actor else Beside()


def suggest(request: HttpRequest, kind_name: str) -> JsonResponse:
    """Respond with up to 20 things that have all typed words, the likeliest first.

    Only to those who may look at them: they may be drafts.
    """
    kind = kinds.KINDS.get(kind_name)
    if kind is None:
        raise Http404
    refuse_unless_shown(request, kind.model)
    form = Asked(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    things = matches(kind, words, form.beside()) if fold(words) else []
    return JsonResponse({"results": [suggestion(kind, thing) for thing in things]})


def refuse_unless_shown(request: HttpRequest, *models: type[Model]) -> None:
    """Raise PermissionDenied unless the desk shows rows of all ``models`` to the user."""
    for model in models:
        codenames = [get_permission_codename(action, model._meta) for action in ("view", "change")]
        label = model._meta.app_label
        if not any(request.user.has_perm(f"{label}.{codename}") for codename in codenames):
            raise PermissionDenied


def publisher_of_address(request: HttpRequest) -> JsonResponse:
    """Respond with the publisher on whose site an address is, and the language of that site."""
    refuse_unless_shown(request, Publisher)
    site = documents.publisher_of(request.GET.get("url", "")[:1000])
    if site is None:
        return JsonResponse({})
    publisher = kinds.KINDS["publisher"].text(site.publisher)
    return JsonResponse({"publisher": publisher, "language": site.language})


def explain_date(request: HttpRequest) -> JsonResponse:
    """Respond with the date that would be kept for what is typed, or why it is not understood.

    ``relative``: it counts from the day on which the source was published.
    """
    form = Asked(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if not text:
        return JsonResponse({"understood": ""})
    if form.cleaned_data["source"] or form.cleaned_data["summit"]:
        refuse_unless_shown(request, Source, Summit)
    counts = is_relative(text) and form.reference() is not None
    try:
        understood = f"Understood: {describe(form.kept(text))}"
    except DateError as error:
        return JsonResponse({"understood": str(error)})
    return JsonResponse({"understood": understood, "relative": counts})


def source_details(request: HttpRequest) -> JsonResponse:
    """Respond with what a document tells of the account in it, and of the day of the meeting."""
    refuse_unless_shown(request, Source, Publisher)
    form = Asked(request.GET)
    source: Source | None = form.thing("source") if form.is_valid() else None
    if source is None:
        return JsonResponse({})
    account = account_in(source)
    details: dict[str, str] = {}
    if account is not None:
        voice = kinds.KINDS["actor"].text(account.voice) if account.voice else ""
        details = {"voice_names": voice, "extent": account.extent}
        details["attribution"] = account.attribution
    date, basis = date_from_source(source, form.thing("summit"))
    label = f"Published {describe(parse(source.published))}" if date else ""
    return JsonResponse({"account": details, "date": date, "basis": basis, "label": label})


def suggestion(kind: kinds.Kind, thing: Model) -> dict[str, str]:
    """Return an entry of the list: the text to fill in, the label, and the hint."""
    return {"value": kind.text(thing), "label": str(thing), "hint": kind.hint(thing)}


def matches(kind: kinds.Kind, words: str, beside: Beside) -> Sequence[Model]:
    """Return up to 20 rows of a kind that have all ``words`` in a name, the nearest first.

    Where there is none, those with names spelt alike. ``beside`` ranks people.
    """
    if kind.model is Meeting:
        return list(finding.with_words(kind.rows(), words)[:MOST])
    return (nearest(kind, words, beside) or resembling(kind, words, beside))[:MOST]
