"""Match names of the lists with the people, terms, countries and places of the reference data."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.history.names import (
    COMMON,
    folded,
    has_all,
    has_first,
    has_last,
    plain,
    shares_one,
    spelled_alike,
    telling_words,
)
from tools.history.vocabulary import (
    ADJECTIVES,
    COUNTRIES,
    HEADS,
    NEVER_MATCHED,
    RANKS,
    ROYALTY,
    dated_actor,
)

Row = dict[str, str]
Days = tuple[str, str]

REFERENCE = Path(__file__).parent.parent.parent / "meetings" / "reference" / "data"
# Offices that are never meant by a title: the lists say “President Macron” of France alone.
NOT_MEANT = {"and-french-co-prince"}
# Actors before their successors, whose places are now in the country of the second code.
PLACES_TODAY = {
    "SUN": ("RUS", "UKR", "SUN"),
    "XVS": ("VNM",),
    "DDR": ("DEU",),
    "YUG": ("SRB",),
    "SCG": ("SRB",),
    "CSK": ("CZE",),
}
# Places of the lists under another name than in the reference data.
PLACE_NAMES = {
    "gaza": "gaza-city", "hannover": "hanover", "djakarta": "jakarta", "jidda": "jeddah",
    "kishenev": "chisinau", "ashkhabad": "ashgabat", "tblisi": "tbilisi", "lajes field": "lajes",
}  # fmt: skip
FORMER_ALPHA2 = {"SU": "SUN", "DD": "DDR", "YU": "YUG", "CS": "CSK", "XK": "XKX", "AN": "ANT"}


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class LeftOut(Exception):
    """A row that is no meeting; the message is the reason."""


@dataclass
class Met:
    """Who was met for one actor: persons with office, or titles as reported with their rank."""

    actor: str
    people: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Term:
    """A term of somebody in an office: the names of the person, folded, and the days."""

    actor: str
    person: str
    office: str
    rank: str
    names: frozenset[str]
    family: tuple[str, ...]
    start: str
    end: str

    def runs(self, days: Days) -> bool:
        """Whether the term may have run on one of the days from the first to the last."""
        first, last = days
        return self.start[: len(last)] <= last and first <= (self.end or "9999") + "~"


@dataclass
class Register:
    """The reference data that rows are matched with."""

    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    offices: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    actors: dict[str, Row] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    by_alpha2: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Register":
        """Read the reference data."""
        register = cls()
        register._load_terms()
        for actor in read(REFERENCE / "countries.csv"):
            register.actors[actor["code"]] = actor
            if actor["alpha2"]:
                register.by_alpha2[actor["alpha2"]] = actor["code"]
            if actor["demonym"] and not actor["end"]:
                register.demonyms[actor["demonym"]] = actor["code"]
            register.demonyms.setdefault(actor["name"], actor["code"])
        register.demonyms |= ADJECTIVES
        register.by_alpha2 |= FORMER_ALPHA2
        for place in read(REFERENCE / "places.csv"):
            names = (name.partition(":")[2] for name in place["other_names"].split("|"))
            for name in (place["name"], *filter(None, names)):
                register.places[plain(name), place["country"]] = place["slug"]
        return register

    def _load_terms(self) -> None:
        offices = {office["slug"]: office for office in read(REFERENCE / "offices.csv")}
        for office in offices.values():
            self.offices[office["actor"]].append(office)
        people = {person["slug"]: person for person in read(REFERENCE / "people.csv")}
        for term in read(REFERENCE / "terms.csv"):
            if term["office"] in NOT_MEANT:
                continue
            office, person = offices[term["office"]], people[term["person"]]
            other = (name.partition(":")[2] for name in person["names"].split("|"))
            words = folded(" ".join([person["name"], person["family_name"], *other]))
            self.terms[office["actor"]].append(
                Term(
                    office["actor"], term["person"], term["office"], office["rank"],
                    frozenset(words), tuple(folded(person["family_name"])),
                    term["start"], term["end"],
                )
            )  # fmt: skip

    def held_by(self, actor: str, title: str, name: str, days: Days) -> Term | None:
        """Return the term of the only person of that name whom the title may mean then.

        Ranks of the title are tried in their order. A name that agrees in part or is misspelled
        has to be that of a holder of the very office; so has the name of a monarch, who often
        shares the name of a dynasty with ministers.
        """
        words = telling_words(name)
        ranks = RANKS[title]
        running = [term for term in self.terms[actor] if term.runs(days)]
        of_ranks = [[term for term in running if term.rank == rank] for rank in ranks]
        for alike, groups in (
            (has_last, of_ranks),
            (has_first, of_ranks if title in ROYALTY else []),
            (has_all, [] if title in ROYALTY else [running]),
            (shares_one, of_ranks),
            (spelled_alike, of_ranks),
        ):
            for terms in groups:
                fitting = [term for term in terms if alike(words, term.names)]
                if fitting:
                    return _closest(fitting, words, ranks)
        return None

    def elsewhere(self, title: str, name: str, days: Days) -> Term | None:
        """Return the term of the only person of that name so titled in any country.

        The last word of the name has to be that of the family name, or all words the person's.
        """
        words = telling_words(name)
        ranks = RANKS[title]
        fitting = [
            term
            for terms in self.terms.values()
            for term in terms
            if term.rank in ranks and term.runs(days) and _is_of_family(words, term)
        ]
        people = {term.person for term in fitting}
        return min(fitting, key=lambda term: _place_of(term, ranks)) if len(people) == 1 else None

    def knows_holder(self, actor: str, rank: str, days: Days) -> bool:
        """Whether the terms say who held an office of this rank then."""
        return any(term.rank == rank and term.runs(days) for term in self.terms[actor])

    def had_office(self, actor: str, rank: str, days: Days) -> bool:
        """Whether an office of this rank was there then, as far as the reference data say."""
        return any(
            office["rank"] == rank
            and office["start"][: len(days[1])] <= days[1]
            and days[0] <= (office["end"] or "9999") + "~"
            for office in self.offices[actor]
        )

    def as_reported(self, actor: str, title: str, name: str, days: Days) -> str:
        """Return title and name as the list has them, or "" if the terms have somebody else."""
        rank = RANKS[title][0]
        if not self.existed(actor, days[1]):
            return ""
        if title in NEVER_MATCHED or not self.knows_holder(actor, rank, days):
            return f"?{rank}:{title} {name}"
        return ""

    def existed(self, actor: str, last: str) -> bool:
        """Whether an actor was there by the day ``last``, as far as the reference data say."""
        start = self.actors.get(actor, {}).get("start", "")
        return not start or start[: len(last)] <= last

    def country(self, name: str, alpha2: str, first: str) -> str:
        """Return the actor of a row’s country on the day; raises LeftOut."""
        code = COUNTRIES.get(name) or self.demonyms.get(name) or self.by_alpha2.get(alpha2)
        if not code:
            raise LeftOut(f"country “{name or alpha2}” is not one actor")
        return dated_actor(code, first)

    def named(self, words: str, first: str) -> str:
        """Return the actor that words like “Jordan” or “Saudi Arabian” name on the day, or ""."""
        code = COUNTRIES.get(words) or self.demonyms.get(words) or ""
        return dated_actor(code, first)

    def place(self, city: str, actor: str) -> str:
        """Return the place of a name in the country of an actor, or ""."""
        name = plain(city)
        if name in PLACE_NAMES:
            return PLACE_NAMES[name]
        for country in (*PLACES_TODAY.get(actor, (actor,)), ""):
            if (name, country) in self.places:
                return self.places[name, country]
        return ""


def _closest(fitting: list[Term], words: list[str], ranks: Sequence[str]) -> Term | None:
    """Return the term of the person who shares most words with a name, if that is one person."""
    most = max(_shared(words, term) for term in fitting)
    closest = [term for term in fitting if _shared(words, term) == most]
    if len({term.person for term in closest}) > 1:
        return None
    return min(closest, key=lambda term: _place_of(term, ranks))


def _shared(words: list[str], term: Term) -> int:
    return len(set(words) & term.names)


def _is_of_family(words: list[str], term: Term) -> bool:
    return not set(words) <= COMMON and (
        words[-1:] == list(term.family[-1:]) or (len(words) > 1 and set(words) <= term.names)
    )


def _place_of(term: Term, ranks: Iterable[str]) -> int:
    order = [*ranks, *HEADS]
    return order.index(term.rank) if term.rank in order else len(order)
