"""Whose account of a meeting a story gives: an official publisher's, or one that it relays."""

import re
from dataclasses import dataclass

from meetings.models.choices import Attribution, Extent, Occurrence

from .article import Article
from .encounters import same
from .gathering import Gathered
from .people import Cast, ReadSentence
from .titles import rank_of
from .proposal import ProposedAccount, Span

_OFF = (Occurrence.POSTPONED, Occurrence.CALLED_OFF)
_OWNER = 4  # characters of “’s ” between whose ministry it is and the word
_LEAD = 2  # paragraphs in which a story says on whose word all of it rests


@dataclass(frozen=True)
class Voice:
    """An actor's word in a sentence, and on whose word it rests."""

    actor: str
    attribution: Attribution
    attributed_to: str
    span: Span


class VoiceReader:
    """Finds the accounts of a meeting in a story."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.article, self.cast, self.sentences = article, cast, sentences
        words = cast.tongue.words["voices"]
        said = sorted(words["account"], key=len, reverse=True)
        self.said = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, said))})(?![\w-])", re.IGNORECASE
        )
        offices = sorted(words["offices"], key=len, reverse=True)
        self.offices = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, offices))})(?![\w-])", re.IGNORECASE
        )
        self.last_office = ""  # the actor of “the ministry” that was named last
        self.joint = re.compile(words["joint"], re.IGNORECASE)
        verbs, names = "|".join(map(re.escape, said)), "|".join(map(re.escape, offices))
        table = words["patterns"]
        self.party_said = re.compile(table["party_said"].replace("{said}", verbs))
        self.office_said = re.compile(
            table["office_said"].replace("{said}", verbs).replace("{office}", names)
        )
        self.place_said = re.compile(table["place_said"])
        self.both = re.compile(table["both"].replace("{said}", verbs))

    def read(self, gathered: Gathered, span: list[ReadSentence]) -> list[ProposedAccount]:
        """Return the accounts: joint, or each side's own; the outlet's own where nobody else's is."""
        actors = [p.actor or (p.figure.actor if p.figure else "") for p in gathered.people]
        actors = list(dict.fromkeys(filter(None, actors)))
        if joint := self._joint(span, actors):
            return [joint]
        if self.article.is_official and self.article.home:
            return [self._own(gathered, self.article.home, span)]
        if gathered.occurrence != Occurrence.HELD:
            lead = [read for read in self.sentences if read.sentence.paragraph < _LEAD]
            span = [*span, *(read for read in lead if all(read is not other for other in span))]
        voices = self._relayed(gathered, span, actors)
        if not voices and self.article.home in actors:
            voices = [
                Voice(
                    self.article.home,
                    Attribution.STATEMENT,
                    "",
                    gathered.first.sentence.sentence.span,
                )
            ]
        accounts = [
            ProposedAccount(
                [voice.actor],
                voice.attribution,
                voice.attributed_to,
                Extent.RELAYED,
                gathered.occurrence,
                evidence=[voice.span],
            )
            for voice in voices
        ]
        return accounts or [
            ProposedAccount([], Attribution.OUTLET, "", Extent.WHOLE, gathered.occurrence)
        ]

    def _own(self, gathered: Gathered, actor: str, span: list[ReadSentence]) -> ProposedAccount:
        return ProposedAccount(
            [actor],
            Attribution.STATEMENT,
            "",
            Extent.WHOLE,
            gathered.occurrence,
            evidence=[read.sentence.span for read in span[:1]],
        )

    def _joint(self, span: list[ReadSentence], actors: list[str]) -> ProposedAccount | None:
        """Return the account of a joint statement, if the story says that it is one."""
        if len(actors) < 2:
            return None
        places = [self.article.source.title, *(read.sentence.text for read in span[:3])]
        lead = self.sentences[:3]
        places.extend(read.sentence.text for read in lead)
        if not any(self.joint.search(text) for text in places):
            return None
        is_text = bool(self.joint.search(self.article.source.title)) or any(
            self.joint.search(read.sentence.text) and "text of" in read.sentence.text.lower()
            for read in lead
        )
        return ProposedAccount(
            actors,
            Attribution.STATEMENT,
            "",
            Extent.WHOLE if is_text else Extent.RELAYED,
            Occurrence.HELD,
        )

    def _relayed(
        self, gathered: Gathered, span: list[ReadSentence], actors: list[str]
    ) -> list[Voice]:
        voices: dict[str, Voice] = {}
        mine = [encounter.sentence for encounter in gathered.encounters]
        for read in span:
            near = any(read is own for own in mine) or read.sentence.paragraph <= 0
            for voice in self._voices_in(read, gathered, actors, is_own=near):
                wide = gathered.occurrence != Occurrence.HELD and near
                if voice.actor in actors or (wide and voice.actor):
                    voices.setdefault(voice.actor, voice)
        if gathered.occurrence in _OFF and not voices:
            subject = gathered.first.people[0]
            if actor := subject.actor or (subject.figure.actor if subject.figure else ""):
                span_of_it = gathered.first.sentence.sentence.span
                voices[actor] = Voice(actor, Attribution.STATEMENT, "", span_of_it)
        return list(voices.values())

    def _voices_in(
        self, read: ReadSentence, gathered: Gathered, actors: list[str], *, is_own: bool
    ) -> list[Voice]:
        """Return who speaks in a sentence: offices, spokespeople, and who tells of their own plans."""
        span, line = read.sentence.span, read.tagged
        voices: list[Voice] = []
        if self.both.search(line):
            voices.extend(Voice(actor, Attribution.STATEMENT, "", span) for actor in actors[:2])
        for match in self.office_said.finditer(line):
            start = read.offsets[match.start()]
            actor = self._actor_near(read, start, match[0]) or self.last_office
            if actor:
                self.last_office = actor
                voices.append(Voice(actor, Attribution.STATEMENT, "", span))
        for match in self.place_said.finditer(line if is_own else ""):
            group = "a" if match["a"] else "b"
            if actor := self._government(read, read.offsets[match.start(group)]):
                voices.append(Voice(actor, Attribution.STATEMENT, "", span))
        for match in self.party_said.finditer(line):
            party = read.parties[int((match["after"] or match["before"])[1:])]
            if len(party.members) != 1:
                continue
            member = party.members[0]
            rank = member.rank or (member.figure.rank if member.figure else "")
            actor = member.actor or (member.figure.actor if member.figure else "")
            if rank == "spokesperson" and not actor:
                first = gathered.people[0]
                actor = first.actor or (first.figure.actor if first.figure else "")
            if member.delegation or not actor:
                continue
            words = self.article.text[party.span.start : party.span.end]
            if rank == "spokesperson":
                voices.append(Voice(actor, Attribution.SPOKESPERSON, words, span))
            elif (
                (is_own and gathered.occurrence != Occurrence.HELD)
                or gathered.occurrence in (*_OFF, Occurrence.DENIED)
                or not any(same(member, person) for person in gathered.people)
            ):
                voices.append(Voice(actor, Attribution.NAMED_OFFICIAL, words, span))
        return voices

    def _government(self, read: ReadSentence, offset: int) -> str:
        """Return the actor whose capital stands at an offset: “according to Manila”."""
        place = next((chunk.place for chunk in read.chunks if chunk.span.start == offset), None)
        if place is None:
            return ""
        actors = self.cast.gazetteer.actors.values()
        return next((a.code for a in actors if a.is_country and a.capital == place.key), "")

    def _actor_near(self, read: ReadSentence, start: int, words: str) -> str:
        """Return the actor of a ministry: named before or after it, or known by its name."""
        own = self.cast.tongue.words["voices"]["of_actor"]
        for name, code in own.items():
            if name in words.lower() and code in self.cast.gazetteer.actors:
                return str(code)
        for chunk in read.chunks:
            if chunk.actor and (
                start - 25 <= chunk.span.start <= start
                or start <= chunk.span.start <= start + len(words) + 20
            ):
                return chunk.actor
        owner = next((p for p in read.parties if 0 <= start - p.span.end <= _OWNER), None)
        if owner is not None and owner.members:
            member = owner.members[0]
            if actor := member.actor or (member.figure.actor if member.figure else ""):
                return actor
        possessive = self.article.text[max(0, start - 12) : start].lower()
        if any(f"{word} " in f"{possessive} " for word in self.cast.tongue.words["grammar"]["his"]):
            party = next((p for p in read.parties if p.members and p.span.start < start), None)
            if party is not None:
                member = party.members[0]
                return member.actor or (member.figure.actor if member.figure else "")
        if self.cast.home:
            return self.cast.home
        rank = rank_of(words, self.cast.tongue.tag)
        figure = self.cast.by_office("", rank, start) if rank else None
        return figure.actor if figure is not None else ""
