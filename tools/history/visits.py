"""Visits of foreign leaders: whether, when and where the President met the visitor."""

import re
from collections.abc import Iterator

from tools.history.register import Days, LeftOut, Met, Register, Row
from tools.history.vocabulary import (
    ABBREVIATION,
    DATE,
    MONTH_AND_DOT,
    NEXT_VISITOR,
    PERSON,
    RANKS,
    day_in,
)

# Kinds of visits that include a meeting with the President.
_KIND = (
    r"(?:state visit|official visit|offical visit|working visit|official working visit|"
    r"official select visit|summit meeting)"
)
WITH_PRESIDENT = re.compile(rf"{_KIND}\b", re.IGNORECASE)
KIND_AT = re.compile(rf"^{_KIND}(?= (?:in|at|to|\())[^.;]*", re.IGNORECASE)
# “Official select visit. Discussed the war with Iraq at Camp David”.
DISCUSSED = re.compile(r"\bDiscussed [^.;]*")
_MEETING = (
    r"\b(?i:met with|meetings? with|conferred with|discussed [^.;]*?\bwith|"
    r"(?<!africare )(?:luncheon|dinner) with)"
    r" (?:the |The )?"
)
NO_PRESIDENT = re.compile(r"\b(president-elect|vice president)\b", re.IGNORECASE)
# What follows is no more of the meeting with the President.
OTHER_CLAUSE = re.compile(
    r"\b(visited|arrived|departed|stopped|addressed|received|opened|signed|went|"
    r"(?<!while )attended|(?:and|while) attending (?!a |an |the |UN |NATO )|also|afterwards?|"
    r"later|previously|after|before|following|en route|returning|on (?:his|her) way|"
    r"beginning|private visit afterwards?|accompanied)\b",
    re.IGNORECASE,
)
# What was before or after the meeting says nothing of its place.
OTHER_TIME = re.compile(r"\b(?:after|before|following|returning|en route)\b[^.;]*", re.IGNORECASE)
# A place after a preposition, and the next one of “at Crawford and Waco”.
_PLACE = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
AT_PLACE = re.compile(
    rf"(?:\b(?:in|at|during|visit to|near) |visit \()(?:the )?(?P<first>{_PLACE})"
    rf"(?:(?:, [A-Z][\w]+)?,? and (?:in |at )?(?P<second>{_PLACE}))?"
)
# “Hyde Park (New York)”: the State of the Union behind a city.
STATE_BEHIND = re.compile(r"\b([A-Z]\w*) \([A-Z][\w. ]+\)")
# Words after a preposition that are no place.
EVENT = re.compile(
    r"\b(Summit|Conference|Council|Meeting|Assembly|Session|Reception|Forum|Congress|US|"
    r"United States|Economic|Oval|Clinic|Gallery|Far East|Middle East|"
    r"Europe|Korea|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b"
)
UNITED_NATIONS = re.compile(r"\b(?<!Virginia )General Assembly|\bUN\b|United Nations")
# Names of the lists for places of the reference data.
PLACES = {
    "New York City": "new-york", "White House": "washington", "Blair House": "washington",
    "Washington": "washington", "Smithsonian Institution": "washington",
}  # fmt: skip


class Visits:
    """Reads rows of visits."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def met_on(self, row: Row, days: Days) -> Iterator[tuple[Met, Days, str]]:
        """Yield whom the President met, and on which days; raises LeftOut."""
        text = _readable(row["description"])
        clauses = list(_clauses_of_meeting(text, self._surname(days)))
        _require_meeting(text, clauses)
        if row["role"].lower() in ("president-elect", "") or row["person"][:1] in "-&":
            raise LeftOut("visitor without an office at the time")
        if row["person_country"] == "US":
            raise LeftOut("country of the visitor is wrong in the list")
        actor = self.register.country("", row["person_country"], days[0])
        if not self.register.existed(actor, days[1]):
            raise LeftOut("the visitor’s state did not exist yet")
        people = [self._person(actor, *visitor, days) for visitor in _visitors(row)]
        yield Met(actor, people), _days_of(clauses, days), ""

    def president(self, days: Days) -> tuple[str, str]:
        """Return person and office of the President of the day; raises LeftOut."""
        presidents = [
            term
            for term in self.register.terms["USA"]
            if term.office == "usa-president" and term.runs(days)
        ]
        if len(presidents) != 1:
            raise LeftOut("a new President took office during the visit, or is not known")
        return presidents[0].person, presidents[0].office

    def place(self, row: Row, days: Days) -> str:
        """Return the place of the meeting, or "" if the row leaves it open.

        Places count in the words about the meeting alone. Where these name none, it was at
        Washington if the row begins with the kind of the visit, or names no place at all.
        """
        text = _readable(row["description"])
        clauses = list(_clauses_of_meeting(text, self._surname(days)))
        of_kind = WITH_PRESIDENT.match(text)
        if kind_at := KIND_AT.match(text):
            clauses.append(OTHER_CLAUSE.split(kind_at[0])[0])
        places = {place for clause in clauses for place in self._places(clause)}
        if not places:
            talks = (place for words in DISCUSSED.findall(text) for place in self._places(words))
            places = {place for place in talks if place}
        if not places and any(UNITED_NATIONS.search(clause) for clause in clauses):
            return "new-york"
        if len(places) == 1:
            return places.pop()
        elsewhere = set(self._places(OTHER_TIME.sub("", text))) - {"washington"}
        is_elsewhere = elsewhere or UNITED_NATIONS.search(text)
        return "" if places or (is_elsewhere and not of_kind) else "washington"

    def _surname(self, days: Days) -> str:
        """Return the surname of the President of the day, or a pattern for any."""
        try:
            person, _ = self.president(days)
        except LeftOut:
            return r"[A-Z]\w+"
        return person.rsplit("-", 1)[1].title()

    def _person(self, actor: str, title: str, name: str, days: Days) -> str:
        """Return a slug with the office, or a title as reported; raises LeftOut."""
        if title not in RANKS:
            raise LeftOut("office of the visitor is none that the rules know")
        if term := self.register.held_by(actor, title, name, days):
            return f"{term.person} {term.office}"
        reported = self.register.as_reported(actor, title, name, days)
        if not reported:
            raise LeftOut("the terms have somebody else in this office then")
        return reported

    def _places(self, clause: str) -> Iterator[str]:
        """Yield the places that a clause names; "" is one that the register does not have."""
        known, unknown = [], []
        for at in AT_PLACE.finditer(clause):
            names = [name for name in (at["first"], at["second"]) if name]
            places = [place for name in names if (place := self._place(name))]
            others = [
                name
                for name in names
                if not (self._place(name) or EVENT.search(name) or UNITED_NATIONS.search(name))
            ]
            # “In Milwaukee and Washington”: one of the two is the place, or both.
            known += [*places, ""] if places and others else places
            unknown += others
        yield from known or ("" for _ in unknown)

    def _place(self, text: str) -> str:
        words = text.split()
        for end in range(len(words), 0, -1):
            name = " ".join(words[:end])
            if place := PLACES.get(name) or self.register.place(name, "USA"):
                return place
        return ""


def _require_meeting(text: str, clauses: list[str]) -> None:
    """Raise LeftOut unless a text says that the President met the visitor.

    Dates and other purposes before the kind of the visit: the row’s days are not the visit’s.
    """
    met_another = NO_PRESIDENT.search(text) and "et with" in text
    if not clauses and (met_another or not WITH_PRESIDENT.match(text)):
        raise LeftOut("visit without a meeting with the President that the list names")


def _readable(text: str) -> str:
    """Return a text without the dots of abbreviations and the States behind cities."""
    text = MONTH_AND_DOT.sub(r"\1", ABBREVIATION.sub(r"\1", text))
    return STATE_BEHIND.sub(lambda city: city[0] if DATE.search(city[0]) else city[1], text)


def _clauses_of_meeting(text: str, surname: str) -> Iterator[str]:
    """Yield what the text says of each meeting with the President of that name.

    “President” with another name is another state’s.
    """
    president = rf"President(?!-elect| of\b)\b(?=(?: [A-Z][\w’]*){{0,3}}? {surname}\b|(?! [A-Z]))"
    # “State visit; also met with President Ford in Jacksonville”: the visit had its own meeting.
    main = "(?<!also )" if WITH_PRESIDENT.match(text) else ""
    for met in re.finditer(rf"{main}{_MEETING}(?:{president})(?P<about>[^.;]*)", text):
        yield OTHER_CLAUSE.split(met["about"])[0]


def _days_of(clauses: list[str], stay: Days) -> Days:
    """Return the days of the meetings with the President, or those of the stay."""
    given = [days for clause in clauses if (days := day_in(clause, stay))]
    if not given or len(given) < len(clauses):
        return stay
    return min(first for first, _ in given), max(last for _, last in given)


def _visitors(row: Row) -> Iterator[tuple[str, str]]:
    """Yield title and name of each visitor of a row."""
    first, *others = NEXT_VISITOR.split(row["person"])
    role = row["role"]
    # The lists cut titles of two words: “First”, “Secretary Edward Gierek”.
    for start, rest in (("First", "Secretary"), ("General", "Secretary"), ("Head", "of State")):
        if role == start and first.startswith(f"{rest} "):
            role, first = f"{start} {rest}", first.removeprefix(f"{rest} ")
    yield role, first
    for other in others:
        if named := PERSON.match(other):
            yield named["title"], named["name"]
