"""What belongs together without a link: members, summits, and meetings that were summits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.db.models.fields.json import KT

from meetings import english
from meetings.dates.edtf import parse
from meetings.models import choices, record
from meetings.pages import addresses, lines
from meetings.pages.entry import EntryPage, Item, Nearby
from meetings.pages.words import date_words, span_words
from meetings.search.one_state import Kept
from meetings.search.selection import everything
from meetings.snapshot import shape

from . import lookup

_MOST_SUMMITS = 20
_LATEST = 10


def add_members(entry: record.Entry, page: EntryPage) -> None:
    """Add the members of an organisation, the present ones first. One query."""
    actors = record.Entry.objects.filter(kind=choices.EntryKind.ACTOR)
    rows = actors.defer("search_text").order_by("sort_label", "key")
    present: list[Item] = []
    former: list[Item] = []
    for actor in rows:
        for membership in actor.detail.get("memberships", ()):
            if membership["organisation"] == entry.key:
                item = Item(lookup.link_to(actor), _membership_words(membership))
                (former if membership["end"] else present).append(item)
    page.add_section("Members", present)
    page.add_section("Former members", former)


def _membership_words(membership: dict[str, str]) -> str:
    is_member = membership["status"] == choices.MembershipStatus.MEMBER
    status = "" if is_member else choices.MembershipStatus(membership["status"]).label.lower()
    span = span_words(membership["start"], membership["end"])
    return ", ".join(filter(None, [status, span]))


def add_gatherings(entry: record.Entry, page: EntryPage) -> None:
    """Add the series of an organisation, its latest summits and the meetings at them.

    Four queries, one without series.
    """
    kind = choices.EntryKind.SERIES
    series = list(
        record.Entry.objects.filter(kind=kind, card__organisation=entry.key)
        .defer("search_text")
        .order_by("sort_label", "key")
    )
    page.add_section("Series of summits", [Item(lookup.link_to(row)) for row in series])
    if not series:
        return
    summits = record.Entry.objects.filter(kind=choices.EntryKind.SUMMIT, parent__in=series)
    latest = summits.defer("search_text").order_by(KT("card__date").desc(), "key")
    items = [
        Item(lookup.link_to(row), date_words(row.card["date"])) for row in latest[:_MOST_SUMMITS]
    ]
    page.add_section("Latest summits", items)
    records = everything().records().filter(series__in=series)
    address = addresses.list_of([("series", row.key) for row in series])
    _add(page, "Meetings at its summits", records, address)


def add_meetings_there(entry: record.Entry, page: EntryPage) -> None:
    """Add meetings that share the days and the place of a summit, and are filed elsewhere.

    So a summit of two countries has the meeting that was it, wherever that is filed. One query.
    """
    card = entry.card
    if not (card["place"] and card["date"]):
        return
    days = parse(card["date"])
    place = record.Entry.objects.filter(kind=choices.EntryKind.PLACE, key=card["place"])
    # The sum keeps the database from looking through all meetings of the place, which may be
    # thousands, for those of a few days.
    records = (
        everything()
        .records()
        .alias(place_number=F("place_id") + 0)
        .filter(
            place_number=place.values("pk")[:1],
            listed_on__range=(days.earliest, days.latest),
            earliest__gte=days.earliest,
        )
    )
    _add(page, "Other meetings there on these days", records.exclude(summit=entry))


class _DatedSummit(NamedTuple):
    """A summit that has a place, and its first and last possible day (ISO 8601)."""

    key: str
    label: str
    first: str
    last: str


def _dated_summits() -> Mapping[str, Sequence[_DatedSummit]]:
    """Return the summits with place and date by the key of their place. One query."""
    by_place: dict[str, list[_DatedSummit]] = defaultdict(list)
    rows = record.Entry.objects.filter(kind=choices.EntryKind.SUMMIT).order_by("key")
    placed = rows.annotate(place=KT("card__place"), date=KT("card__date"))
    for key, label, place, date in placed.values_list("key", "label", "place", "date"):
        if place and date:
            days = parse(date)
            summit = _DatedSummit(key, label, days.earliest.isoformat(), days.latest.isoformat())
            by_place[place].append(summit)
    return by_place


_summits = Kept(_dated_summits)


def summits_of(snapshot: shape.Snapshot, stamp: record.Stamp) -> list[addresses.Link]:
    """Return the summits of the days and the place of a meeting that is filed elsewhere.

    So a meeting that was a summit of its own leads to it, whatever it was on the sidelines of. A
    meeting filed under a summit of the same place leads to none: it was one of many things there.
    One query after a change of the register (``stamp``), none without place or date.
    """
    content, summits = snapshot["content"], snapshot["entries"].get("summit", {})
    place, filed = content["place"], content["summit"]
    first, last = content["date"]["earliest"], content["date"]["latest"]
    held = snapshot["derived"]["occurrence"] == choices.Occurrence.HELD
    if not (held and place and first and last) or (filed and summits[filed]["place"] == place):
        return []
    return [
        addresses.Link(
            summit.label, addresses.entry_address(choices.EntryKind.SUMMIT, summit.key, {})
        )
        for summit in _summits.at(stamp).get(place, ())
        if summit.first <= first and last <= summit.last
    ]


def add_absences(entry: record.Entry, page: EntryPage) -> None:
    """Add meetings that name a person without presence: absent, declined, or quoted. One query."""
    links = record.RecordLink.objects.filter(entry=entry, role=record.RecordLink.Role.MENTION)
    records = everything().records().filter(pk__in=links.values("record_id"))
    _add(page, "Named, but not present", records)


def _add(
    page: EntryPage, heading: str, records: QuerySet[record.Record], address: str = ""
) -> None:
    found = list(records[:_LATEST])
    if not found:
        return
    more = None
    if address:
        number = records.count()
        more = addresses.Link(english.counted(number, "meeting held", "meetings held"), address)
    page.nearby.append(Nearby(heading, tuple(map(lines.line_of, found)), more))
