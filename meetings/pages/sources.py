"""Quotations and the sources they are from."""

import datetime
from dataclasses import dataclass

from meetings.models.choices import EntryKind
from meetings.snapshot.cards import Entries
from meetings.snapshot.on_the_day import first_day, name_on
from meetings.snapshot.shape import CaptureContent, ReportContent, Snapshot

from .addresses import Link, entry_address, outside_address
from .words import date_words, day_words


@dataclass(frozen=True)
class Quote:
    """Words somebody said; ``language`` is a BCP 47 tag."""

    text: str
    language: str
    speaker: Link
    translated: bool
    account: str
    anchor: str


@dataclass(frozen=True)
class CaptureLine:
    """When we saw a source, where a copy is kept, and a short excerpt."""

    taken: str
    archive: str
    excerpt: str


@dataclass(frozen=True)
class SourceBlock:
    """One document: who published what when, where it is, and copies of it."""

    anchor: str
    title: Link
    outside: str
    publisher: Link
    via: Link | None
    published: str
    language: str
    same_text_as: Link | None
    captures: tuple[CaptureLine, ...]


def quotes_of(snapshot: Snapshot) -> list[Quote]:
    """Return every statement of a published meeting, account by account."""
    content, entries = snapshot["content"], snapshot["entries"]
    day = first_day(content["date"])
    return [
        Quote(
            text=one["text"],
            language=one["language"],
            speaker=_speaker(one["person"], one["actor"], entries, day),
            translated=one["translated"],
            account=_account(report, one["actor"], entries, day),
            anchor=f"source-{report['source']}",
        )
        for report in content["reports"]
        for one in report["statements"]
    ]


def _speaker(
    person: str | None, actor: str | None, entries: Entries, day: datetime.date | None
) -> Link:
    if person:
        speaker = entries["person"][person]
        return Link(speaker["name"], entry_address(EntryKind.PERSON, person, speaker))
    if actor:
        card = entries["actor"][actor]
        return Link(name_on(card, day), entry_address(EntryKind.ACTOR, actor, card))
    return Link("")


def _account(
    report: ReportContent, speaker: str | None, entries: Entries, day: datetime.date | None
) -> str:
    """Say in whose account the words stand; an actor's own words in its own need no repeating."""
    source = entries["source"][report["source"]]
    publisher = str(entries["publisher"][source["publisher"]]["name"])
    voice = report["voice"]
    if voice is None or voice == speaker:
        return f"in {publisher}"
    return f"as given by {name_on(entries['actor'][voice], day)} in {publisher}"


def sources_of(snapshot: Snapshot) -> list[SourceBlock]:
    """Return every source of a published meeting once, in the order of its reports."""
    content, entries = snapshot["content"], snapshot["entries"]
    captures: dict[str, list[CaptureContent]] = {}
    for report in content["reports"]:
        seen = captures.setdefault(report["source"], [])
        if report["capture"] and report["capture"] not in seen:
            seen.append(report["capture"])
    return [_source(key, seen, entries) for key, seen in captures.items()]


def _source(key: str, seen: list[CaptureContent], entries: Entries) -> SourceBlock:
    card = entries["source"][key]
    same = card["same_text_as"]
    return SourceBlock(
        anchor=f"source-{key}",
        title=Link(card["title"], entry_address(EntryKind.SOURCE, key, card)),
        outside=outside_address(card["url"]),
        publisher=_publisher(card["publisher"], entries),
        via=_publisher(card["via"], entries) if card["via"] else None,
        published=date_words(card["published"]),
        language=card["language"],
        same_text_as=Link(same, entry_address(EntryKind.SOURCE, same, {})) if same else None,
        captures=tuple(_capture(one) for one in seen),
    )


def _publisher(key: str, entries: Entries) -> Link:
    card = entries["publisher"][key]
    return Link(card["name"], entry_address(EntryKind.PUBLISHER, key, card))


def _capture(one: CaptureContent) -> CaptureLine:
    taken = datetime.datetime.fromisoformat(one["taken"]).date()
    return CaptureLine(day_words(taken), outside_address(one["archive_url"]), one["excerpt"])
