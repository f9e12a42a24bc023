"""Entries: the published state of shared things, and their addresses."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from meetings.kinds import key_field
from meetings.models import Address, Entry
from meetings.models.base import SharedThing
from meetings.models.choices import EntryKind
from meetings.snapshot.cards import Card

from .clock import PublicChange
from .things.cards import (
    DESK_KINDS,
    Name,
    card_of,
    details_of,
    label_of,
    name_of,
    parent_name,
    sort_label_of,
)

# SQLite allows a few hundred terms in one query; one page of keys at a time.
_KEYS_AT_ONCE = 500
_ROWS_AT_ONCE = 200

_COLUMNS = ("label", "sort_label", "parent", "card", "detail", "search_text")


def published_entries(names: Iterable[Name]) -> dict[Name, Entry]:
    """Return the entries that exist for ``names``, in one query per 500 of them."""
    wanted = sorted(set(names))
    found: dict[Name, Entry] = {}
    for start in range(0, len(wanted), _KEYS_AT_ONCE):
        keys: dict[str, list[str]] = defaultdict(list)
        for kind, key in wanted[start : start + _KEYS_AT_ONCE]:
            keys[kind].append(key)
        # By kind and key: keys alone have no index, and there may be more sources than meetings.
        condition = Q()
        for kind, some in keys.items():
            condition |= Q(kind=kind, key__in=some)
        found |= {(entry.kind, entry.key): entry for entry in Entry.objects.filter(condition)}
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
    details = details_of(rows.values(), becoming_public=rows)
    parents = {name: parent_name(name[0], card) for name, card in cards.items()}
    entries = published_entries([*rows, *filter(None, parents.values())])
    for layer in _parents_first(parents, set(entries)):
        changed: list[Entry] = []
        for name in layer:
            parent = parents[name]
            entry = entries.setdefault(name, Entry(kind=name[0], key=name[1]))
            if _refresh(
                entry,
                card=cards[name],
                detail=details[name],
                search_text=rows[name].search_text,
                parent_id=entries[parent].pk if parent else None,
            ):
                changed.append(entry)
        _write(changed, change)
    return {name: entries[name] for name in rows}


def refresh_details(names: Iterable[Name], change: PublicChange) -> None:
    """Bring the details (not the cards) of public entries to the state of the desk."""
    entries = published_entries(names)
    for name, detail in details_of(_desk_rows(entries)).items():
        entry = entries[name]
        if detail != entry.detail:
            Entry.objects.filter(pk=entry.pk).update(detail=detail)
            change.entries.add(entry.pk)


def _desk_rows(names: Iterable[Name]) -> Iterator[SharedThing]:
    """Yield the rows of the desk for ``names``, in one query for each kind."""
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in names:
        keys[kind].append(key)
    for kind, some in keys.items():
        rows = DESK_KINDS[EntryKind(kind)].model._base_manager
        yield from rows.filter(**{f"{key_field(kind)}__in": some})


def _parents_first(
    parents: Mapping[Name, Name | None], public: Container[Name]
) -> Iterator[list[Name]]:
    """Yield the names in layers: those without parent, then those whose parent came before."""
    done: set[Name] = set()
    waiting = list(parents)
    while waiting:
        layer = [
            name
            for name in waiting
            if (parent := parents[name]) is None or parent in done or parent in public
        ]
        if not layer:
            raise LookupError(f"{parents[waiting[0]]} is the parent of {waiting[0]}, not public")
        yield layer
        done.update(layer)
        waiting = [name for name in waiting if name not in done]


def _refresh(entry: Entry, **columns: Any) -> bool:
    """Set the columns of ``entry``; return whether any of them changed."""
    columns["label"] = label_of(entry.kind, columns["card"])
    columns["sort_label"] = sort_label_of(entry.kind, columns["card"])
    changed = entry.pk is None or any(getattr(entry, key) != new for key, new in columns.items())
    for key, new in columns.items():
        setattr(entry, key, new)
    return changed


def _write(changed: list[Entry], change: PublicChange) -> None:
    """Store entries, and the address of each that is new."""
    new = [entry for entry in changed if entry.pk is None]
    old = [entry for entry in changed if entry.pk is not None]
    Entry.objects.bulk_create(new, batch_size=_ROWS_AT_ONCE)
    Entry.objects.bulk_update(old, _COLUMNS, batch_size=_ROWS_AT_ONCE)
    # A key that was once another thing's stays that thing's address.
    Address.objects.bulk_create(
        [Address(kind=entry.kind, key=entry.key, entry=entry) for entry in new],
        batch_size=_ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    change.entries.update(entry.pk for entry in changed)
