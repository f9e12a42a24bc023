"""Indexes of entries: short lists on one page, long lists with pagination and letters."""

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings import kinds, text
from meetings.models import record
from meetings.pages.addresses import with_query
from meetings.pages.entry import Item
from meetings.search.resolve import public_entries
from meetings.views import caching, paging

from .lookup import link_to

A_PAGE = 200
MOST_PAGES = 200
LETTERS = string.ascii_uppercase
OTHER = "other"
_NARROWED = (*LETTERS, OTHER)


@dataclass(frozen=True)
class Index:
    """The settings of an index.

    ``lead``: the sentence above it. ``heading``: "" for the caption of the kind. ``beside``: the
    text after each entry. ``group``: headings between entries. ``by_letter``: can be narrowed to a
    letter. ``whole``: without pagination. ``marks_actors``: actors that took part in a meeting are
    bold.
    """

    lead: str
    heading: str = ""
    order: tuple[str | OrderBy, ...] = ("sort_label", "key")
    beside: Callable[[record.Entry], str] = lambda _: ""
    group: Callable[[record.Entry], str] = lambda _: ""
    by_letter: bool = True
    whole: bool = False
    marks_actors: bool = False


class _LetterForm(forms.Form):
    letter = forms.ChoiceField(choices=[(letter, letter) for letter in _NARROWED], required=False)


def index_view(kind: kinds.Kind, index: Index) -> caching.View:
    """Return the view of the index of a kind. Three queries, two without pagination."""

    @caching.public_page
    def show(request: HttpRequest) -> HttpResponse:
        form = _LetterForm(request.GET)
        if not form.is_valid():
            raise BadRequest("An index is narrowed by a letter from A to Z, or “other”.")
        letter = form.cleaned_data["letter"] if index.by_letter else ""
        entries = _of_letter(_entries(kind, index), letter)
        last = 1 if index.whole else _last_page(entries)
        page = paging.read_page(request.GET, last)
        page_entries = entries if index.whole else entries[(page - 1) * A_PAGE : page * A_PAGE]
        context = {
            "index": index,
            "heading": index.heading or kind.caption,
            "letter": letter,
            "letters": [(option, _address(request, option)) for option in _NARROWED],
            "groups": list(_groups(index, page_entries)),
            "pages": paging.pages(page, last, lambda number: _address(request, letter, number)),
            "canonical": _address(request, letter, page),
        }
        return render(request, "entries/index.html", context)

    return show


def _last_page(entries: QuerySet[record.Entry]) -> int:
    # The count is limited, because counting all of many sources takes a second.
    return paging.page_count(entries.order_by()[: A_PAGE * MOST_PAGES].count(), A_PAGE)


def _address(request: HttpRequest, letter: str, page: int = 1) -> str:
    parts = (f"letter={letter}" if letter else "", f"page={page}" if page > 1 else "")
    return with_query(request.path, *parts)


def _entries(kind: kinds.Kind, index: Index) -> QuerySet[record.Entry]:
    entries = public_entries(kind.kind).filter(kind.condition)
    entries = entries.only("kind", "key", "label", "sort_label", "card")
    if index.marks_actors:
        links = record.RecordLink.objects.filter(
            entry_id=OuterRef("pk"), role=record.RecordLink.Role.ACTOR
        )
        entries = entries.annotate(met=Exists(links))
    return entries.order_by(*index.order)


def _of_letter(entries: QuerySet[record.Entry], letter: str) -> QuerySet[record.Entry]:
    if letter == OTHER:
        return entries.exclude(sort_label__iregex=r"^[a-z]")
    return entries.filter(sort_label__istartswith=letter) if letter else entries


def _groups(index: Index, entries: QuerySet[record.Entry]) -> Iterator[tuple[str, list[Item]]]:
    for heading, group in groupby(entries, key=index.group):
        yield heading, [_item(index, entry) for entry in group]


def _item(index: Index, entry: record.Entry) -> Item:
    return Item(link_to(entry), index.beside(entry), strong=getattr(entry, "met", False))


def initial(entry: record.Entry) -> str:
    """Return the initial letter of an entry, “Other” if it is not from A to Z."""
    letter = text.fold(entry.sort_label)[:1].upper()
    return letter if letter in LETTERS else OTHER.capitalize()
