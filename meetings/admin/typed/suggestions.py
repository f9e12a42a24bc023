"""Autocomplete suggestions for typed relations, as JSON for the combobox of the desk."""

from collections.abc import Sequence

from django import forms
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, JsonResponse

from meetings.dates.forms import explain
from meetings.desk import documents, finding
from meetings.models import Meeting, Publisher
from meetings.text import fold

from . import kinds
from .nearest import nearest, resembling

MOST = 20


class Asked(forms.Form):
    """The text typed so far."""

    q = forms.CharField(required=False, max_length=200)


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
    things = matches(kind, words) if fold(words) else []
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
    """Respond with the meaning of a typed date, or why it is not understood."""
    form = Asked(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    return JsonResponse({"understood": explain(text)[1] if text else ""})


def suggestion(kind: kinds.Kind, thing: Model) -> dict[str, str]:
    """Return an entry of the list: the text to fill in, the label, and the hint."""
    return {"value": kind.text(thing), "label": str(thing), "hint": kind.hint(thing)}


def matches(kind: kinds.Kind, words: str) -> Sequence[Model]:
    """Return up to 20 rows of a kind that have all ``words`` in a name, the nearest first.

    Where there is none, those with names spelt alike.
    """
    if kind.model is Meeting:
        return list(finding.with_words(kind.rows(), words)[:MOST])
    return (nearest(kind, words) or resembling(kind, words))[:MOST]
