"""The page of a meeting, built from a snapshot without queries.

The permalink, every frozen version and the preview of the desk all use it.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from meetings import english, kinds
from meetings.dates.edtf import Basis, parse
from meetings.dates.words import describe
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape

from . import addresses, words
from .readouts import Readouts, readouts_of
from .sides import Seating, seating_of
from .sources import Quote, SourceBlock, quotes_of, sources_of


@dataclass(frozen=True)
class When:
    """The date in words, how certain it is, and its EDTF text."""

    words: str
    certainty: str
    edtf: str


@dataclass(frozen=True)
class Where:
    """The place, and its state on the day (None if that is open or contested)."""

    place: str
    state: addresses.Link | None
    contested: bool


@dataclass(frozen=True)
class MeetingPage:
    """The content of the page of a meeting; ``labels`` are the names of its facts."""

    labels: ClassVar[words.Labels] = words.LABELS

    public_id: str
    title: str
    status: str
    status_note: str
    checked: bool
    when: When
    where: Where | None
    summit: addresses.Link | None
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
    topics: list[addresses.Link]

    @property
    def occasion(self) -> str:
        """The words before the name of the summit."""
        return words.occasion_words(self.summit.label, self.sidelines) if self.summit else ""

    @property
    def full_title(self) -> str:
        """The title with its status in front, for browsers and for sharing."""
        return words.titled(self.status, self.title)


def page_of(snapshot: shape.Snapshot) -> MeetingPage:
    """Return the page of the snapshot of a published meeting, not of a withdrawal. No query."""
    content, derived = snapshot["content"], snapshot["derived"]
    replaces = content["replaces"]
    readouts = readouts_of(snapshot)
    return MeetingPage(
        public_id=snapshot["public_id"],
        title=derived["title"],
        status=words.status_of(snapshot),
        status_note=content["occurrence_note"],
        checked=content["checked"],
        when=_when(content["date"]),
        where=_where(snapshot),
        summit=_summit(snapshot),
        sidelines=content["sidelines"],
        how=_how(content["channel"], content["setting"]),
        level=choices.Level(derived["level"]).label if derived["level"] else "",
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


def _how(channel: str, setting: str) -> str:
    return f"{choices.Channel(channel).label}, {choices.Setting(setting).label.lower()}"


def _when(content: cards.DateContent) -> When:
    date = words.read_date(content)
    return When(words.when_words(content), _certainty(content), date.edtf if date else "")


def _certainty(content: cards.DateContent) -> str:
    """Return a sentence on the basis and the certainty of the date."""
    date = words.read_date(content)
    if date is None:
        return ""
    if content["basis"] == Basis.PUBLICATION:
        among = parse(f"[{date.earliest.isoformat()}..{date.latest.isoformat()}]")
        return f"Our sources do not state the day; it was {describe(among)}."
    # That a date is stated in the source is the rule and goes without saying.
    basis = "Worked out from what the source says." if content["basis"] == Basis.RELATIVE else ""
    if date.earliest == date.latest or date.edtf[0] == "[" or "/" in date.edtf:
        return basis
    span = f"{words.day_words(date.earliest)} and {words.day_words(date.latest)}"
    return f"{basis} The day lies between {span}.".strip()


def _where(snapshot: shape.Snapshot) -> Where | None:
    content, entries = snapshot["content"], snapshot["entries"]
    if content["place"] is None:
        return None
    card = entries["place"][content["place"]]
    day = on_the_day.first_day(content["date"])
    code = None if card["contested"] else on_the_day.state_on(card, entries["actor"], day)
    state = None
    if code is not None:
        actor = entries["actor"][code]
        state = addresses.Link(
            on_the_day.name_on(actor, day),
            addresses.entry_address(choices.EntryKind.ACTOR, code, actor),
        )
    return Where(card["name"], state, card["contested"])


def _summit(snapshot: shape.Snapshot) -> addresses.Link | None:
    key = snapshot["content"]["summit"]
    if key is None:
        return None
    card = snapshot["entries"]["summit"][key]
    return addresses.Link(
        card["name"], addresses.entry_address(choices.EntryKind.SUMMIT, key, card)
    )


def actors_address(snapshot: shape.Snapshot) -> addresses.Link | None:
    """Return a link to all meetings of the same two or three actors; None for other numbers."""
    sides, actors = snapshot["derived"]["sides"], snapshot["entries"]["actor"]
    codes = [code for side in sides for code in side["actors"]]
    if not 2 <= len(codes) <= 3:
        return None
    day = on_the_day.first_day(snapshot["content"]["date"])
    names = english.listed([on_the_day.in_sentence(actors[code], day) for code in codes])
    address = addresses.list_of(
        (kinds.kind_of(choices.EntryKind.ACTOR, actors[code]).name, code) for code in codes
    )
    return addresses.Link(f"More meetings of {names}", address)
