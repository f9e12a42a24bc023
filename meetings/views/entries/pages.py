"""One view for the page of every kind of public thing; what differs are descriptions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from meetings import english, kinds
from meetings.models.record import Entry, Record, RecordLink
from meetings.pages import addresses, lines
from meetings.pages.entry import EntryPage, Item
from meetings.search import consistent_read, engine
from meetings.search.parameters import ENTRIES
from meetings.search.selection import Selection, everything, read_selection
from meetings.views import caching

from . import indexes, lookup

LATEST = 10


@dataclass(frozen=True)
class Description:
    """What the pages of one kind of thing say, besides their latest meetings.

    ``describe`` fills in facts and sections. ``counterparts`` is the role of whatever is counted
    beside it, with the heading of that list. ``role`` is that of the thing in its meetings, for
    kinds that no parameter selects meetings by.
    """

    describe: Callable[[Entry, EntryPage], None]
    index: indexes.Index
    counterparts: tuple[int, str] | None = None
    role: int = RecordLink.Role.MENTION


def entry_view(kind: kinds.Kind, description: Description) -> caching.View:
    """Return the view of the pages of one kind. Every entry of it needs as many queries."""

    @caching.page_at_one_moment
    def show(request: HttpRequest, moment: consistent_read.Moment, key: str) -> HttpResponse:
        return _page(request, lookup.find_entry(kind.kind, kind.spelt(key)), description, moment)

    return show


def _page(
    request: HttpRequest,
    asked: lookup.Found,
    description: Description,
    moment: consistent_read.Moment,
) -> HttpResponse:
    entry = asked.entry
    here = addresses.entry_address(entry.kind, entry.key, entry.card)
    if request.path != here:
        return caching.moved(here)
    if not asked.shown:
        # Frozen versions still link here. The name is not told: what named it may be redacted.
        return render(request, "entries/unshown.html", {"kind": entry.get_kind_display()})
    page = EntryPage(heading=entry.label, kind=entry.get_kind_display())
    description.describe(entry, page)
    if _row_of(entry).name in ENTRIES:
        _meetings(entry, description.counterparts, page, moment)
    else:
        records = _linked(entry, description.role)
        _add_meetings(page, engine.Overview(records.count(), list(records[:LATEST])))
    return render(request, "entries/entry.html", {"page": page, "canonical": here})


def _row_of(entry: Entry) -> kinds.Kind:
    return kinds.kind_of(entry.kind, entry.card)


def _linked(entry: Entry, role: int) -> QuerySet[Record]:
    """Return the meetings held that show an entry in a role. They are few: no index has them."""
    links = RecordLink.objects.filter(entry=entry, role=role)
    return everything().records().filter(pk__in=links.values("record_id"))


def _meetings(
    entry: Entry,
    counterparts: tuple[int, str] | None,
    page: EntryPage,
    moment: consistent_read.Moment,
) -> None:
    """Add the latest meetings held, how many there are, and who else was there."""
    selection = read_selection(QueryDict(f"{_row_of(entry).name}={entry.key}"))
    role, heading = counterparts or (None, "")
    answer = moment.engine.overview(selection, LATEST, role, entry.pk)
    page.more = addresses.list_address(selection.query)
    page.others = addresses.list_address(selection.query.including("occurrence", "any"))
    _add_meetings(page, answer)
    if role:
        note = "Meetings held; several sides may have sat at one."
        items = [_counterpart(selection, *pair) for pair in lookup.labelled(answer.frequent)]
        page.add_section(heading, items, note, first=True)


def _add_meetings(page: EntryPage, answer: engine.Overview) -> None:
    page.words = (
        english.counted(answer.number, "meeting held", "meetings held") if answer.number else ""
    )
    page.lines = [lines.line_of(record) for record in answer.records]


def _counterpart(selection: Selection, other: Entry, number: int) -> Item:
    together = selection.query.including(_row_of(other).name, other.key)
    return Item(
        addresses.Link(other.label, addresses.list_address(together)),
        english.counted(number, "meeting"),
    )
