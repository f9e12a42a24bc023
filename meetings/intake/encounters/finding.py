"""Finds the encounters in the sentences of a story."""

import re

from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence, Referent
from meetings.intake.people.ranks import PRINCIPALS

from .encounter import Encounter
from .making import EncounterMaker
from .patterns import Hit, Pattern, has_words, patterns
from .referring import Resolver
from .sameness import actors_of, distinct, is_among
from .thread import Thread

_MOST_ENCOUNTERS = 12
_PAIR = 2
_CUE = Pattern("named together", re.compile(r".*"), channel_words=True)


class EncounterReader:
    """Reads the encounters of a story, sentence by sentence."""

    def __init__(self, cast: Cast, author: Referent | None) -> None:
        """Begin to read; ``author`` is who says “I” in a text of their own."""
        self.cast, self.tongue = cast, cast.tongue
        self.thread = Thread(author=author)
        self.resolver = Resolver(cast, self.thread)
        self.maker = EncounterMaker(cast, self.thread)

    def read(self, read: ReadSentence) -> list[Encounter]:
        """Return the encounters of a sentence; remember who it was about."""
        encounters = self._by_patterns(read)
        if all(encounter.weak for encounter in encounters):
            encounters.extend(self._by_cue(read))
        self.thread.goes_on(encounters)
        if (subject := self.resolver.subject_to_remember(read)) is not None:
            self.thread.salient = [subject]
        return encounters[:_MOST_ENCOUNTERS]

    def _by_patterns(self, read: ReadSentence) -> list[Encounter]:
        """Return what the patterns find; words already read, and whom they meet, count once."""
        encounters: list[Encounter] = []
        used: list[tuple[int, int]] = []
        objects: set[str] = set()
        aside: dict[str, list[Referent]] = {}
        self.thread.here = encounters
        for pattern in patterns(self.tongue):
            for match in pattern.expression.finditer(read.tagged):
                hit = Hit(pattern, match, read)
                overlaps = any(start < match.end() and match.start() < end for start, end in used)
                if hit.b in objects or (overlaps and not (hit.b and objects)):
                    continue
                if not (here := self._of_hit(hit, aside)):
                    continue
                encounters.extend(here)
                used.append(match.span())
                if hit.b:
                    objects.add(hit.b)
                    if pattern.aside:
                        aside[hit.b] = here[0].people[:1]
        return encounters

    def _by_cue(self, read: ReadSentence) -> list[Encounter]:
        """Return the encounter of two principals whom a story's first sentences name together.

        Writers have more ways to say that two people met than there are patterns; the first
        sentences of a story about two principals that speak of talks or a summit mean theirs.
        """
        if read.paragraph > 0 or read.sentence.is_title:
            return []
        cues = self.tongue.patterns["cues"]
        if not has_words(read.tagged, cues["words"]) or has_words(read.tagged, cues["against"]):
            return []
        named = [m for party in read.parties for m in party.members if m.figure is not None]
        people = distinct(self.resolver.all_of(named, read))
        principals = [person for person in people if person.office in PRINCIPALS]
        match = _CUE.expression.match(read.tagged)
        if match is None or len(principals) != _PAIR or len(actors_of(principals)) != _PAIR:
            return []
        return [self.maker.encounter(Hit(_CUE, match, read), principals)]

    def _of_hit(self, hit: Hit, aside: dict[str, list[Referent]]) -> list[Encounter]:
        """Return the encounters of one match; ``aside`` has the subjects of clauses, by sign."""
        pattern = hit.pattern
        first = self._first(hit, aside)
        second = self._met(hit, first)
        if pattern.lone and first:
            return [self.maker.lone(hit, first)]
        nobody = (hit.a and not first) or (hit.b and not second)
        if nobody or (pattern.people_only and all(m.delegation for m in second or first)):
            return []
        if pattern.joins is True or (pattern.joins and self.thread.is_of_last(first)):
            return self.maker.joined(hit, first, second)
        if pattern.sessions:
            return self.maker.of_sessions(hit, first)
        if pattern.groups:
            return self.maker.of_groups(hit, first)
        return self._of_two_sides(hit, first, second)

    def _first(self, hit: Hit, aside: dict[str, list[Referent]]) -> list[Referent]:
        """Return who acts: whom the words name, the subject of the sentence, the protagonist."""
        people = self.resolver.people(hit.a, hit.read)
        if hit.a:
            people = self.resolver.subject_of(hit, aside.get(hit.a, people))
        if hit.pattern.subject == "salient":
            people = self.resolver.salient_before(hit)
        if hit.pattern.subject == "together":
            people = list(self.thread.together)
        if hit.pattern.inherits:
            people = self.thread.protagonist() or people
        return people

    def _met(self, hit: Hit, first: list[Referent]) -> list[Referent]:
        """Return whom they meet: whom the words name, the last person, the country of a visit."""
        if hit.pattern.object == "last":
            return self.resolver.last_person(first)
        if hit.pattern.object == "host country":
            return self.resolver.host_country(hit, first)
        apart = first[0].actor if hit.a and len(first) == 1 else ""
        return self.resolver.people(hit.b, hit.read, apart)

    def _of_two_sides(
        self, hit: Hit, first: list[Referent], second: list[Referent]
    ) -> list[Encounter]:
        if not second and len(distinct(first)) < _PAIR:
            return []
        known = [member for member in second if member.figure is not None or member.represents]
        others = [member for member in known if not is_among(member, first)]
        if not others and (hit.b or not hit.pattern.plural):
            return []
        if any(member.is_spokesperson for member in (*first, *others)):
            return []
        return self.maker.made(hit, first, others)
