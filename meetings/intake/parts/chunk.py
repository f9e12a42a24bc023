"""The parts of a sentence that matter: titles, actors, names, places, summits and dates.

A part has a letter, so that the sentence becomes a string on which a language's patterns for
people and delegations are regular expressions (see ``languages/en/patterns.toml``).
"""

from dataclasses import dataclass, field

from meetings.intake.gazetteer import KnownPerson, KnownPlace, KnownSeries, KnownSummit
from meetings.intake.proposal import Span
from meetings.intake.words.date_words import DateWords

TITLE, TITLES, COUNTERPART, PORTFOLIO = "T", "U", "K", "F"
ADJECTIVE, ACTOR, PLACE, SUMMIT, DATE, NAME, SURNAME = "J", "C", "L", "S", "D", "N", "n"
HONORIFIC, POSSESSIVE, COMMA, DASH = "m", "s", ",", "-"
OTHER = "x"


@dataclass
class Chunk:
    """A part of a sentence: its letter, its place in the text, and what it stands for.

    A plural counterpart has the letter of plural titles. ``place`` is the place of the same name
    as an actor (Luxembourg), or for whose government a capital may stand.
    """

    letter: str
    span: Span
    text: str
    actor: str = ""
    person: KnownPerson | None = None
    place: KnownPlace | None = None
    series: KnownSeries | None = None
    summit: KnownSummit | None = None
    date: DateWords | None = None
    counterpart: bool = False
    spaced: bool = True  # for a dash: whether spaces stand around it
    words: list[str] = field(default_factory=list)
