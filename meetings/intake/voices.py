"""Whose account of a meeting a story gives: an official publisher's, or one that it relays."""

import re
from dataclasses import dataclass

from meetings.models.choices import Attribution, Extent, Occurrence

from .article import Article
from .gathering import Gathered
from .people import Cast, ReadSentence
from .proposal import ProposedAccount, Span

_OFFICIAL = ("ministry", "presidency", "organisation")


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
        said = sorted(words["said"], key=len, reverse=True)
        self.said = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, said))})(?![\w-])", re.IGNORECASE
        )
        offices = sorted(words["offices"], key=len, reverse=True)
        self.offices = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, offices))})(?![\w-])", re.IGNORECASE
        )
        self.joint = re.compile(words["joint"], re.IGNORECASE)

    def read(self, gathered: Gathered, span: list[ReadSentence]) -> list[ProposedAccount]:
        """Return the accounts: joint, or each side's own; the outlet's own where nobody else's is."""
        actors = [p.actor or (p.figure.actor if p.figure else "") for p in gathered.people]
        actors = list(dict.fromkeys(filter(None, actors)))
        if joint := self._joint(span, actors):
            return [joint]
        publisher = self.article.publisher
        if publisher is not None and publisher.kind in _OFFICIAL and publisher.actor:
            return [self._own(gathered, publisher.actor, span)]
        voices = self._relayed(gathered, span, actors)
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
        for read in span:
            if not self.said.search(self._unquoted(read)):
                continue
            for voice in self._voices_in(read):
                wide = gathered.occurrence != Occurrence.HELD
                if voice.actor in actors or wide and voice.actor:
                    voices.setdefault(voice.actor, voice)
        return list(voices.values())

    def _unquoted(self, read: ReadSentence) -> str:
        return re.sub(r"[\"“«][^\"”»]*[\"”»]", " ", read.sentence.text)

    def _voices_in(self, read: ReadSentence) -> list[Voice]:
        span, text = read.sentence.span, self.article.text
        voices: list[Voice] = []
        for match in self.offices.finditer(read.sentence.text):
            start = span.start + match.start()
            actor = self._actor_near(read, start, match[0])
            if actor and self._is_speaking(read, start, start + len(match[0])):
                voices.append(Voice(actor, Attribution.STATEMENT, "", span))
        for party in read.parties:
            if len(party.members) != 1 or party.anaphor:
                continue
            member = party.members[0]
            rank = member.rank or (member.figure.rank if member.figure else "")
            actor = member.actor or (member.figure.actor if member.figure else "")
            if (
                member.delegation
                or not actor
                or not self._is_speaking(read, party.span.start, party.span.end)
            ):
                continue
            attribution = (
                Attribution.SPOKESPERSON if rank == "spokesperson" else Attribution.NAMED_OFFICIAL
            )
            voices.append(Voice(actor, attribution, text[party.span.start : party.span.end], span))
        return voices

    def _is_speaking(self, read: ReadSentence, start: int, end: int) -> bool:
        """Whether a verb of saying stands within a few words of a part of the sentence."""
        text = self.article.text
        after = text[end : min(end + 45, read.sentence.span.end)]
        before = text[max(start - 30, read.sentence.span.start) : start]
        return bool(self.said.search(after) or self.said.search(before))

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
        possessive = self.article.text[max(0, start - 12) : start].lower()
        if any(f"{word} " in f"{possessive} " for word in ("his", "her", "their", "its")):
            party = next((p for p in read.parties if p.members and p.span.start < start), None)
            if party is not None:
                member = party.members[0]
                return member.actor or (member.figure.actor if member.figure else "")
        return self.cast.home
