"""Controlled vocabularies (enumerations) of the register.

Addresses, exports and the API show the values; their meaning never changes.
"""

from django.db.models import TextChoices


class ActorKind(TextChoices):
    """Kind of an actor. The first three are listed as countries, the rest as organisations."""

    STATE = "state", "State"
    TERRITORY = "territory", "Territory"
    DE_FACTO = "de_facto_authority", "De facto authority"
    ORGANISATION = "international_organisation", "International organisation"
    ORGAN = "organ", "Organ of an organisation"
    GROUP = "non_state_group", "Non-state group"
    COMPANY = "company", "Company"


# Kinds listed under /countries/ and selected with country=; every other kind is an organisation.
# De facto authorities are listed where people look for them; docs/naming.md says what that means.
COUNTRY_KINDS = (ActorKind.STATE, ActorKind.TERRITORY, ActorKind.DE_FACTO)


class Rank(TextChoices):
    """Rank of an office, from the highest (see ``RANK_ORDER``)."""

    HEAD_OF_STATE = "head_of_state", "Head of state"
    HEAD_OF_GOVERNMENT = "head_of_government", "Head of government"
    PARTY_LEADER = "party_leader", "Party leader"
    LEADER_IN_FACT = "leader_in_fact", "Leader under another title"
    DEPUTY_HEAD_OF_STATE = "deputy_head_of_state", "Deputy head of state"
    CROWN_PRINCE = "crown_prince", "Crown prince"
    FOREIGN_MINISTER = "foreign_minister", "Foreign minister"
    MINISTER = "minister", "Minister"
    HEAD_OF_ORGANISATION = "head_of_organisation", "Head of organisation"
    SPEAKER = "speaker", "Speaker of parliament"
    SECURITY_ADVISER = "security_adviser", "Security adviser"
    DEPUTY_MINISTER = "deputy_minister", "Deputy minister"
    ENVOY = "envoy", "Envoy"
    SENIOR_OFFICIAL = "senior_official", "Senior official"
    AMBASSADOR = "ambassador", "Ambassador"


RANK_ORDER: dict[str, int] = {rank: position for position, rank in enumerate(Rank.values)}


class Level(TextChoices):
    """Level of a meeting: groups of ranks, from the highest."""

    LEADERS = "leaders", "Leaders"
    FOREIGN_MINISTERS = "foreign_ministers", "Foreign ministers"
    MINISTERS = "ministers", "Ministers"
    OFFICIALS = "officials", "Officials"


# The group of each rank; docs/rules.md has the reasons.
LEVEL_OF_RANK: dict[str, str] = {
    Rank.HEAD_OF_STATE.value: Level.LEADERS.value,
    Rank.HEAD_OF_GOVERNMENT.value: Level.LEADERS.value,
    Rank.PARTY_LEADER.value: Level.LEADERS.value,
    Rank.LEADER_IN_FACT.value: Level.LEADERS.value,
    Rank.DEPUTY_HEAD_OF_STATE.value: Level.LEADERS.value,
    Rank.CROWN_PRINCE.value: Level.LEADERS.value,
    Rank.HEAD_OF_ORGANISATION.value: Level.LEADERS.value,
    Rank.FOREIGN_MINISTER.value: Level.FOREIGN_MINISTERS.value,
    Rank.MINISTER.value: Level.MINISTERS.value,
    Rank.SPEAKER.value: Level.MINISTERS.value,
    Rank.SECURITY_ADVISER.value: Level.MINISTERS.value,
    Rank.DEPUTY_MINISTER.value: Level.OFFICIALS.value,
    Rank.ENVOY.value: Level.OFFICIALS.value,
    Rank.SENIOR_OFFICIAL.value: Level.OFFICIALS.value,
    Rank.AMBASSADOR.value: Level.OFFICIALS.value,
}


class MembershipStatus(TextChoices):
    """How an actor belongs to an organisation."""

    MEMBER = "member", "Member"
    OBSERVER = "observer", "Observer"
    ASSOCIATE = "associate", "Associate"


class ActorNameKind(TextChoices):
    """Why an actor has another name."""

    FORMER = "former", "Former name"
    FORMAL = "formal", "Formal name"
    OTHER = "other", "Other name"
    # For search and intake only: cards and pages do not carry them.
    TRANSLATED = "translated", "Name in another language"


class PublisherKind(TextChoices):
    """Kind of a publisher. Ministries, presidencies and organisations speak for an actor."""

    AGENCY = "agency", "News agency"
    PRESS = "press", "Press or broadcaster"
    MINISTRY = "ministry", "Ministry"
    PRESIDENCY = "presidency", "Presidency or head of government"
    ORGANISATION = "organisation", "International organisation"
    ARCHIVE = "archive", "Archive or scholarly edition"


OFFICIAL_PUBLISHERS = (
    PublisherKind.MINISTRY,
    PublisherKind.PRESIDENCY,
    PublisherKind.ORGANISATION,
)


class Channel(TextChoices):
    """How the participants met."""

    IN_PERSON = "in_person", "In person"
    CALL = "call", "Telephone call"
    VIDEO = "video", "Video conference"


class Setting(TextChoices):
    """Kind of encounter."""

    TALKS = "talks", "Talks"
    BRIEF = "brief_encounter", "Brief encounter"
    MEAL = "meal", "Meal"
    RECEPTION = "reception", "Reception"
    PLENARY = "plenary", "Plenary session"
    CEREMONY = "ceremony", "Ceremony"


class Occurrence(TextChoices):
    """Whether a meeting took place, according to the accounts."""

    ANNOUNCED = "announced", "Announced"
    POSTPONED = "postponed", "Postponed"
    CALLED_OFF = "called_off", "Called off"
    HELD = "held", "Held"
    DENIED = "denied", "Denied"
    DISPUTED = "disputed", "Disputed"


# As long as all accounts say one of these, nothing has taken place.
NOT_YET_HELD = (Occurrence.ANNOUNCED, Occurrence.POSTPONED, Occurrence.CALLED_OFF)

# Values of a single account: only several accounts together can be disputed.
REPORTED_OCCURRENCES = tuple(
    (value, label) for value, label in Occurrence.choices if value != Occurrence.DISPUTED
)


class Accounts(TextChoices):
    """Which sides' accounts of a meeting are recorded; this describes our sources only.

    The first three count a side's own account: a report whose voices all belong to that side. A
    joint text has voices of several sides.
    """

    ALL_SIDES = "all_sides", "Own accounts of all sides"
    SOME_SIDES = "some_sides", "Own accounts of some sides"
    ONE_SIDE = "one_side", "Own account of one side"
    JOINT_TEXT = "joint_text", "Joint text only"
    THIRD_PARTY = "third_party", "Third party only"
    DISPUTED = "disputed", "Disputed"


class Status(TextChoices):
    """Editorial status of a meeting at the desk."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class StoryState(TextChoices):
    """State of a story in the desk's queue."""

    WAITING = "waiting", "Waiting"
    BEGUN = "begun", "Begun"
    TAKEN_IN = "taken_in", "Taken in"
    NO_MEETING = "no_meeting", "No meeting"


# A story in these states is done with.
STORIES_READ = (StoryState.TAKEN_IN, StoryState.NO_MEETING)


class Role(TextChoices):
    """Role of a participant at the meeting."""

    PRINCIPAL = "principal", "Principal"
    HOST = "host", "Host"
    DELEGATION = "delegation", "Member of a delegation"
    MEDIATOR = "mediator", "Mediator"
    OBSERVER = "observer", "Observer"


class Attendance(TextChoices):
    """Whether a participant was present."""

    PRESENT = "present", "Present"
    ABSENT = "absent", "Absent"
    DECLINED = "declined", "Declined"


class ParticipationBasis(TextChoices):
    """Basis on which a participation is known."""

    NAMED = "named", "Named in an account"
    ACTOR_ONLY = "actor_only", "Only the actor is named"
    INFERRED = "inferred", "Inferred"


class Extent(TextChoices):
    """How much of an account we have seen."""

    WHOLE = "whole", "Whole document"
    EXCERPT = "excerpt", "Excerpt"
    RELAYED = "relayed", "Relayed by others"


class Attribution(TextChoices):
    """The person or body whose statement an account relies on."""

    STATEMENT = "statement", "Official statement"
    SPOKESPERSON = "spokesperson", "Spokesperson"
    NAMED_OFFICIAL = "named_official", "Named official"
    ANONYMOUS = "anonymous", "Anonymous source"
    OUTLET = "outlet", "The outlet's own reporting"


# An anonymous source or the outlet itself never speaks for an actor.
VOICELESS_ATTRIBUTIONS = (Attribution.ANONYMOUS, Attribution.OUTLET)


class VersionKind(TextChoices):
    """Why a version was published."""

    FIRST = "first", "First publication"
    ADDITION = "addition", "Addition"
    CORRECTION = "correction", "Correction of our error"
    SOURCE_REVISED = "source_revised", "A source was revised"
    UPDATE = "update", "Update of shared names"
    MERGE = "merge", "Merge"
    WITHDRAWAL = "withdrawal", "Withdrawal"


# Kinds that an editor may choose when publishing again; the other kinds follow from the action.
REPUBLICATION_KINDS = (
    VersionKind.ADDITION,
    VersionKind.CORRECTION,
    VersionKind.SOURCE_REVISED,
)


class EntryKind(TextChoices):
    """Kinds of shared things that have an entry in the public record."""

    ACTOR = "actor", "Country or organisation"
    PERSON = "person", "Person"
    OFFICE = "office", "Office"
    PLACE = "place", "Place"
    SERIES = "series", "Series"
    SUMMIT = "summit", "Summit"
    TOPIC = "topic", "Topic"
    PUBLISHER = "publisher", "Publisher"
    SOURCE = "source", "Source"


class RecordState(TextChoices):
    """State of a public record at its permalink."""

    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Merged"
