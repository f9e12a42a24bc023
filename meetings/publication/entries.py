"""Entries: the published state of shared things, and their addresses."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, Q

from meetings.kinds import key_field
from meetings.models import Address, Entry, base, choices
from meetings.snapshot import shape
from meetings.snapshot.cards import Card

from . import editors
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
    with_card_rows,
)
from .things.details import naming

Row = TypeVar("Row", bound=Model)

# SQLite allows a few hundred terms in one query.
_KEYS_AT_ONCE = 500
_ROWS_AT_ONCE = 200


def published_entries(names: Iterable[Name]) -> dict[Name, Entry]:
    """Return the entries that exist for ``names``, in one query per 500 of them."""
    entries = (Entry.objects.filter(condition) for condition in _conditions(names))
    return {(entry.kind, entry.key): entry for rows in entries for entry in rows}


def entry_ids(names: Iterable[Name]) -> dict[Name, int]:
    """Return the row numbers of the entries of ``names``; raises LookupError if one is missing."""
    distinct = set(names)
    ids: dict[Name, int] = {}
    for condition in _conditions(distinct):
        rows = Entry.objects.filter(condition).values_list("kind", "key", "pk")
        ids.update(((kind, key), pk) for kind, key, pk in rows)
    if missing := sorted(distinct - ids.keys()):
        raise LookupError(f"These are shown but have no entry: {missing}")
    return ids


def _conditions(names: Iterable[Name]) -> Iterator[Q]:
    """Yield conditions that find the entries of up to 500 names each."""
    ordered = sorted(set(names))
    for start in range(0, len(ordered), _KEYS_AT_ONCE):
        # By kind and key: keys alone have no index, and there may be more sources than meetings.
        condition = Q()
        for kind, keys in _by_kind(ordered[start : start + _KEYS_AT_ONCE]).items():
            condition |= Q(kind=kind, key__in=keys)
        yield condition


def _by_kind(names: Iterable[Name]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in names:
        keys[kind].append(key)
    return keys


def desk_rows(names: Iterable[Name]) -> dict[Name, base.SharedThing]:
    """Return the rows that the desk has for ``names``, in a few queries for each kind."""
    return {
        name_of(thing): thing
        for kind, keys in _by_kind(names).items()
        for thing in with_card_rows(DESK_KINDS[choices.EntryKind(kind)].model).filter(
            **{f"{key_field(kind)}__in": keys}
        )
    }


def publish_entries(
    things: Iterable[base.SharedThing],
    change: PublicChange,
    public: Mapping[Name, Entry] | None = None,
) -> dict[Name, Entry]:
    """Bring the entries of ``things`` to the state of the desk; return them by name.

    Parents have to be among ``things`` or public already. Only columns that differ are written.
    The editors of ``things`` are forgotten, since what they changed is public now. Details that
    name a thing whose card changed follow it: an office on the pages of its holders. ``public``
    holds the entries of ``things`` and of their parents, if the caller has read them.
    """
    rows = {name_of(thing): thing for thing in things}
    if not rows:
        return {}
    cards = {name: card_of(thing) for name, thing in rows.items()}
    details = details_of(rows.values(), becoming_public=rows)
    parents = {name: parent_name(name[0], card) for name, card in cards.items()}
    if public is None:
        public = published_entries([*rows, *filter(None, parents.values())])
    entries = dict(public)
    changed: list[base.SharedThing] = []
    for layer in _parents_first(parents, public):
        edits: list[tuple[Entry, dict[str, Any]]] = []
        for name in layer:
            remaining = {"detail": details[name], "search_text": rows[name].search_text}
            columns = columns_of(name[0], cards[name], entries) | remaining
            entry = entries.setdefault(name, Entry(kind=name[0], key=name[1]))
            edits.append((entry, differing(entry, columns) if entry.pk else columns))
            # A new place too: a state whose capital it is named nothing before.
            is_named = entry.pk or name[0] == choices.EntryKind.PLACE
            changed += [rows[name]] if is_named and "card" in edits[-1][1] else []
        _write(edits, change)
    _refresh_naming(changed, change)
    editors.forget(rows.values())
    return {name: entries[name] for name in rows}


def _write(edits: Iterable[tuple[Entry, dict[str, Any]]], change: PublicChange) -> None:
    """Store entries that differ, and the address of each new entry."""
    edits = [(entry, columns | {"schema": shape.SCHEMA}) for entry, columns in edits if columns]
    write_columns([edit for edit in edits if edit[0].pk is not None])
    new = [set_columns(*edit) for edit in edits if edit[0].pk is None]
    Entry.objects.bulk_create(new, batch_size=_ROWS_AT_ONCE)
    # If the key belonged to another thing before, the address stays with that thing.
    Address.objects.bulk_create(
        [Address(kind=entry.kind, key=entry.key, entry=entry) for entry in new],
        batch_size=_ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    change.entries.update(entry.pk for entry, _ in edits)


def columns_of(kind: str, card: Card, entries: Mapping[Name, Entry]) -> dict[str, Any]:
    """Return the columns of an entry that follow from its card; ``entries`` has its parent."""
    parent = parent_name(kind, card)
    return {
        "card": card,
        "label": label_of(kind, card),
        "sort_label": sort_label_of(kind, card),
        "parent_id": entries[parent].pk if parent else None,
    }


def _parents_first(
    parents: Mapping[Name, Name | None], public: Container[Name]
) -> Iterator[list[Name]]:
    """Yield the names in layers, parents before their children (a topological order)."""
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


def differing(row: Model, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ``columns`` (value by attribute) in which ``row`` differs."""
    return {name: value for name, value in columns.items() if getattr(row, name) != value}


def set_columns(row: Row, columns: Mapping[str, Any]) -> Row:
    """Return ``row`` with new values of columns (value by attribute); nothing is stored."""
    for name, value in columns.items():
        setattr(row, name, value)
    return row


def write_columns(edits: Sequence[tuple[Model, Mapping[str, Any]]]) -> None:
    """Set columns (value by attribute) of rows of one model, and store them."""
    names = sorted({name for _, columns in edits for name in columns})
    rows = [set_columns(row, columns) for row, columns in edits if columns]
    if rows:
        type(rows[0])._base_manager.bulk_update(rows, names, batch_size=_ROWS_AT_ONCE)


def _refresh_naming(things: Iterable[base.SharedThing], change: PublicChange) -> None:
    rows = {name_of(thing): thing for thing in naming(things)}
    public = published_entries(rows)
    refresh_details([rows[name] for name in public], public, change)


def refresh_details(
    things: Collection[base.SharedThing], entries: Mapping[Name, Entry], change: PublicChange
) -> None:
    """Bring the details, not the cards, of the ``entries`` of ``things`` to the desk's state.

    A thing that awaits its own publication keeps its public detail.
    """
    settled = [thing for thing in things if not thing.pending_update]
    edits = [
        (entries[name], differing(entries[name], {"detail": detail}))
        for name, detail in details_of(settled).items()
    ]
    write_columns(edits)
    change.entries.update(entry.pk for entry, columns in edits if columns)
