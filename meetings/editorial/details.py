"""What the own page of a shared thing says besides its card.

Only facts whose other end is public: an office known from a draft alone stays at the desk.
"""

from collections.abc import Callable
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
)
from meetings.models.base import SharedThing
from meetings.models.choices import EntryKind
from meetings.snapshot import Card


def detail_of(thing: SharedThing) -> Card:
    """Return the public facts of ``thing`` that its own page shows and snapshots do not."""
    build = _DETAILS.get(type(thing))
    return build(thing) if build else {}


def _public_keys(kind: EntryKind, keys: set[str]) -> set[str]:
    found = Entry.objects.filter(kind=kind, key__in=keys)
    return set(found.values_list("key", flat=True))


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


def _actor(actor: Actor) -> Card:
    memberships = list(actor.memberships.select_related("organisation"))
    codes = {one.organisation.code for one in memberships}
    predecessors = set(actor.predecessors.values_list("code", flat=True))
    successors = set(actor.successors.values_list("code", flat=True))
    public = _public_keys(EntryKind.ACTOR, codes | predecessors | successors)
    return {
        "region": actor.region,
        "subregion": actor.subregion,
        "capital": actor.capital.name if actor.capital else "",
        "cow": actor.cow_number,
        "gw": actor.gw_number,
        "wikidata": actor.wikidata_id,
        "predecessors": sorted(predecessors & public),
        "successors": sorted(successors & public),
        "memberships": [_membership(one) for one in memberships if one.organisation.code in public],
    }


def _membership(membership: Membership) -> Card:
    return {
        "organisation": membership.organisation.code,
        "status": membership.status,
        "start": membership.start,
        "end": membership.end,
    }


def _topic(topic: Topic) -> Card:
    return {"aliases": list(topic.aliases.values_list("name", flat=True))}


_DETAILS: dict[type[SharedThing], Callable[[Any], Card]] = {
    Person: _person,
    Actor: _actor,
    Topic: _topic,
}
