"""Parameters for the presentation of a list: sort order, page size and page number."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet

from meetings.models.record import Record
from meetings.search.text.matching import relevance

from . import base, vocabularies
from .text import text_of


class SortFilter(vocabularies.VocabularyFilter):
    """The order of the list."""

    parameter, caption, single, default = "sort", "Order", True, "newest"
    doc = "`newest` (default) or `oldest` first, or `relevance` to `q`"
    presents, is_clause = True, False
    source, facet, controls = None, None, base.Controls()
    choices: ClassVar[list[tuple[str, str]]] = [
        ("newest", "Newest first"),
        ("oldest", "Oldest first"),
        ("relevance", "Most relevant first"),
    ]

    def filter(self, queryset: QuerySet[Record], value: tuple[str, ...]) -> QuerySet[Record]:
        """Sort the records; without a text search, relevance means newest first."""
        if value == ("oldest",):
            return queryset.order_by("listed_on", "id")
        text = text_of(self.parent.form.cleaned_data)
        if text and value == ("relevance",):
            return queryset.alias(hits=relevance(text)).order_by("-hits", "-listed_on", "-id")
        return queryset.order_by("-listed_on", "-id")


class PerPageFilter(vocabularies.VocabularyFilter):
    """How many meetings a page has."""

    parameter, caption, single, default = "per_page", "Meetings per page", True, "25"
    doc = "{values}, on the list and in the API"
    presents, is_clause, typed = True, False, False
    source, facet, controls = None, None, base.Controls()
    choices: ClassVar[list[tuple[str, str]]] = [(size, size) for size in ("25", "50", "100")]


class PageFilter(base.SelectionFilter):
    """Which page of the list is shown."""

    parameter, caption, single, default = "page", "Page", True, "1"
    doc = "Page of the list, to 200; not in the API"
    presents, is_clause, typed = True, False, False
    source, facet, controls = None, None, None
    last = 200

    def read(self, text: str) -> str:
        """Return a page number from 1 to 200."""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        if number > self.last:
            raise forms.ValidationError(
                f"Lists end at page {self.last}. Narrow the selection, to a year for example, "
                "to see what comes after."
            )
        if number < 1:
            raise forms.ValidationError(f"Page is a number from 1 to {self.last}.")
        return str(number)
