"""Filters by entries (public things): values are codes or slugs, never row numbers."""

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.db.models import Q

from meetings import kinds
from meetings.english import listed, possessive
from meetings.models import choices, record

from . import base

# The topic above each topic, by row number.
Parents = Mapping[int, int | None]

_CODE = re.compile(r"[A-Z0-9]{2,12}", re.ASCII)
_SLUG = re.compile(r"[-a-z0-9_]{1,120}", re.ASCII)


class EntryFilter(base.SelectionFilter):
    """A filter by entries of the kind ``things``; ``offered`` says which the form offers."""

    source: ClassVar[base.Pointer | base.Links]
    things: ClassVar[kinds.Kind]
    offered: ClassVar[base.Offer]
    required = (*base.SelectionFilter.required, "things", "offered")

    @property
    def noun(self) -> str:
        """What an entry is called in a sentence."""
        return self.caption.lower()

    @property
    def kind(self) -> choices.EntryKind:
        """The kind of the entries."""
        return self.things.kind

    def read(self, text: str) -> str:
        """Return the text in lower case; ``resolve`` looks up all keys in one query."""
        return text.lower()

    def is_key(self, text: str) -> bool:
        """Whether ``text`` has the form of a key; a name typed by hand may not."""
        return _SLUG.fullmatch(text) is not None

    def takes(self, entry: record.Entry) -> bool:
        """Whether an entry of the kind is a value of this parameter."""
        return self.things.takes(entry.card)

    def named(self, entries: Iterable[record.Entry], parents: Parents) -> tuple[base.Named, ...]:  # noqa: ARG002 - used for topics
        """Return the chosen entries in alphabetical order; ``parents``: the tree of topics."""
        return tuple(base.Named(entry, (entry.pk,)) for entry in alphabetical(entries))

    def key_of_value(self, value: object) -> str:
        """Return the public key."""
        return value.entry.key if isinstance(value, base.Named) else str(value)

    def names(self, chosen: base.Chosen) -> list[str]:
        """Return the names of the chosen values as sentences use them."""
        return [value.in_sentence for value in chosen[self.parameter]]

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep records with any of the entries; *match* has the condition of governed filters."""
        ids = [pk for value in chosen[self.parameter] for pk in value.ids]
        return self.source.keeping(ids) if ids and not self.governed else Q()


def alphabetical(entries: Iterable[record.Entry]) -> list[record.Entry]:
    """Return entries in alphabetical order."""
    return sorted(entries, key=lambda entry: (entry.sort_label.casefold(), entry.key))


class ActorFilter(EntryFilter):
    """A filter by actors: their keys are codes."""

    def read(self, text: str) -> str:
        """Return a code in capitals, or a name unchanged."""
        return text.upper() if _CODE.fullmatch(text.upper()) else text

    def is_key(self, text: str) -> bool:
        """Whether ``text`` has the form of a code."""
        return _CODE.fullmatch(text) is not None


class SummitFilter(EntryFilter):
    """The summit at which, or on whose sidelines, it took place."""

    parameter, caption, things = "summit", "Summit", kinds.BY_NAME["summit"]
    doc = "Key of the summit at which, or on whose sidelines, they met"
    source = base.Pointer("summit")
    facet = base.Facet(50, open=True)
    controls, offered = base.Controls(base.Area.MAIN, one_more=True), base.Offer.NEWEST

    def words(self, chosen: base.Chosen) -> str:
        """Say “at the G20 summit, Rio de Janeiro 2024”."""
        names = self.names(chosen)
        return f"at {listed(names, 'or')}" if names else ""


class SeriesFilter(EntryFilter):
    """The series of that summit."""

    parameter, caption, things = "series", "Series of summits", kinds.BY_NAME["series"]
    doc = "Key of its series: `g20`"
    source = base.Pointer("series")
    facet = base.Facet(60)
    controls, offered = base.Controls(), base.Offer.ALL

    def label_of_value(self, value: object) -> str:
        """Return the short name if there is one; sentences use it."""
        short = value.entry.card.get("short") if isinstance(value, base.Named) else None
        return str(short or value)

    def names(self, chosen: base.Chosen) -> list[str]:
        """Return the short names."""
        return [self.label_of_value(value) for value in chosen[self.parameter]]

    def words(self, chosen: base.Chosen) -> str:
        """Say “at G20 summits”; a name of several words gets no noun after it."""
        names = self.names(chosen)
        if not names:
            return ""
        if any(" " in name for name in names):
            return f"in the series {listed([f'“{name}”' for name in names], 'or')}"
        return f"at {listed(names, 'or')} summits"


class HostFilter(ActorFilter):
    """The state in which it took place; to host is not to take part."""

    parameter, caption, things = "host", "Where", kinds.BY_NAME["country"]
    noun = "country"
    doc = "Code of the state in which they met; to host is not to take part"
    synonyms = ("in",)
    source = base.Pointer("host")
    facet = base.Facet(70)
    controls, offered = base.Controls(), base.Offer.SHARED

    def takes(self, entry: record.Entry) -> bool:  # noqa: ARG002 - the base class reads it
        """Accept every actor; an organisation as host simply selects nothing."""
        return True

    def words(self, chosen: base.Chosen) -> str:
        """Say “in Brazil”."""
        names = self.names(chosen)
        return f"in {listed(names, 'or')}" if names else ""


class AccountFilter(ActorFilter):
    """An actor whose side's own account is recorded; a joint text is nobody's own."""

    parameter, caption, things = "account", "Own account of", kinds.BY_NAME["country"]
    doc = "Code of a country or organisation whose own account is recorded: `CHN`"
    source = base.Links(record.RecordLink.Role.VOICE)
    facet = base.Facet(125)
    controls, offered = base.Controls(), base.Offer.SHARED

    def takes(self, entry: record.Entry) -> bool:  # noqa: ARG002 - the base class reads it
        """Accept every actor: organisations have accounts too."""
        return True

    def words(self, chosen: base.Chosen) -> str:
        """Say “with China’s own account”."""
        names = [possessive(name) for name in self.names(chosen)]
        return f"with {listed(names, 'or')} own account" if names else ""


class PublisherFilter(EntryFilter):
    """Who published one of the sources."""

    parameter, caption, things = "publisher", "Publisher of a source", kinds.BY_NAME["publisher"]
    doc = "Key of the publisher of a source"
    synonyms = ("source",)
    source = base.Links(record.RecordLink.Role.PUBLISHER)
    facet = base.Facet(130)
    controls, offered = base.Controls(), base.Offer.NEWEST

    def words(self, chosen: base.Chosen) -> str:
        """Say “with a source published by Reuters”."""
        names = self.names(chosen)
        return f"with a source published by {listed(names, 'or')}" if names else ""
