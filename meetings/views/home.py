"""The home page: introduction, search form, latest meetings and summits, figures."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.english import counted
from meetings.models.choices import EntryKind
from meetings.models.record import Entry, Record
from meetings.pages import addresses, lines, words
from meetings.pages.entry import Item
from meetings.search import consistent_read, engine
from meetings.search.answers.form import filter_form
from meetings.search.selection import everything

from .caching import page_at_one_moment
from .entries.lookup import link_to

LATEST = 8


@page_at_one_moment
def home(request: HttpRequest, moment: consistent_read.Moment) -> HttpResponse:
    """Show the home page.

    Five queries at most, seven without an index; five more if the index has to catch up, and one
    if no editor has checked any meeting.
    """
    selection = everything()
    context = {
        "canonical": request.path,
        "form": filter_form(selection, moment.engine.offered()),
        "lines": [lines.line_of(record) for record in _latest(selection.records())],
        "summits": _latest_summits(),
        "figures": _figures(moment.engine.figures()),
    }
    return render(request, "home.html", context)


def _latest(records: "QuerySet[Record]") -> list[Record]:
    """Return the latest meetings that editors have checked, else the latest of all."""
    return list(records.filter(checked=True)[:LATEST]) or list(records[:LATEST])


def _latest_summits() -> list[Item]:
    """Return the latest summits at which a published meeting took place. One query."""
    has_meetings = Exists(Record.objects.filter(summit_id=OuterRef("pk")))
    summits = Entry.objects.filter(has_meetings, kind=EntryKind.SUMMIT).only(
        "kind", "key", "label", "card"
    )
    latest = summits.order_by(KT("card__date").desc(), "key")[:LATEST]
    return [Item(link_to(entry), words.date_words(entry.card["date"])) for entry in latest]


def _figures(figures: engine.Figures) -> list[addresses.Link]:
    """Return the figures in words, each with the URL name of its page."""
    people = counted(figures.people, "person named", "people named")
    publishers = counted(figures.publishers, "publisher of sources", "publishers of sources")
    return [
        addresses.Link(counted(figures.held, "meeting held", "meetings held"), "meetings"),
        addresses.Link(
            counted(figures.countries, "country", "countries"),
            "countries",
        ),
        addresses.Link(people, "people"),
        addresses.Link(publishers, "publishers"),
    ]
