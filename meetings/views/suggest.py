"""The view of autocomplete suggestions: countries, people, summits, topics, by any name."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models.choices import EntryKind
from meetings.pages.suggestions import SuggestedBlock, actors_told, blocks_of
from meetings.search.box.suggestions import CAPTIONS, LONGEST_TYPED, suggestions

from .caching import public_page
from .entries.lookup import links_to


class _SuggestForm(forms.Form):
    q = forms.CharField(label="Name", required=False, max_length=LONGEST_TYPED)
    parameter = forms.ChoiceField(label="Among", choices=list(CAPTIONS.items()), required=False)


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """List the entries with the words of ``q`` in a name, with links to their meetings.

    Scripts extract the list from the page, so that each address has only one response. At most
    five queries, usually three.
    """
    form = _SuggestForm(request.GET)
    if not form.is_valid():
        raise BadRequest(f"Suggestions are for a name of at most {LONGEST_TYPED} characters.")
    data = form.cleaned_data
    context = {
        "typed": data["q"],
        "parameter": data["parameter"],
        "caption": CAPTIONS.get(data["parameter"], ""),
        "blocks": _blocks(data["q"], data["parameter"]),
    }
    return render(request, "suggest.html", context)


def _blocks(typed: str, parameter: str) -> list[SuggestedBlock]:
    groups = suggestions(typed, parameter)
    links = links_to((EntryKind.ACTOR.value, code) for code in actors_told(groups))
    return blocks_of(groups, typed, {code: link.label for (_, code), link in links.items()})
