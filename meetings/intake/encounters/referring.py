"""Whom the signs and pronouns of a sentence stand for."""

from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import SPOKESPERSON, Figure, Party, ReadSentence, Referent
from meetings.intake.people.ranks import same_level
from meetings.intake.people.subjects import is_subject
from meetings.intake.proposal import Span

from .offices import OfficeResolver
from .patterns import Hit, before_object
from .sameness import actors_of, distinct
from .thread import Thread

_PAIR = 2
_NEAR = 4  # people last named, among whom two of two actors are looked for


class Resolver:
    """Finds the people of signs in the sentences of one story."""

    def __init__(self, cast: Cast, thread: Thread) -> None:
        self.cast, self.tongue, self.thread = cast, cast.tongue, thread
        self.grammar: dict[str, list[str]] = self.tongue.words["grammar"]
        self.offices = OfficeResolver(cast, thread)

    def all_of(
        self, members: list[Referent], read: ReadSentence, apart: str = ""
    ) -> list[Referent]:
        """Return referents with the people whom their offices mean, nobody of ``apart``."""
        return [self.offices.resolved(member, read, apart) for member in members]

    def people(self, sign: str, read: ReadSentence, apart: str = "") -> list[Referent]:
        """Return whom a sign of the sentence stands for.

        An office alone is nobody of the actor ``apart``: whom its own people do not meet.
        """
        if not sign:
            return []
        party = read.parties[int(sign[1:])]
        if party.anaphor == "they":
            return self._they(party, read)
        if party.anaphor == "i":
            return [self.thread.author] if self.thread.author is not None else []
        people = self.all_of(party.members, read, apart)
        if party.anaphor == "he":
            return [*(self._subject_before(read, party) or self.thread.salient[:1]), *people]
        return people

    def subject_of(self, hit: Hit, first: list[Referent]) -> list[Referent]:
        """Return the subject of a verb after a party: another, where a preposition goes before it.

        “Vajpayee drove to the palace and met …”: the palace met nobody; nor did Y in “X received
        Y and met …”.
        """
        if not hit.words.startswith(hit.a) or not hit.a.startswith("P"):
            return first
        if not self._is_object(hit):
            return first
        position = hit.read.parties[int(hit.a[1:])].span.start
        for party in hit.read.in_order:
            if party.span.start >= position:
                break
            if party.anaphor == "he":
                return self.thread.salient[:1] or first
            if self.is_subject(party, hit.read):
                return self.all_of(party.members, hit.read)
        return first

    def _is_object(self, hit: Hit) -> bool:
        """Whether a preposition goes before {A}, or a verb of which “and” goes on."""
        before = hit.read.words_before.get(hit.a, "")
        grammar = self.tongue.words["grammar"]
        if before in grammar["not_subject"]:
            return True
        if before and before_object(self.tongue).search(hit.line[: hit.match.start()]):
            return True
        goes_on = any(hit.words.startswith(f"{hit.a} {word} ") for word in grammar["and"])
        return goes_on and before.isalpha() and before not in grammar["before_subject"]

    def salient_before(self, hit: Hit) -> list[Referent]:
        """Return the subject of a noun without one: “talks with …”."""
        target = hit.b[1:]
        parties = hit.read.parties[: int(target)] if target else hit.read.parties
        for party in parties:
            if party.anaphor == "he":
                break
            one_of_several = len(party.members) == 1 and party.members[0].plural_title
            if not one_of_several and self.is_subject(party, hit.read):
                return self.all_of(party.members, hit.read)
        return self.thread.salient[:1]

    def last_person(self, first: list[Referent]) -> list[Referent]:
        """Return whom “him” or “her” means: the last person of the story but the subject."""
        offset = first[0].span.start if first else 0
        candidates = [
            (at, figure)
            for figure in self.cast.figures
            if (at := figure.last_before(offset)) is not None
            and not any(member.figure is figure for member in first)
        ]
        if not candidates:
            return []
        _, figure = max(candidates, key=lambda pair: pair[0])
        return [_referent(figure)]

    def host_country(self, hit: Hit, first: list[Referent]) -> list[Referent]:
        """Return the country in which a visit is said to be: the first named after the visitor."""
        places = [chunk for chunk in hit.read.chunks if chunk.span.start > hit.start]
        codes = [chunk.actor or (chunk.place.country if chunk.place else "") for chunk in places]
        own = actors_of(first)
        code = next((code for code in (*codes, self.cast.home) if code and code not in own), "")
        return [Referent(Span(hit.start, hit.end), code, delegation=True)] if code else []

    def subject_to_remember(self, read: ReadSentence) -> Referent | None:
        """Return the person whom a sentence is about, for the pronouns of those that follow."""
        for party in read.parties:
            if party.anaphor:
                return None
            if not self.is_subject(party, read):
                continue
            person = next(member for member in party.members if not member.delegation)
            if person.plural_title:
                return None
            resolved = self.offices.resolved(person, read)
            if resolved.figure is not None or resolved.actor:
                return resolved
        return None

    def is_subject(self, party: Party, read: ReadSentence) -> bool:
        """Whether a party may be the subject, and speaks for itself."""
        return is_subject(party, read, self.tongue) and not party.members[0].is_spokesperson

    def _subject_before(self, read: ReadSentence, party: Party) -> list[Referent]:
        """Return the first person named before a pronoun in the sentence."""
        for other in read.parties:
            before = other.span.start < party.span.start
            if before and len(other.members) == 1 and self.is_subject(other, read):
                return other.members[:1]
        return []

    def _they(self, party: Party, read: ReadSentence) -> list[Referent]:
        """Return whom “they” means: two people named before in the sentence, else those last met.

        “The two presidents” after a meeting of ministers are the presidents of their countries.
        """
        people = self._pair_before(party, read) or list(self.thread.together)
        people = people or self._two_before(party.span.start)
        rank = self.tongue.words["anaphors"].get(party.words.lower(), "")
        if rank and len(actors_of(people)) != _PAIR:
            people = self._two_before(party.span.start, rank) or people
        if len(people) > _PAIR and set(party.words.split()) & set(self.grammar["two"]):
            people = _two_of(people, party, read)
        actors = actors_of(people)
        if len(actors) != _PAIR or not rank or any(same_level(p.office, rank) for p in people):
            return people
        titled = [Referent(party.span, actor, "", rank) for actor in actors]
        return self.all_of(titled, read)

    def _pair_before(self, party: Party, read: ReadSentence) -> list[Referent]:
        before = [
            other.members[0]
            for other in read.parties
            if len(other.members) == 1
            and other.span.start < party.span.start
            and other.is_people
            and not other.members[0].is_spokesperson
        ]
        named = distinct(self.all_of(before, read))
        return named if len(named) == _PAIR and len(actors_of(named)) == _PAIR else []

    def _two_before(self, offset: int, rank: str = "") -> list[Referent]:
        """Return the last two people of two actors (of a rank) that are named before an offset."""
        latest = [
            (at, figure)
            for figure in self.cast.figures
            if figure.actor
            and figure.rank
            and figure.rank != SPOKESPERSON
            and rank in ("", figure.rank)
            and self._is_in_office(figure)
            and (at := figure.last_before(offset)) is not None
        ]
        latest.sort(key=lambda pair: -pair[0])
        people: dict[str, Referent] = {}
        for _, figure in latest[:_NEAR]:
            people.setdefault(figure.actor, _referent(figure, first=True))
        return list(people.values())[:_PAIR] if len(people) >= _PAIR else []

    def _is_in_office(self, figure: Figure) -> bool:
        """Whether somebody may meet others at the time of the story, as far as is known."""
        return figure.known is None or figure.known.term_on(self.cast.published) is not None


def _two_of(people: list[Referent], party: Party, read: ReadSentence) -> list[Referent]:
    """Return two of more people: those of actors not named before in the sentence, or the first."""
    before = [other for other in read.parties if other.span.start < party.span.start]
    named = actors_of(member for other in before for member in other.members)
    others = [person for person in people if person.represents not in named]
    return others if len(others) == _PAIR else people[:_PAIR]


def _referent(figure: Figure, *, first: bool = False) -> Referent:
    span = figure.spans[0 if first else -1]
    return Referent(span, figure.actor, "", figure.rank, figure)
