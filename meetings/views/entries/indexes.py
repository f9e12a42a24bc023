"""Indexes of public things: whole ones for the short lists, pages by letter for the long."""

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models.choices import COUNTRY_KINDS, ActorKind, EntryKind
from meetings.models.record import Entry, RecordLink
from meetings.pages.addresses import with_query
from meetings.pages.entry import Item
from meetings.pages.words import date_words
from meetings.search.resolve import public_entries
from meetings.text import fold
from meetings.views.caching import View, public_page
from meetings.views.paging import page_count, pages, read_page

from .lookup import link_to

A_PAGE = 200
MOST_PAGES = 200
LETTERS = string.ascii_uppercase
OTHER = "other"

Groups = list[tuple[str, list[Item]]]


@dataclass(frozen=True)
class Index:
    """One index: its entries in order, and what stands behind each.

    ``by_letter`` ones can be narrowed to a letter; ``groups`` puts headings between entries.
    """

    heading: str
    lead: str
    entries: Callable[[], QuerySet[Entry]]
    beside: Callable[[Entry], str] = lambda _: ""
    by_letter: bool = True
    whole: bool = False
    group: Callable[[Entry], str] = lambda _: ""


class _LetterForm(forms.Form):
    letter = forms.ChoiceField(choices=[(one, one) for one in (*LETTERS, OTHER)], required=False)


def index_view(index: Index) -> View:
    """Return the view of an index. Three queries, two for a whole one."""

    @public_page
    def show(request: HttpRequest) -> HttpResponse:
        form = _LetterForm(request.GET)
        if not form.is_valid():
            raise BadRequest("An index is narrowed by a letter from A to Z, or “other”.")
        letter = form.cleaned_data["letter"] if index.by_letter else ""
        entries = _of_letter(index.entries(), letter)
        # Whoever is beyond them searches; counting all of many sources takes a second.
        number = 0 if index.whole else entries.order_by()[: A_PAGE * MOST_PAGES].count()
        last = 1 if index.whole else page_count(number, A_PAGE)
        page = read_page(request.GET, last)
        shown = entries if index.whole else entries[(page - 1) * A_PAGE : page * A_PAGE]
        context = {
            "index": index,
            "letter": letter,
            "letters": [(one, _address(request, one)) for one in (*LETTERS, OTHER)],
            "groups": list(_groups(index, shown)),
            "pages": pages(page, last, lambda number: _address(request, letter, number)),
            "canonical": _address(request, letter, page),
        }
        return render(request, "entries/index.html", context)

    return show


def _address(request: HttpRequest, letter: str, page: int = 1) -> str:
    parts = (f"letter={letter}" if letter else "", f"page={page}" if page > 1 else "")
    return with_query(request.path, *parts)


def _of_letter(entries: QuerySet[Entry], letter: str) -> QuerySet[Entry]:
    if letter == OTHER:
        return entries.exclude(sort_label__iregex=r"^[a-z]")
    return entries.filter(sort_label__istartswith=letter) if letter else entries


def _groups(index: Index, entries: QuerySet[Entry]) -> Iterator[tuple[str, list[Item]]]:
    for heading, group in groupby(entries, key=index.group):
        yield heading, [_item(index, entry) for entry in group]


def _item(index: Index, entry: Entry) -> Item:
    return Item(link_to(entry), index.beside(entry), strong=getattr(entry, "met", False))


def _initial(entry: Entry) -> str:
    folded = fold(entry.sort_label)[:1].upper()
    return folded if folded in LETTERS else OTHER.capitalize()


def _year(date: str) -> Callable[[Entry], str]:
    """Return what groups entries by the first year in the EDTF text of their card."""

    def year(entry: Entry) -> str:
        found = re.search(r"\d{4}", entry.card[date])
        return found[0] if found else "No date known"

    return year


def _actors(*, countries: bool) -> QuerySet[Entry]:
    entries = public_entries(EntryKind.ACTOR)
    entries = entries.annotate(
        met=Exists(RecordLink.objects.filter(entry_id=OuterRef("pk"), role=RecordLink.Role.ACTOR))
    )
    kept = Q(card__kind__in=list(COUNTRY_KINDS))
    return entries.filter(kept if countries else ~kept).order_by("sort_label", "key")


def _actor_beside(entry: Entry) -> str:
    kind = "" if entry.card["kind"] == ActorKind.STATE else ActorKind(entry.card["kind"]).label
    ended = f"until {date_words(entry.card['end'])}" if entry.card["end"] else ""
    return ", ".join(filter(None, [kind.lower(), ended]))


def _sorted(kind: EntryKind) -> Callable[[], QuerySet[Entry]]:
    return lambda: public_entries(kind).order_by("sort_label", "key")


def _newest(kind: EntryKind, date: str) -> Callable[[], QuerySet[Entry]]:
    return lambda: public_entries(kind).order_by(KT(f"card__{date}").desc(), "key")


COUNTRIES = Index(
    "Countries",
    "States, territories and de facto authorities, present and past; in bold those that took "
    "part in a meeting recorded here. Names, order and inclusion imply no position on the status "
    "of any of them.",
    lambda: _actors(countries=True),
    _actor_beside,
    by_letter=False,
    whole=True,
    group=_initial,
)
ORGANISATIONS = Index(
    "Organisations and others",
    "International organisations, their organs, groups and companies; in bold those that took "
    "part in a meeting recorded here.",
    lambda: _actors(countries=False),
    _actor_beside,
    by_letter=False,
    whole=True,
    group=_initial,
)
PEOPLE = Index(
    "People",
    "Everybody whom a published meeting names.",
    _sorted(EntryKind.PERSON),
    group=_initial,
)
SUMMITS = Index(
    "Summits",
    "Editions of series and conferences of their own, the latest first.",
    _newest(EntryKind.SUMMIT, "date"),
    lambda entry: date_words(entry.card["date"]),
    by_letter=False,
    group=_year("date"),
)
SERIES_INDEX = Index(
    "Series of summits", "Summits that come again.", _sorted(EntryKind.SERIES), by_letter=False
)
TOPICS = Index(
    "Topics",
    "What is talked about. A topic stands for all that is below it, too.",
    _sorted(EntryKind.TOPIC),
    by_letter=False,
    whole=True,
    group=_initial,
)
PUBLISHERS = Index(
    "Publishers",
    "Who published what the register rests on.",
    _sorted(EntryKind.PUBLISHER),
    group=_initial,
)
SOURCES = Index(
    "Sources",
    "The documents that published meetings rest on, the last entered first.",
    # There may be more sources than meetings: no order but this one has an index.
    lambda: public_entries(EntryKind.SOURCE).order_by("-pk"),
    lambda entry: date_words(entry.card["published"]),
    by_letter=False,
)
