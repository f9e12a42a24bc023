"""Schema evolution of entries: cards and details in the shape of this release.

Nothing that the desk has changed is published here.

A release may write a new key in a card or a detail. Entries stored by an earlier release lack it.
The meaning of these entries is unchanged: no meeting gets a version, and nothing awaits a reviewer.
``manage.py reproject`` stores the new key; until then it is added whenever a card is read.

The new key gets the desk's value only if everything at the desk is published. Otherwise its value
means "not known" until the change is published; for cards, ``snapshot.read`` fills it in.
Public values are never changed, so a key keeps its meaning for ever: another meaning gets a new
key.
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
    """The public content of an entry: its card, and the detail of its own page."""

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

    Values of ``stored`` stay. A missing key gets the value "not known": empty text or list, or
    None.
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
    return cards | {name: content.card for name, content in renewed(lacking).items()}


def has_other_keys(entry: Entry, card: Card, detail: Card) -> bool:
    """Whether the keys of the stored card or detail differ from ``card`` or ``detail``."""
    return bool(entry.card.keys() != card.keys() or entry.detail.keys() != detail.keys())


def renewed(entries: Mapping[Name, Entry]) -> dict[Name, Said]:
    """Return the content of ``entries`` in the present shape, as ``manage.py reproject`` does."""
    things = desk_rows(entries)
    cards = {name: card_of(thing) for name, thing in things.items()}
    details = details_of(things.values())
    additions = {name: card for name, card in cards.items() if card != entries[name].card}
    hidden = _referring_to_what_is_not_public(additions)
    contents: dict[Name, Said] = {}
    for name, entry in entries.items():
        card, detail = _upgraded(entry), entry.detail
        if name in things:  # not deleted at the desk
            settled = not things[name].pending_update
            if settled and name not in hidden and agree(entry.card, cards[name]):
                card = cards[name]
            if settled and agree(detail, details[name]):
                detail = details[name]
            detail = completed(detail, details[name])
        contents[name] = Said(card, detail)
    return contents


def _referring_to_what_is_not_public(cards: Mapping[Name, Card]) -> set[Name]:
    references = {name: set(references_of(name[0], card)) for name, card in cards.items()}
    public = published_entries(set().union(*references.values())).keys()
    return {name for name, referred in references.items() if not referred <= public}


def _upgraded(entry: Entry) -> Card:
    """Return the card of an entry in the present shape; new keys have the value "not known"."""
    return read_card(entry.schema, entry.kind, entry.card)
