"""Filters whose values are public things: their keys are codes and slugs, never row numbers."""

import re
from typing import ClassVar

from django import forms
from django.db.models import Q

from meetings.english import listed
from meetings.models.choices import EntryKind
from meetings.models.record import Entry, RecordLink

from .base import Chosen, Named, SelectionFilter, linked

_CODE = re.compile(r"[A-Z0-9]{2,12}", re.ASCII)
_SLUG = re.compile(r"[-a-z0-9_]{1,120}", re.ASCII)


class EntryFilter(SelectionFilter):
    """A filter by entries of one kind."""

    kind: ClassVar[EntryKind]

    def read(self, text: str) -> str:
        """Return the text in lower case; whether it is a key is asked of all values at once."""
        return text.lower()

    def is_key(self, text: str) -> bool:
        """Whether ``text`` could be a key at all; a name typed by hand need not be."""
        return _SLUG.fullmatch(text) is not None

    def takes(self, entry: Entry) -> bool:  # noqa: ARG002 - actors alone are told apart
        """Whether an entry of the kind is a value of this parameter."""
        return True

    def key_of_value(self, value: object) -> str:
        """Return the public key."""
        return value.entry.key if isinstance(value, Named) else str(value)

    def names(self, chosen: Chosen) -> list[str]:
        """Return the labels of what was chosen."""
        return [self.label_of_value(value) for value in chosen[self.parameter]]

    def ids(self, chosen: Chosen) -> list[int]:
        """Return the row numbers that stand for any of what was chosen."""
        return [pk for value in chosen[self.parameter] for pk in value.ids]


class ActorFilter(EntryFilter):
    """A filter by actors; countries and organisations are two parameters over one kind."""

    kind = EntryKind.ACTOR
    role = RecordLink.Role.ACTOR

    def read(self, text: str) -> str:
        """Return a code in capitals, or a name as it was typed."""
        return text.upper() if _CODE.fullmatch(text.upper()) else text

    def is_key(self, text: str) -> bool:
        """Whether ``text`` has the form of a code."""
        return _CODE.fullmatch(text) is not None


class _ColumnFilter(EntryFilter):
    """A filter by an entry that a record has one of at most."""

    def condition(self, chosen: Chosen) -> Q:
        """Keep records whose column points to any of the entries."""
        ids = self.ids(chosen)
        return Q(**{f"{self.parameter}_id__in": ids}) if ids else Q()


class SummitFilter(_ColumnFilter):
    """The summit at which, or on whose sidelines, it took place."""

    parameter, caption, kind = "summit", "Summit", EntryKind.SUMMIT

    def words(self, chosen: Chosen) -> str:
        """Say “at G20, Rio de Janeiro 2024”."""
        names = self.names(chosen)
        return f"at {listed(names, 'or')}" if names else ""


class SeriesFilter(_ColumnFilter):
    """The series of that summit."""

    parameter, caption, kind = "series", "Series of summits", EntryKind.SERIES

    def label_of_value(self, value: object) -> str:
        """Return the short name, which is what sentences use."""
        short = value.entry.card.get("short") if isinstance(value, Named) else None
        return str(short or value)

    def words(self, chosen: Chosen) -> str:
        """Say “at G20 summits”; a name that says what it is gets no noun."""
        names = self.names(chosen)
        if not names:
            return ""
        if any(" " in name for name in names):
            return f"in the series {listed([f'“{name}”' for name in names], 'or')}"
        return f"at {listed(names, 'or')} summits"


class HostFilter(_ColumnFilter, ActorFilter):
    """The state in which it took place; to host is not to take part."""

    parameter, caption = "host", "Took place in"

    def words(self, chosen: Chosen) -> str:
        """Say “in Brazil”."""
        names = self.names(chosen)
        return f"in {listed(names, 'or')}" if names else ""


class PublisherFilter(EntryFilter):
    """Who published one of the sources."""

    parameter, caption, kind = "publisher", "Publisher of a source", EntryKind.PUBLISHER

    def condition(self, chosen: Chosen) -> Q:
        """Keep records with a source of any of the publishers."""
        ids = self.ids(chosen)
        return linked(RecordLink.Role.PUBLISHER, ids) if ids else Q()

    def words(self, chosen: Chosen) -> str:
        """Say “with a source published by Reuters”."""
        names = self.names(chosen)
        return f"with a source published by {listed(names, 'or')}" if names else ""


def refuse_only_without_actors(chosen: Chosen) -> None:
    """Raise ValidationError where *only* names nobody."""
    if chosen["match"] == ("only",) and not (chosen["country"] or chosen["organisation"]):
        raise forms.ValidationError(
            "“Only these” needs a country or an organisation: it means these and nobody else."
        )
