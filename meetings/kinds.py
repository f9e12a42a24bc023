"""One row for each kind of shared thing: where it is shown, and what it is asked and called by.

Routes, lists of the API, indexes, suggestions, links and the navigation follow from these rows.
What only the desk knows of a kind (its model, how its cards are made) is a row in
``publication.things.cards``; what its pages say is a row in ``views.entries.descriptions``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from .models import choices

# Kind and public key of a shared thing.
Name = tuple[str, str]

# Of entries: the actors that are listed as countries.
IS_COUNTRY = Q(card__kind__in=list(choices.COUNTRY_KINDS))


def is_country(card: Mapping[str, Any]) -> bool:
    """Whether the card of an actor is that of a country; every other one is an organisation."""
    return card.get("kind") in choices.COUNTRY_KINDS


def _is_organisation(card: Mapping[str, Any]) -> bool:
    return not is_country(card)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of shared thing, or the part of a kind that has pages of its own.

    ``name``: the URL name of its pages, and the parameter that selects meetings by it where a
    filter of that name does (``search.filters.entries``). ``plural``: where its pages lie, the
    name of its list in the API and, unless ``index`` is another, the URL name of its index; ""
    where it has no pages. ``caption``: the heading over several of them. ``key_field``: the
    attribute of the desk's rows that is the public key, and the converter of addresses that reads
    it.

    ``condition`` (of entries) and ``takes`` (of cards) tell the parts of one kind apart.
    ``needs_meetings``: it is shown and suggested only while a published meeting shows it.
    ``unsuggested``: why a box for everything never suggests things of the kind.
    ``in_masthead``: whether its index is linked at the top of every page, else at the foot.
    """

    kind: choices.EntryKind
    name: str
    plural: str = ""
    caption: str = ""
    index: str = ""
    key_field: str = "slug"
    condition: Q = field(default_factory=Q)
    takes: Callable[[Mapping[str, Any]], bool] = lambda _: True
    needs_meetings: bool = False
    unsuggested: str = ""
    in_masthead: bool = True

    @cached_property
    def index_name(self) -> str:
        """The URL name of the index."""
        return self.index or self.plural

    def spelt(self, key: str) -> str:
        """Return a key, typed in any case, as the register spells it."""
        return key.lower() if self.key_field == "slug" else key.upper()


_WITHOUT_PAGES = "It has no page: pages of other things show it."

# In the order of lists of the API, of suggestions and of the navigation.
KINDS = (
    Kind(
        choices.EntryKind.ACTOR,
        "country",
        "countries",
        "Countries",
        key_field="code",
        condition=IS_COUNTRY,
        takes=is_country,
    ),
    Kind(
        choices.EntryKind.ACTOR,
        "organisation",
        "organisations",
        "Organisations",
        key_field="code",
        condition=~IS_COUNTRY,
        takes=_is_organisation,
    ),
    Kind(choices.EntryKind.PERSON, "person", "people", "People", needs_meetings=True),
    Kind(choices.EntryKind.SUMMIT, "summit", "summits", "Summits"),
    Kind(
        choices.EntryKind.SERIES,
        "series",
        "series",
        "Series of summits",
        index="series-index",
        in_masthead=False,
    ),
    Kind(choices.EntryKind.TOPIC, "topic", "topics", "Topics"),
    Kind(
        choices.EntryKind.PUBLISHER,
        "publisher",
        "publishers",
        "Publishers",
        needs_meetings=True,
        in_masthead=False,
    ),
    Kind(
        choices.EntryKind.SOURCE,
        "source",
        "sources",
        "Sources",
        key_field="public_id",
        needs_meetings=True,
        unsuggested="There may be more sources than meetings: no look-up of their words is quick.",
    ),
    Kind(choices.EntryKind.OFFICE, "office", unsuggested=_WITHOUT_PAGES),
    Kind(choices.EntryKind.PLACE, "place", unsuggested=_WITHOUT_PAGES),
)

WITH_PAGES = tuple(kind for kind in KINDS if kind.plural)
SUGGESTED = tuple(kind for kind in KINDS if not kind.unsuggested)
# By name, as addresses and parameters call them.
BY_NAME = {kind.name: kind for kind in KINDS}
NEEDING_MEETINGS = frozenset(kind.kind for kind in KINDS if kind.needs_meetings)

_BY_KIND: dict[str, tuple[Kind, ...]] = {
    value: tuple(kind for kind in KINDS if kind.kind == value) for value in choices.EntryKind.values
}


def kind_of(kind: str, card: Mapping[str, Any]) -> Kind:
    """Return the row of a shared thing: its ``EntryKind``, and its card where that has parts."""
    return next(row for row in _BY_KIND[kind] if row.takes(card))


def key_field(kind: str) -> str:
    """Return the name of the model field that holds the public key of an ``EntryKind``."""
    return _BY_KIND[kind][0].key_field
