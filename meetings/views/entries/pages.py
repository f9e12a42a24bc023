"""The view for the pages of entries, which is the same for all kinds except a description."""

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
    """The content of the pages of one kind of entry, besides their latest meetings.

    ``describe``: adds facts and sections. ``counterparts``: the role of the entries counted in the
    same meetings, with the heading of that list. ``role``: the role of the entry in its meetings,
    for kinds without a parameter.
    """

    describe: Callable[[Entry, EntryPage], None]
    index: indexes.Index
    counterparts: tuple[int, str] | None = None
    role: int = RecordLink.Role.MENTION


def entry_view(kind: kinds.Kind, description: Description) -> caching.View:
    """Return the view of the pages of one kind. All its entries need the same number of queries."""

    @caching.page_at_one_moment
    def show(request: HttpRequest, moment: consistent_read.Moment, key: str) -> HttpResponse:
        return _page(request, lookup.find_entry(kind.kind, kind.spelt(key)), description, moment)

    return show


def _page(
    request: HttpRequest,
    result: lookup.Found,
    description: Description,
    moment: consistent_read.Moment,
) -> HttpResponse:
    entry = result.entry
    address = addresses.entry_address(entry.kind, entry.key, entry.card)
    if request.path != address:
        return caching.moved(address)
    if not result.shown:
        # Frozen versions still link here. The page has no name, because it may be redacted.
        return render(request, "entries/unshown.html", {"kind": entry.get_kind_display()})
    page = EntryPage(heading=entry.label, kind=entry.get_kind_display())
    description.describe(entry, page)
    if _row_of(entry).name in ENTRIES:
        _meetings(entry, description.counterparts, page, moment)
    else:
        records = _linked(entry, description.role)
        _add_meetings(page, engine.Overview(records.count(), list(records[:LATEST])))
    return render(request, "entries/entry.html", {"page": page, "canonical": address})


def _row_of(entry: Entry) -> kinds.Kind:
    return kinds.kind_of(entry.kind, entry.card)


def _linked(entry: Entry, role: int) -> QuerySet[Record]:
    """Return the meetings held with an entry in a role. By SQL, because they are few."""
    links = RecordLink.objects.filter(entry=entry, role=role)
    return everything().records().filter(pk__in=links.values("record_id"))


def _meetings(
    entry: Entry,
    counterparts: tuple[int, str] | None,
    page: EntryPage,
    moment: consistent_read.Moment,
) -> None:
    """Add the latest meetings held, their number, and the most frequent counterparts."""
    selection = read_selection(QueryDict(f"{_row_of(entry).name}={entry.key}"))
    role, heading = counterparts or (None, "")
    answer = moment.engine.overview(selection, LATEST, role, entry.pk)
    page.more = addresses.list_address(selection.query)
    either = {**selection.chosen, "occurrence": ("any",)}
    if moment.engine.relaxed([either])[0] > answer.number:
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


def _counterpart(selection: Selection, entry: Entry, number: int) -> Item:
    together = selection.query.including(_row_of(entry).name, entry.key)
    return Item(
        addresses.Link(entry.label, addresses.list_address(together)),
        english.counted(number, "meeting"),
    )
