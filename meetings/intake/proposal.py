"""What a reader of stories proposes: the source, the meetings that it reports, and quotations.

A reading is plain data. It refers to things of the register by their keys (the code of an actor,
the primary key of everything else) and keeps beside each the words of the story. All offsets
count characters of the story's text, from 0; an end is the offset after the last character.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, NamedTuple

from meetings.dates.edtf import Basis
from meetings.models.choices import (
    REPORTED_OCCURRENCES,
    Attendance,
    Attribution,
    Channel,
    Extent,
    Occurrence,
    Role,
    Setting,
)

from .form import EDTF

# What one account can say: only several together can be disputed.
Reported = Annotated[Occurrence, tuple(value for value, _ in REPORTED_OCCURRENCES)]
Date = Annotated[str, EDTF]


class Span(NamedTuple):
    """A part of the story's text, from ``start`` to before ``end``."""

    start: int
    end: int


class Certainty(StrEnum):
    """How sure the story is of a meeting that has not taken place yet."""

    SURE = "sure"  # “will meet”, or the meeting has taken place
    EXPECTED = "expected"  # “is expected to”, “plans to”
    POSSIBLE = "possible"  # “may”, “could”


@dataclass
class ProposedParticipant:
    """Somebody at a meeting, or a delegation without a name.

    ``person`` and ``actor`` are "" or None where the register does not know them; ``name`` is then
    all that is known of the person. ``title`` is the office as the story calls it, ``office`` the
    key of the office of the register that it means: what somebody new gets a term in. ``side`` is
    the number of the side at the table, where the story says who sat with whom.
    """

    name: str = ""
    person: int | None = None
    actor: str = ""
    title: str = ""
    office: int | None = None
    side: int | None = None
    role: Role = Role.PRINCIPAL
    attendance: Attendance = Attendance.PRESENT
    evidence: list[Span] = field(default_factory=list)


@dataclass
class ProposedTopic:
    """A topic of an account: what of the register it is, the words for it, and where they stand.

    ``name`` is the register's name, or words of the story where the register has no such topic.
    ``sentence`` is the sentence that speaks of it, ``term_used`` the term of the story where it
    differs from our name.
    """

    name: str
    topic: int | None = None
    term_used: str = ""
    sentence: Span | None = None


@dataclass
class ProposedQuotation:
    """Words that somebody said, without quotation marks.

    The speaker is a person (``name``, and ``person`` if the register knows them) or the
    institution with the code ``institution``.
    """

    text: str
    name: str = ""
    person: int | None = None
    institution: str = ""
    language: str = "en"
    translated: bool = False
    evidence: list[Span] = field(default_factory=list)


@dataclass
class ProposedAccount:
    """An account that the story gives of a meeting.

    ``voices`` are the codes of the actors whose own account it is: several for a joint text, none
    for the outlet's own. ``attributed_to`` is the official named, as the story has it.
    """

    voices: list[str] = field(default_factory=list)
    attribution: Attribution = Attribution.OUTLET
    attributed_to: str = ""
    extent: Extent = Extent.RELAYED
    occurrence: Reported = Occurrence.HELD
    topics: list[ProposedTopic] = field(default_factory=list)
    quotations: list[ProposedQuotation] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)


@dataclass
class ProposedMeeting:
    """A meeting that the story reports, or with ``background`` only recalls.

    ``date`` is EDTF, "" if the story gives none; ``date_words`` is how the story says it
    (“on Wednesday”). ``place`` and ``summit`` are keys of the register; the names beside them are
    those of the register, or words of the story where it has no such thing.
    """

    participants: list[ProposedParticipant] = field(default_factory=list)
    date: Date = ""
    date_basis: Basis = Basis.STATED
    date_words: str = ""
    channel: Channel = Channel.IN_PERSON
    setting: Setting = Setting.TALKS
    occurrence: Reported = Occurrence.HELD
    certainty: Certainty = Certainty.SURE
    place: int | None = None
    place_name: str = ""
    summit: int | None = None
    summit_name: str = ""
    sidelines: bool = False
    background: bool = False
    accounts: list[ProposedAccount] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)


@dataclass
class ProposedSource:
    """The document that the story is: its values, and what the register knows of its publisher."""

    title: str = ""
    url: str = ""
    publisher: int | None = None
    publisher_name: str = ""
    via: int | None = None
    via_name: str = ""
    published: Date = ""
    language: str = ""


class MentionKind(StrEnum):
    """Kind of a thing of the register that is named in a story."""

    ACTOR = "actor"
    PERSON = "person"
    PLACE = "place"
    SUMMIT = "summit"
    TOPIC = "topic"


@dataclass
class Mention:
    """A name in the story that the register knows, for entry by hand where grammar is not read.

    ``key`` is the code of an actor, the primary key (as text) of everything else.
    """

    kind: MentionKind
    key: str
    label: str
    span: Span


class Reader(StrEnum):
    """Who read a story."""

    RULES = "rules"  # the first reader: rules of ours
    MODEL = "model"  # the second reader: a language model that the installation names


@dataclass
class Reading:
    """All that a reader proposes for one story.

    ``reader`` says whose proposals these are, ``model`` the name of the language model, if it is
    one. ``is_read`` is False where the grammar of its language is not read: then there are mentions
    only. ``quotations`` are those that belong to no meeting. ``notes`` are sentences for editors:
    what was not read, or dropped, and why.
    """

    reader: Reader = Reader.RULES
    model: str = ""
    language: str = ""
    is_read: bool = True
    source: ProposedSource = field(default_factory=ProposedSource)
    meetings: list[ProposedMeeting] = field(default_factory=list)
    quotations: list[ProposedQuotation] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    body: Span | None = None  # the story itself, without the furniture of its page
