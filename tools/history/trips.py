"""Trips abroad of Presidents and Secretaries of State: whom a row says that they met, and when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.history.names import plain
from tools.history.register import Days, LeftOut, Met, Register, Row
from tools.history.vocabulary import (
    ABBREVIATION,
    MONTH_AND_DOT,
    PERSON,
    RANKS,
    ROYALTY,
    dated_actor,
    day_in,
)

# Words in front of a title: at most four with a capital, “United Arab Emirates Foreign Minister”.
BEFORE = re.compile(r"((?:[A-Z][\w’'.-]*[^\W.,] ){1,4})(?:interim |acting )?$")
# “Dr. S. Jaishankar”: a dot that ends no clause.
DOCTOR = re.compile(r"\bDr\. ?")
# Words with a capital in front of a title that leave the state as it is.
NO_STATE = {
    "Acting", "Interim", "New", "His", "Her", "Majesty", "Highness", "Royal", "Alternate",
    "Caretaker", "State", "Council",
}  # fmt: skip
# A clause that says that somebody was met.
MET = re.compile(
    r"\b(?:met (?:briefly |separately |informally |again |jointly )?with|meetings? with|"
    r"audience with|conferred with|talks with|discussions with|discussed .*? with|visit with|"
    r"consulted with|lunche?d? with|dinner with|reviewed .*? with|summit meeting with)\b",
    re.IGNORECASE,
)
END_OF_CLAUSE = re.compile(
    r"\.(?: |$)|;(?! and (?:President|Prime Minister) )(?: |$)|(?:,|\band|\balso)(?: and)? "
    r"(?:attended|addressed|delivered|visited|signed|announced|participated|toured|paid)\b"
)
# “Summit Meeting (November 19-21) with”: the days go behind “with”.
DAYS_BEFORE_WITH = re.compile(r" (\([A-Z][a-z]+ \d+[^)]*\)) with\b")
# The President’s meetings, which are in the President’s own rows.
ACCOMPANIED = re.compile(r"^Accompanied[^;]*;?")
JOINED = re.compile(r"\b(Joined|Participated in) (the )?President\b[^.;]*[.;]?")
# What a date after a name belongs to, if it stands between the two.
OTHER_DAYS = re.compile(
    r"\b(after|before|beginning|following|arrived|departed|left|returned|while|visited|attended|"
    r"addressed|en route|since|until|dated)\b"
)
END_OF_NAME = re.compile(
    r"([’']s|[.,]+| (January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b.*)$"
)
NOT_NOW = re.compile(
    r"\b((former|deputy|vice|assistant|designate|elect|late)([ -][A-Z][\w.]+){0,2}[ -]*"
    r"|(family|death|funeral|memory|grave|tomb|behalf) of (the )?)$",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(ambassador|speaker|general|senator|minister|officials?|leaders?|delegation|family|cabinet|"
    r"foreign ministers|presidents|prime ministers)\b",
    re.IGNORECASE,
)


@dataclass
class _Party(Met):
    """Those met for one actor, and the days that the row gives for each of them."""

    def __init__(self, actor: str) -> None:
        super().__init__(actor)
        self.days: list[Days | None] = []

    def days_within(self, trip: Days) -> Days:
        """Return the days of the meeting: those of the trip where the row gives none."""
        given = [days for days in self.days if days]
        if not given or len(given) < len(self.days):
            return trip
        return min(first for first, _ in given), max(last for _, last in given)


class Trips:
    """Reads rows of trips."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def met_on(self, row: Row, days: Days) -> Iterator[tuple[Met, Days, str]]:
        """Yield who was met, on which days, and the end of the key; raises LeftOut."""
        host = self.register.country(row["country"], row["country_iso2"], days[0])
        for party in self._parties(row["description"], host, days):
            ending = "" if party.actor == host else f"-{party.actor.lower()}"
            yield party, party.days_within(days), ending

    def place(self, row: Row, first: str) -> str:
        """Return the place of a row that has a single city, or ""."""
        actor = self.register.country(row["country"], row["country_iso2"], first)
        cities = [city.strip() for city in row["place"].split(",") if city.strip()]
        if not cities and actor == "VAT":
            return "vatican-city"
        if len(cities) != 1:
            return ""
        # “Halifax (Nova Scotia)”.
        without_bracket = cities[0].partition(" (")[0]
        return self.register.place(cities[0], actor) or self.register.place(without_bracket, actor)

    def american(self, row: Row, days: Days) -> tuple[str, str]:
        """Return person and office of the American; raises LeftOut."""
        office = "usa-president" if "President" in row["role"] else "usa-secretary-of-state"
        last = plain(row["person"].split(",")[0]).split()[-1]
        for term in self.register.terms["USA"]:
            if term.office == office and last in term.names and term.runs(days):
                return term.person, term.office
        raise LeftOut("the American was not in office then")

    def _parties(self, text: str, host: str, days: Days) -> list[_Party]:
        parties: dict[str, _Party] = {}
        words = MONTH_AND_DOT.sub(r"\1", ABBREVIATION.sub(r"\1", DOCTOR.sub("", text)))
        words = DAYS_BEFORE_WITH.sub(r" with \1", words)
        words = JOINED.sub("", ACCOMPANIED.sub("", words))
        for clause in _clauses(words):
            for named in PERSON.finditer(clause):
                actor, person = self._who(named, clause, host, days)
                party = parties.setdefault(actor, _Party(actor))
                if person and person not in party.people:
                    party.people.append(person)
                    party.days.append(_days_of(clause, named, days))
        with_people = [party for party in parties.values() if party.people]
        if not with_people:
            raise LeftOut(_why_nobody(text))
        return with_people

    def _who(self, named: re.Match[str], clause: str, host: str, days: Days) -> tuple[str, str]:
        """Return actor and person: a slug with the office, a title as reported, or ""."""
        title, before = named["title"], clause[: named.start()]
        name = END_OF_NAME.sub("", named["name"])
        actor, is_said = self._spoken_for(named, before, host, days[0])
        if not actor or NOT_NOW.search(before):
            return host, ""
        term = None
        if not title.startswith("Acting Foreign"):
            term = self.register.held_by(actor, title, name, days)
        if term is None and not is_said and self._may_be_of_another_state(named, actor, days):
            term = self.register.elsewhere(title, name, days)
        if term is not None:
            return term.actor, f"{term.person} {term.office}" if term.actor != "USA" else ""
        if actor not in self.register.actors:
            return actor, f"?head_of_organisation:{title} {name}"
        if title.startswith("Secretary"):
            return actor, ""
        return actor, self.register.as_reported(actor, title, name, days)

    def _may_be_of_another_state(self, named: re.Match[str], host: str, days: Days) -> bool:
        """Whether a title without a state may be somebody else’s than the host’s.

        Otherwise somebody unknown at the host would become a namesake at the end of the world.
        """
        title, rank = named["title"], RANKS[named["title"]][0]
        if title.startswith("Secretary"):
            return True
        return title not in ROYALTY and (
            " " in named["name"]
            or self.register.knows_holder(host, rank, days)
            or not self.register.had_office(host, rank, days)
        )

    def _spoken_for(
        self, named: re.Match[str], before: str, host: str, first: str
    ) -> tuple[str, bool]:
        """Return whom somebody speaks for, and whether the row says so; "" is no state."""
        if named["title"] == "Pope":
            return "VAT", True
        if named["of"]:
            words = named["of"].split()
            beginnings = (" ".join(words[:end]) for end in range(len(words), 0, -1))
            return self._first_state(beginnings, first), True
        if adjectives := BEFORE.search(before):
            words = adjectives[1].split()
            telling = [word for word in words if word not in NO_STATE]
            if telling:
                return self._first_state((" ".join(words), " ".join(telling)), first), True
        if named["name"].split()[-1].strip(".,") == "Arafat":
            return dated_actor("PLO", first), True
        return host, False

    def _first_state(self, names: Iterable[str], first: str) -> str:
        """Return the actor of the first of some names that is one, or ""."""
        return next(filter(None, (self.register.named(name, first) for name in names)), "")


def _days_of(clause: str, named: re.Match[str], trip: Days) -> Days | None:
    """Return the days that a clause gives for somebody named: before the first, or behind."""
    if clause.startswith(" (") and (days := day_in(clause.partition(")")[0], trip)):
        return days
    behind = clause[named.end("name") - len(named["name"]) :]
    return day_in(OTHER_DAYS.split(behind)[0], trip)


def _clauses(text: str) -> Iterator[str]:
    """Yield the parts of a text that say who was met."""
    position = 0
    while start := MET.search(text, position):
        end = END_OF_CLAUSE.search(text, start.end())
        position = end.end() if end else len(text)
        yield text[start.end() : end.start() if end else len(text)]


def _why_nobody(text: str) -> str:
    if not text:
        return "no description"
    if text.startswith("Accompanied"):
        return "accompanied the President; the meeting is the President’s"
    if re.match(r"(attended|participated|addressed|briefed)", text, re.IGNORECASE):
        return "conference, ceremony or address; nobody met is named"
    if MET.search(text):
        return (
            "those met are named by office or group only"
            if OTHERS.search(text)
            else "nobody met is named"
        )
    return "nobody met is named"
