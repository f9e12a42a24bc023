"""Quotations in a story, and who said them."""

import re
from dataclasses import dataclass

from .languages import Language
from .people import Cast, ReadSentence, Referent, is_subject
from .proposal import ProposedQuotation, Span

QUOTED = re.compile(r"[\"“„«]\s?(?P<words>[^\"“”„«»]{3,1500}?)\s?[\"”“»]")
_FEWEST_WORDS = 3
_FRAGMENT = 7  # words of a quotation that is part of somebody else's sentence


@dataclass
class _Speaker:
    member: Referent | None
    institution: str = ""
    name: str = ""


class QuoteReader:
    """Reads the quotations of a story."""

    def __init__(self, cast: Cast, text: str) -> None:
        self.cast, self.text = cast, text
        self.tongue: Language = cast.tongue
        said = sorted(self.tongue.words["voices"]["said"], key=len, reverse=True)
        self.said = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, said))})(?![\w-])", re.IGNORECASE
        )

    def read(self, sentences: list[ReadSentence]) -> list[ProposedQuotation]:
        """Return the quotations with a speaker, in order."""
        quotations: list[ProposedQuotation] = []
        for paragraph in _paragraphs(sentences):
            quotations.extend(self._of_paragraph(paragraph))
        return quotations

    def _of_paragraph(self, paragraph: list[ReadSentence]) -> list[ProposedQuotation]:
        start, end = paragraph[0].sentence.span.start, paragraph[-1].sentence.span.end
        quotations: list[ProposedQuotation] = []
        last: _Speaker | None = None
        for match in QUOTED.finditer(self.text, start, end):
            words = " ".join(match["words"].split())
            count = len(words.split())
            if count < _FEWEST_WORDS:
                continue
            speaker = (
                self._speaker(paragraph, Span(*match.span())) or last or self._introduced(start)
            )
            if speaker is None:
                continue
            if speaker.member is None and not words[0].isupper():
                continue
            last = speaker
            if self._is_fragment(match.start(), words) and count < _FRAGMENT:
                continue
            quotation = self._quotation(words, speaker, Span(*match.span("words")))
            if quotation is not None:
                quotations.append(quotation)
        return quotations

    def _introduced(self, start: int) -> _Speaker | None:
        """Return who is to speak after a paragraph that ends with a colon: “The minister said:”."""
        before = [read for read in self.all_sentences if read.sentence.span.end <= start]
        if not before or not before[-1].sentence.text.rstrip().endswith(":"):
            return None
        for party in reversed(before[-1].parties):
            if (
                speaker := self._from(party.members, party.anaphor, before[-1], before)
            ) is not None:
                return speaker
        return None

    def _is_fragment(self, start: int, words: str) -> bool:
        before = self.text[max(0, start - 2) : start].rstrip()
        return not words[0].isupper() and before[-1:] not in (",", ":", "")

    def _quotation(self, words: str, speaker: _Speaker, span: Span) -> ProposedQuotation | None:
        tag = self.tongue.tag
        if speaker.member is None:
            if not (speaker.institution or speaker.name):
                return None
            return ProposedQuotation(
                words, speaker.name, None, speaker.institution, tag, evidence=[span]
            )
        figure = speaker.member.figure
        if figure is None:
            return None
        name = figure.known.name if figure.known and len(figure.keys) < 2 else figure.name
        known = figure.known.key if figure.known else None
        native = self.is_native(figure.actor)
        return ProposedQuotation(
            words, name, known, "", tag, translated=not native, evidence=[span]
        )

    def is_native(self, actor: str) -> bool:
        """Whether the speaker's own office speaks the language of the story."""
        natives: list[str] = self.tongue.words["voices"].get("native", [])
        return not actor or actor in natives

    def _speaker(self, paragraph: list[ReadSentence], quote: Span) -> _Speaker | None:
        """Return who said the words: named beside a verb of saying, nearest to the quotation."""
        around = self._sentences_around(paragraph, quote)
        best: tuple[int, _Speaker] | None = None
        for read in around:
            line = self._outside(read, quote)
            for verb in self.said.finditer(line):
                position = read.sentence.span.start + verb.start()
                candidate = self._subject(read, position, quote, paragraph)
                if candidate is None:
                    continue
                distance = min(abs(position - quote.start), abs(position - quote.end))
                if best is None or distance < best[0]:
                    best = (distance, candidate)
        if best is not None:
            return best[1]
        return self._only_subject(around, quote)

    def _sentences_around(self, paragraph: list[ReadSentence], quote: Span) -> list[ReadSentence]:
        return [
            read
            for read in paragraph
            if read.sentence.span.start < quote.end + 1 and quote.start - 1 < read.sentence.span.end
        ] or paragraph[:1]

    def _outside(self, read: ReadSentence, quote: Span) -> str:
        """Return the sentence with all quotations blanked, so that no verb within them counts."""
        span = read.sentence.span
        text = self.text[span.start : span.end]
        blanked = QUOTED.sub(lambda match: " " * len(match[0]), text)
        start, end = max(quote.start - span.start, 0), max(quote.end - span.start, 0)
        return (
            blanked[:start]
            + " " * max(0, min(end, len(blanked)) - start)
            + blanked[min(end, len(blanked)) :]
        )

    def _subject(
        self, read: ReadSentence, position: int, quote: Span, paragraph: list[ReadSentence]
    ) -> _Speaker | None:
        """Return the party nearest to a verb of saying, outside the quotation."""
        best: tuple[int, _Speaker] | None = None
        for party in read.parties:
            if quote.start <= party.span.start < quote.end:
                continue
            distance = (
                position - party.span.end
                if party.span.end <= position
                else party.span.start - position
            )
            if distance > 90:
                continue
            after = party.span.start > position
            speaker = self._from(party.members, party.anaphor, read, paragraph)
            if speaker is None:
                continue
            penalty = distance + (15 if after and distance > 14 else 0)
            if best is None or penalty < best[0]:
                best = (penalty, speaker)
        if best is None:
            return self._institution(read, position)
        return best[1]

    def _from(
        self,
        members: list[Referent],
        anaphor: str,
        read: ReadSentence,
        paragraph: list[ReadSentence],
    ) -> _Speaker | None:
        if anaphor == "he":
            member = self._before(read, paragraph)
            return _Speaker(member) if member is not None else None
        if len(members) != 1:
            return None
        member = members[0]
        if member.figure is not None:
            return _Speaker(member)
        if member.rank and not member.delegation:
            figure = self.cast.by_office(member.actor, member.rank, member.span.start)
            if figure is not None:
                return _Speaker(Referent(member.span, figure.actor, "", figure.rank, figure))
        return None

    def _before(self, read: ReadSentence, paragraph: list[ReadSentence]) -> Referent | None:
        """Return the last person who was the subject of a sentence before this one."""
        before = [
            other
            for other in self.all_sentences
            if other.sentence.span.start <= read.sentence.span.start
        ]
        del paragraph
        for other in reversed(before):
            for party in other.parties:
                if party.anaphor or len(party.members) != 1:
                    continue
                if not is_subject(party, other, self.tongue):
                    continue
                if other is read and not self._precedes_pronoun(party.span, read):
                    continue
                member = party.members[0]
                if member.figure is not None:
                    return member
                if member.rank and not member.delegation and not member.counterpart:
                    figure = self.cast.by_office(member.actor, member.rank, member.span.start)
                    if figure is not None:
                        return Referent(member.span, figure.actor, "", figure.rank, figure)
        return None

    def _precedes_pronoun(self, span: Span, read: ReadSentence) -> bool:
        pronouns = [party.span.start for party in read.parties if party.anaphor]
        return bool(pronouns) and span.start < pronouns[0]

    def _institution(self, read: ReadSentence, position: int) -> _Speaker | None:
        """Return the ministry or body that said it: “the Turkish Ministry of Foreign Affairs”."""
        line = self.text[read.sentence.span.start : read.sentence.span.end]
        offices = sorted(self.tongue.words["voices"]["offices"], key=len, reverse=True)
        pattern = re.compile(
            rf"(?:[A-Z][\w’']+ ){{0,3}}(?:{'|'.join(map(re.escape, offices))})(?: of [A-Z]\w+)*",
            re.IGNORECASE,
        )
        best: tuple[int, _Speaker] | None = None
        for match in pattern.finditer(line):
            start = read.sentence.span.start + match.start()
            actor = next(
                (
                    chunk.actor
                    for chunk in read.chunks
                    if chunk.actor and start - 2 <= chunk.span.start <= start + len(match[0])
                ),
                "",
            )
            if not actor:
                actor = next(
                    (
                        code
                        for words, code in self.tongue.words["voices"]["of_actor"].items()
                        if words in match[0].lower() and code in self.cast.gazetteer.actors
                    ),
                    "",
                )
            distance = abs(start - position)
            if best is None or distance < best[0]:
                best = (distance, _Speaker(None, actor, match[0].strip()))
        return best[1] if best else None

    def _only_subject(self, around: list[ReadSentence], quote: Span) -> _Speaker | None:
        """Return the only person named outside the quotation in its sentence."""
        members = [
            party.members[0]
            for read in around
            for party in read.parties
            if len(party.members) == 1
            and party.members[0].figure is not None
            and not quote.start <= party.span.start < quote.end
        ]
        return _Speaker(members[0]) if members else None

    all_sentences: list[ReadSentence] = []


def _paragraphs(sentences: list[ReadSentence]) -> list[list[ReadSentence]]:
    groups: dict[int, list[ReadSentence]] = {}
    for read in sentences:
        if not read.sentence.is_title:
            groups.setdefault(read.sentence.paragraph, []).append(read)
    return list(groups.values())
