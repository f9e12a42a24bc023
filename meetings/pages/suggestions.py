"""Suggestions as they are shown: a name, what tells it apart, and where choosing it leads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from meetings.models.choices import EntryKind, PublisherKind, Rank
from meetings.models.record import Entry
from meetings.search.box.suggestions import Group, Suggested
from meetings.snapshot.cards import Card
from meetings.text import fold

from .addresses import list_address
from .words import date_words


@dataclass(frozen=True)
class SuggestedLine:
    """One suggestion; ``typed`` is for the search box, ``key`` for the control of a parameter.

    ``found_as`` is the name that has the words, where it is not the one shown, with its language.
    """

    label: str
    hint: str
    found_as: str
    language: str
    href: str
    key: str
    typed: str


@dataclass(frozen=True)
class SuggestedBlock:
    """A group with its lines."""

    parameter: str
    caption: str
    lines: tuple[SuggestedLine, ...]


def actors_told(groups: Iterable[Group]) -> set[str]:
    """Return the codes of the actors whose names the hints need."""
    entries = [one.entry for group in groups for one in group.suggested]
    return {tenure["actor"] for entry in entries if (tenure := _last_office(entry))}


def blocks_of(
    groups: Iterable[Group], words: str, names: Mapping[str, str]
) -> list[SuggestedBlock]:
    """Return the groups to show; ``names`` are those of actors, by code."""
    return [
        SuggestedBlock(
            group.parameter,
            group.caption,
            tuple(_line(one, fold(words).split(), names) for one in group.suggested),
        )
        for group in groups
    ]


def _line(one: Suggested, words: list[str], names: Mapping[str, str]) -> SuggestedLine:
    found_as, language = _found_as(one.entry, words)
    return SuggestedLine(
        label=one.entry.label,
        hint=", ".join(filter(None, _hints(one, names))),
        found_as=found_as,
        language=language,
        href=list_address(one.query),
        key=one.entry.key,
        typed=one.typed,
    )


def _found_as(entry: Entry, words: list[str]) -> tuple[str, str]:
    """Return the other name of a person that has the last word, and its language."""
    if not words or words[-1] in fold(entry.label):
        return "", ""
    others: list[Card] = entry.card.get("names", [])
    found = (one for one in others if words[-1] in fold(one["name"]))
    return next(((one["name"], one["language"]) for one in found), ("", ""))


def _hints(one: Suggested, names: Mapping[str, str]) -> Iterator[str]:
    entry, card = one.entry, one.entry.card
    if entry.kind == EntryKind.ACTOR:
        yield entry.key
        yield f"until {date_words(card['end'])}" if card["end"] else ""
    elif entry.kind == EntryKind.SUMMIT:
        yield date_words(card["date"])
    elif entry.kind == EntryKind.TOPIC:
        yield one.above
    elif entry.kind == EntryKind.PUBLISHER and card["kind"]:
        yield PublisherKind(card["kind"]).label
    elif tenure := _last_office(entry):
        yield tenure["office"] or Rank(tenure["rank"]).label
        yield names.get(tenure["actor"], tenure["actor"])


def _last_office(entry: Entry) -> Card | None:
    """Return the office a person took up last, of those with a date; else the first recorded."""
    tenures: list[Card] = entry.detail.get("tenures", []) if entry.kind == EntryKind.PERSON else []
    return max(tenures, key=lambda one: one["start"], default=None)
