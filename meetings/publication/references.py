"""The transitive closure of cards: the cards of a snapshot, and the cards that these refer to."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.models import Entry
from meetings.models.base import SharedThing
from meetings.snapshot.cards import Card, Entries, by_kind
from meetings.snapshot.shape import Snapshot

from .entries import published_entries
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
    shown = Shown({}, {}, {})
    cards = by_kind(shown.cards)
    waiting: dict[Name, SharedThing | None] = {name_of(thing): thing for thing in things}
    while waiting:
        entries = published_entries(waiting)
        shown.public.update(entries)
        public = published_cards(entries)
        referred: dict[Name, SharedThing | None] = {}
        for name, thing in waiting.items():
            card = public.get(name)
            if card is not None:
                referred.update(dict.fromkeys(references_of(name[0], card)))
            elif thing is not None:
                card = card_of(thing)
                shown.unpublished[name] = thing
                referred.update({name_of(row): row for row in neighbours_of(thing)})
            else:
                raise LookupError(f"{name[0]} {name[1]} is referred to but not public")
            cards.setdefault(name[0], {})[name[1]] = card
        waiting = {
            name: thing for name, thing in referred.items() if name[1] not in cards.get(name[0], {})
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
