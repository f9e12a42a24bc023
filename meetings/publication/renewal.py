"""What entries say, in the shape of this release, without publishing what the desk has changed.

A release may write a new key in a card or a detail. Entries stored by an earlier release lack it.
That is no change of what they say: no meeting gets a version for it, and nothing awaits a reviewer.
``manage.py reproject`` adds the key to what is stored; until then it is added when a card is read.

The value of a new key is that of the desk only where the desk holds nothing that is unpublished.
Otherwise it says "not known" until the change is published: of cards, what the door for snapshots
fills in. Values that are public already are never touched, so a key keeps its meaning for ever:
what is to be said in another way gets another key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.models import Entry
from meetings.snapshot.cards import Card
from meetings.snapshot.read import read_card

from .entries import desk_rows, published_entries
from .things.cards import Name, card_of, details_of, references_of


@dataclass(frozen=True)
class Said:
    """What an entry says: its card, and the detail of its own page."""

    card: Card
    detail: Card


def agree(stored: object, present: object) -> bool:
    """Whether two cards have the same value for every key that both have, at any depth."""
    if isinstance(stored, dict) and isinstance(present, dict):
        return all(agree(stored[key], present[key]) for key in stored.keys() & present.keys())
    if isinstance(stored, list) and isinstance(present, list):
        return len(stored) == len(present) and all(map(agree, stored, present))
    return stored == present


def completed(stored: Any, present: Any) -> Any:  # noqa: ANN401 - any part of a detail
    """Return ``stored`` with exactly the keys of ``present``, at any depth.

    Values of ``stored`` stay. A key that it lacks says "not known": empty text or list, or None.
    """
    if isinstance(present, dict) and isinstance(stored, dict):
        return {
            key: completed(stored[key], value) if key in stored else _not_known(value)
            for key, value in present.items()
        }
    if isinstance(present, list) and isinstance(stored, list) and present:
        return [completed(item, present[0]) for item in stored]
    return stored


def _not_known(value: object) -> object:
    if isinstance(value, dict):
        return completed({}, value)
    return type(value)() if isinstance(value, str | list) else None


def published_cards(entries: Mapping[Name, Entry]) -> dict[Name, Card]:
    """Return the cards of ``entries`` in the present shape.

    Costs queries only between the release of a new key and ``manage.py reproject``.
    """
    cards = {name: _upgraded(entry) for name, entry in entries.items()}
    lacking = {name: entry for name, entry in entries.items() if entry.card != cards[name]}
    return cards | {name: said.card for name, said in renewed(lacking).items()}


def has_other_keys(entry: Entry, card: Card, detail: Card) -> bool:
    """Whether what is stored lacks a key of ``card`` or ``detail``, or has one too many."""
    return bool(entry.card.keys() != card.keys() or entry.detail.keys() != detail.keys())


def renewed(entries: Mapping[Name, Entry]) -> dict[Name, Said]:
    """Return what ``entries`` say in the present shape, as ``manage.py reproject`` stores it."""
    things = desk_rows(entries)
    cards = {name: card_of(thing) for name, thing in things.items()}
    details = details_of(things.values())
    additions = {name: card for name, card in cards.items() if card != entries[name].card}
    hidden = _referring_to_what_is_not_public(additions)
    said: dict[Name, Said] = {}
    for name, entry in entries.items():
        card, detail = _upgraded(entry), entry.detail
        if name in things:  # not deleted at the desk
            settled = not things[name].pending_update
            if settled and name not in hidden and agree(entry.card, cards[name]):
                card = cards[name]
            if settled and agree(detail, details[name]):
                detail = details[name]
            detail = completed(detail, details[name])
        said[name] = Said(card, detail)
    return said


def _referring_to_what_is_not_public(cards: Mapping[Name, Card]) -> set[Name]:
    references = {name: set(references_of(name[0], card)) for name, card in cards.items()}
    public = published_entries(set().union(*references.values())).keys()
    return {name for name, referred in references.items() if not referred <= public}


def _upgraded(entry: Entry) -> Card:
    """Return the card of an entry in the present shape, new keys saying "not known"."""
    return read_card(entry.schema, entry.kind, entry.card)
