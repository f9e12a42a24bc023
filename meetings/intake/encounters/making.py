"""Makes encounters of matches and the people they name."""

import re

from meetings.intake.parts.chunk import SUMMIT, Chunk
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import Referent
from meetings.intake.proposal import Span
from meetings.intake.words.tokens import keys_of

from .encounter import Encounter
from .modality import channel_of, dates_of, set_modality, setting_of
from .patterns import Hit, has_words
from .sameness import distinct
from .thread import Thread

_LONGEST_ORGANISATION = 3  # words of the name of a session that may name whose it is
_HOST = "host"


class EncounterMaker:
    """Makes the encounters of one story."""

    def __init__(self, cast: Cast, thread: Thread) -> None:
        self.cast, self.tongue, self.thread = cast, cast.tongue, thread

    def encounter(
        self,
        hit: Hit,
        people: list[Referent],
        first: list[Referent] | None = None,
        second: list[Referent] | None = None,
    ) -> Encounter:
        """Return an encounter of some people; ``first`` acted, ``second`` were met."""
        pattern, span = hit.pattern, Span(hit.start, hit.read.sentence.span.end)
        people = self.thread.with_names(people) if self.thread.together else people
        encounter = Encounter(people, hit.read, span, pattern.name, noun=hit.noun, end=hit.end)
        encounter.weak = pattern.weak
        is_aside = re.search(self.tongue.patterns["modality"]["aside"], hit.words)
        encounter.aside = pattern.aside or bool(is_aside)
        plural = pattern.plural and not hit.a.startswith("P")
        encounter.strong = not encounter.weak and not plural
        channel = self.thread.channel if pattern.same_channel else channel_of(hit, self.tongue)
        encounter.channel, encounter.setting = channel, setting_of(hit, self.tongue)
        encounter.dates = dates_of(hit, self.tongue)
        set_modality(encounter, hit, self.tongue)
        if pattern.inherits and self.thread.last is not None and not encounter.recalled:
            encounter.occurrence = self.thread.last.occurrence
            encounter.certainty = self.thread.last.certainty
        if _HOST in (pattern.role_of_a, pattern.role_of_b):
            encounter.hosts = (first if pattern.role_of_a == _HOST else second) or []
        return encounter

    def made(self, hit: Hit, first: list[Referent], second: list[Referent]) -> list[Encounter]:
        """Return one encounter of all, or one with each where the words say so."""
        if not second:
            return [self.encounter(hit, distinct(first))]
        if len(second) > 1 and self._is_separate(hit, first):
            pairs = [distinct([*first[:1], each]) for each in second]
            return [self.encounter(hit, pair, first, second) for pair in pairs]
        return [self.encounter(hit, distinct([*first, *second]), first, second)]

    def _is_separate(self, hit: Hit, first: list[Referent]) -> bool:
        table: dict[str, list[str]] = self.tongue.patterns["separate"]
        if len(first) > 1:
            return False
        if hit.pattern.separate:
            return True
        if has_words(hit.line, table["together"]):
            return False
        return hit.noun in table["plural_noun"] or has_words(hit.line, table["words"])

    def lone(self, hit: Hit, first: list[Referent]) -> Encounter:
        """Return a session that somebody chairs; those who took part are named later."""
        encounter = self.encounter(hit, distinct(first))
        encounter.hosts = first[:1]
        return encounter

    def joined(self, hit: Hit, first: list[Referent], second: list[Referent]) -> list[Encounter]:
        """Return an encounter that adds people to the last meeting."""
        if not first:
            return []
        here = [encounter for encounter in self.thread.here if not encounter.is_beside]
        last = here[-1] if here else self.thread.last
        if last is None:
            return [self.lone(hit, first)]
        more = first
        if hit.pattern.for_actor_of_a:
            actor = first[0].actor
            for member in second:
                member.actor = member.actor or actor
                if member.figure is not None:
                    member.figure.actor = member.figure.actor or actor
            more = second
        people = last.people if here else self.thread.together
        encounter = self.encounter(hit, [*people, *more])
        encounter.joins = True
        encounter.weak |= last.weak and not self.thread.has_met(last.people)
        if here:
            encounter.occurrence, encounter.channel = last.occurrence, last.channel
        return [encounter]

    def of_sessions(self, hit: Hit, first: list[Referent]) -> list[Encounter]:
        """Return a meeting for each of several sessions that somebody will attend."""
        sessions = [
            chunk
            for chunk in hit.read.chunks
            if chunk.letter == SUMMIT and chunk.span.start >= hit.end
        ]
        if len(sessions) < 2 or len(first) != 1 or first[0].delegation:
            return []
        encounters = []
        for chunk in sessions:
            code = self._organisation(chunk)
            hosts = [Referent(chunk.span, code, delegation=True)] if code else []
            encounter = self.encounter(hit, [*first, *hosts])
            encounter.sessions = [chunk]
            encounters.append(encounter)
        return encounters

    def _organisation(self, chunk: Chunk) -> str:
        """Return the organisation whose session a name is: the first that is part of the name."""
        articles = self.tongue.list_of("grammar", "the")
        named = [word for word in chunk.words if word not in articles]
        words = {" ".join(named[:count]) for count in range(1, _LONGEST_ORGANISATION + 1)}
        for actor in self.cast.gazetteer.actors.values():
            names = () if actor.is_country else actor.names
            if any(" ".join(keys_of(name)) in words for name in names):
                return actor.code
        return ""

    def of_groups(self, hit: Hit, first: list[Referent]) -> list[Encounter]:
        """Return a meeting for each format that is named by its countries: “India-France-UAE”."""
        return [
            self.encounter(hit, distinct([*first[:1], *party.members]))
            for party in hit.read.parties
            if party.is_group and party.span.start > hit.start
        ]
