"""Who speaks in a sentence for a government: offices, capitals, spokespeople, principals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.intake.encounters.sameness import actors_of, is_among
from meetings.intake.gathering.gathered import OFF, Gathered
from meetings.intake.languages import alternatives
from meetings.intake.page.article import Article
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import Party, ReadSentence
from meetings.intake.proposal import Span
from meetings.intake.words.titles import rank_of
from meetings.models.choices import Attribution, Occurrence

_OWNER = 4  # characters of “’s ” between whose ministry it is and the word
_BEFORE, _AFTER = 25, 20  # characters around a ministry in which its country stands
_POSSESSIVE = 12  # characters before a ministry in which “his” stands


@dataclass(frozen=True)
class Voice:
    """An actor's word in a sentence, and on whose word it rests."""

    actor: str
    attribution: Attribution
    attributed_to: str
    span: Span


class SpeakerFinder:
    """Finds the voices in the sentences of one story, in their order."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.article, self.cast, self.sentences = article, cast, sentences
        self.words = cast.tongue.words["voices"]
        self.possessives: list[str] = cast.tongue.words["grammar"]["his"]
        self.last_office = ""  # the actor of “the ministry” that was named last
        verbs, names = alternatives(self.words["account"]), alternatives(self.words["offices"])
        self.patterns = {
            key: re.compile(text.replace("{said}", verbs).replace("{office}", names))
            for key, text in self.words["patterns"].items()
        }

    def voices_in(self, read: ReadSentence, gathered: Gathered, *, is_own: bool) -> Iterator[Voice]:
        """Yield who speaks in a sentence; ``is_own`` says that it tells of the meeting itself."""
        actors = [*self._offices_in(read), *(self._capitals_in(read) if is_own else ())]
        if self.patterns["both"].search(read.tagged):
            actors = [*actors_of(gathered.people)[:2], *actors]
        for actor in filter(None, actors):
            yield Voice(actor, Attribution.STATEMENT, "", read.sentence.span)
        for match in self.patterns["party_said"].finditer(read.tagged):
            party = read.parties[int((match["after"] or match["before"])[1:])]
            if voice := self._of_party(party, read, gathered, is_own=is_own):
                yield voice

    def _offices_in(self, read: ReadSentence) -> Iterator[str]:
        """Yield the actors whose ministry or other office says something."""
        for match in self.patterns["office_said"].finditer(read.tagged):
            yield self._of_office(read, read.offsets[match.start()], match[0])

    def _capitals_in(self, read: ReadSentence) -> Iterator[str]:
        """Yield the actors whose capital says something."""
        for match in self.patterns["place_said"].finditer(read.tagged):
            group = "a" if match["a"] else "b"
            yield self._government(read, read.offsets[match.start(group)])

    def _of_party(
        self, party: Party, read: ReadSentence, gathered: Gathered, *, is_own: bool
    ) -> Voice | None:
        """Return a spokesperson, or a principal who speaks of what is planned or of others."""
        member = party.members[0] if len(party.members) == 1 else None
        if member is None or member.delegation:
            return None
        actor = member.represents
        words = self.article.text[party.span.start : party.span.end]
        if member.is_spokesperson:
            actor = self._whose(read, words) or actor or gathered.people[0].represents
        if not actor:
            return None
        if member.is_spokesperson:
            return Voice(actor, Attribution.SPOKESPERSON, words, read.sentence.span)
        planned = is_own and gathered.occurrence != Occurrence.HELD
        off = gathered.occurrence in (*OFF, Occurrence.DENIED)
        if planned or off or not is_among(member, gathered.people):
            return Voice(actor, Attribution.NAMED_OFFICIAL, words, read.sentence.span)
        return None

    def _whose(self, read: ReadSentence, words: str) -> str:
        """Return the actor of whom the sentence before speaks first, for “His spokesperson”."""
        if not words or words.split(maxsplit=1)[0].lower() not in self.possessives:
            return ""
        before = [
            other
            for other in self.sentences
            if other.sentence.span.start < read.sentence.span.start
        ]
        parties = (p for p in (before[-1].parties if before else ()) if p.members)
        party = next(parties, None)
        return party.members[0].represents if party is not None else ""

    def _government(self, read: ReadSentence, offset: int) -> str:
        """Return the actor whose capital stands at an offset: “according to Manila”."""
        chunk = next((chunk for chunk in read.chunks if chunk.span.start == offset), None)
        if chunk is None or chunk.place is None:
            return ""
        country = self.cast.gazetteer.countries_by_capital.get(chunk.place.key)
        return country.code if country else ""

    def _of_office(self, read: ReadSentence, start: int, words: str) -> str:
        """Return the actor of a ministry, else that of the ministry named before."""
        actor = (
            self._by_name(words)
            or self._of_subject(read, start, words)
            or self._beside(read, start, words)
            or self._owner(read, start)
            or self.cast.home
            or self._of_rank(words, start)
            or self.last_office
        )
        self.last_office = actor or self.last_office
        return actor

    def _by_name(self, words: str) -> str:
        own: dict[str, str] = self.words["of_actor"]
        known = self.cast.gazetteer.actors
        names = (name for name, code in own.items() if name in words.lower() and code in known)
        return own.get(next(names, ""), "")

    def _beside(self, read: ReadSentence, start: int, words: str) -> str:
        """Return the actor named shortly before a ministry or in its name."""
        end = start + len(words) + _AFTER
        return next(
            (c.actor for c in read.chunks if c.actor and start - _BEFORE <= c.span.start <= end), ""
        )

    def _owner(self, read: ReadSentence, start: int) -> str:
        """Return the actor of “X’s ministry”."""
        near = (p for p in read.parties if p.members and 0 <= start - p.span.end <= _OWNER)
        owner = next((p for p in near if "," not in self.article.text[p.span.end : start]), None)
        return owner.members[0].represents if owner is not None else ""

    def _of_subject(self, read: ReadSentence, start: int, words: str) -> str:
        """Return the actor of the first party, for “his ministry”, “statement of his ministry”."""
        before = self.article.text[max(0, start - _POSSESSIVE) : start]
        near = f"{before} {words} ".lower().split()
        if not any(word in near for word in self.possessives):
            return ""
        parties = (p for p in read.parties if p.members and p.span.start < start)
        party = next(parties, None)
        return party.members[0].represents if party is not None else ""

    def _of_rank(self, words: str, start: int) -> str:
        rank = rank_of(words, self.cast.tongue)
        figure = self.cast.by_office("", rank, start) if rank else None
        return figure.actor if figure is not None else ""
