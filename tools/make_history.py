"""Make the tables of the historic register from the lists of the US Office of the Historian.

    python tools/make_history.py LISTS.csv

The lists have a row for each trip abroad of a President or Secretary of State of the United States
since 1866, and for each visit of a foreign leader. A row becomes a meeting only where it names the
person met or where the kind of the visit includes a meeting with the President; the rules stand in
``docs/historic-register.md``. Written are ``meetings.csv`` (facts), ``sources.csv`` (the pages of
the lists) and ``left_out.csv`` (every other row with its reason), in meetings/history/data.

People are matched with the terms of the reference data: a name counts only if a holder of that name
was in an office of that country in those days. Otherwise the title stays as reported.
"""

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

Row = dict[str, str]

MEETINGS = Path(__file__).parent.parent / "meetings"
REFERENCE, HISTORY = MEETINGS / "reference" / "data", MEETINGS / "history" / "data"
COLUMNS = ("key", "start", "end", "place", "person", "office", "actor", "counterparts", "source")

# Countries of the lists whose names are not ours.
COUNTRIES = {
    "U.S.S.R.": "SUN", "Korea, Republic of": "KOR", "Korea, South": "KOR", "Korea, North": "PRK",
    "Germany, Federal Republic of": "DEU", "German Democratic Republic": "DDR", "Turkey": "TUR",
    "Republic of China": "TWN", "China, People’s Republic of": "CHN", "Burma": "MMR",
    "Burma (Myanmar)": "MMR", "Vatican City": "VAT", "Ceylon": "LKA", "Brunei Darussalam": "BRN",
    "Democratic Republic of the Congo (Zaire)": "COD", "Congo, Democratic Republic of": "COD",
    "Southern Rhodesia (Zimbabwe)": "ZWE", "St. Lucia": "LCA", "Cote d'Ivoire": "CIV",
    "Western Samoa": "WSM", "Kirghizia": "KGZ", "Kyrgyz Republic": "KGZ", "Byelorussia": "BLR",
    "Czech Republic": "CZE", "Palestinian Authority": "PSE", "West Bank": "PSE",
    "Bosnia-Herzegovina": "BIH", "Bosnia": "BIH", "Cape Verde": "CPV", "Timor Leste": "TLS",
    "Macedonia, Former Yugoslav Republic of": "MKD", "Micronesia, Federated States of": "FSM",
    "Denmark (Greenland)": "DNK", "United Kingdom (Northern Ireland)": "GBR",
    "United Kingdom (Wales)": "GBR", "Serbia-Montenegro (Kosovo)": "XKX",
    "Yugoslavia (Kosovo)": "XKX",
}  # fmt: skip
# Words for a country before a title, beside the demonyms of the reference data.
ADJECTIVES = {
    "Soviet": "SUN", "British": "GBR", "U.K.": "GBR", "Palestinian": "PSE", "West German": "DEU",
    "East German": "DDR", "Palestinian Authority": "PSE", "Chinese": "CHN", "Saudi": "SAU",
    "South Korean": "KOR", "Korean": "KOR", "North Korean": "PRK", "South Vietnamese": "XVS",
    "Turkish": "TUR", "NATO": "NATO", "UN": "UN", "U.N.": "UN", "United Nations": "UN", "EU": "EU",
    "European Council": "EU", "European Commission": "EU", "European Union": "EU", "OAS": "OAS",
    "ASEAN": "ASEAN", "PLO": "PLO", "Argentine": "ARG", "Philippine": "PHL", "Filipino": "PHL",
    "Czech": "CZE", "Kosovar": "XKX", "Kosovo": "XKX", "Yugoslav": "YUG", "Swazi": "SWZ",
    "Czechoslovak": "CSK", "African Union": "AU", "Iraqi": "IRQ", "Thai": "THA",
    "New Zealand": "NZL", "CARICOM": "CARICOM", "Arab League": "LAS",
}  # fmt: skip
# Words of a title -> the ranks that it may stand for.
HEADS = ("head_of_state", "head_of_government", "party_leader")
TITLES = {
    "Prime Minister": ("head_of_government",),
    "Premier": ("head_of_government",),
    "Chancellor": ("head_of_government",),
    "Taoiseach": ("head_of_government",),
    "President": HEADS,
    "Acting President": HEADS,
    "Interim President": HEADS,
    "Interim Prime Minister": ("head_of_government",),
    "Acting Prime Minister": ("head_of_government",),
    "King": ("head_of_state",),
    "Queen": ("head_of_state",),
    "Emperor": ("head_of_state",),
    "Shah": ("head_of_state",),
    "Sultan": HEADS,
    "Emir": HEADS,
    "Amir": HEADS,
    "Pope": ("head_of_state",),
    "Grand Duke": ("head_of_state",),
    "Grand Duchess": ("head_of_state",),
    "General Secretary": ("party_leader", "head_of_state", "head_of_government"),
    "Chairman": ("party_leader", "head_of_state", "head_of_government"),
    "Secretary General": ("head_of_organisation",),
    "Secretary-General": ("head_of_organisation",),
    "Foreign Minister": ("foreign_minister",),
    "Foreign Secretary": ("foreign_minister",),
    "External Affairs Minister": ("foreign_minister",),
    "Minister of Foreign Affairs": ("foreign_minister",),
    "Foreign Affairs Minister": ("foreign_minister",),
    "Foreign Minster": ("foreign_minister",),
    "Secretary of Foreign Affairs": ("foreign_minister",),
}
RANK = {title: ranks[0] for title, ranks in TITLES.items()}
_TITLE = "|".join(sorted(map(re.escape, TITLES), key=len, reverse=True))
_NAME = (
    r"(?:(?:de|del|de la|da|dos|do|di|van|von|der|den|al|bin|ibn|el|le|la|ter|zu|af)[ -])*"
    r"[A-ZÀ-ÖØ-ÞŠŽĐČĆİ][\w’'.-]*"
)
_NAMES = rf"{_NAME}(?: {_NAME})*"
PERSON = re.compile(rf"\b(?P<title>{_TITLE}) (?P<name>{_NAMES})")
BEFORE = re.compile(r"((?:[A-Z][\w.]+ ){1,2})$")
# A clause that says that somebody was met.
MET = re.compile(
    r"\b(?:met (?:briefly |separately |informally |again |jointly )?with|meetings? with|"
    r"audience with|conferred with|talks with|discussions with|discussed .*? with|visit with|"
    r"consulted with|lunche?d? with|dinner with|reviewed .*? with|summit meeting with)\b",
    re.IGNORECASE,
)
END_OF_CLAUSE = re.compile(
    r"[.;](?: |$)|(?:,|\band|\balso)(?: and)? "
    r"(?:attended|addressed|delivered|visited|signed|announced|participated|toured)\b"
)
ABBREVIATION = re.compile(r"\b([A-Z])\.")
# Days of a meeting within a trip: “Summit Meeting (November 19-21) with”.
DAYS_IN_BRACKETS = re.compile(r" \([A-Z][a-z]+ \d+[^)]*\)")
END_OF_NAME = re.compile(
    r"([’']s|[.,]+| (January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b.*)$"
)
NOT_NOW = re.compile(
    r"\b(former|deputy|vice|assistant|designate|elect|late)([ -][A-Z][\w.]+){0,2}[ -]*$",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(ambassador|speaker|general|senator|minister|officials?|leaders?|delegation|family|cabinet|"
    r"foreign ministers|presidents|prime ministers)\b",
    re.IGNORECASE,
)
WITH_PRESIDENT = re.compile(
    r"\b(state visit|official visit|offical visit|working visit|official working visit|"
    r"official select visit|summit meeting)\b",
    re.IGNORECASE,
)
OTHER_PLACE = re.compile(r"\bIn |\b(in|at) (?!the White House|U\.S\.|Washington)[A-Z]")
NAMED_PRESIDENT = re.compile(
    r"\bmet with (the )?president(?! of)|meetings? with (the )?president\b"
    r"|discussed .*? with president|(luncheon|dinner) with president",
    re.IGNORECASE,
)
# Places in the United States where a President received visitors, by words of the lists.
PLACES_IN_US = {
    "Camp David": "camp-david", "New York": "new-york", "Crawford": "crawford",
    "Mar-a-Lago": "mar-a-lago", "Palm Beach": "mar-a-lago", "Palm Springs": "palm-springs",
    "Sunnylands": "sunnylands", "San Clemente": "san-clemente", "Key Biscayne": "key-biscayne",
    "Gettysburg": "gettysburg", "Honolulu": "honolulu", "Williamsburg": "williamsburg",
    "Kennebunkport": "kennebunkport", "San Francisco": "san-francisco", "Seattle": "seattle",
    "Chicago": "chicago", "Los Angeles": "los-angeles", "Pittsburgh": "pittsburgh",
    "Denver": "denver", "Houston": "houston", "Texas": "", "Philadelphia": "philadelphia",
    "Newport": "newport", "Bermuda": "", "Hyannis": "", "Colorado": "", "California": "",
    "Midway": "", "General Assembly": "new-york", "United Nations": "new-york",
    "Hawaii": "", "Florida": "", "Detroit": "", "Boston": "boston", "Atlanta": "",
}  # fmt: skip
# Places where a President met somebody who was on a visit to a city nearby.
MET_AT = {"at Glassboro": "glassboro", "at Hyde Park": "hyde-park"}
# What tells a visit to another city apart from the place of the meeting with the President.
AFTERWARDS = re.compile(
    r"(afterwards|also|later) visited[^.;]*|private visit[^.;]*|\bvisiting [^.;]*|"
    r"\bstopped in [^.;]*|Virginia General Assembly",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return letters without accents, small; ae, oe and ue as a, o and u."""
    for letter, instead in (("ø", "o"), ("đ", "d"), ("ł", "l"), ("ı", "i"), ("-", " "), ("ə", "a")):
        text = text.lower().replace(letter, instead)
    letters = unicodedata.normalize("NFKD", text)
    return re.sub(r"(a|o|u)e", r"\1", "".join(ch for ch in letters if ch.isalnum() or ch == " "))


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(name: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write a table of the historic register."""
    with (HISTORY / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@dataclass(frozen=True)
class Term:
    """A term of somebody in an office: the names of the person, folded, and the days."""

    actor: str
    person: str
    office: str
    rank: str
    names: frozenset[str]
    start: str
    end: str

    def runs(self, first: str, last: str) -> bool:
        """Whether the term may have run on one of the days from ``first`` to ``last``."""
        return self.start[: len(last)] <= last and first <= (self.end or "9999") + "~"


class LeftOut(Exception):
    """A row that is no meeting; the message is the reason."""


@dataclass
class Register:
    """The reference data that rows are matched with."""

    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    actors: dict[str, Row] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)

    @classmethod
    def load(cls) -> "Register":
        """Read the reference data."""
        register = cls()
        offices = {office["slug"]: office for office in read(REFERENCE / "offices.csv")}
        people = {person["slug"]: person for person in read(REFERENCE / "people.csv")}
        for term in read(REFERENCE / "terms.csv"):
            office, person = offices[term["office"]], people[term["person"]]
            other = (name.partition(":")[2] for name in person["names"].split("|"))
            words = plain(" ".join([person["name"], person["family_name"], *other])).split()
            register.terms[office["actor"]].append(
                Term(
                    office["actor"], term["person"], term["office"], office["rank"],
                    frozenset(words), term["start"], term["end"],
                )
            )  # fmt: skip
        for actor in read(REFERENCE / "countries.csv"):
            register.actors[actor["code"]] = actor
            if actor["demonym"] and not actor["end"]:
                register.demonyms[actor["demonym"]] = actor["code"]
            register.demonyms.setdefault(actor["name"], actor["code"])
        register.demonyms |= ADJECTIVES
        for place in read(REFERENCE / "places.csv"):
            register.slugs.add(place["slug"])
            names = (name.partition(":")[2] for name in place["other_names"].split("|"))
            for name in (place["name"], *filter(None, names)):
                register.places[plain(name), place["country"]] = place["slug"]
        return register

    def held_by(
        self, actor: str, ranks: Sequence[str], name: str, days: tuple[str, str]
    ) -> Term | None:
        """Return the term of the only person of that name in such an office then."""
        words = plain(name).split()
        running = [term for term in self.terms[actor] if term.runs(*days)]
        of_rank = [term for term in running if term.rank in ranks]
        # A name that agrees in part has to be that of a holder of the very office.
        for terms, alike in (
            (of_rank, _has_last), (running, _has_last),
            (of_rank, _shares_one), (of_rank, _spelled_alike),
        ):  # fmt: skip
            fitting = [term for term in terms if alike(words, term.names)]
            if len({term.person for term in fitting}) == 1:
                return min(fitting, key=lambda term: _rank_place(term.rank, ranks))
            if fitting:
                return None
        return None

    def knows_holder(self, actor: str, rank: str, days: tuple[str, str]) -> bool:
        """Whether the terms say who held an office of this rank then."""
        return any(term.rank == rank and term.runs(*days) for term in self.terms[actor])

    def elsewhere(self, ranks: Sequence[str], name: str, days: tuple[str, str]) -> Term | None:
        """Return the term of the only person of that name in such an office of any country."""
        words = plain(name).split()
        fitting = [
            term
            for terms in self.terms.values()
            for term in terms
            if term.rank in ranks and term.runs(*days) and _has_last(words, term.names)
        ]
        return fitting[0] if len({term.person for term in fitting}) == 1 else None

    def existed(self, actor: str, last: str) -> bool:
        """Whether an actor was there by the day ``last``, as far as the reference data say."""
        start = self.actors.get(actor, {}).get("start", "")
        return not start or start[: len(last)] <= last


def _rank_place(rank: str, ranks: Iterable[str]) -> int:
    order = [*ranks, *HEADS]
    return order.index(rank) if rank in order else len(order)


def _has_last(words: list[str], names: frozenset[str]) -> bool:
    """Whether the last word of a name as reported is one of the person's."""
    return bool(words) and (words[-1] in names or (len(words) > 1 and set(words) <= names))


def _shares_one(words: list[str], names: frozenset[str]) -> bool:
    """Whether a long word of a name as reported is one of the person's."""
    return any(word in names for word in words if len(word) > 3)


def _spelled_alike(words: list[str], names: frozenset[str]) -> bool:
    """Whether the last word is spelled much like one of the person's names."""
    return bool(words) and any(
        SequenceMatcher(None, words[-1], name).ratio() >= 0.75 for name in names if len(name) > 3
    )


# Present-day codes that stood for another actor in some years: code, first day, end, actor.
FORMER_ACTORS = (
    ("VNM", "1955", "1975-05", "XVS"),
    ("RUS", "1922-12-30", "1991-12-26", "SUN"),
    ("YUG", "1992-04-27", "2006-06-05", "SCG"),
    ("SRB", "1992-04-27", "2006-06-05", "SCG"),
    ("CSK", "1993", "9999", "CZE"),
)


def dated_actor(code: str, first: str) -> str:
    """Return the actor that a code of the lists stood for on the day."""
    for present, start, end, actor in FORMER_ACTORS:
        if code == present and start <= first < end:
            return actor
    return code


@dataclass
class Met:
    """Who was met for one actor: persons with office, or titles as reported with their rank."""

    actor: str
    people: list[str] = field(default_factory=list)


class Lists:
    """Turns rows of the lists into rows of the historic register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.by_alpha2 = {
            actor["alpha2"]: code for code, actor in register.actors.items() if actor["alpha2"]
        } | {"SU": "SUN", "DD": "DDR", "YU": "YUG", "CS": "CSK", "XK": "XKX", "AN": "ANT"}

    def meetings_of(self, row: Row) -> Iterator[Row]:
        """Yield the meetings of a row; raises LeftOut."""
        days = (row["date_start"], row["date_end"] or row["date_start"])
        if row["kind"] == "travel":
            yield from self._of_trip(row, days)
        else:
            yield self._of_visit(row, days)

    def _of_trip(self, row: Row, days: tuple[str, str]) -> Iterator[Row]:
        us = self._american(row, days)
        host = self._country(row["country"], row["country_iso2"], days[0])
        parties = self._met(row["description"], host, days)
        place = self._place(row["place"], host)
        for met in parties:
            key = f"travel-{row['source_id']}" + (
                "" if met.actor == host else f"-{met.actor.lower()}"
            )
            yield _meeting(key, row, days, place, us, met)

    def _of_visit(self, row: Row, days: tuple[str, str]) -> Row:
        text = row["description"]
        named = NAMED_PRESIDENT.search(text)
        # Dates and other purposes before the kind of the visit: the row’s days are not the visit’s.
        if not named and not WITH_PRESIDENT.match(text):
            raise LeftOut("visit without a meeting with the President that the list names")
        if row["role"].lower() in ("president-elect", "") or row["person"][:1] in "-&":
            raise LeftOut("visitor without an office at the time")
        if row["person_country"] == "US":
            raise LeftOut("country of the visitor is wrong in the list")
        presidents = [
            term
            for term in self.register.terms["USA"]
            if term.office == "usa-president" and term.runs(*days)
        ]
        if len(presidents) != 1:
            raise LeftOut("a new President took office during the visit, or is not known")
        actor = self._country("", row["person_country"], days[0])
        if not self.register.existed(actor, days[1]):
            raise LeftOut("the visitor’s state did not exist yet")
        ranks = TITLES.get(row["role"], HEADS)
        term = self.register.held_by(actor, ranks, row["person"], days)
        person = (
            f"{term.person} {term.office}"
            if term
            else f"?{RANK.get(row['role'], '')}:{row['role']} {row['person']}"
        )
        if not term and row["role"] not in RANK:
            raise LeftOut("office of the visitor is none that the rules know")
        if not term and self.register.knows_holder(actor, RANK[row["role"]], days):
            raise LeftOut("the terms have somebody else in this office then")
        us = (presidents[0].person, presidents[0].office)
        place = self._place_in_us(text)
        return _meeting(f"visit-{row['source_id']}", row, days, place, us, Met(actor, [person]))

    def _american(self, row: Row, days: tuple[str, str]) -> tuple[str, str]:
        office = "usa-president" if "President" in row["role"] else "usa-secretary-of-state"
        last = plain(row["person"].split(",")[0]).split()[-1]
        for term in self.register.terms["USA"]:
            if term.office == office and last in term.names and term.runs(*days):
                return term.person, term.office
        raise LeftOut("the American was not in office then")

    def _country(self, name: str, alpha2: str, first: str) -> str:
        code = COUNTRIES.get(name) or self.register.demonyms.get(name) or self.by_alpha2.get(alpha2)
        if not code:
            raise LeftOut(f"country “{name or alpha2}” is not one actor")
        return dated_actor(code, first)

    def _met(self, text: str, host: str, days: tuple[str, str]) -> list[Met]:
        parties: dict[str, Met] = {}
        words = DAYS_IN_BRACKETS.sub("", ABBREVIATION.sub(r"\1", text))
        if words.startswith("Accompanied"):
            # The President’s meetings are in the President’s own rows.
            _, _, words = words.partition(";")
        for clause in _clauses(words):
            for found in PERSON.finditer(clause):
                before = clause[: found.start()]
                if NOT_NOW.search(before):
                    continue
                spoken_for = (
                    "VAT" if found["title"] == "Pope" else self._spoken_for(before, host, days[0])
                )
                name = END_OF_NAME.sub("", found["name"])
                actor, person = self._who(found["title"], name, spoken_for, days)
                met = parties.setdefault(actor, Met(actor))
                if person and person not in met.people:
                    met.people.append(person)
        parties = {actor: met for actor, met in parties.items() if met.people}
        if parties:
            return list(parties.values())
        raise LeftOut(_why_nobody(text))

    def _who(self, title: str, name: str, actor: str, days: tuple[str, str]) -> tuple[str, str]:
        """Return actor and person: a slug with the office, a title as reported, or ""."""
        ranks = TITLES[title]
        term = self.register.held_by(actor, ranks, name, days)
        term = term or self.register.elsewhere(ranks, name, days)
        if term is not None:
            return term.actor, f"{term.person} {term.office}" if term.actor != "USA" else ""
        if actor not in self.register.actors:
            return actor, f"?head_of_organisation:{title} {name}"
        unknown = (
            self.register.existed(actor, days[1])
            and not title.startswith("Secretary")
            and not self.register.knows_holder(actor, RANK[title], days)
        )
        return actor, f"?{RANK[title]}:{title} {name}" if unknown else ""

    def _spoken_for(self, before: str, host: str, first: str) -> str:
        adjective = BEFORE.search(before)
        words = adjective[1].split() if adjective else []
        for start in range(len(words)):
            code = self.register.demonyms.get(" ".join(words[start:]))
            if code:
                return dated_actor(code, first)
        return host

    def _place(self, text: str, actor: str) -> str:
        cities = [city.strip() for city in text.split(",") if city.strip()]
        if len(cities) != 1:
            return ""
        city = plain(cities[0])
        present = {
            "SUN": ("RUS", "UKR", "SUN"),
            "XVS": ("VNM",),
            "DDR": ("DEU",),
            "YUG": ("SRB",),
            "SCG": ("SRB",),
            "CSK": ("CZE",),
        }.get(actor, (actor,))
        for country in (*present, ""):
            if (city, country) in self.register.places:
                return self.register.places[city, country]
        return ""

    def _place_in_us(self, text: str) -> str:
        text = AFTERWARDS.sub("", text)
        met_at = next((slug for words, slug in MET_AT.items() if words in text), "")
        if met_at and "Washington" not in text:
            return met_at
        named = {slug for words, slug in PLACES_IN_US.items() if words in text}
        if "Washington" in text and not named:
            return "washington"
        if len(named) == 1 and "Washington" not in text:
            (slug,) = named
            return slug if slug in self.register.slugs else ""
        elsewhere = named or OTHER_PLACE.search(text)
        return "" if elsewhere else "washington"


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


def _meeting(
    key: str, row: Row, days: tuple[str, str], place: str, us: tuple[str, str], met: Met
) -> Row:
    return {
        "key": key,
        "start": days[0],
        "end": days[1],
        "place": place,
        "person": us[0],
        "office": us[1],
        "actor": met.actor,
        "counterparts": "|".join(met.people),
        "source": row["source_url"],
    }


def main(rows: list[Row]) -> None:
    """Write the three tables."""
    lists = Lists(Register.load())
    kept: list[Row] = []
    left_out: list[Row] = []
    for row in rows:
        try:
            kept += lists.meetings_of(row)
        except LeftOut as reason:
            left_out.append({"row": f"{row['kind']}-{row['source_id']}", "reason": str(reason)})
    kept, same = _without_the_same(kept)
    left_out += same
    kept.sort(key=lambda meeting: (meeting["start"], meeting["end"], meeting["key"]))
    write("meetings", COLUMNS, kept)
    write("left_out", ("row", "reason"), left_out)
    pages = {row["source_url"]: row for row in rows}
    used = sorted({meeting["source"] for meeting in kept})
    write(
        "sources", ("url", "title"), ({"url": url, "title": title_of(pages[url])} for url in used)
    )


def title_of(row: Row) -> str:
    """Return the title of the page of the list that has a row."""
    if row["kind"] == "visit":
        country = row["source_url"].rsplit("/", 1)[1].replace("-", " ").title()
        return f"Visits By Foreign Leaders of {country}"
    office = "President" if "President" in row["role"] else "Secretary"
    return f"{row['person']} - Travels of the {office}"


def _without_the_same(meetings: list[Row]) -> tuple[list[Row], list[Row]]:
    """Leave out a Secretary’s meeting with somebody whom the President met on the same trip."""
    president = defaultdict(list)
    for meeting in meetings:
        if meeting["office"] == "usa-president":
            for person in meeting["counterparts"].split("|"):
                president[meeting["actor"], person].append((meeting["start"], meeting["end"]))
    kept, left_out, seen = [], [], set()
    for meeting in meetings:
        people = meeting["counterparts"].split("|")
        same = meeting["office"] != "usa-president" and all(
            any(
                start <= meeting["end"] and meeting["start"] <= end
                for start, end in president[meeting["actor"], person]
            )
            for person in people
        )
        identity = tuple(meeting[name] for name in COLUMNS[1:-1])
        if same or identity in seen:
            reason = "the President met the same people then" if same else "the same as another row"
            left_out.append({"row": meeting["key"], "reason": reason})
        else:
            seen.add(identity)
            kept.append(meeting)
    return kept, left_out


if __name__ == "__main__":
    main(read(Path(sys.argv[1])))
