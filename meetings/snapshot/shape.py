"""The schema of a snapshot: the JSON of a published meeting that each version stores.

``content`` has the data that editors entered, with keys for shared things. ``entries`` has the
cards of those keys on the day of publication. ``derived`` has the results of our rules for both,
so that a frozen page does not change when a rule does. When the name of a shared thing changes,
``entries`` is replaced and ``derived`` is computed again; ``content`` stays.

When the schema changes, ``SCHEMA`` increases and ``UPGRADES`` or ``CARD_UPGRADES`` get the upgrade
from the number before. ``meetings.snapshot.read`` applies it to versions of older schemas.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from . import cards, upgrades

SCHEMA = 3


def _actor_with_names(card: cards.Card) -> cards.Card:
    former = [{**name, "article": False} for name in card["former"]]
    return {**card, "article": False, "former": former, "names": []}


# A snapshot as it is stored, of any schema.
Stored = Mapping[str, Any]

# Schema -> function that upgrades a stored snapshot to the next schema. It returns a new object
# with the new number, also for a withdrawal, which has no content.
UPGRADES: dict[int, Callable[[Stored], Stored]] = {
    1: upgrades.several_voices,
    2: upgrades.checked_by_an_editor,
}

# Schema -> kind -> function that upgrades a stored card to the next schema. It runs before
# ``UPGRADES``, which needs no function if only cards changed. A new key gets the value for "not
# known": "", None or an empty list. The meaning of a key never changes.
CARD_UPGRADES: dict[int, dict[str, Callable[[cards.Card], cards.Card]]] = {
    1: {"actor": _actor_with_names, "topic": lambda card: {**card, "article": False}},
    2: {"source": lambda card: {**card, "archive_url": ""}},
}


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
    """One account in one source.

    ``voices`` are keys of actors in the order of the alphabet: several for a joint text, none for
    a third party.
    """

    source: str
    voices: list[str]
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
    """What editors entered. ``title`` is "" where it is made from the rest.

    ``checked`` is false for a meeting that was imported and that no editor has checked yet.
    """

    checked: bool
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
