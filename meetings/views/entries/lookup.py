"""Looks up entries by address, by kind and key, or by row number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from meetings import kinds
from meetings.models import choices, record
from meetings.pages import addresses
from meetings.search.engine import Counted


@dataclass(frozen=True)
class Found:
    """An entry; ``shown``: whether it is public, which may need a published meeting with it."""

    entry: record.Entry
    shown: bool


def find_entry(kind: choices.EntryKind, key: str) -> Found:
    """Return the entry with a current or former public key. One query. Raises Http404."""
    links = record.RecordLink.objects.filter(entry_id=OuterRef("entry_id"))
    address = (
        record.Address.objects.filter(kind=kind, key=key)
        .select_related("entry__parent")
        .annotate(shown=Exists(links))
        .first()
    )
    if address is None or address.entry is None:
        raise Http404("Nothing in the register has this address.")
    return Found(address.entry, address.shown or kind not in kinds.NEEDING_MEETINGS)


def links_to(names: Iterable[kinds.Name | None]) -> dict[kinds.Name, addresses.Link]:
    """Return links to the entries with these kinds and keys. One query, none without names."""
    condition = Q()
    for kind, key in {name for name in names if name}:
        condition |= Q(kind=kind, key=key)
    if not condition:
        return {}
    rows = record.Entry.objects.filter(condition).only("kind", "key", "label", "card")
    return {(row.kind, row.key): link_to(row) for row in rows}


def link_to(entry: record.Entry) -> addresses.Link:
    """Return the link to an entry's page."""
    return addresses.Link(entry.label, addresses.entry_address(entry.kind, entry.key, entry.card))


def labelled(counted: Counted) -> list[tuple[record.Entry, int]]:
    """Return entries with their counts, the highest first. One query."""
    numbers = dict(counted)
    entries = record.Entry.objects.filter(pk__in=numbers).only("kind", "key", "label", "card")
    pairs = [(entry, numbers[entry.pk]) for entry in entries]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].label))
