"""Tables of offices, places, series, summits and topics, from the public record."""

from collections.abc import Iterator
from functools import partial

from meetings.exports.cells import NOT_CODED, Cell, yes_or_no
from meetings.models import choices

from .base import CODE, EDTF, ReferenceColumn, ReferenceTable, entries, one_of
from .columns import (
    Part,
    key_column,
    listed_in_detail,
    of_card,
    of_fact,
    owner_column,
    referred,
    table,
)

Kind = choices.EntryKind
# Up to when they are current.
_CURRENT_TO = "31 December 2025"


def _degrees(value: float | None) -> Cell:
    return NOT_CODED if value is None else value


def _former_states() -> Iterator[Part]:
    for entry in entries(Kind.PLACE):
        yield from (Part(entry, fact) for fact in entry.card["former_states"])


TABLES: tuple[ReferenceTable, ...] = (
    table(
        "series",
        "Series of summits",
        _CURRENT_TO,
        partial(entries, Kind.SERIES),
        key_column("key", "Public key, for ever"),
        of_card("name", "Its name", "name"),
        of_card("short_name", "The name in sentences", "short"),
        referred("organisation", "Whose summits they are", "organisation", CODE),
    ),
    table(
        "editions",
        "Editions of series, and single summits",
        _CURRENT_TO,
        partial(entries, Kind.SUMMIT),
        key_column("key", "Public key, for ever"),
        referred("series", "Key of the series", "series"),
        of_card("name", "Its name", "name"),
        of_card("date", "From when to when", "date", EDTF),
        of_card("place", "Key of the place", "place"),
        of_card("host", "State that hosted it; to host is not to attend", "host", CODE),
        of_card("channel", "How they met", "channel", one_of(choices.Channel.values)),
    ),
    table(
        "offices",
        "Offices of actors",
        _CURRENT_TO,
        partial(entries, Kind.OFFICE),
        key_column("key", "Public key, for ever"),
        of_card("actor", "Whose office", "actor", CODE),
        of_card("name", "Its title", "name"),
        of_card("rank", "Its rank", "rank", one_of(choices.Rank.values)),
    ),
    table(
        "places",
        "Cities and sites of meetings",
        _CURRENT_TO,
        partial(entries, Kind.PLACE),
        key_column("key", "Public key, for ever"),
        of_card("name", "Its name", "name"),
        of_card("state", "State or territory today; not coded where contested", "state", CODE),
        ReferenceColumn(
            "latitude",
            "Degrees north",
            lambda entry: _degrees(entry.card["latitude"]),
            "WGS 84",
        ),
        ReferenceColumn(
            "longitude",
            "Degrees east",
            lambda entry: _degrees(entry.card["longitude"]),
            "WGS 84",
        ),
        ReferenceColumn(
            "contested",
            "Whether its state is contested",
            lambda entry: yes_or_no(entry.card["contested"]),
            one_of(("yes", "no")),
        ),
    ),
    table(
        "former-states",
        "States in which places lay before",
        _CURRENT_TO,
        _former_states,
        owner_column("place", "Key of the place"),
        of_fact("state", "The state", "state", CODE),
        of_fact("start", "From when", "start", EDTF),
        of_fact("end", "Until when", "end", EDTF),
    ),
    table(
        "topics",
        "Topics, in a tree",
        _CURRENT_TO,
        partial(entries, Kind.TOPIC),
        key_column("key", "Public key, for ever"),
        of_card("name", "Its name", "name"),
        referred("parent", "Key of the topic above it", "parent"),
        listed_in_detail("aliases", "Other terms for it", "aliases"),
        of_card("definition", "What it is, in our words", "definition"),
    ),
)
