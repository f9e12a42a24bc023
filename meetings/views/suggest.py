"""The view of autocomplete suggestions: countries, people, summits, topics, by any name."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models.choices import EntryKind
from meetings.pages.suggestions import SuggestedBlock, actors_told, blocks_of
from meetings.search import consistent_read
from meetings.search.box.suggestions import CAPTIONS, LONGEST_TYPED, suggestions

from .caching import page_at_one_moment
from .entries.lookup import links_to


class _SuggestForm(forms.Form):
    q = forms.CharField(label="Name", required=False, max_length=LONGEST_TYPED)
    parameter = forms.ChoiceField(label="Among", choices=list(CAPTIONS.items()), required=False)


@page_at_one_moment
def suggest(request: HttpRequest, moment: consistent_read.Moment) -> HttpResponse:
    """List the entries with the words of ``q`` in a name, with links to their meetings.

    Scripts extract the list from the page, so that each address has only one response. At most
    six queries for names as they are in the register, usually four; more for names spelt alike.
    """
    form = _SuggestForm(request.GET)
    if not form.is_valid():
        raise BadRequest(f"Suggestions are for a name of at most {LONGEST_TYPED} characters.")
    data = form.cleaned_data
    context = {
        "typed": data["q"],
        "parameter": data["parameter"],
        "caption": CAPTIONS.get(data["parameter"], ""),
        "blocks": _blocks(data["q"], data["parameter"], moment),
    }
    return render(request, "suggest.html", context)


def _blocks(typed: str, parameter: str, moment: consistent_read.Moment) -> list[SuggestedBlock]:
    groups = suggestions(typed, moment.engine, parameter)
    links = links_to((EntryKind.ACTOR.value, code) for code in actors_told(groups))
    return blocks_of(groups, typed, {code: link.label for (_, code), link in links.items()})
