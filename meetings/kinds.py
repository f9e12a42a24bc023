"""The registry of kinds of shared things (entries): names, keys, captions and pages of each kind.

Routes, lists of the API, indexes, suggestions, links and the navigation use these rows. The model
of a kind and the code that makes its cards are in ``publication.things.cards``; the content of its
pages is in ``views.entries.descriptions``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from .models import choices

# Kind and public key of a shared thing.
Name = tuple[str, str]

# The condition on entries for actors that are listed as countries.
IS_COUNTRY = Q(card__kind__in=list(choices.COUNTRY_KINDS))


def is_country(card: Mapping[str, Any]) -> bool:
    """Whether the card is that of a country; all other actors are organisations."""
    return card.get("kind") in choices.COUNTRY_KINDS


def _is_organisation(card: Mapping[str, Any]) -> bool:
    return not is_country(card)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of shared thing, or a part of a kind with separate pages.

    ``name``: the URL name of its pages and, where a filter has this name
    (``search.filters.entries``), the parameter that selects meetings by it. ``plural``: the path
    of its pages, the name of its list in the API and, unless ``index`` is set, the URL name of its
    index; "" for kinds without pages. ``caption``: the heading of lists. ``key_field``: the model
    field with the public key, and the path converter.

    ``condition`` (on entries) and ``takes`` (on cards) distinguish the parts of a kind.
    ``needs_meetings``: shown and suggested only while a published meeting has it.
    ``unsuggested``: the reason why the kind is never suggested. ``in_masthead``: its index is
    linked at the top of every page; otherwise at the foot.
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
        """Return a key of any case in the spelling of the register."""
        return key.lower() if self.key_field == "slug" else key.upper()


_WITHOUT_PAGES = "It has no page: pages of other things show it."

# In the order of API lists, suggestions and navigation.
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
# By name, as in addresses and parameters.
BY_NAME = {kind.name: kind for kind in KINDS}
NEEDING_MEETINGS = frozenset(kind.kind for kind in KINDS if kind.needs_meetings)

_BY_KIND: dict[str, tuple[Kind, ...]] = {
    value: tuple(kind for kind in KINDS if kind.kind == value) for value in choices.EntryKind.values
}


def kind_of(kind: str, card: Mapping[str, Any]) -> Kind:
    """Return the kind of an entry from its ``EntryKind`` and its card, which tells the part."""
    return next(row for row in _BY_KIND[kind] if row.takes(card))


def key_field(kind: str) -> str:
    """Return the name of the model field with the public key of an ``EntryKind``."""
    return _BY_KIND[kind][0].key_field
