"""A meeting as a line of a list, made from the record's card."""

import datetime
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from meetings.english import the
from meetings.models.choices import Channel
from meetings.models.record import Record

from . import addresses, flags, words

# Dates that the datetime attribute of HTML's time element allows.
_PLAIN = re.compile(r"\d{4}(-\d{2}){0,2}")
# A session of forty sides shows the first few; its own page names all.
MOST_SIDES = 4


@dataclass(frozen=True)
class Party:
    """An actor with its name on the day; ``flag`` is a static path, "" for a code box."""

    code: str
    name: str
    flag: str = ""
    href: str = ""


@dataclass(frozen=True)
class LineSide:
    """One side on a line: its actors and people."""

    parties: tuple[Party, ...]
    people: str


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list; ``labels`` are the names of its facts."""

    labels: ClassVar[words.Labels] = words.LABELS

    href: str
    title: str
    status: str
    date: str
    iso: str
    sides: tuple[LineSide, ...]
    more_sides: int
    title_names_all: bool
    channel: str
    place: str
    summit: addresses.Link | None
    sidelines: bool
    topics: tuple[addresses.Link, ...]
    accounts: str
    checked: bool = True
    summary: str = ""

    @property
    def occasion(self) -> str:
        """The words before the name of the summit: “on the sidelines of the”."""
        return words.occasion_words(self.summit.label, self.sidelines) if self.summit else ""


def line_of(record: Record) -> MeetingLine:
    """Return the line of a published record, from its columns and card. No query."""
    card: dict[str, Any] = record.card
    when = words.read_date(card["date"])
    day = when.earliest if when else None
    # A card that an earlier release wrote lacks the article until it is projected again.
    names = {
        actor["code"]: the(actor["name"], article=actor.get("article", False))
        for side in card["sides"]
        for actor in side["actors"]
    }
    summit = card["summit"]
    sides = tuple(_side(side, day) for side in card["sides"][:MOST_SIDES])
    return MeetingLine(
        href=addresses.meeting_address(record.public_id, record.slug),
        title=record.title,
        status=words.status_words(record.occurrence),
        date=words.when_words(card["date"], short=True),
        iso=when.edtf if when and _PLAIN.fullmatch(when.edtf) else "",
        sides=sides,
        more_sides=max(0, len(card["sides"]) - MOST_SIDES),
        title_names_all=len(card["sides"]) <= MOST_SIDES and _names_all(record.title, sides),
        channel="" if record.channel == Channel.IN_PERSON else record.get_channel_display(),
        place=card["place"]["name"] if card["place"] else "",
        summit=addresses.Link(summit["name"], addresses.list_of([("summit", summit["key"])]))
        if summit
        else None,
        sidelines=card["sidelines"],
        topics=tuple(
            addresses.Link(topic["name"], addresses.list_of([("topic", topic["key"])]))
            for topic in card["topics"]
        ),
        accounts=words.accounts_words(card["accounts"], names),
        checked=record.checked,
        summary=card["summary"],
    )


def _side(side: dict[str, Any], day: datetime.date | None) -> LineSide:
    parties = tuple(
        Party(actor["code"], actor["name"], flags.flag_of(actor.get("alpha2", ""), day))
        for actor in side["actors"]
    )
    return LineSide(parties, ", ".join(person["name"] for person in side["people"]))


def _names_all(title: str, sides: tuple[LineSide, ...]) -> bool:
    """Whether a title names every actor and all people, so that the line need not repeat them."""
    names = [party.name for side in sides for party in side.parties]
    people = [side.people for side in sides]
    return all(name in title for name in (*names, *people))
