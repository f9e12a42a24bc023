"""Generate people with their tenures, and publishers, before the first meeting.

The reference data (actors, offices, places, summits, topics) comes from ``load_reference``. All
rows are stored with the desk's models and published like any shared thing.
"""

import datetime
from collections.abc import Iterator
from random import Random

from meetings.models import Actor, Office, Person, PersonName, Publisher, Tenure
from meetings.models.base import SharedThing
from meetings.models.choices import ActorKind, PublisherKind
from meetings.publication.clock import public_change
from meetings.publication.entries import publish_entries
from meetings.text import fold_all, slugify_name

from .words import name as invented_name

FIRST_DAY = datetime.date(1945, 1, 1)
LAST_DAY = datetime.date(2025, 10, 31)

# The actors that meet most often, in this order; the seed orders the others.
FIRST_ACTORS = [
    *("USA", "CHN", "RUS", "GBR", "FRA", "DEU", "IND", "JPN"),
    *("EU", "TUR", "SUN", "ITA", "UN", "BRA", "SAU", "EGY"),
]

PRESS, AGENCIES, ARCHIVES = 45, 9, 6
OFFICIAL_ACTORS = 70
_BATCH = 500


def actors_by_weight(random: Random) -> list[Actor]:
    """Return all actors, those that meet most often first."""
    positions = {code: position for position, code in enumerate(FIRST_ACTORS)}
    rows = list(Actor.objects.order_by("code"))
    random.shuffle(rows)
    # States meet more often than territories, groups and companies do.
    frequent_kinds = [ActorKind.STATE, ActorKind.ORGANISATION]
    rows.sort(
        key=lambda row: (
            positions.get(row.code, len(positions)),
            frequent_kinds.index(row.kind) if row.kind in frequent_kinds else len(frequent_kinds),
        )
    )
    return rows


def make_people(random: Random, number: int) -> int:
    """Make about ``number`` people who hold the offices in turn; return how many."""
    position = {actor.pk: place for place, actor in enumerate(actors_by_weight(random))}
    offices = sorted(Office.objects.order_by("slug"), key=lambda office: position[office.actor_id])
    # About one in seven people held an office before.
    years_each = (LAST_DAY.year - FIRST_DAY.year) * len(offices) * 0.85 / number
    people = _People(random)
    for office in offices:
        people.fill(office, years_each)
    Person.objects.bulk_create(people.people, batch_size=_BATCH)
    PersonName.objects.bulk_create(people.names, batch_size=_BATCH)
    Tenure.objects.bulk_create(people.tenures, batch_size=_BATCH)
    return len(people.people)


class _People:
    """People, their other names and their tenures, not yet stored."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.people: list[Person] = []
        self.names: list[PersonName] = []
        self.tenures: list[Tenure] = []

    def fill(self, office: Office, years_each: float) -> None:
        """Add the successive holders of ``office``, each for about ``years_each``."""
        last = min(office.end_latest or LAST_DAY, LAST_DAY)
        start = max(office.start_earliest or FIRST_DAY, FIRST_DAY)
        while start < last:
            days = int(365 * years_each * self.random.uniform(0.3, 1.7)) + 30
            end = start + datetime.timedelta(days=days)
            tenure = Tenure(
                person=self._held_before(office) or self._new(),
                office=office,
                start=start.isoformat(),
                end=end.isoformat() if end < last else "",
                acting=self.random.random() < 0.03,
            )
            self.tenures.append(tenure)
            start = end + datetime.timedelta(days=1)

    def _held_before(self, office: Office) -> Person | None:
        """Return, in 15 % of cases, the last holder of the previous office of the same actor."""
        last = self.tenures[-1] if self.tenures else None
        if last is None or last.office.actor_id != office.actor_id:
            return None
        return last.person if self.random.random() < 0.15 else None

    def _new(self) -> Person:
        given_name, family_name = invented_name(self.random), invented_name(self.random)
        names = [f"{given_name} {family_name}", f"{family_name}, {given_name}"]
        person = Person(name=names[0], sort_name=names[1], family_name=family_name)
        if self.random.random() < 0.25:
            names.append(f"{invented_name(self.random)} {family_name}")
            self.names.append(PersonName(person=person, name=names[2]))
        person.slug = f"{slugify_name(names[0])}-{len(self.people) + 1}"
        person.search_text = fold_all(names)
        self.people.append(person)
        return person


def make_publishers(random: Random) -> int:
    """Make newspapers, agencies, archives, and two publishers each for the main actors."""
    rows = [
        *_outlets(random, PublisherKind.PRESS, "Gazette", PRESS),
        *_outlets(random, PublisherKind.AGENCY, "News Agency", AGENCIES),
        *_outlets(random, PublisherKind.ARCHIVE, "Archive", ARCHIVES),
    ]
    for actor in actors_by_weight(random)[:OFFICIAL_ACTORS]:
        rows += _official(actor)
    for row in rows:
        row.slug = slugify_name(row.name)
        row.search_text = fold_all([row.name])
    Publisher.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def _outlets(random: Random, kind: str, word: str, number: int) -> Iterator[Publisher]:
    for count in range(1, number + 1):
        yield Publisher(kind=kind, name=f"{invented_name(random)} {word} {count}")


def _official(actor: Actor) -> list[Publisher]:
    if not actor.is_country:
        kind = PublisherKind.ORGANISATION
        return [Publisher(kind=kind, name=f"Secretariat of {actor.name}", actor=actor)]
    return [
        Publisher(kind=kind, name=f"{body} of {actor.name}", actor=actor)
        for kind, body in (
            (PublisherKind.MINISTRY, "Foreign ministry"),
            (PublisherKind.PRESIDENCY, "Head of government"),
        )
    ]


def publish_setting() -> None:
    """Publish people and publishers, in transactions of a few hundred."""
    people = Person.objects.prefetch_related("names").order_by("pk")
    things: list[SharedThing] = [
        *Publisher.objects.select_related("actor").order_by("pk"),
        *people,
    ]
    for start in range(0, len(things), _BATCH):
        with public_change() as change:
            publish_entries(things[start : start + _BATCH], change)
