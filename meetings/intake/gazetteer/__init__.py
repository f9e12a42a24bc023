"""The gazetteer: everything in the register that a story may name, as plain data with an index.

It knows nothing of the database (``register`` fills it), so that the reader's steps are pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from meetings.intake.languages import Language
from meetings.intake.words.tokens import tokenize, words_only

from .families import FamilyIndex
from .known import (
    KnownActor,
    KnownPerson,
    KnownPlace,
    KnownPublisher,
    KnownSeries,
    KnownSummit,
    KnownTerm,
    KnownTopic,
    Thing,
)
from .local import LocalNames
from .names import NameIndex

Kind = TypeVar("Kind")


@dataclass
class Gazetteer:
    """All things of the register that a story may name."""

    actors: dict[str, KnownActor] = field(default_factory=dict)
    people: dict[int, KnownPerson] = field(default_factory=dict)
    places: dict[int, KnownPlace] = field(default_factory=dict)
    summits: dict[int, KnownSummit] = field(default_factory=dict)
    series: dict[int, KnownSeries] = field(default_factory=dict)
    topics: dict[int, KnownTopic] = field(default_factory=dict)
    publishers: dict[int, KnownPublisher] = field(default_factory=dict)
    _local: dict[str, LocalNames] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def families(self) -> FamilyIndex:
        """People by their family names."""
        return FamilyIndex(self.people.values())

    @cached_property
    def holders(self) -> dict[str, list[tuple[KnownPerson, KnownTerm]]]:
        """Everybody who held an office of an actor, by its code."""
        index: dict[str, list[tuple[KnownPerson, KnownTerm]]] = {}
        for person in self.people.values():
            for term in person.terms:
                index.setdefault(term.actor, []).append((person, term))
        return index

    @cached_property
    def editions(self) -> dict[int, list[KnownSummit]]:
        """The editions of a series, by its key."""
        index: dict[int, list[KnownSummit]] = {}
        for summit in self.summits.values():
            if summit.series is not None:
                index.setdefault(summit.series, []).append(summit)
        return index

    @cached_property
    def names(self) -> NameIndex:
        """Every name of an actor, person, place, summit, series and topic."""
        tables: tuple[Mapping[Any, Thing], ...] = (
            self.actors,
            self.people,
            self.places,
            self.summits,
            self.series,
            self.topics,
        )
        return NameIndex((thing.names, thing) for table in tables for thing in table.values())

    @cached_property
    def publishers_by_name(self) -> NameIndex:
        """Every name of a publisher; many are also names of other things (“The Times”)."""
        return NameIndex((each.names, each) for each in self.publishers.values())

    @cached_property
    def countries_by_capital(self) -> dict[int, KnownActor]:
        """The country of which a place is the capital, by the key of the place."""
        index: dict[int, KnownActor] = {}
        for actor in self.actors.values():
            if actor.is_country and actor.capital is not None:
                index.setdefault(actor.capital, actor)
        return index

    def local(self, tongue: Language) -> LocalNames:
        """Return what a language calls the things of the register."""
        if tongue.tag not in self._local:
            things = chain[KnownPlace | KnownSeries](self.places.values(), self.series.values())
            people = self.people.values()
            self._local[tongue.tag] = LocalNames(tongue, self.actors, things, people)
        return self._local[tongue.tag]

    def place_named(self, name: str) -> KnownPlace | None:
        """Return the place that has exactly this name, None if there is none."""
        return _exactly(self.names, name, KnownPlace)

    def publisher_named(self, name: str) -> KnownPublisher | None:
        """Return the publisher that has exactly this name, None if there is none."""
        return _exactly(self.publishers_by_name, name, KnownPublisher)

    def publisher_at(self, host_and_path: str) -> KnownPublisher | None:
        """Return the publisher with the longest site that an address (without scheme) is on."""
        host, _, path = host_and_path.lower().removeprefix("www.").partition("/")
        domains = [host]
        while domains[-1].count(".") > 1:
            domains.append(domains[-1].partition(".")[2])
        for domain in domains:
            sites = self._sites.get(domain, [])
            fitting = [site for site in sites if f"{path}/".startswith(site[0])]
            if fitting:
                return max(fitting, key=lambda site: len(site[0]))[1]
        return None

    @cached_property
    def _sites(self) -> dict[str, list[tuple[str, KnownPublisher]]]:
        index: dict[str, list[tuple[str, KnownPublisher]]] = {}
        for publisher in self.publishers.values():
            for site in publisher.hosts:
                host, _, path = site.partition("/")
                index.setdefault(host, []).append((f"{path}/" if path else "", publisher))
        return index


def _exactly(index: NameIndex, name: str, kind: type[Kind]) -> Kind | None:
    words = words_only(tokenize(name), name)
    if not words:
        return None
    named = index.at(words, 0)
    return next((t for count, t in named if count == len(words) and isinstance(t, kind)), None)


__all__ = [
    "Gazetteer",
    "KnownActor",
    "KnownPerson",
    "KnownPlace",
    "KnownPublisher",
    "KnownSeries",
    "KnownSummit",
    "KnownTerm",
    "KnownTopic",
    "LocalNames",
    "NameIndex",
    "Thing",
]
