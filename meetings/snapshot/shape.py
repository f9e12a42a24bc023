"""The shape of a published meeting: what a version freezes and every public surface reads.

A snapshot has four parts. ``content`` is what editors entered, with shared things as keys;
``entries`` says what those keys stood for on the day of publication; ``derived`` is what our
rules made of both, so that a frozen page never changes when a rule does. A change of a shared
name replaces ``entries`` and derives anew; it never touches ``content``.

``SCHEMA`` goes up when the shape changes, and ``UPGRADES`` or ``CARD_UPGRADES`` get the way from
the number before: ``meetings.snapshot.read`` goes it for every version frozen in an older shape.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from . import cards

SCHEMA = 1

# A snapshot as it is stored, of any schema.
Stored = Mapping[str, Any]

# Schema -> what makes the next schema of a stored snapshot. Each returns a new object with the
# new number, and passes a withdrawal (without content) on.
UPGRADES: dict[int, Callable[[Stored], Stored]] = {}

# Schema -> kind -> what makes the next schema of a stored card; done before ``UPGRADES``, which
# may be empty for a schema of which cards alone changed. A key that is new gets what says "not
# known": "", None or an empty list. A key keeps its meaning for ever.
CARD_UPGRADES: dict[int, dict[str, Callable[[cards.Card], cards.Card]]] = {}


class ParticipationContent(TypedDict):
    """Who took part: keys of actor, person and office; vocabulary values; text as reported."""

    actor: str
    person: str | None
    office: str | None
    acting: bool
    title_as_reported: str
    rank: str
    side: int | None
    role: str
    attendance: str
    standing_in_for: str | None
    also_for: str | None
    basis: str
    authority_as_reported: str
    uncertain: bool


class CaptureContent(TypedDict):
    """When a source's text was seen; never the text itself."""

    taken: str
    sha256: str
    archive_url: str
    excerpt: str


class TopicContent(TypedDict):
    """A topic in a report."""

    topic: str
    says: str
    term_used: str


class StatementContent(TypedDict):
    """A quotation; the speaker is a person or an actor (the other is None)."""

    person: str | None
    actor: str | None
    text: str
    language: str
    translated: bool


class ReportContent(TypedDict):
    """One account in one source; ``voice`` is the key of an actor, None for a third party."""

    source: str
    voice: str | None
    extent: str
    attribution: str
    attributed_to: str
    occurrence: str
    date: cards.DateContent
    summary: str
    capture: CaptureContent | None
    topics: list[TopicContent]
    statements: list[StatementContent]


class MeetingContent(TypedDict):
    """What editors entered. ``title`` is "" where it is made from the rest."""

    title: str
    date: cards.DateContent
    channel: str
    setting: str
    place: str | None
    summit: str | None
    sidelines: bool
    summary: str
    replaces: str | None
    occurrence_override: str
    occurrence_note: str
    participations: list[ParticipationContent]
    reports: list[ReportContent]


class Side(TypedDict):
    """One side: codes of its actors, and indexes into ``participations`` of the content."""

    number: int
    actors: list[str]
    participations: list[int]


class Derived(TypedDict):
    """What our rules made of content and entries when the version was published."""

    title: str
    sides: list[Side]
    level: str
    occurrence: str
    accounts: cards.AccountsSummary
    host: str | None


class Tombstone(TypedDict):
    """What the version of a withdrawal freezes."""

    schema: int
    public_id: str


class Snapshot(Tombstone):
    """A published meeting."""

    content: MeetingContent
    entries: cards.Entries
    derived: Derived
