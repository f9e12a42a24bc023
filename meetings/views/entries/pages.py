"""One view for the page of every kind of public thing; what differs stands in ``kinds``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from meetings.models.choices import EntryKind
from meetings.models.record import Entry, RecordLink
from meetings.outputs.addresses import PAGES, Link, actor_parameter, entry_address, list_address
from meetings.outputs.entry_page import EntryPage, Item
from meetings.outputs.lines import line_of
from meetings.search.selection import Selection, everything, read_selection
from meetings.search.words import counted
from meetings.views.caching import View, moved, public_page

from .lookup import find_entry, most_frequent

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

    @public_page
    def show(request: HttpRequest, key: str) -> HttpResponse:
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
        _meetings(entry, kind, page)
        return render(request, "entries/entry.html", {"page": page, "canonical": here})

    return show


def _meetings(entry: Entry, kind: Kind, page: EntryPage) -> None:
    """Add the latest meetings held, how many there are, and who else was there."""
    parameter = actor_parameter(entry.card) if entry.kind == EntryKind.ACTOR else PAGES[entry.kind]
    selection = _selection(parameter, entry)
    records = selection.records()
    if entry.kind == EntryKind.SOURCE:
        links = RecordLink.objects.filter(entry=entry, role=RecordLink.Role.SOURCE)
        records = records.filter(pk__in=links.values("record_id"))
    else:
        page.more = list_address(selection.query)
        page.others = list_address(selection.query.including("occurrence", "any"))
    number = records.count()
    page.words = counted(number, "meeting held", "meetings held") if number else ""
    page.lines = [line_of(record) for record in records[:LATEST]]
    if kind.counterparts:
        role, heading = kind.counterparts
        note = "Meetings held; several sides may have sat at one."
        items = [
            _counterpart(selection, other, number)
            for other, number in most_frequent(records, role, entry.pk)
        ]
        page.add_section(heading, items, note, first=True)


def _selection(parameter: str, entry: Entry) -> Selection:
    if entry.kind == EntryKind.SOURCE:
        return everything()
    return read_selection(QueryDict(f"{parameter}={entry.key}"))


def _counterpart(selection: Selection, other: Entry, number: int) -> Item:
    parameter = actor_parameter(other.card) if other.kind == EntryKind.ACTOR else PAGES[other.kind]
    together = selection.query.including(parameter, other.key)
    return Item(Link(other.label, list_address(together)), counted(number, "meeting"))
