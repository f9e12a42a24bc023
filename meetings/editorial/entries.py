"""Entries: the published state of shared things, and their addresses."""

from collections.abc import Iterable, Mapping
from typing import Any

from meetings.models import Address, Entry
from meetings.models.base import SharedThing
from meetings.models.choices import EntryKind
from meetings.snapshot import Card

from .cards import (
    MODELS,
    PARENTS,
    REFERENCES,
    Name,
    card_of,
    key_field,
    label_of,
    name_of,
    sort_label_of,
)
from .clock import PublicChange
from .details import detail_of

# SQLite allows a few hundred terms in one query; one page of keys at a time.
_KEYS_AT_ONCE = 500


def published_entries(names: Iterable[Name]) -> dict[Name, Entry]:
    """Return the entries that exist for ``names``, in one query per 500 of them."""
    wanted = set(names)
    keys = sorted({key for _, key in wanted})
    found: dict[Name, Entry] = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        for entry in Entry.objects.filter(key__in=keys[start : start + _KEYS_AT_ONCE]):
            if (entry.kind, entry.key) in wanted:
                found[entry.kind, entry.key] = entry
    return found


def published_cards(names: Iterable[Name]) -> dict[Name, Card]:
    """Return the published cards that exist for ``names``."""
    return {name: entry.card for name, entry in published_entries(names).items()}


def publish_entries(things: Iterable[SharedThing], change: PublicChange) -> dict[Name, Entry]:
    """Bring the entries of ``things`` to the state of the desk; return them by name.

    Parents have to be among ``things`` or public already. Only what differs is written.
    """
    rows = {name_of(thing): thing for thing in things}
    cards = {name: card_of(thing) for name, thing in rows.items()}
    parents = {name: parent_name(name[0], card) for name, card in cards.items()}
    entries = published_entries([*rows, *filter(None, parents.values())])
    for name in _parents_first(rows, parents):
        parent = parents[name]
        entry = entries.get(name) or Entry(kind=name[0], key=name[1])
        if _refresh(entry, rows[name], cards[name], entries[parent] if parent else None):
            entry.save()
            change.entries.add(entry.pk)
            _ensure_address(entry)
        entries[name] = entry
    return {name: entries[name] for name in rows}


def refresh_details(names: Iterable[Name], change: PublicChange) -> None:
    """Bring the details (not the cards) of public entries to the state of the desk."""
    for (kind, key), entry in published_entries(names).items():
        thing = MODELS[EntryKind(kind)]._base_manager.get(**{key_field(kind): key})
        detail = detail_of(thing)
        if detail != entry.detail:
            Entry.objects.filter(pk=entry.pk).update(detail=detail)
            change.entries.add(entry.pk)


def parent_name(kind: str, card: Card) -> Name | None:
    """Return kind and key of the parent of a card's entry."""
    field = PARENTS.get(kind)
    if field is None or card[field] is None:
        return None
    return (str(REFERENCES[kind][field]), card[field])


def _parents_first(rows: Mapping[Name, Any], parents: Mapping[Name, Name | None]) -> list[Name]:
    ordered: dict[Name, None] = {}

    def place(name: Name) -> None:
        parent = parents[name]
        if parent is not None and parent in rows and parent not in ordered:
            place(parent)
        ordered[name] = None

    for name in rows:
        place(name)
    return list(ordered)


def _refresh(entry: Entry, thing: SharedThing, card: Card, parent: Entry | None) -> bool:
    """Set the columns of ``entry``; return whether any of them changed."""
    columns = {
        "label": label_of(entry.kind, card),
        "sort_label": sort_label_of(entry.kind, card),
        "parent_id": parent.pk if parent else None,
        "card": card,
        "detail": detail_of(thing),
        "search_text": thing.search_text,
    }
    changed = entry.pk is None or any(getattr(entry, key) != new for key, new in columns.items())
    for key, new in columns.items():
        setattr(entry, key, new)
    return changed


def _ensure_address(entry: Entry) -> None:
    Address.objects.get_or_create(
        kind=entry.kind, key=entry.key, defaults={"entry": entry, "current": True}
    )
