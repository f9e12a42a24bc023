"""Tables of actors, offices, places, series, summits and topics, from the public record."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from meetings.exports.actor_codes import CODE_MEANINGS, codes_of
from meetings.exports.cells import (
    NOT_APPLICABLE,
    NOT_CODED,
    Cell,
    applicable,
    coded,
    joined,
    yes_or_no,
)
from meetings.kinds import is_country
from meetings.models import choices, record
from meetings.snapshot.cards import Card

from .base import CODE, EDTF, ReferenceColumn, ReferenceTable, entries, one_of

Kind = choices.EntryKind
_COUNTRIES = "November 2025"
_MEMBERSHIPS = "26 October 2025"
_SUMMITS = "21 December 2025"
_ITEM = "Wikidata item (Q…)"


class Part(NamedTuple):
    """A dependent fact of an entry: a name, a membership, a former state."""

    entry: record.Entry
    fact: Card


def _of_card(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(name, meaning, lambda entry: coded(entry.card[key]), vocabulary)


def _of_fact(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(name, meaning, lambda part: coded(part.fact.get(key)), vocabulary)


def _reference(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(name, meaning, lambda entry: applicable(entry.card[key]), vocabulary)


def _key(name: str, meaning: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(name, meaning, lambda entry: entry.key, vocabulary)


def _owner(name: str, meaning: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(name, meaning, lambda part: part.entry.key, vocabulary)


def _code(entry: record.Entry, name: str) -> Cell:
    detail = entry.detail
    codes = codes_of(
        entry.key,
        entry.label,
        is_country=is_country(entry.card),
        cow=detail.get("cow"),
        gw=detail.get("gw"),
    )
    cell: Cell = getattr(codes, name)
    return cell


def _detail(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(name, meaning, lambda entry: coded(entry.detail.get(key)), vocabulary)


def _listed(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    return ReferenceColumn(
        name,
        f"{meaning}; several are separated by a semicolon",
        lambda entry: joined(entry.detail.get(key, ()), NOT_APPLICABLE),
        vocabulary,
    )


def _degrees(value: float | None) -> str:
    # As text, since cells are texts or whole numbers.
    return NOT_CODED if value is None else f"{value:g}"


def _names() -> Iterator[Part]:
    """Yield the other names of actors: former, other, translated."""
    for entry in entries(Kind.ACTOR):
        card, detail = entry.card, entry.detail
        for kind, names in (
            (choices.ActorNameKind.FORMER, card["former"]),
            (choices.ActorNameKind.OTHER, card["names"]),
            (choices.ActorNameKind.TRANSLATED, detail.get("translations", ())),
        ):
            yield from (Part(entry, {**name, "kind": kind.value}) for name in names)


def _memberships() -> Iterator[Part]:
    for entry in entries(Kind.ACTOR):
        yield from (Part(entry, fact) for fact in entry.detail.get("memberships", ()))


def _former_states() -> Iterator[Part]:
    for entry in entries(Kind.PLACE):
        yield from (Part(entry, fact) for fact in entry.card["former_states"])


def _table(
    name: str,
    title: str,
    current_to: str,
    subjects: Callable[[], Iterable[object]],
    *columns: ReferenceColumn,
) -> ReferenceTable:
    return ReferenceTable(name, title, current_to, columns, subjects)


TABLES: tuple[ReferenceTable, ...] = (
    _table(
        "actors",
        "States, territories, organisations and other actors",
        _COUNTRIES,
        partial(entries, Kind.ACTOR),
        _key("code", "Public code, for ever", CODE),
        _of_card("name", "Our name for it today", "name"),
        _of_card("sort_name", "The form that lists sort by", "sort"),
        _of_card("kind", "What it is", "kind", one_of(choices.ActorKind.values)),
        _of_card("demonym", "Of its people", "demonym"),
        *(
            ReferenceColumn(name, meaning, lambda entry, name=name: _code(entry, name))
            for name, meaning in CODE_MEANINGS.items()
        ),
        _of_card("alpha2", "Code of two letters", "alpha2", "ISO 3166-1 alpha-2"),
        _reference(
            "parent", "Organisation of an organ, or sovereign of a territory", "parent", CODE
        ),
        _of_card("start", "When it began", "start", EDTF),
        _of_card("end", "When it ended; not coded of what lasts", "end", EDTF),
        _listed("predecessors", "Who was before it", "predecessors", CODE),
        _listed("successors", "Who came after it", "successors", CODE),
        _detail("region", "Region", "region", "UN M49"),
        _detail("subregion", "Subregion", "subregion", "UN M49"),
        _detail("capital", "Name of the capital, or seat of an organisation", "capital"),
        ReferenceColumn(
            "contested",
            "Whether its representation is contested",
            lambda entry: yes_or_no(entry.card["contested"]),
            one_of(("yes", "no")),
        ),
        _detail("wikidata", "Its item", "wikidata", _ITEM),
    ),
    _table(
        "names",
        "Other names of actors: former, other, and in other languages",
        _COUNTRIES,
        _names,
        _owner("code", "Whose name", CODE),
        _of_fact("name", "The name", "name"),
        _of_fact("language", "Its language; not coded of former names", "language", "BCP 47"),
        _of_fact(
            "kind",
            "Former, other (formal ones too), or translated: for search alone",
            "kind",
            one_of(("former", "other", "translated")),
        ),
        _of_fact("start", "From when it was used", "start", EDTF),
        _of_fact("end", "Until when", "end", EDTF),
    ),
    _table(
        "memberships",
        "Who belongs to which organisation",
        _MEMBERSHIPS,
        _memberships,
        _of_fact("organisation", "The organisation", "organisation", CODE),
        _owner("member", "The member", CODE),
        _of_fact("status", "How it belongs", "status", one_of(choices.MembershipStatus.values)),
        _of_fact("start", "From when", "start", EDTF),
        _of_fact("end", "Until when; not coded of what lasts", "end", EDTF),
    ),
    _table(
        "series",
        "Series of summits",
        _SUMMITS,
        partial(entries, Kind.SERIES),
        _key("key", "Public key, for ever"),
        _of_card("name", "Its name", "name"),
        _of_card("short_name", "The name in sentences", "short"),
        _reference("organisation", "Whose summits they are", "organisation", CODE),
    ),
    _table(
        "editions",
        "Editions of series, and single summits",
        _SUMMITS,
        partial(entries, Kind.SUMMIT),
        _key("key", "Public key, for ever"),
        _reference("series", "Key of the series", "series"),
        _of_card("name", "Its name", "name"),
        _of_card("date", "From when to when", "date", EDTF),
        _of_card("place", "Key of the place", "place"),
        _of_card("host", "State that hosted it; to host is not to attend", "host", CODE),
        _of_card("channel", "How they met", "channel", one_of(choices.Channel.values)),
    ),
    _table(
        "offices",
        "Offices of actors",
        _COUNTRIES,
        partial(entries, Kind.OFFICE),
        _key("key", "Public key, for ever"),
        _of_card("actor", "Whose office", "actor", CODE),
        _of_card("name", "Its title", "name"),
        _of_card("rank", "Its rank", "rank", one_of(choices.Rank.values)),
    ),
    _table(
        "places",
        "Cities and sites of meetings",
        _COUNTRIES,
        partial(entries, Kind.PLACE),
        _key("key", "Public key, for ever"),
        _of_card("name", "Its name", "name"),
        _of_card("state", "State or territory today; not coded where contested", "state", CODE),
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
    _table(
        "former-states",
        "States in which places lay before",
        _COUNTRIES,
        _former_states,
        _owner("place", "Key of the place"),
        _of_fact("state", "The state", "state", CODE),
        _of_fact("start", "From when", "start", EDTF),
        _of_fact("end", "Until when", "end", EDTF),
    ),
    _table(
        "topics",
        "Topics, in a tree",
        _COUNTRIES,
        partial(entries, Kind.TOPIC),
        _key("key", "Public key, for ever"),
        _of_card("name", "Its name", "name"),
        _reference("parent", "Key of the topic above it", "parent"),
        _listed("aliases", "Other terms for it", "aliases"),
        _of_card("definition", "What it is, in our words", "definition"),
    ),
)
