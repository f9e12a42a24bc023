"""Quotations in a story, and who said them."""

import re

from meetings.intake.languages import Language
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence
from meetings.intake.proposal import ProposedQuotation, Span

from .quoting import QuotedSpeakers, Speaker

QUOTED = re.compile(r"[\"“„«]\s?(?P<words>[^\"“”„«»]{3,1500}?)\s?[\"”“»]")
_FEWEST_WORDS = 3
_FRAGMENT = 7  # words of a quotation that is part of somebody else's sentence


class QuoteReader:
    """Reads the quotations of a story."""

    def __init__(self, cast: Cast, text: str, sentences: list[ReadSentence]) -> None:
        self.text, self.sentences = text, sentences
        self.tongue: Language = cast.tongue
        self.speakers = QuotedSpeakers(cast, text, sentences, QUOTED)

    def read(self) -> list[ProposedQuotation]:
        """Return the quotations with a speaker, in order."""
        paragraphs: dict[int, list[ReadSentence]] = {}
        for read in self.sentences:
            if not read.sentence.is_title:
                paragraphs.setdefault(read.paragraph, []).append(read)
        return [q for paragraph in paragraphs.values() for q in self._of_paragraph(paragraph)]

    def _of_paragraph(self, paragraph: list[ReadSentence]) -> list[ProposedQuotation]:
        start, end = paragraph[0].sentence.span.start, paragraph[-1].sentence.span.end
        quotations: list[ProposedQuotation] = []
        last: Speaker | None = None
        for match in QUOTED.finditer(self.text, start, end):
            words = " ".join(match["words"].split())
            if len(words.split()) < _FEWEST_WORDS:
                continue
            speaker = self.speakers.of(paragraph, Span(*match.span()), last)
            if speaker is None or (speaker.member is None and not words[0].isupper()):
                continue
            last = speaker
            if self._is_fragment(match.start(), words):
                continue
            quotation = self._quotation(words, speaker, Span(*match.span("words")))
            if quotation is not None:
                quotations.append(quotation)
        return quotations

    def _is_fragment(self, start: int, words: str) -> bool:
        """Whether a few words are part of somebody else's sentence."""
        before = self.text[max(0, start - 2) : start].rstrip()
        is_part = not words[0].isupper() and before[-1:] not in (",", ":", "")
        return is_part and len(words.split()) < _FRAGMENT

    def _quotation(self, words: str, speaker: Speaker, span: Span) -> ProposedQuotation | None:
        quotation = ProposedQuotation(words, language=self.tongue.tag, evidence=[span])
        if speaker.member is None:
            quotation.name, quotation.institution = speaker.name, speaker.institution
            return quotation if speaker.institution or speaker.name else None
        figure = speaker.member.figure
        if figure is None:
            return None
        quotation.name = figure.known.name if figure.known and len(figure.keys) < 2 else figure.name
        quotation.person = figure.known.key if figure.known else None
        quotation.translated = not is_native(figure.actor, self.tongue)
        return quotation


def is_native(actor: str, tongue: Language) -> bool:
    """Whether those who speak for an actor speak the language of the story."""
    natives: list[str] = tongue.words["voices"].get("native", [])
    return not actor or actor in natives
