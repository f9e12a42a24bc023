"""Typed field of the office held: a tenure, or an office that becomes a new tenure."""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, JsonResponse

from meetings.admin import bounds
from meetings.dates.edtf import parse
from meetings.dates.words import describe
from meetings.desk.offices import (
    AmbiguousTenure,
    Days,
    NotHeld,
    holders_of,
    in_words,
    new_term,
    possible_tenures,
    tenure_for,
)
from meetings.models import Actor, Office, Person, Place, Summit, Tenure
from meetings.text import fold

from . import fields, kinds, resolving, suggestions

MOST = 20
MOST_NAMED = 5
KEYED_TENURE = re.compile(r".*\[tenure \d+\]$", re.DOTALL)
NOT_HELD = "not_held"
ADD_TERM = "Add a term in this office"
OFFICE, PERSON, ACTOR = kinds.KINDS["office"], kinds.KINDS["person"], kinds.KINDS["actor"]


def text_of(tenure: Tenure) -> str:
    """Return the text of a tenure in an input."""
    return f"{tenure.office.name} [tenure {tenure.pk}]"


def hint_of(tenure: Tenure) -> str:
    """Return the hint that tells a tenure apart: the actor, the dates from–to, how sure."""
    start, end = (describe(parse(edtf)) if edtf else "" for edtf in (tenure.start, tenure.end))
    dates = f"{start}–{end}" if start or end else ""
    unsure = "" if tenure.confirmed else "not confirmed"
    return ", ".join(filter(None, [str(tenure.office.actor), dates, unsure]))


class OfficeHeldField(fields.TypedField):
    """Cleans to the text; the row's form knows person, actor and date, and resolves it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(OFFICE, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return the text of a tenure; a text stays as it is."""
        return text_of(value) if isinstance(value, Tenure) else super().prepare_value(value)

    def clean(self, value: object) -> object:
        """Return the text."""
        return str(forms.CharField.clean(self, value)).strip()


@dataclass(frozen=True)
class Held:
    """What a row says of an office held: by whom, for whom, on which days.

    ``confirmed`` is the editor's yes to a term that the register does not know, and ``start`` when
    it began (EDTF or "").
    """

    person: Person | None
    actor: Actor | None
    days: Days
    confirmed: bool = False
    start: str = ""


def resolve_office(text: str, held: Held) -> Tenure:
    """Return the tenure that ``text`` names, unsaved if the register has none yet.

    Raises ValidationError with a sentence that says what to do; its code is ``NOT_HELD`` where an
    editor has to confirm a term that the register does not know.
    """
    if held.person is None:
        raise ValidationError(_who_held(text, held))
    keyed = resolving.KEYED.match(text)
    if keyed and keyed["key"].startswith("tenure "):
        chosen = _by_key(keyed["key"].split()[1], held.person)
        if chosen in possible_tenures(held.person, held.days):
            return chosen
        office = chosen.office
    else:
        named = resolving.resolve(OFFICE, text) if keyed else office_called(text, held.actor)
        assert isinstance(named, Office)  # noqa: S101 - this kind resolves to offices
        office = named
    try:
        if held.confirmed:
            return new_term(held.person, office, held.start)
        return tenure_for(held.person, office, held.days, held.actor)
    except AmbiguousTenure as error:
        tenures = "; ".join(f"{text_of(tenure)} ({hint_of(tenure)})" for tenure in error.tenures)
        raise ValidationError(
            f"Say which time in this office: {tenures}. A further one is added at the person."
        ) from error
    except NotHeld as error:
        raise ValidationError(_question(error), code=NOT_HELD) from error


def _who_held(text: str, held: Held) -> str:
    """Return the question who held an office, with the names of those who may have."""
    people: list[Person] = []
    if held.actor is not None and not KEYED_TENURE.match(text):
        with suppress(ValidationError):
            keyed = resolving.KEYED.match(text)
            office = resolving.resolve(OFFICE, text) if keyed else office_called(text, held.actor)
            people = holders_of(office, held.days) if isinstance(office, Office) else []
    names = f" Was it {' or '.join(map(PERSON.text, people[:MOST_NAMED]))}?" if people else ""
    return f"Name the person who held it; a title alone is “as reported”.{names}"


def _question(error: NotHeld) -> str:
    """Return the question whether the person held the office then all the same."""
    terms = [in_words(tenure) for tenure in error.tenures]
    if terms:
        known, so = f"{error.person} held this {' and '.join(terms)}", "there was another term then"
    else:
        known, so = f"{error.person} is not known to have been {error.office}", "it is so"
    return f"{known}. Tick “{ADD_TERM}” if {so}, or choose a different office."


def _by_key(number: str, person: Person) -> Tenure:
    tenure = (
        Tenure.objects.filter(pk=bounds.number_in(number))
        .select_related("office__actor", "person")
        .first()
    )
    if tenure is None:
        raise ValidationError(f"There is no tenure {number[:20]}.")
    if tenure.person_id != person.pk:
        raise ValidationError(f"That is the office of {tenure.person}, not of {person}.")
    return tenure


def office_called(text: str, actor: Actor | None) -> models.Model:
    """Return the office of ``actor`` called ``text``, or the only office of that full name."""
    if actor is None:
        raise ValidationError("Name the country or organisation first.")
    offices: list[Office] = list(Office.objects.filter(actor=actor).select_related("actor"))
    same_name = [office for office in offices if fold(office.name) == fold(text)]
    if len(same_name) == 1:
        return same_name[0]
    elsewhere = [row for row in resolving.exactly_named(OFFICE, text) if isinstance(row, Office)]
    if len(elsewhere) == 1 and fold(text) == fold(str(elsewhere[0])):
        return elsewhere[0]
    similar = [OFFICE.text(office) for office in offices if fold(text) in office.search_text][:5]
    hint = f" Did you mean {'; '.join(similar)}?" if similar else ""
    raise ValidationError(
        f"{actor} has no office called “{text}” here.{hint} Add it with the plus sign beside."
    )


def suggest_offices(request: HttpRequest) -> JsonResponse:
    """Respond with tenures that the person may have held then, then offices of the actor."""
    suggestions.refuse_unless_shown(request, Person, Tenure, Office, Actor)
    form = suggestions.Asked(request.GET)
    if not form.is_valid():
        return JsonResponse({"results": []})
    person, actor = form.thing("person"), form.thing("actor")
    words = fold(form.cleaned_data["q"]).split()
    tenures = possible_tenures(person, form.days(), actor) if person else []
    results = [
        _tenure_suggestion(tenure)
        for tenure in tenures
        if all(word in tenure.office.search_text for word in words)
    ]
    offices = Office.objects.filter(actor=actor).select_related("actor") if actor else []
    results += [
        _office_suggestion(office)
        for office in offices
        if all(word in office.search_text for word in words)
    ]
    return JsonResponse({"results": results[:MOST]})


def _tenure_suggestion(tenure: Tenure) -> dict[str, object]:
    label, hint = tenure.office.name, hint_of(tenure)
    return {"value": text_of(tenure), "label": label, "hint": hint, "held": True}


def _office_suggestion(office: Office) -> dict[str, object]:
    value, hint = OFFICE.text(office), OFFICE.hint(office)
    return {"value": value, "label": office.name, "hint": hint, "held": False}


def summit_details(request: HttpRequest) -> JsonResponse:
    """Respond with the proposals of a summit for a meeting: place, and its days in words."""
    suggestions.refuse_unless_shown(request, Summit, Place)
    form = suggestions.Asked(request.GET)
    summit: Summit | None = form.thing("summit") if form.is_valid() else None
    if summit is None:
        return JsonResponse({})
    place = kinds.KINDS["place"].text(summit.place) if summit.place else ""
    words = describe(parse(summit.date))
    if summit.date_earliest == summit.date_latest:
        return JsonResponse({"place": place, "date": str(summit.date_earliest), "label": words})
    days = f"[{summit.date_earliest}..{summit.date_latest}]"
    return JsonResponse({"place": place, "date": days, "label": f"One day of {words}"})
