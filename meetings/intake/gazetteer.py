"""The gazetteer: everything in the register that a story may name, as plain data with an index.

It knows nothing of the database (``register`` fills it), so that the reader's steps are pure.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from meetings.models.choices import RANK_ORDER

from .tokens import Token, key_of, keys_of

FIRST_DAY, LAST_DAY = datetime.date.min, datetime.date.max


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor: its code, our name, whether it is a country, and the key of its capital or seat."""

    code: str
    name: str
    is_country: bool
    names: tuple[str, ...] = ()
    demonym: str = ""
    capital: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A person's time in an office, with the bounds of its days (widest where not known)."""

    actor: str
    title: str
    rank: str
    start: datetime.date = FIRST_DAY
    end: datetime.date = LAST_DAY

    def runs_on(self, day: datetime.date | None, *, margin: int = 0) -> bool:
        """Whether the term may have run on ``day``, or ``margin`` days beside it."""
        if day is None:
            return True
        slack = datetime.timedelta(margin)
        early = self.start == FIRST_DAY or self.start - slack <= day
        return early and (self.end == LAST_DAY or day <= self.end + slack)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with every name and every term."""

    key: int
    name: str
    family_name: str = ""
    names: tuple[str, ...] = ()
    terms: tuple[KnownTerm, ...] = ()

    def term_on(self, day: datetime.date | None, actor: str = "") -> KnownTerm | None:
        """Return the highest term that may run on ``day`` (for ``actor``, if given)."""
        terms = [
            term
            for term in self.terms
            if term.runs_on(day, margin=_MARGIN) and actor in ("", term.actor)
        ]
        return min(
            terms, key=lambda term: (_rank_of(term), "prince" in term.title.lower()), default=None
        )


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place, with the code of the country where it lies."""

    key: int
    name: str
    country: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSummit:
    """An edition of a series, or a single summit."""

    key: int
    name: str
    earliest: datetime.date
    latest: datetime.date
    series: int | None = None
    place: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """A series of summits with its names."""

    key: int
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic with its aliases."""

    key: int
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPublisher:
    """A publisher; ``actor`` is the code of the actor for whom an official publisher speaks."""

    key: int
    name: str
    kind: str = ""
    actor: str = ""
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


Thing = (
    KnownActor | KnownPerson | KnownPlace | KnownSummit | KnownSeries | KnownTopic | KnownPublisher
)
# A term of reference data may begin or end a few days beside the truth.
_MARGIN = 14
_LONGEST_NAME = 12


def _rank_of(term: KnownTerm) -> int:
    return RANK_ORDER.get(term.rank, len(RANK_ORDER))


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

    @cached_property
    def people_by_family(self) -> dict[str, list[KnownPerson]]:
        """People by the folded last word of their family name and by the whole family name."""
        index: dict[str, list[KnownPerson]] = {}
        for person in self.people.values():
            for key in _family_keys(person):
                index.setdefault(key, []).append(person)
        return index

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
    def names(self) -> "NameIndex":
        """Every name of an actor, person, place, summit, series and topic."""
        index = NameIndex()
        for things in (
            self.actors,
            self.people,
            self.places,
            self.summits,
            self.series,
            self.topics,
        ):
            for thing in things.values():
                index.add_all(thing.names, thing)
        return index

    @cached_property
    def publishers_by_name(self) -> "NameIndex":
        """Every name of a publisher; many are also names of other things (“The Times”)."""
        index = NameIndex()
        for publisher in self.publishers.values():
            index.add_all(publisher.names, publisher)
        return index

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


def _family_keys(person: KnownPerson) -> set[str]:
    words = keys_of(person.family_name) or keys_of(person.name)[-1:]
    keys = {" ".join(words)}
    if len(words) > 1:
        keys.add(words[-1])
    return keys - {""}


class NameIndex:
    """Names by their words, for finding the longest at a position of a text."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Thing]]] = {}
        self._sorted = False

    def add_all(self, names: Iterable[str], thing: Thing) -> None:
        """Add the names of a thing."""
        for name in dict.fromkeys(names):
            words = keys_of(name)
            if words and len(words) <= _LONGEST_NAME:
                entry = (tuple(words[1:]), thing)
                self._by_first.setdefault(words[0], []).append(entry)
        self._sorted = False

    def at(self, words: list[Token], position: int) -> Iterator[tuple[int, Thing]]:
        """Yield (number of words, thing) for every name that begins at ``position``, longest first.

        Words of a name stand together: only spaces, hyphens, dots and apostrophes between them.
        """
        if not self._sorted:
            for entries in self._by_first.values():
                entries.sort(key=lambda entry: -len(entry[0]))
            self._sorted = True
        entries = self._by_first.get(key_of(words[position].text))
        if not entries:
            return
        following: list[str] = []
        for rest, thing in entries:
            while len(following) < len(rest):
                index = position + 1 + len(following)
                if index >= len(words) or not words[index].follows_in_name:
                    break
                following.append(key_of(words[index].text))
            if tuple(following[: len(rest)]) == rest:
                yield len(rest) + 1, thing
