"""What the own page of a shared thing says besides its card.

Only facts whose other end is public: an office known from a draft alone stays at the desk.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from meetings.models import (
    Actor,
    Entry,
    Membership,
    Participation,
    Person,
    RecordLink,
    Tenure,
    Topic,
    TopicAlias,
)
from meetings.models.base import SharedThing
from meetings.models.choices import EntryKind
from meetings.snapshot import Card

from .cards import Name, kind_of, name_of


def detail_of(thing: SharedThing) -> Card:
    """Return the public facts of ``thing`` that its own page shows and snapshots do not."""
    return details_of([thing])[name_of(thing)]


def details_of(
    things: Iterable[SharedThing], becoming_public: Collection[Name] = ()
) -> dict[Name, Card]:
    """Return the details of ``things``, in a number of queries that few or many share.

    ``becoming_public`` names what counts as public because it is published together with them.
    """
    details: dict[Name, Card] = {}
    kinds: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        details[name_of(thing)] = {}
        kinds[kind_of(thing)].append(thing)
    for kind, build in _DETAILS.items():
        if kinds[kind]:
            cards = build(kinds[kind], becoming_public)
            details.update({name_of(one): cards[one.pk] for one in kinds[kind]})
    return details


def _public_keys(kind: EntryKind, keys: set[str]) -> set[str]:
    found = Entry.objects.filter(kind=kind, key__in=keys)
    return set(found.values_list("key", flat=True))


def _people(people: Sequence[Person], _: Collection[Name]) -> dict[int, Card]:
    # One at a time: a meeting makes a few people public, and no command makes many.
    return {person.pk: _person(person) for person in people}


def _person(person: Person) -> Card:
    tenures = list(person.tenures.select_related("office__actor"))
    used = set(Participation.objects.filter(tenure__in=tenures).values_list("tenure_id", flat=True))
    offices = _public_keys(EntryKind.OFFICE, {one.office.slug for one in tenures})
    held = _offices_in_public_meetings(person)
    return {
        "tenures": [
            _tenure(one)
            for one in tenures
            if one.office.slug in (held if one.pk in used else offices)
        ],
        "wikidata": person.wikidata_id,
    }


def _offices_in_public_meetings(person: Person) -> set[str]:
    """Return the offices of published meetings the person took part in.

    A tenure that came in with a draft is a draft as well, until a published meeting shows it.
    """
    links = RecordLink.objects.filter(
        role=RecordLink.Role.PERSON, entry__kind=EntryKind.PERSON, entry__key=person.slug
    )
    offices = RecordLink.objects.filter(
        role=RecordLink.Role.OFFICE, record__in=links.values("record_id")
    )
    return set(offices.values_list("entry__key", flat=True))


def _tenure(tenure: Tenure) -> Card:
    return {
        "office": tenure.office.name,
        "actor": tenure.office.actor.code,
        "rank": tenure.office.rank,
        "start": tenure.start,
        "end": tenure.end,
        "acting": tenure.acting,
    }


def _actors(actors: Sequence[Actor], becoming_public: Collection[Name]) -> dict[int, Card]:
    rows = [actor.pk for actor in actors]
    memberships: dict[int, list[Membership]] = defaultdict(list)
    for one in Membership.objects.filter(member__in=rows).select_related("organisation"):
        memberships[one.member_id].append(one)
    before, after = _neighbours(rows)
    codes = {one.organisation.code for some in memberships.values() for one in some}
    public = _public_keys(EntryKind.ACTOR, codes.union(*before.values(), *after.values()))
    public |= {key for kind, key in becoming_public if kind == EntryKind.ACTOR}
    return {
        actor.pk: {
            **_facts(actor),
            "predecessors": sorted(before[actor.pk] & public),
            "successors": sorted(after[actor.pk] & public),
            "memberships": [
                _membership(one) for one in memberships[actor.pk] if one.organisation.code in public
            ],
        }
        for actor in actors
    }


def _neighbours(rows: Sequence[int]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the codes of predecessors and successors, by row number of the actor."""
    before: dict[int, set[str]] = defaultdict(set)
    after: dict[int, set[str]] = defaultdict(set)
    pairs = Actor.predecessors.through._default_manager
    for pk, code in pairs.filter(from_actor__in=rows).values_list(
        "from_actor_id", "to_actor__code"
    ):
        before[pk].add(code)
    for pk, code in pairs.filter(to_actor__in=rows).values_list("to_actor_id", "from_actor__code"):
        after[pk].add(code)
    return before, after


def _facts(actor: Actor) -> Card:
    return {
        "region": actor.region,
        "subregion": actor.subregion,
        "capital": actor.capital.name if actor.capital else "",
        "cow": actor.cow_number,
        "gw": actor.gw_number,
        "wikidata": actor.wikidata_id,
    }


def _membership(membership: Membership) -> Card:
    return {
        "organisation": membership.organisation.code,
        "status": membership.status,
        "start": membership.start,
        "end": membership.end,
    }


def _topics(topics: Sequence[Topic], _: Collection[Name]) -> dict[int, Card]:
    names: dict[int, list[str]] = defaultdict(list)
    for alias in TopicAlias.objects.filter(topic__in=[topic.pk for topic in topics]):
        names[alias.topic_id].append(alias.name)
    return {topic.pk: {"aliases": names[topic.pk]} for topic in topics}


_DETAILS: dict[str, Callable[[Any, Collection[Name]], dict[int, Card]]] = {
    EntryKind.PERSON: _people,
    EntryKind.ACTOR: _actors,
    EntryKind.TOPIC: _topics,
}
