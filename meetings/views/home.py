"""The front page: what the register is, the latest, and what is covered."""

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.english import counted
from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry, Record, RecordLink
from meetings.pages.addresses import Link
from meetings.pages.entry import Item
from meetings.pages.lines import line_of
from meetings.pages.words import date_words
from meetings.search.answers.form import filter_form
from meetings.search.answers.form_choices import offer
from meetings.search.by_index.covered import Covered, covered
from meetings.search.consistent_read import Moment, at_one_moment
from meetings.search.selection import everything

from .caching import validated
from .entries.lookup import link_to

LATEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Show what the register is, a form, the latest meetings and summits, and figures.

    Four queries at most, six without an index.
    """
    return at_one_moment(
        lambda moment: validated(request, moment.state.clock, lambda: _page(request, moment))
    )


def _page(request: HttpRequest, moment: Moment) -> HttpResponse:
    selection = everything()
    snapshot = moment.snapshot
    context = {
        "canonical": request.path,
        "form": filter_form(selection, offer(snapshot)),
        "lines": [line_of(record) for record in selection.records()[:LATEST]],
        "summits": _latest_summits(),
        "figures": _figures(covered(snapshot) if snapshot else _covered()),
    }
    return render(request, "home.html", context)


def _latest_summits() -> list[Item]:
    """Return the latest summits at which a published meeting took place. One query."""
    met = Exists(Record.objects.filter(summit_id=OuterRef("pk")))
    summits = Entry.objects.filter(met, kind=EntryKind.SUMMIT).only("kind", "key", "label", "card")
    latest = summits.order_by(KT("card__date").desc(), "key")[:LATEST]
    return [Item(link_to(entry), date_words(entry.card["date"])) for entry in latest]


def _covered() -> Covered:
    """Return what is covered, without an index. Two queries."""
    links = RecordLink.objects.filter(entry_id=OuterRef("pk"))
    roles = RecordLink.Role
    shown = Q(Exists(links.filter(role=roles.ACTOR)), kind=EntryKind.ACTOR)
    shown |= Q(Exists(links.filter(role=roles.PERSON)), kind=EntryKind.PERSON)
    shown |= Q(Exists(links.filter(role=roles.PUBLISHER)), kind=EntryKind.PUBLISHER)
    numbers = Entry.objects.filter(shown).aggregate(
        countries=Count("pk", filter=Q(card__kind__in=list(COUNTRY_KINDS))),
        people=Count("pk", filter=Q(kind=EntryKind.PERSON)),
        publishers=Count("pk", filter=Q(kind=EntryKind.PUBLISHER)),
    )
    return Covered(held=everything().records().count(), **numbers)


def _figures(covered: Covered) -> list[Link]:
    """Return what is covered in words, each with where to see it."""
    people = counted(covered.people, "person who took part", "people who took part")
    publishers = counted(covered.publishers, "publisher of sources", "publishers of sources")
    return [
        Link(counted(covered.held, "meeting held", "meetings held"), "meetings"),
        Link(counted(covered.countries, "country", "countries"), "countries"),
        Link(people, "people"),
        Link(publishers, "publishers"),
    ]
