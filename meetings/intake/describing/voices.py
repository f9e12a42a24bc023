"""Whose account of a meeting a story gives: an official publisher's, or one that it relays."""

import re

from meetings.intake.encounters.sameness import actors_of
from meetings.intake.gathering.gathered import OFF, Gathered
from meetings.intake.page.article import Article
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence
from meetings.intake.proposal import ProposedAccount, Span
from meetings.models.choices import Attribution, Extent, Occurrence

from .speaking import SpeakerFinder, Voice

_LEAD = 2  # paragraphs in which a story says on whose word all of it rests
_FIRST = 3  # sentences that may call the text a joint one


class VoiceReader:
    """Finds the accounts of a meeting in a story."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.article, self.cast, self.sentences = article, cast, sentences
        self.words = cast.tongue.words["voices"]
        self.joint = re.compile(self.words["joint"], re.IGNORECASE)
        self.speakers = SpeakerFinder(article, cast, sentences)

    def read(self, gathered: Gathered, near: list[ReadSentence]) -> list[ProposedAccount]:
        """Return the accounts: joint, or each side's own; the outlet's own where nobody else's is.

        ``near`` are the sentences about the meeting.
        """
        actors = actors_of(gathered.people)
        if joint := self._joint(near, actors):
            return [joint]
        if self.article.is_official and self.article.home:
            spans = [read.sentence.span for read in near[:1]]
            return [self._account(gathered, self.article.home, spans)]
        if gathered.occurrence != Occurrence.HELD:
            near = [*near, *(r for r in self.sentences if r.paragraph < _LEAD and r not in near)]
        voices = self._relayed(gathered, near, actors)
        if not voices and self.article.home in actors:
            voices = [_statement(self.article.home, gathered.first.read.sentence.span)]
        outlet = ProposedAccount([], Attribution.OUTLET, "", Extent.WHOLE, gathered.occurrence)
        return [_relayed_account(voice, gathered.occurrence) for voice in voices] or [outlet]

    def _account(self, gathered: Gathered, actor: str, spans: list[Span]) -> ProposedAccount:
        account = ProposedAccount([actor], Attribution.STATEMENT, "", Extent.WHOLE)
        account.occurrence, account.evidence = gathered.occurrence, spans
        return account

    def _joint(self, near: list[ReadSentence], actors: list[str]) -> ProposedAccount | None:
        """Return the account of a joint statement, if the story says that it is one."""
        if len(actors) < 2:
            return None
        title = self.article.source.title
        lead = [read.sentence.text for read in self.sentences[:_FIRST]]
        texts = [title, *(read.sentence.text for read in near[:_FIRST]), *lead]
        if not any(self.joint.search(text) for text in texts):
            return None
        text_of: str = self.words["text_of"]
        is_text = bool(self.joint.search(title)) or any(
            self.joint.search(text) and text_of in text.lower() for text in lead
        )
        extent = Extent.WHOLE if is_text else Extent.RELAYED
        return ProposedAccount(actors, Attribution.STATEMENT, "", extent, Occurrence.HELD)

    def _relayed(
        self, gathered: Gathered, near: list[ReadSentence], actors: list[str]
    ) -> list[Voice]:
        """Return the first voice of each actor; of others only for what has not taken place."""
        voices: dict[str, Voice] = {}
        own = [encounter.read for encounter in gathered.encounters]
        for read in near:
            is_own = read in own or read.paragraph <= 0
            for voice in self.speakers.voices_in(read, gathered, is_own=is_own):
                wide = gathered.occurrence != Occurrence.HELD and is_own
                if voice.actor in actors or wide:
                    voices.setdefault(voice.actor, voice)
        voices = voices or self._of_spokespeople(gathered, actors)
        if gathered.occurrence in OFF and not voices:
            actor = gathered.first.people[0].represents
            return [_statement(actor, gathered.first.read.sentence.span)] if actor else []
        return list(voices.values())

    def _of_spokespeople(self, gathered: Gathered, actors: list[str]) -> dict[str, Voice]:
        """Return the spokespeople named at the beginning: all of the story rests on their word."""
        voices: dict[str, Voice] = {}
        lead = (read for read in self.sentences if 0 <= read.paragraph < _LEAD)
        for read in lead:
            for voice in self.speakers.voices_in(read, gathered, is_own=False):
                if voice.attribution == Attribution.SPOKESPERSON and voice.actor in actors:
                    voices.setdefault(voice.actor, voice)
        return voices


def _relayed_account(voice: Voice, occurrence: Occurrence) -> ProposedAccount:
    return ProposedAccount(
        [voice.actor],
        voice.attribution,
        voice.attributed_to,
        Extent.RELAYED,
        occurrence,
        evidence=[voice.span],
    )


def _statement(actor: str, span: Span) -> Voice:
    return Voice(actor, Attribution.STATEMENT, "", span)
