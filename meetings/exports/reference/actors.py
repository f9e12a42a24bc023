"""Tables of actors, of their names and of memberships, from the public record."""

from collections.abc import Iterator
from functools import partial

from meetings.exports.actor_codes import CODE_MEANINGS, ActorCodes, codes_of
from meetings.exports.cells import Cell, yes_or_no
from meetings.kinds import is_country
from meetings.models import choices, record

from .base import CODE, EDTF, ReferenceColumn, ReferenceTable, entries, one_of
from .columns import (
    Part,
    key_column,
    listed_in_detail,
    of_card,
    of_detail,
    of_fact,
    owner_column,
    referred,
    table,
)

# Up to when they are current.
_CURRENT_TO = "31 December 2025"


def _codes(entry: record.Entry) -> ActorCodes:
    cow, gw = entry.detail.get("cow"), entry.detail.get("gw")
    return codes_of(entry.key, entry.label, is_country=is_country(entry.card), cow=cow, gw=gw)


def _code_column(name: str, meaning: str) -> ReferenceColumn:
    def cell(entry: record.Entry) -> Cell:
        code: Cell = getattr(_codes(entry), name)
        return code

    return ReferenceColumn(name, meaning, cell)


def _names() -> Iterator[Part]:
    """Yield the other names of actors: former, other, translated."""
    for entry in entries(choices.EntryKind.ACTOR):
        card, detail = entry.card, entry.detail
        for kind, names in (
            (choices.ActorNameKind.FORMER, card["former"]),
            (choices.ActorNameKind.OTHER, card["names"]),
            (choices.ActorNameKind.TRANSLATED, detail.get("translations", ())),
        ):
            yield from (Part(entry, {**name, "kind": kind.value}) for name in names)


def _memberships() -> Iterator[Part]:
    for entry in entries(choices.EntryKind.ACTOR):
        yield from (Part(entry, fact) for fact in entry.detail.get("memberships", ()))


TABLES: tuple[ReferenceTable, ...] = (
    table(
        "actors",
        "States, territories, organisations and other actors",
        _CURRENT_TO,
        partial(entries, choices.EntryKind.ACTOR),
        key_column("code", "Public code, for ever", CODE),
        of_card("name", "Our name for it today", "name"),
        of_card("sort_name", "The form that lists sort by", "sort"),
        of_card("kind", "What it is", "kind", one_of(choices.ActorKind.values)),
        of_card("demonym", "Of its people", "demonym"),
        *(_code_column(name, meaning) for name, meaning in CODE_MEANINGS.items()),
        of_card("alpha2", "Code of two letters", "alpha2", "ISO 3166-1 alpha-2"),
        referred("parent", "Organisation of an organ, or sovereign of a territory", "parent", CODE),
        of_card("start", "When it began", "start", EDTF),
        of_card("end", "When it ended; not coded of what lasts", "end", EDTF),
        listed_in_detail("predecessors", "Who was before it", "predecessors", CODE),
        listed_in_detail("successors", "Who came after it", "successors", CODE),
        of_detail("region", "Region", "region", "UN M49"),
        of_detail("subregion", "Subregion", "subregion", "UN M49"),
        of_detail("capital", "Name of the capital, or seat of an organisation", "capital"),
        ReferenceColumn(
            "contested",
            "Whether its representation is contested",
            lambda entry: yes_or_no(entry.card["contested"]),
            one_of(("yes", "no")),
        ),
        of_detail("wikidata", "Its item", "wikidata", "Wikidata item (Q…)"),
    ),
    table(
        "names",
        "Other names of actors: former, other, and in other languages",
        _CURRENT_TO,
        _names,
        owner_column("code", "Whose name", CODE),
        of_fact("name", "The name", "name"),
        of_fact("language", "Its language; not coded of former names", "language", "BCP 47"),
        of_fact(
            "kind",
            "Former, other (formal ones too), or translated: for search alone",
            "kind",
            one_of(("former", "other", "translated")),
        ),
        of_fact("start", "From when it was used", "start", EDTF),
        of_fact("end", "Until when", "end", EDTF),
    ),
    table(
        "memberships",
        "Who belongs to which organisation",
        _CURRENT_TO,
        _memberships,
        of_fact("organisation", "The organisation", "organisation", CODE),
        owner_column("member", "The member", CODE),
        of_fact("status", "How it belongs", "status", one_of(choices.MembershipStatus.values)),
        of_fact("start", "From when", "start", EDTF),
        of_fact("end", "Until when; not coded of what lasts", "end", EDTF),
    ),
)
