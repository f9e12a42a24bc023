"""The things of a register that a story may name, as plain data."""

import datetime
from dataclasses import dataclass

from meetings.models.choices import RANK_ORDER

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


def _rank_of(term: KnownTerm) -> int:
    return RANK_ORDER.get(term.rank, len(RANK_ORDER))
