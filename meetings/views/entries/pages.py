"""One view for the page of every kind of public thing; what differs stands in ``kinds``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from meetings.english import counted
from meetings.models.choices import EntryKind
from meetings.models.record import Entry, Record, RecordLink
from meetings.pages.addresses import PAGES, Link, actor_parameter, entry_address, list_address
from meetings.pages.entry import EntryPage, Item
from meetings.pages.lines import line_of
from meetings.search.consistent_read import Moment
from meetings.search.engine import Overview
from meetings.search.selection import Selection, everything, read_selection
from meetings.views.caching import View, moved, page_at_one_moment

from .lookup import find_entry, labelled

LATEST = 10


@dataclass(frozen=True)
class Kind:
    """What the page of one kind of thing consists of.

    ``describe`` fills in facts and sections. ``counterparts`` is the role of whatever is
    counted beside it, with the heading of that list.
    """

    kind: EntryKind
    describe: Callable[[Entry, EntryPage], None]
    counterparts: tuple[int, str] | None = None
    as_typed: Callable[[str], str] = str.lower


def entry_view(kind: Kind) -> View:
    """Return the view of one kind. Its number of queries is the same for every entry."""

    @page_at_one_moment
    def show(request: HttpRequest, moment: Moment, key: str) -> HttpResponse:
        return _page(request, kind, key, moment)

    return show


def _page(request: HttpRequest, kind: Kind, key: str, moment: Moment) -> HttpResponse:
    found = find_entry(kind.kind, kind.as_typed(key))
    entry = found.entry
    here = entry_address(entry.kind, entry.key, entry.card)
    if request.path != here:
        return moved(here)
    if not found.shown:
        # Frozen versions still link here. The name is not told: what named it may be redacted.
        return render(request, "entries/unshown.html", {"kind": entry.get_kind_display()})
    page = EntryPage(heading=entry.label, kind=entry.get_kind_display())
    kind.describe(entry, page)
    if entry.kind == EntryKind.SOURCE:
        records = _resting_on(entry)
        _add_meetings(page, Overview(records.count(), list(records[:LATEST])))
    else:
        _meetings(entry, kind, page, moment)
    return render(request, "entries/entry.html", {"page": page, "canonical": here})


def _resting_on(source: Entry) -> QuerySet[Record]:
    """Return the meetings held that a source reports. They are few: no index has them."""
    links = RecordLink.objects.filter(entry=source, role=RecordLink.Role.SOURCE)
    return everything().records().filter(pk__in=links.values("record_id"))


def _meetings(entry: Entry, kind: Kind, page: EntryPage, moment: Moment) -> None:
    """Add the latest meetings held, how many there are, and who else was there."""
    parameter = actor_parameter(entry.card) if entry.kind == EntryKind.ACTOR else PAGES[entry.kind]
    selection = read_selection(QueryDict(f"{parameter}={entry.key}"))
    role, heading = kind.counterparts or (None, "")
    found = moment.engine.overview(selection, LATEST, role, entry.pk)
    page.more = list_address(selection.query)
    page.others = list_address(selection.query.including("occurrence", "any"))
    _add_meetings(page, found)
    if role:
        note = "Meetings held; several sides may have sat at one."
        items = [_counterpart(selection, *one) for one in labelled(found.frequent)]
        page.add_section(heading, items, note, first=True)


def _add_meetings(page: EntryPage, found: Overview) -> None:
    page.words = counted(found.number, "meeting held", "meetings held") if found.number else ""
    page.lines = [line_of(record) for record in found.records]


def _counterpart(selection: Selection, other: Entry, number: int) -> Item:
    parameter = actor_parameter(other.card) if other.kind == EntryKind.ACTOR else PAGES[other.kind]
    together = selection.query.including(parameter, other.key)
    return Item(Link(other.label, list_address(together)), counted(number, "meeting"))
