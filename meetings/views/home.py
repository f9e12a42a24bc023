"""The front page: what the register is, the latest, and what is covered."""

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry, Record, RecordLink
from meetings.outputs.addresses import Link
from meetings.outputs.entry_page import Item
from meetings.outputs.lines import line_of
from meetings.outputs.words import date_words
from meetings.search.controls import filter_form
from meetings.search.offered import offer
from meetings.search.selection import everything
from meetings.search.words import counted
from meetings.views.caching import public_page

from .entries.lookup import link_to

LATEST = 8


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what the register is, a form, the latest meetings and summits, and figures."""
    selection = everything()
    records = selection.records()
    context = {
        "canonical": request.path,
        "form": filter_form(selection, offer()),
        "lines": [line_of(record) for record in records[:LATEST]],
        "summits": _latest_summits(),
        "figures": _figures(records.count()),
    }
    return render(request, "home.html", context)


def _latest_summits() -> list[Item]:
    """Return the latest summits at which a published meeting took place. One query."""
    met = Exists(Record.objects.filter(summit_id=OuterRef("pk")))
    summits = Entry.objects.filter(met, kind=EntryKind.SUMMIT).only("kind", "key", "label", "card")
    latest = summits.order_by(KT("card__date").desc(), "key")[:LATEST]
    return [Item(link_to(entry), date_words(entry.card["date"])) for entry in latest]


def _figures(held: int) -> list[Link]:
    """Return what is covered in numbers, each with where to see it. One query."""
    shown = Entry.objects.filter(Exists(RecordLink.objects.filter(entry_id=OuterRef("pk"))))
    took_part = Exists(
        RecordLink.objects.filter(entry_id=OuterRef("pk"), role=RecordLink.Role.ACTOR)
    )
    numbers = shown.annotate(took_part=took_part).aggregate(
        countries=Count("pk", filter=Q(took_part=True, card__kind__in=list(COUNTRY_KINDS))),
        people=Count("pk", filter=Q(kind=EntryKind.PERSON)),
        sources=Count("pk", filter=Q(kind=EntryKind.SOURCE)),
    )
    return [
        Link(counted(held, "meeting held", "meetings held"), "meetings"),
        Link(counted(numbers["countries"], "country", "countries"), "countries"),
        Link(counted(numbers["people"], "person", "people"), "people"),
        Link(counted(numbers["sources"], "source"), "sources"),
    ]
