"""Proposals for a participant: whom a person represented then, and who held an office."""

from django import forms
from django.http import HttpRequest, JsonResponse

from meetings.desk.offices import holders_of, possible_tenures
from meetings.models import Office, Person

from . import kinds, offices, resolving, suggestions

MOST = 8
ACTOR, PERSON = kinds.KINDS["actor"], kinds.KINDS["person"]


class AskedHolders(suggestions.Asked):
    """Parameters: the row and the page so far, and the office typed."""

    office = forms.CharField(required=False, max_length=300)


def suggest_represented(request: HttpRequest) -> JsonResponse:
    """Respond with the actors in whose offices the person may have been on the days."""
    form = suggestions.Asked(request.GET)
    person = form.thing("person") if form.is_valid() else None
    if not isinstance(person, Person) or person.pk is None:
        return JsonResponse({"results": []})
    actors = dict.fromkeys(tenure.office.actor for tenure in possible_tenures(person, form.days()))
    results = [{"value": ACTOR.text(actor), "label": str(actor)} for actor in actors]
    return JsonResponse({"results": results[:MOST]})


def suggest_holders(request: HttpRequest) -> JsonResponse:
    """Respond with the people who may have held the office of the actor on the days."""
    form = AskedHolders(request.GET)
    actor = form.thing("actor") if form.is_valid() else None
    text = form.cleaned_data.get("office", "")
    if actor is None or not text:
        return JsonResponse({"results": []})
    try:
        keyed = resolving.KEYED.match(text)
        office = (
            resolving.resolve(offices.OFFICE, text) if keyed else offices.office_called(text, actor)
        )
    except forms.ValidationError:
        return JsonResponse({"results": []})
    people = holders_of(office, form.days()) if isinstance(office, Office) else []
    results = [{"value": PERSON.text(person), "label": str(person)} for person in people]
    return JsonResponse({"results": results[:MOST]})
