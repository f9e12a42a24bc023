"""The quotations and sources on the page of a meeting."""

import datetime
from dataclasses import dataclass

from meetings.archives import archived_copy
from meetings.models.choices import EntryKind
from meetings.snapshot import cards, on_the_day, shape

from . import addresses, words


@dataclass(frozen=True)
class Quote:
    """A quotation; ``language`` is a BCP 47 tag."""

    text: str
    language: str
    speaker: addresses.Link
    translated: bool
    account: str
    anchor: str


@dataclass(frozen=True)
class CaptureLine:
    """A capture of a source: date, archived copy, and a short excerpt."""

    taken: str
    archive: addresses.Link | None
    excerpt: str


@dataclass(frozen=True)
class SourceBlock:
    """A source: title, address, archived copy, publisher, date and captures."""

    anchor: str
    title: addresses.Link
    outside: str
    archive: addresses.Link | None
    publisher: addresses.Link
    via: addresses.Link | None
    published: str
    language: str
    same_text_as: addresses.Link | None
    captures: tuple[CaptureLine, ...]


def quotes_of(snapshot: shape.Snapshot) -> list[Quote]:
    """Return all statements of a published meeting by account."""
    content, entries = snapshot["content"], snapshot["entries"]
    day = on_the_day.first_day(content["date"])
    return [
        Quote(
            text=statement["text"],
            language=statement["language"],
            speaker=_speaker(statement["person"], statement["actor"], entries, day),
            translated=statement["translated"],
            account=_account(report, statement["actor"], entries, day),
            anchor=f"source-{report['source']}",
        )
        for report in content["reports"]
        for statement in report["statements"]
    ]


def _speaker(
    person: str | None, actor: str | None, entries: cards.Entries, day: datetime.date | None
) -> addresses.Link:
    if person:
        speaker = entries["person"][person]
        return addresses.Link(
            speaker["name"], addresses.entry_address(EntryKind.PERSON, person, speaker)
        )
    if actor:
        card = entries["actor"][actor]
        return addresses.Link(
            on_the_day.name_on(card, day), addresses.entry_address(EntryKind.ACTOR, actor, card)
        )
    return addresses.Link("")


def _account(
    report: shape.ReportContent,
    speaker: str | None,
    entries: cards.Entries,
    day: datetime.date | None,
) -> str:
    """Say which account has the quotation; a voice is left out if it alone is the speaker."""
    source = entries["source"][report["source"]]
    publisher = str(entries["publisher"][source["publisher"]]["name"])
    voices = report["voices"]
    if not voices or voices == [speaker]:
        return f"in {publisher}"
    names = sorted(on_the_day.in_sentence(entries["actor"][code], day) for code in voices)
    if len(names) > 1:
        joint = words.joint_words(names)
        return f"in the {joint[0].lower()}{joint[1:]}, {publisher}"
    return f"as given by {names[0]} in {publisher}"


def sources_of(snapshot: shape.Snapshot) -> list[SourceBlock]:
    """Return the distinct sources of a published meeting, in the order of its reports."""
    content, entries = snapshot["content"], snapshot["entries"]
    captures: dict[str, list[shape.CaptureContent]] = {}
    for report in content["reports"]:
        of_source = captures.setdefault(report["source"], [])
        if report["capture"] and report["capture"] not in of_source:
            of_source.append(report["capture"])
    return [_source(key, of_source, entries) for key, of_source in captures.items()]


def _source(key: str, captures: list[shape.CaptureContent], entries: cards.Entries) -> SourceBlock:
    card = entries["source"][key]
    same_text = card["same_text_as"]
    return SourceBlock(
        anchor=f"source-{key}",
        title=addresses.Link(card["title"], addresses.entry_address(EntryKind.SOURCE, key, card)),
        outside=addresses.outside_address(card["url"]),
        archive=archived_link(card["archive_url"]),
        publisher=_publisher(card["publisher"], entries),
        via=_publisher(card["via"], entries) if card["via"] else None,
        published=words.date_words(card["published"]),
        language=card["language"],
        same_text_as=addresses.Link(
            same_text, addresses.entry_address(EntryKind.SOURCE, same_text, {})
        )
        if same_text
        else None,
        captures=tuple(_capture(capture) for capture in captures),
    )


def _publisher(key: str, entries: cards.Entries) -> addresses.Link:
    card = entries["publisher"][key]
    return addresses.Link(card["name"], addresses.entry_address(EntryKind.PUBLISHER, key, card))


def archived_link(address: str) -> addresses.Link | None:
    """Return “Archived copy (Internet Archive, 2 March 2015)” with its address, None for none.

    The archive and the day are left out where the address does not tell them.
    """
    outside = addresses.outside_address(address)
    if not outside:
        return None
    facts = archive_words(outside)
    return addresses.Link(f"Archived copy ({facts})" if facts else "Archived copy", outside)


def archive_words(address: str) -> str:
    """Return “Internet Archive, 2 March 2015” for the address of a copy, "" if it is unknown."""
    copy = archived_copy(address)
    return ", ".join(filter(None, (copy.archive, words.date_words(copy.taken)))) if copy else ""


def _capture(capture: shape.CaptureContent) -> CaptureLine:
    taken = datetime.datetime.fromisoformat(capture["taken"]).date()
    return CaptureLine(
        words.day_words(taken),
        archived_link(capture["archive_url"]),
        capture["excerpt"],
    )
