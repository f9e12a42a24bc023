"""Describe a meeting of the lists to the desk, with the rows of the register that it names."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from meetings import identifiers
from meetings.desk import checks, entering
from meetings.models import (
    Actor,
    Meeting,
    Participation,
    Place,
    Publisher,
    Report,
    Source,
    Tenure,
    choices,
)

from .rows import Counterpart, Listed

Row = TypeVar("Row", bound=Model)

_PUBLISHER = "office-of-the-historian"
_NAME = "Office of the Historian, US Department of State"
_VOICE = "USA"


class NotInRegister(Exception):
    """The register lacks something that a meeting names; the message is a sentence."""


@dataclass(frozen=True)
class Register:
    """Desk rows by key; the terms of a person in an office by both keys."""

    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    terms: Mapping[tuple[str, str], Sequence[Tenure]]
    sources: Mapping[str, Source]

    @classmethod
    def load(cls, meetings: Iterable[Listed], titles: Mapping[str, str]) -> "Register":
        """Read what ``meetings`` name, and create the sources that are missing.

        ``titles`` holds the titles of the pages by their address.
        """
        terms: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        rows = Tenure.objects.select_related("person", "office__actor")
        for tenure in rows.order_by("start_earliest", "pk"):
            terms[tenure.person.slug, tenure.office.slug].append(tenure)
        addresses = dict.fromkeys(meeting.row["source"] for meeting in meetings)
        return cls(
            {actor.code: actor for actor in Actor.objects.all()},
            {place.slug: place for place in Place.objects.all()},
            terms,
            _sources({url: titles[url] for url in addresses}),
        )

    def described(self, listed: Listed) -> entering.DescribedMeeting:
        """Return the description of a meeting; raises NotInRegister."""
        row = listed.row
        meeting = Meeting(
            public_id=listed.public_id,
            date=listed.date,
            channel=choices.Channel.IN_PERSON,
            place=_get(self.places, row["place"]) if row["place"] else None,
            checked=False,
        )
        american = self._held(Counterpart(row["person"], row["office"]), listed)
        actor = _get(self.actors, row["actor"])
        counterparts = [
            self._held(counterpart, listed) if counterpart.person else _unnamed(counterpart, actor)
            for counterpart in listed.counterparts
        ]
        report = Report(
            source=self.sources[row["source"]],
            extent=choices.Extent.EXCERPT,
            attribution=choices.Attribution.STATEMENT,
        )
        # The list is the government's own account of the travels of its officials.
        told = entering.DescribedReport(report, voices=[_get(self.actors, _VOICE)])
        return entering.DescribedMeeting(meeting, [american, *counterparts], [told])

    def _held(self, counterpart: Counterpart, listed: Listed) -> Participation:
        """Return the participation of a person in an office that they held in those days."""
        terms = self.terms.get((counterpart.person, counterpart.office), ())
        running = [term for term in terms if _runs(term, listed.first, listed.last)]
        if not running:
            raise NotInRegister(
                f"nobody “{counterpart.person}” was {counterpart.office} then, says the register."
            )
        term = running[0]
        return Participation(actor=term.office.actor, person=term.person, tenure=term)


def _runs(term: Tenure, first: datetime.date, last: datetime.date) -> bool:
    starts, ends = term.start_earliest, term.end_latest
    return (starts is None or starts <= last) and (ends is None or first <= ends)


def _unnamed(counterpart: Counterpart, actor: Actor) -> Participation:
    named = choices.ParticipationBasis.NAMED
    return Participation(
        actor=actor,
        title_as_reported=counterpart.title,
        rank=counterpart.rank,
        basis=checks.basis_of_participation(None, named),
    )


def _get(rows: Mapping[str, Row], key: str) -> Row:
    if key not in rows:
        raise NotInRegister(f"the register has no “{key}”.")
    return rows[key]


def _sources(titles: Mapping[str, str]) -> dict[str, Source]:
    """Return the sources of pages by address, created where they are missing."""
    sources = {source.url: source for source in Source.objects.filter(url__in=titles)}
    publisher = _publisher()
    for url, title in titles.items():
        if url not in sources:
            sources[url] = Source.objects.create(
                public_id=identifiers.fixed_public_id(f"history source {url}"),
                publisher=publisher,
                title=title,
                url=url,
                language="en",
            )
    return sources


def _publisher() -> Publisher:
    named: QuerySet[Publisher] = Publisher.objects.filter(Q(slug=_PUBLISHER) | Q(name=_NAME))
    existing = named.order_by("pk").first()
    if existing is not None:
        return existing
    archive = choices.PublisherKind.ARCHIVE
    return Publisher.objects.create(slug=_PUBLISHER, name=_NAME, kind=archive)
