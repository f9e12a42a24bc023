"""Who said the words of a quotation: whoever is named beside a verb of saying."""

import re
from dataclasses import dataclass

from meetings.intake.languages import alternatives
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import Party, ReadSentence, Referent
from meetings.intake.people.subjects import is_subject
from meetings.intake.proposal import Span

_FAR = 90  # characters between a verb of saying and its subject at most
_AFTER, _PENALTY = 14, 15  # a subject further behind the verb counts as so much further


@dataclass
class Speaker:
    """A person, or the institution with a code, or a name alone."""

    member: Referent | None
    institution: str = ""
    name: str = ""


class QuotedSpeakers:
    """Finds the speakers of quotations in one story."""

    def __init__(
        self, cast: Cast, text: str, sentences: list[ReadSentence], quoted: re.Pattern[str]
    ) -> None:
        self.cast, self.text, self.sentences, self.quoted = cast, text, sentences, quoted
        self.tongue = cast.tongue
        words = self.tongue.words["voices"]
        self.said = re.compile(
            rf"(?<![\w-])(?:{alternatives(words['said'])})(?![\w-])", re.IGNORECASE
        )
        self.office = re.compile(
            rf"(?:[A-Z][\w’']+ ){{0,3}}(?:{alternatives(words['offices'])})"
            rf"(?: {words['office_link']} [A-Z]\w+)*",
            re.IGNORECASE,
        )

    def of(
        self, paragraph: list[ReadSentence], quote: Span, last: Speaker | None
    ) -> Speaker | None:
        """Return who said a quotation in a paragraph, where ``last`` spoke before it."""
        around = [
            read
            for read in paragraph
            if read.sentence.span.start < quote.end + 1 and quote.start - 1 < read.sentence.span.end
        ] or paragraph[:1]
        return (
            self._beside_verb(around, quote)
            or _only_person(around, quote)
            or last
            or self._introduced(paragraph[0].sentence.span.start)
        )

    def _beside_verb(self, around: list[ReadSentence], quote: Span) -> Speaker | None:
        """Return the subject of the verb of saying that is nearest to a quotation."""
        best: tuple[int, Speaker] | None = None
        for read in around:
            for verb in self.said.finditer(self._outside(read, quote)):
                position = read.sentence.span.start + verb.start()
                speaker = self._subject(read, position, quote)
                distance = min(abs(position - quote.start), abs(position - quote.end))
                if speaker is not None and (best is None or distance < best[0]):
                    best = (distance, speaker)
        return best[1] if best is not None else None

    def _outside(self, read: ReadSentence, quote: Span) -> str:
        """Return the sentence with all quotations blanked, so that no verb within them counts."""
        span = read.sentence.span
        blanked = self.quoted.sub(lambda match: " " * len(match[0]), read.sentence.text)
        start = max(quote.start - span.start, 0)
        end = min(max(quote.end - span.start, 0), len(blanked))
        return blanked[:start] + " " * max(0, end - start) + blanked[end:]

    def _subject(self, read: ReadSentence, position: int, quote: Span) -> Speaker | None:
        """Return the party nearest to a verb of saying, outside the quotation."""
        best: tuple[int, Speaker] | None = None
        for party in read.parties:
            after = party.span.start > position
            distance = party.span.start - position if after else position - party.span.end
            if quote.start <= party.span.start < quote.end or distance > _FAR:
                continue
            speaker = self._from(party, read)
            penalty = distance + (_PENALTY if after and distance > _AFTER else 0)
            if speaker is not None and (best is None or penalty < best[0]):
                best = (penalty, speaker)
        return best[1] if best is not None else self._institution(read, position)

    def _from(self, party: Party, read: ReadSentence) -> Speaker | None:
        if party.anaphor == "he":
            member = self._subject_before(read)
            return Speaker(member) if member is not None else None
        return self._person(party.members[0]) if len(party.members) == 1 else None

    def _person(self, member: Referent) -> Speaker | None:
        """Return a person, or the person of the story who holds an office."""
        if member.figure is not None:
            return Speaker(member)
        if not member.rank or member.delegation:
            return None
        figure = self.cast.by_office(member.actor, member.rank, member.span.start)
        if figure is None:
            return None
        return Speaker(Referent(member.span, figure.actor, "", figure.rank, figure))

    def _subject_before(self, read: ReadSentence) -> Referent | None:
        """Return the last person who was the subject of this sentence or of one before it."""
        start = read.sentence.span.start
        pronouns = [party.span.start for party in read.parties if party.anaphor]
        for other in reversed(self.sentences):
            if other.sentence.span.start > start:
                continue
            for party in other.parties:
                if other is read and not (pronouns and party.span.start < pronouns[0]):
                    continue
                if len(party.members) != 1 or not is_subject(party, other, self.tongue):
                    continue
                member = party.members[0]
                is_bare_counterpart = member.counterpart and member.figure is None
                if not is_bare_counterpart and (speaker := self._person(member)) is not None:
                    return speaker.member
        return None

    def _introduced(self, start: int) -> Speaker | None:
        """Return who is to speak after a paragraph that ends with a colon: “The minister said:”."""
        before = [read for read in self.sentences if read.sentence.span.end <= start]
        if not before or not before[-1].sentence.text.rstrip().endswith(":"):
            return None
        speakers = (self._from(party, before[-1]) for party in reversed(before[-1].parties))
        return next((speaker for speaker in speakers if speaker is not None), None)

    def _institution(self, read: ReadSentence, position: int) -> Speaker | None:
        """Return the ministry or body that said it: “the Turkish Ministry of Foreign Affairs”."""
        matches = list(self.office.finditer(read.sentence.text))
        if not matches:
            return None
        begin = read.sentence.span.start
        match = min(matches, key=lambda match: abs(begin + match.start() - position))
        start, end = begin + match.start(), begin + match.end()
        actors = (
            chunk.actor
            for chunk in read.chunks
            if chunk.actor and start - 2 <= chunk.span.start <= end
        )
        own: dict[str, str] = self.tongue.words["voices"]["of_actor"]
        known = self.cast.gazetteer.actors
        by_name = (own[w] for w in own if w in match[0].lower() and own[w] in known)
        actor = next(actors, "") or next(by_name, "")
        return Speaker(None, actor, match[0].strip())


def _only_person(around: list[ReadSentence], quote: Span) -> Speaker | None:
    """Return the first person named alone outside the quotation in its sentence."""
    for read in around:
        for party in read.parties:
            outside = not quote.start <= party.span.start < quote.end
            if outside and len(party.members) == 1 and party.members[0].figure is not None:
                return Speaker(party.members[0])
    return None
