"""What belongs together without a link: members, summits, and meetings that were summits."""

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from meetings import english
from meetings.dates.edtf import parse
from meetings.models import choices, record
from meetings.pages import addresses, lines
from meetings.pages.entry import EntryPage, Item, Nearby
from meetings.pages.words import date_words, span_words
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
    records = (
        everything()
        .records()
        .filter(
            place__kind=choices.EntryKind.PLACE,
            place__key=card["place"],
            earliest__gte=days.earliest,
            latest__lte=days.latest,
        )
    )
    _add(page, "Other meetings there on these days", records.exclude(summit=entry))


def summits_of(snapshot: shape.Snapshot) -> list[addresses.Link]:
    """Return the summits of the days and the place of a meeting that is filed elsewhere.

    So a meeting that was a summit of its own leads to it, whatever it was on the sidelines of. A
    meeting filed under a summit of the same place leads to none: it was one of many things there.
    One query, none without place or date.
    """
    content, summits = snapshot["content"], snapshot["entries"].get("summit", {})
    place, filed = content["place"], content["summit"]
    first, last = content["date"]["earliest"], content["date"]["latest"]
    held = snapshot["derived"]["occurrence"] == choices.Occurrence.HELD
    if not (held and place and first and last) or (filed and summits[filed]["place"] == place):
        return []
    rows = record.Entry.objects.filter(kind=choices.EntryKind.SUMMIT, card__place=place)
    dated = rows.exclude(card__date="").only("kind", "key", "label", "card").order_by("key")
    days = ((row, parse(row.card["date"])) for row in dated)
    return [
        lookup.link_to(row)
        for row, of_summit in days
        if of_summit.earliest.isoformat() <= first and last <= of_summit.latest.isoformat()
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
