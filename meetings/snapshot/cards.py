"""The typed dicts of cards: the public data of each kind of shared thing.

A card is stored in every snapshot that shows the thing, and in its ``Entry``. It refers to other
things by public keys, never by row numbers. Dates are EDTF texts, "" if unknown.
``meetings.publication.things`` makes cards and details.
"""

from collections.abc import Mapping
from typing import Any, TypedDict, cast

# A card of any kind.
Card = Mapping[str, Any]


class Period(TypedDict):
    """From when to when something holds."""

    start: str
    end: str


class FormerName(Period):
    """A name that an actor had once; ``article``: sentences put “the” before it."""

    name: str
    article: bool


class OtherName(TypedDict):
    """A further name of an actor or a person, with its language (BCP 47)."""

    name: str
    language: str


class ActorCard(Period):
    """Who is represented. ``kind`` is an ``ActorKind``, ``alpha2`` the code of the flag or "".

    ``article``: sentences put “the” before the name. ``names``: other names, without former ones.
    """

    name: str
    article: bool
    sort: str
    kind: str
    demonym: str
    alpha2: str
    contested: bool
    parent: str | None
    former: list[FormerName]
    names: list[OtherName]


class PersonCard(TypedDict):
    """A person: display, sort and short form, and other names."""

    name: str
    sort: str
    short: str
    names: list[OtherName]


class OfficeCard(TypedDict):
    """An office of an actor; ``rank`` is a ``Rank``."""

    name: str
    rank: str
    actor: str


class FormerState(Period):
    """A state in which a place lay once."""

    state: str


class PlaceCard(TypedDict):
    """A city. Degrees north and east; ``state`` is None where that is open."""

    name: str
    state: str | None
    contested: bool
    latitude: float | None
    longitude: float | None
    former_states: list[FormerState]


class SeriesCard(TypedDict):
    """A series of summits; ``short`` is the name that sentences use."""

    name: str
    short: str
    organisation: str | None


class SummitCard(TypedDict):
    """An edition of a series, or a summit of its own."""

    name: str
    date: str
    series: str | None
    place: str | None
    host: str | None
    channel: str


class TopicCard(TypedDict):
    """A topic, below its parent in the tree; ``article``: sentences put “the” before it."""

    name: str
    article: bool
    parent: str | None
    definition: str


class PublisherCard(TypedDict):
    """Who publishes; ``actor`` is whose voice an official publisher is."""

    name: str
    kind: str
    actor: str | None


class SourceCard(TypedDict):
    """One document. ``via`` is the agency credited, ``same_text_as`` the id of another source.

    ``archive_url`` is the address of an archived copy, "" if none is recorded.
    """

    title: str
    url: str
    archive_url: str
    published: str
    language: str
    publisher: str
    via: str | None
    same_text_as: str | None


class Entries(TypedDict, total=False):
    """By kind (``EntryKind``), the cards of everything that a snapshot shows, by public key.

    A kind of which nothing is shown is left out; every meeting shows actors.
    """

    actor: dict[str, ActorCard]
    person: dict[str, PersonCard]
    office: dict[str, OfficeCard]
    place: dict[str, PlaceCard]
    series: dict[str, SeriesCard]
    summit: dict[str, SummitCard]
    topic: dict[str, TopicCard]
    publisher: dict[str, PublisherCard]
    source: dict[str, SourceCard]


def by_kind(entries: Entries) -> dict[str, dict[str, Card]]:
    """Return the same object, typed for code that handles all kinds in the same way."""
    return cast("dict[str, dict[str, Card]]", entries)


class TenureDetail(Period):
    """An office held, on the page of the person.

    ``checked_to``: the last day for which the source of an open term was checked (ISO 8601), or "".
    """

    office: str
    actor: str
    rank: str
    acting: bool
    checked_to: str


class PersonDetail(TypedDict):
    """What the page of a person says besides the card."""

    tenures: list[TenureDetail]
    wikidata: str


class MembershipDetail(Period):
    """A membership in an organisation, on the page of the member."""

    organisation: str
    status: str


class ActorFacts(TypedDict):
    """Where an actor lies; its numbers at Correlates of War and Gleditsch–Ward."""

    region: str
    subregion: str
    capital: str
    cow: int | None
    gw: int | None
    wikidata: str


class ActorDetail(ActorFacts):
    """What is public of an actor besides the card; actors by code.

    ``translations``: names in other languages, by which search finds it; no page shows them.
    """

    predecessors: list[str]
    successors: list[str]
    memberships: list[MembershipDetail]
    translations: list[OtherName]


class TopicDetail(TypedDict):
    """What the page of a topic says besides the card."""

    aliases: list[str]


class NamedKey(TypedDict):
    """A thing by its public key, with its name."""

    key: str
    name: str


class LineActor(TypedDict):
    """An actor on the line of a list, by its name on the day; ``alpha2`` is "" without a flag."""

    code: str
    name: str
    alpha2: str
    article: bool


class LinePerson(NamedKey):
    """A person on the line of a list."""

    short: str


class LineSide(TypedDict):
    """One side on the line of a list; ``level``: the highest of its principals, "" if unknown."""

    actors: list[LineActor]
    people: list[LinePerson]
    level: str


class DateContent(TypedDict):
    """A date: EDTF text ("" where there is none), ``Basis``, and its bounds (ISO 8601 days)."""

    edtf: str
    basis: str
    earliest: str | None
    latest: str | None


class AccountsSummary(TypedDict):
    """Whose accounts are recorded: value (``Accounts``); own accounts of k of n sides.

    ``voices`` are the actors whose side's own account is recorded; ``joint_sides`` the number of
    sides that speak in a joint text (in the text of most sides, where there are several).
    """

    value: str
    voices: list[str]
    sides_heard: int
    sides: int
    joint_sides: int


class RecordCard(TypedDict):
    """What one line of a list shows of a meeting; ``summary`` is cut. {} when withdrawn."""

    date: DateContent
    sides: list[LineSide]
    summit: NamedKey | None
    sidelines: bool
    place: NamedKey | None
    topics: list[NamedKey]
    accounts: AccountsSummary
    summary: str
