"""Autocomplete suggestions as shown: label, a hint to tell equal names apart, and a link."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from meetings import nearness
from meetings.english import counted
from meetings.models import choices, record
from meetings.search.box import suggestions
from meetings.snapshot.cards import Card
from meetings.text import fold

from . import addresses, flags, lines
from .words import date_words, years_words


@dataclass(frozen=True)
class SuggestedLine:
    """One suggestion; ``typed`` is for the search box, ``key`` for the control of a parameter.

    ``found_as``: the name that matched, if it is not the label; ``language``: its language.
    ``party``: the actor with its flag, None for other things. ``number``: how many meetings held it
    selects, in words, "" where that is not asked; ``empty``: there are none.
    """

    label: str
    hint: str
    found_as: str
    language: str
    href: str
    key: str
    typed: str
    party: lines.Party | None
    number: str
    empty: bool


@dataclass(frozen=True)
class SuggestedBlock:
    """A group with its lines."""

    parameter: str
    caption: str
    lines: tuple[SuggestedLine, ...]


def actors_told(groups: Iterable[suggestions.Group]) -> set[str]:
    """Return the codes of the actors whose names the hints need."""
    entries = [suggested.entry for group in groups for suggested in group.suggested]
    return {tenure["actor"] for entry in entries if (tenure := _last_office(entry))}


def blocks_of(
    groups: Iterable[suggestions.Group], words: str, names: Mapping[str, str]
) -> list[SuggestedBlock]:
    """Return the groups to show; ``names``: names of actors by code."""
    return [
        SuggestedBlock(
            group.parameter,
            group.caption,
            tuple(_line(thing, nearness.words_of(words), names) for thing in group.suggested),
        )
        for group in groups
    ]


def _line(
    thing: suggestions.Suggested, words: list[str], names: Mapping[str, str]
) -> SuggestedLine:
    entry = thing.entry
    found_as, language = _found_as(entry, words)
    own_page = addresses.entry_address(entry.kind, entry.key, entry.card)
    return SuggestedLine(
        label=entry.label,
        hint=", ".join(filter(None, _hints(thing, names))),
        found_as=found_as,
        language=language,
        href=addresses.list_address(thing.query) if thing.query else own_page,
        key=entry.key,
        typed=thing.typed,
        party=_party(entry),
        number="" if thing.meetings is None else counted(thing.meetings, "meeting"),
        empty=thing.meetings == 0,
    )


def _party(entry: record.Entry) -> lines.Party | None:
    """Return an actor with its present flag."""
    if entry.kind != choices.EntryKind.ACTOR:
        return None
    card = entry.card
    flag = "" if card["contested"] or card["end"] else flags.flag_of(card["alpha2"], None)
    return lines.Party(entry.key, entry.label, flag)


def _found_as(entry: record.Entry, words: list[str]) -> tuple[str, str]:
    """Return the nearest other name of an actor or a person, and its language; "" for none."""
    if not words or words[-1] in fold(entry.label):
        return "", ""
    names: list[Card] = sorted(
        [*entry.card.get("names", []), *entry.detail.get("translations", [])],
        key=lambda name: nearness.nearness(words, [name["name"]]),
    )
    matching = (name for name in names if words[-1] in fold(name["name"]))
    return next(((name["name"], name["language"]) for name in matching), ("", ""))


def _hints(thing: suggestions.Suggested, names: Mapping[str, str]) -> Iterator[str]:
    entry, card = thing.entry, thing.entry.card
    if entry.kind == choices.EntryKind.ACTOR:
        yield entry.key
        yield f"until {date_words(card['end'])}" if card["end"] else ""
    elif entry.kind == choices.EntryKind.SUMMIT:
        yield date_words(card["date"])
    elif entry.kind == choices.EntryKind.TOPIC:
        yield thing.above
    elif entry.kind == choices.EntryKind.PUBLISHER and card["kind"]:
        yield choices.PublisherKind(card["kind"]).label
    elif tenure := _last_office(entry):
        yield tenure["office"] or choices.Rank(tenure["rank"]).label
        yield names.get(tenure["actor"], tenure["actor"])
        yield years_words(tenure["start"], tenure["end"])


def _last_office(entry: record.Entry) -> Card | None:
    """Return the office with the latest start; without any dates, the first recorded office."""
    tenures: list[Card] = (
        entry.detail.get("tenures", []) if entry.kind == choices.EntryKind.PERSON else []
    )
    return max(tenures, key=lambda tenure: tenure["start"], default=None)
