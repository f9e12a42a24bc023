"""What the page of a meeting shows, built from a snapshot alone.

The permalink, every frozen version and the desk's preview show the same page of the same words.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from meetings.dates.edtf import Basis
from meetings.dates.words import describe
from meetings.english import listed
from meetings.kinds import kind_of
from meetings.models.choices import Channel, EntryKind, Rank, Setting
from meetings.snapshot.cards import DateContent
from meetings.snapshot.on_the_day import first_day, name_on, state_on
from meetings.snapshot.shape import Snapshot

from . import words
from .addresses import Link, entry_address, list_of
from .readouts import Readouts, readouts_of
from .sides import Seating, seating_of
from .sources import Quote, SourceBlock, quotes_of, sources_of


@dataclass(frozen=True)
class When:
    """The date in words, how sure it is, and its EDTF text."""

    words: str
    certainty: str
    edtf: str


@dataclass(frozen=True)
class Where:
    """The place, and the state it lay in on the day (None where that is open or contested)."""

    place: str
    state: Link | None
    contested: bool


@dataclass(frozen=True)
class MeetingPage:
    """Everything the page of a meeting shows; ``labels`` are the names of its facts."""

    labels: ClassVar[words.Labels] = words.LABELS

    public_id: str
    title: str
    status: str
    status_note: str
    when: When
    where: Where | None
    summit: Link | None
    sidelines: bool
    how: str
    level: str
    accounts: str
    summary: str
    replaces: str
    seating: Seating
    seating_heading: str
    readouts: Readouts
    quotes: list[Quote]
    sources: list[SourceBlock]
    topics: list[Link]

    @property
    def full_title(self) -> str:
        """The title with its status in front, for the browser and whatever is shared."""
        return words.titled(self.status, self.title)


def page_of(snapshot: Snapshot) -> MeetingPage:
    """Return the page of a published (not withdrawn) meeting's snapshot; no query."""
    content, derived = snapshot["content"], snapshot["derived"]
    replaces = content["replaces"]
    readouts = readouts_of(snapshot)
    return MeetingPage(
        public_id=snapshot["public_id"],
        title=derived["title"],
        status=words.status_of(snapshot),
        status_note=content["occurrence_note"],
        when=_when(content["date"]),
        where=_where(snapshot),
        summit=_summit(snapshot),
        sidelines=content["sidelines"],
        how=f"{Channel(content['channel']).label}, {Setting(content['setting']).label.lower()}",
        level=Rank(derived["level"]).label if derived["level"] else "",
        accounts=words.recorded_accounts(snapshot),
        summary=content["summary"],
        replaces=reverse("meeting-bare", args=[replaces]) if replaces else "",
        seating=seating_of(snapshot),
        seating_heading=words.seating_heading(derived["occurrence"]),
        readouts=readouts,
        quotes=quotes_of(snapshot),
        sources=sources_of(snapshot),
        topics=[row.topic for row in readouts.rows if row.topic.href],
    )


def _when(content: DateContent) -> When:
    date = words.read_date(content)
    if date is None:
        return When(words.NOT_DATED, "", "")
    told = describe(date, content["basis"])
    return When(told[0].upper() + told[1:], _certainty(content), date.edtf)


def _certainty(content: DateContent) -> str:
    """Say how sure the date is, and what it rests on."""
    date = words.read_date(content)
    if date is None:
        return ""
    span = f"{words.day_words(date.earliest)} and {words.day_words(date.latest)}"
    if content["basis"] == Basis.PUBLICATION:
        return f"Our sources do not state the day; it lies between {span}."
    said = (
        "Worked out from what the source says."
        if content["basis"] == Basis.RELATIVE
        else "Stated in the source."
    )
    if date.earliest == date.latest or "/" in date.edtf:
        return said
    return f"{said} The day lies between {span}."


def _where(snapshot: Snapshot) -> Where | None:
    content, entries = snapshot["content"], snapshot["entries"]
    if content["place"] is None:
        return None
    card = entries["place"][content["place"]]
    day = first_day(content["date"])
    code = None if card["contested"] else state_on(card, entries["actor"], day)
    state = None
    if code is not None:
        actor = entries["actor"][code]
        state = Link(name_on(actor, day), entry_address(EntryKind.ACTOR, code, actor))
    return Where(card["name"], state, card["contested"])


def _summit(snapshot: Snapshot) -> Link | None:
    key = snapshot["content"]["summit"]
    if key is None:
        return None
    card = snapshot["entries"]["summit"][key]
    return Link(card["name"], entry_address(EntryKind.SUMMIT, key, card))


def actors_address(snapshot: Snapshot) -> Link | None:
    """Return the list of all meetings of the same two or three actors; None for larger ones."""
    sides, actors = snapshot["derived"]["sides"], snapshot["entries"]["actor"]
    codes = [code for side in sides for code in side["actors"]]
    if not 2 <= len(codes) <= 3:
        return None
    day = first_day(snapshot["content"]["date"])
    names = listed([name_on(actors[code], day) for code in codes])
    address = list_of((kind_of(EntryKind.ACTOR, actors[code]).name, code) for code in codes)
    return Link(f"More meetings of {names}", address)
