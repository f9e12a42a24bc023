"""The transitive closure of cards: the cards of a snapshot, and the cards that these refer to."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.models import Entry
from meetings.models.base import SharedThing
from meetings.snapshot.cards import Card, Entries, by_kind
from meetings.snapshot.shape import Snapshot

from .entries import desk_rows, published_entries
from .renewal import published_cards
from .rules.derive import derive
from .things.cards import Name, card_of, name_of, neighbours_of, references_of

Things = dict[Name, SharedThing]


@dataclass(frozen=True)
class Shown:
    """The cards that are shown together with some things.

    ``cards`` holds the cards of the things and of everything that they refer to. ``public`` holds
    the entries of the things that are public, ``unpublished`` the desk rows of the other things.
    """

    cards: Entries
    public: dict[Name, Entry]
    unpublished: Things


def resolve(things: Iterable[SharedThing]) -> Shown:
    """Return the cards that ``things`` show: the published state, or the desk's if not public.

    References of a published card are public too; references of a desk row may not be.
    """
    return resolve_each([things])[0]


def resolve_each(groups: Iterable[Iterable[SharedThing]]) -> list[Shown]:
    """Return what each group of things shows, in as many queries for many groups as for one.

    Desk rows are read anew, with the rows that their cards need.
    """
    names_by_group = [[name_of(thing) for thing in things] for things in groups]
    states = _states_of({name for names in names_by_group for name in names})
    return [_shown_by(names, states) for names in names_by_group]


@dataclass(frozen=True)
class _State:
    """The card of a thing, where it is from (an entry, else the desk), and what it refers to."""

    card: Card
    entry: Entry | None
    thing: SharedThing | None
    referred: Sequence[Name]


def _states_of(names: set[Name]) -> dict[Name, _State]:
    """Return the states of ``names`` and of everything that they refer to, at any distance."""
    states: dict[Name, _State] = {}
    waiting = names
    while waiting:
        entries = published_entries(waiting)
        cards = published_cards(entries)
        rows = desk_rows(waiting - entries.keys())
        if missing := sorted(waiting - entries.keys() - rows.keys()):
            raise LookupError(f"{missing[0][0]} {missing[0][1]} is referred to but not public")
        for name, entry in entries.items():
            referred = list(references_of(name[0], cards[name]))
            states[name] = _State(cards[name], entry, None, referred)
        for name, thing in rows.items():
            referred = [name_of(neighbour) for neighbour in neighbours_of(thing)]
            states[name] = _State(card_of(thing), None, thing, referred)
        waiting = {other for name in waiting for other in states[name].referred} - states.keys()
    return states


def _shown_by(names: Iterable[Name], states: Mapping[Name, _State]) -> Shown:
    """Return what ``names`` show together, nearest first."""
    shown = Shown({}, {}, {})
    cards = by_kind(shown.cards)
    waiting = dict.fromkeys(names)
    while waiting:
        for name in waiting:
            state = states[name]
            cards.setdefault(name[0], {})[name[1]] = state.card
            if state.entry is not None:
                shown.public[name] = state.entry
            elif state.thing is not None:
                shown.unpublished[name] = state.thing
        referred = (other for name in waiting for other in states[name].referred)
        waiting = {
            name: None for name in dict.fromkeys(referred) if name[1] not in cards.get(name[0], {})
        }
    return shown


def with_published_cards(snapshots: Sequence[Snapshot]) -> tuple[list[Snapshot], dict[Name, int]]:
    """Return snapshots with the same content, the cards published now and the rules applied anew.

    The second value holds the row numbers of all entries that the snapshots show.
    """
    entries: dict[Name, Entry] = {}
    cards: dict[Name, Card] = {}
    waiting = {name for snapshot in snapshots for name in names_in(snapshot)}
    while waiting:
        public = published_entries(waiting)
        entries |= public
        cards |= published_cards(public)
        referred = {
            reference for name in public for reference in references_of(name[0], cards[name])
        }
        waiting = referred - entries.keys()
    ids = {name: entry.pk for name, entry in entries.items()}
    return [_renewed(snapshot, cards) for snapshot in snapshots], ids


def names_in(snapshot: Snapshot) -> list[Name]:
    """Return kind and key of everything that a snapshot shows."""
    entries = by_kind(snapshot["entries"])
    return [(kind, key) for kind, cards in entries.items() for key in cards]


def _renewed(snapshot: Snapshot, public: Mapping[Name, Card]) -> Snapshot:
    entries = copy.deepcopy(snapshot["entries"])
    cards = by_kind(entries)
    waiting = names_in(snapshot)
    while waiting:
        referred: list[Name] = []
        for kind, key in waiting:
            cards.setdefault(kind, {})[key] = card = public[kind, key]
            referred += references_of(kind, card)
        waiting = [(kind, key) for kind, key in referred if key not in cards.get(kind, {})]
    derived = derive(snapshot["content"], entries)
    return {**snapshot, "entries": entries, "derived": derived}
