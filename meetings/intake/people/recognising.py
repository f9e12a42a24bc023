"""Which person of the register a name or an office means."""

import datetime

from meetings.intake.gazetteer import Gazetteer, KnownPerson, KnownTerm
from meetings.intake.languages import Language
from meetings.models.choices import RANK_ORDER

from .likeness import SURNAME, Keys, name_likeness
from .ranks import ranks_of

_MARGIN = 14  # days by which a term may begin or end beside the truth
_LOWEST = 99
_HIGH = RANK_ORDER["foreign_minister"]


class Recogniser:
    """Finds people of the register for the names of one story."""

    def __init__(
        self, gazetteer: Gazetteer, tongue: Language, published: datetime.date | None, home: str
    ) -> None:
        self.gazetteer, self.tongue = gazetteer, tongue
        self.published, self.home = published, home
        self._known: dict[tuple[Keys, str, str], KnownPerson | None] = {}

    def person(self, keys: Keys, actor: str, rank: str) -> KnownPerson | None:
        """Return the person of the register with a name (folded words), None if not certain.

        Names from other scripts are also tried as English spells them: “Poutine”, “Putin”.
        """
        asked = (keys, actor, rank)
        if asked not in self._known:
            english = tuple(map(self.tongue.in_english_spelling, keys))
            person = self._spelled(keys, actor, rank)
            if person is None and english != keys:
                person = self._spelled(english, actor, rank)
            self._known[asked] = person
        return self._known[asked]

    def is_family_name(self, word: str) -> bool:
        """Whether somebody of the register has a family name, in this spelling or in English."""
        families = self.gazetteer.families
        return word in families or self.tongue.in_english_spelling(word) in families

    def _spelled(self, keys: Keys, actor: str, rank: str) -> KnownPerson | None:
        candidates = {
            person.key: person
            for word in (keys[-1], keys[0], " ".join(keys[-2:]), " ".join(keys))
            for person in self.gazetteer.families.people(word)
        }
        graded = [(self._grade(p, keys, actor, rank), p) for p in candidates.values()]
        graded = sorted((g for g in graded if g[0] > 0), key=lambda pair: -pair[0])
        if not graded or (len(graded) > 1 and graded[0][0] == graded[1][0]):
            return None
        return graded[0][1]

    def _grade(self, person: KnownPerson, keys: Keys, actor: str, rank: str) -> int:
        """Return how well a person fits a name, an actor and a class of titles; 0 for not."""
        likeness = name_likeness(keys, person)
        if not likeness:
            return 0
        terms = [term for term in person.terms if term.runs_on(self.published, margin=_MARGIN)]
        if actor:
            return self._grade_for(actor, likeness, person, terms, rank)
        held = any(term.rank in ranks_of(rank) for term in terms)
        if likeness > SURNAME:
            return 40 * likeness + 10 * bool(terms) + 10 * held
        high = any(RANK_ORDER.get(term.rank, _LOWEST) <= _HIGH for term in terms)
        at_home = bool(self.home) and any(term.actor == self.home for term in terms)
        return 20 * (held and bool(rank)) + 10 * high + 5 * at_home

    def _grade_for(
        self, actor: str, likeness: int, person: KnownPerson, terms: list[KnownTerm], rank: str
    ) -> int:
        fitting = [term for term in terms if term.actor == actor]
        if not fitting:
            anywhere = any(term.actor == actor for term in person.terms)
            return 20 * likeness if likeness > SURNAME and anywhere else 0
        held = any(term.rank in ranks_of(rank) for term in fitting)
        return 40 * likeness + 20 * held + 5

    def holder(self, actor: str, rank: str) -> KnownPerson | None:
        """Return the only person who held an office of the actor and class on the day."""
        if not actor or not rank or self.published is None:
            return None
        people = {
            person.key: person
            for person, term in self.gazetteer.holders.get(actor, ())
            if term.rank in ranks_of(rank) and term.runs_on(self.published)
        }
        return next(iter(people.values())) if len(people) == 1 else None
