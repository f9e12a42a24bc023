"""Find everything that showing some things shows: their cards, and the cards those refer to."""

from collections.abc import Iterable

from meetings.models.base import SharedThing
from meetings.snapshot.cards import Entries, by_kind

from .entries import published_cards
from .things.cards import Name, card_of, name_of, neighbours_of, references_of

Things = dict[Name, SharedThing]


def resolve(shown: Iterable[SharedThing]) -> tuple[Entries, Things]:
    """Return the cards of ``shown`` and of all they refer to, and the desk rows not yet public.

    What a published card refers to is public as well; what a desk row refers to need not be.
    """
    entries: Entries = {}
    cards = by_kind(entries)
    unpublished: Things = {}
    waiting: dict[Name, SharedThing | None] = {name_of(thing): thing for thing in shown}
    while waiting:
        public = published_cards(waiting)
        found: dict[Name, SharedThing | None] = {}
        for name, thing in waiting.items():
            card = public.get(name)
            if card is not None:
                found.update(dict.fromkeys(references_of(name[0], card)))
            elif thing is not None:
                card = card_of(thing)
                unpublished[name] = thing
                found.update({name_of(one): one for one in neighbours_of(thing)})
            else:
                raise LookupError(f"{name[0]} {name[1]} is referred to but not public")
            cards.setdefault(name[0], {})[name[1]] = card
        waiting = {
            name: thing for name, thing in found.items() if name[1] not in cards.get(name[0], {})
        }
    return entries, unpublished
