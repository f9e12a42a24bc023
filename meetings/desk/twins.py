"""Twins: other meetings at the desk that are perhaps the same, entered already.

``twins_of`` answers for a meeting that is saved or only being entered. The work is bounded by the
meetings of the days around, whatever the register holds.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from meetings.dates.edtf import DateError
from meetings.dates.fields import fill_bounds
from meetings.models import Meeting, Participation, Report, choices

from .dates import date_by_basis
from .offices import Days

# Accounts of the same meeting may differ by some days; an announcement by weeks.
_NEAR = datetime.timedelta(days=2)
_NEAR_IF_EXPECTED = datetime.timedelta(days=60)
# A meeting of which only the year is known begins on its first day.
_WIDEST_DATE = datetime.timedelta(days=366)
# In a plenary session every pair of participants is together: that is no sign.
_LEAST_SHARED = 0.4
_MOST_READ = 60
MOST_TWINS = 5


@dataclass(frozen=True)
class Encounter:
    """What is known of a meeting, saved or not: keys of rows, and its first and last day.

    ``expected``: no account says yet that it took place. ``key`` is that of the meeting itself.
    """

    actors: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    # By whom each actor is said to be represented: pairs of actor and person.
    named: frozenset[tuple[int, int]] = frozenset()
    days: Days = (None, None)
    date: str = ""
    summit: int | None = None
    channel: str = choices.Channel.IN_PERSON
    expected: bool = False
    key: int | None = None


@dataclass(frozen=True)
class Twin:
    """A meeting that is perhaps the same, with the signs in words.

    ``is_copy``: the same actors, people, single day and channel.
    """

    meeting: Meeting
    signs: tuple[str, ...]
    is_copy: bool = False

    @property
    def confirmation(self) -> str:
        """Return the key under which ``Meeting.confirmed`` says why the two are not the same."""
        return f"not the same as {self.meeting.public_id}"


def encounter_of(
    meeting: Meeting, participations: Iterable[Participation], reports: Iterable[Report]
) -> Encounter:
    """Return what is known of a meeting with its parts, which may all be unsaved rows.

    Without a date, the days on which its sources were published stand for it.
    """
    rows = [row for row in participations if row.attendance == choices.Attendance.PRESENT]
    accounts = list(reports)
    days: Days = (meeting.date_earliest, meeting.date_latest)
    if None in days:
        days = _published(accounts)
    # Somebody new has no key yet, and is nobody whom another meeting names.
    named = [
        (row.actor_id, row.person_id or -number) for number, row in enumerate(rows, 1) if row.person
    ]
    return Encounter(
        actors=frozenset(row.actor_id for row in rows if row.actor_id),
        people=frozenset(person for _, person in named),
        named=frozenset(named),
        days=days,
        date=meeting.date,
        summit=meeting.summit_id,
        channel=meeting.channel,
        expected=is_expected(accounts),
        key=meeting.pk,
    )


def is_expected(reports: Sequence[Report]) -> bool:
    """Whether there are accounts, and none says that the meeting took place or was denied."""
    return bool(reports) and all(row.occurrence in choices.NOT_YET_HELD for row in reports)


def _published(reports: Iterable[Report]) -> Days:
    days = [row.source.published_latest for row in reports if row.source.published_latest]
    return (min(days), max(days)) if days else (None, None)


def twins_of(encounter: Encounter) -> list[Twin]:
    """Return up to ``MOST_TWINS`` meetings that are perhaps the same, the likeliest first.

    They share two actors or two people; their days are near, or the summit is the same. The
    number of queries is fixed: none before two participants and a day or a summit are known.
    """
    if len(encounter.actors) < 2 and len(encounter.people) < 2:
        return []
    keys = {key for others in _around(encounter) for key in _sharing(encounter, others)}
    if not keys:
        return []
    # Asked here and not before: the index of days answers without the rows themselves.
    meetings = Meeting.objects.filter(pk__in=keys).exclude(status=choices.Status.WITHDRAWN)
    rows = meetings.select_related("summit", "place").prefetch_related(
        "participations__actor", "participations__person", "reports__source__publisher"
    )
    compared = [(_likeness(encounter, _of(other)), other) for other in rows]
    likely = sorted(
        ((likeness, other) for likeness, other in compared if likeness is not None),
        key=lambda pair: (-pair[0], pair[1].pk),
    )
    return [_twin(encounter, other) for _, other in likely[:MOST_TWINS]]


def twins_before_saving(
    meeting: Meeting, participations: Iterable[Participation], reports: Iterable[Report]
) -> list[Twin]:
    """Return the twins of a meeting of unsaved rows, whose date is set to what would be kept."""
    meeting.date = date_by_basis(meeting.date, meeting.date_basis, meeting.summit)
    try:
        fill_bounds([meeting])
    except DateError:
        return []  # refused, with the sentence, when the rows are checked
    return twins_of(encounter_of(meeting, participations, reports))


def twins_of_meeting(meeting: Meeting) -> list[Twin]:
    """Return the twins of a saved meeting."""
    rows = meeting.participations.select_related("person")
    return twins_of(encounter_of(meeting, rows, meeting.reports.select_related("source")))


def unexplained_copies(meeting: Meeting, twins: Iterable[Twin]) -> list[Twin]:
    """Return the exact copies among ``twins`` of which no editor said why they differ."""
    return [twin for twin in twins if twin.is_copy and not meeting.confirmed.get(twin.confirmation)]


def refusal_of(twin: Twin) -> str:
    """Return why a copy is refused."""
    return (
        f"There is this meeting already: {twin.meeting} ({twin.meeting.public_id}). Add the "
        "account to it, or say why the two are not the same."
    )


def _of(meeting: Meeting) -> Encounter:
    return encounter_of(meeting, meeting.participations.all(), meeting.reports.all())


def _around(encounter: Encounter) -> list[QuerySet[Meeting]]:
    """Return the other meetings of these days, announced ones around, and those of the summit.

    Each set is read through an index of its own, which one condition with “or” would not be.
    """
    earliest, latest = encounter.days
    others = Meeting.objects.order_by()
    if encounter.key is not None:
        others = others.exclude(pk=encounter.key)
    sets = [others.filter(summit=encounter.summit)] if encounter.summit else []
    if earliest is None or latest is None:
        return sets
    far = _within(earliest, latest, _NEAR_IF_EXPECTED)
    undated = Q(date_earliest__isnull=True)
    if encounter.expected:
        return [*sets, others.filter(far), others.filter(undated)]
    near = others.filter(_within(earliest, latest, _NEAR))
    return [*sets, near, others.filter(far, _EXPECTED), others.filter(undated, _EXPECTED)]


_ACCOUNTS = Report.objects.filter(meeting=OuterRef("pk"))
_EXPECTED = Exists(_ACCOUNTS.filter(occurrence__in=choices.NOT_YET_HELD)) & ~Exists(
    _ACCOUNTS.exclude(occurrence__in=choices.NOT_YET_HELD)
)


def _within(earliest: datetime.date, latest: datetime.date, margin: datetime.timedelta) -> Q:
    return Q(
        date_earliest__range=(earliest - margin - _WIDEST_DATE, latest + margin),
        date_latest__gte=earliest - margin,
    )


def _sharing(encounter: Encounter, candidates: QuerySet[Meeting]) -> list[int]:
    """Return those of the candidates that share two actors or two people, as far as is read."""
    # With "+ 0" no index of actors is used: the candidates are few, the meetings of an actor many.
    rows = Participation.objects.annotate(whom=F("actor_id") + 0, who=F("person_id") + 0)
    shares_actor = Q(whom__in=sorted(encounter.actors))
    shares_person = Q(who__in=sorted(encounter.people))
    shared = (
        rows.filter(shares_actor | shares_person, meeting__in=candidates)
        .order_by()
        .values("meeting")
        .annotate(
            actors=Count("actor", filter=shares_actor, distinct=True),
            people=Count("person", filter=shares_person, distinct=True),
        )
        .filter(Q(actors__gte=2) | Q(people__gte=2))
        .order_by("-people", "-actors", "-meeting")
    )
    return [row["meeting"] for row in shared[:_MOST_READ]]


def _likeness(one: Encounter, other: Encounter) -> float | None:
    """Return how alike two meetings are, the higher the more; None if they are two for sure."""
    actors, people = one.actors & other.actors, one.people & other.people
    proportion = len(actors) / max(len(one.actors), len(other.actors))
    if proportion < _LEAST_SHARED and len(people) < 2:
        return None
    if any(_others_spoke_for(actor, one, other) for actor in actors):
        return None  # the ministers met, and the presidents
    distance = _distance(one.days, other.days)
    same_channel = one.channel == other.channel
    if not same_channel and distance != datetime.timedelta(0):
        return None  # a call and a meeting on different days
    named = len(people) / max(len(one.people), len(other.people), 1)
    nearness = 1 / (1 + (distance.days if distance is not None else 30))
    return proportion + named + nearness + same_channel


def _others_spoke_for(actor: int, one: Encounter, other: Encounter) -> bool:
    """Whether both say by whom an actor was represented, and nobody is the same."""
    people, others = (
        {person for of, person in encounter.named if of == actor} for encounter in (one, other)
    )
    return bool(people) and bool(others) and not people & others


def _distance(days: Days, others: Days) -> datetime.timedelta | None:
    """Return how far two spans of days are apart, 0 if they overlap; None if one is unknown."""
    if days[0] is None or days[1] is None or others[0] is None or others[1] is None:
        return None
    apart = max(others[0] - days[1], days[0] - others[1])
    return max(apart, datetime.timedelta(0))


def _twin(encounter: Encounter, meeting: Meeting) -> Twin:
    other = _of(meeting)
    same_day = bool(encounter.date) and encounter.date == meeting.date
    same = {
        "actors": encounter.actors == other.actors,
        "people": encounter.people == other.people,
        "day": same_day and encounter.days[0] == encounter.days[1],
        "channel": encounter.channel == other.channel,
    }
    signs = [
        "the same participants" if same["actors"] and same["people"] else "",
        "people in common" if encounter.people & other.people and not same["people"] else "",
        "the same date" if same_day else _apart(encounter.days, other.days),
        "the same summit" if encounter.summit and encounter.summit == other.summit else "",
        "announced only" if other.expected else "",
    ]
    return Twin(meeting, tuple(filter(None, signs)), all(same.values()))


def _apart(days: Days, others: Days) -> str:
    distance = _distance(days, others)
    if distance is None:
        return ""
    if not distance:
        return "days that overlap"
    return f"{distance.days} day{'' if distance.days == 1 else 's'} apart"
