"""Writes a sentence with signs: P0 for a party, Q0 for a pronoun, D0, L0, S0 for the rest."""

from functools import lru_cache

from meetings.intake.languages import Language
from meetings.intake.parts.chunk import (
    ACTOR,
    ADJECTIVE,
    DASH,
    DATE,
    PLACE,
    POSSESSIVE,
    SUMMIT,
    Chunk,
)
from meetings.intake.proposal import Span
from meetings.intake.words.sentences import Sentence

from .figures import Party, ReadSentence

_LONGEST_PARENTHESIS = 7  # parts
_LONGEST_PRONOUN = 4  # words
_PLACE = "L0"


class Tagger:
    """Writes one sentence, part by part."""

    def __init__(self, tongue: Language) -> None:
        self.tongue = tongue
        self.parts: list[str] = []
        self.offsets: list[int] = []
        self.parties: list[Party] = []

    def party(self, party: Party) -> None:
        """Write a party."""
        if self._is_place(party):
            self._write(_PLACE, party.span.start)
            return
        sign = "Q" if party.anaphor else "P"
        self._write(f"{sign}{len(self.parties)}", party.span.start)
        self.parties.append(party)

    def _is_place(self, party: Party) -> bool:
        """Whether a country is where something is (“in Germany”), not who does it."""
        if len(party.members) != 1 or not party.members[0].delegation or party.anaphor:
            return False
        grammar = self.tongue.words["grammar"]
        before = [part for part in self.parts[-2:] if part not in grammar["the"]]
        if before and before[-1] in grammar["before_place"]:
            return True
        return [_PLACE, ","] in (before[-2:], self.parts[-2:])

    def chunk(self, chunk: Chunk) -> None:
        """Write another part of the sentence."""
        last = self.parts[-1] if self.parts else ""
        if chunk.letter in (PLACE, SUMMIT, DATE):
            self._write(f"{chunk.letter}0", chunk.span.start)
        elif chunk.letter == DASH and not chunk.spaced and last.islower():
            self.parts[-1] += "-"
        elif last.endswith("-") and len(last) > 1:
            self.parts[-1] += chunk.text.lower()
        else:
            self._write(_words_of(chunk), chunk.span.start)

    def _write(self, text: str, offset: int) -> None:
        self.parts.append(text)
        self.offsets.append(offset)
        if text == ")":
            self._drop_parenthesis()

    def _drop_parenthesis(self) -> None:
        """Leave out a short parenthesis, such as an abbreviation after a name."""
        last = len(self.parts) - 1
        for index in range(last - 1, max(last - _LONGEST_PARENTHESIS, -1), -1):
            if self.parts[index] == "(":
                del self.parts[index:], self.offsets[index:]
                return

    def finish(self, sentence: Sentence, chunks: list[Chunk]) -> ReadSentence:
        """Replace pronouns, and return the sentence with its parties and signs."""
        text, places = "", []
        for part, offset in self._with_pronouns():
            if text:
                text += " "
                places.append(offset)
            text += part
            places.extend([offset] * len(part))
        return ReadSentence(sentence, chunks, self.parties, text, places)

    def _with_pronouns(self) -> list[tuple[str, int]]:
        parts: list[tuple[str, int]] = []
        index = 0
        while index < len(self.parts):
            length, anaphor = self._pronoun_at(index)
            part = self._pronoun(index, length, anaphor) if length else self.parts[index]
            parts.append((part, self.offsets[index]))
            index += length or 1
        return parts

    def _pronoun(self, index: int, length: int, anaphor: str) -> str:
        last = index + length - 1
        span = Span(self.offsets[index], self.offsets[last] + len(self.parts[last]))
        words = " ".join(self.parts[index : last + 1])
        self.parties.append(Party(span, [], anaphor, words))
        return f"Q{len(self.parties) - 1}"

    def _pronoun_at(self, index: int) -> tuple[int, str]:
        """Return the length and kind of the longest pronoun at a part."""
        pronouns = _pronouns(self.tongue)
        for length in range(min(_LONGEST_PRONOUN, len(self.parts) - index), 0, -1):
            words = " ".join(self.parts[index : index + length])
            if words in pronouns and not self._goes_on(words, index + length):
                return length, pronouns[words]
        return 0, ""

    def _goes_on(self, words: str, following: int) -> bool:
        """Whether a noun in the plural follows a number: “the two countries”."""
        if words not in self.tongue.words["grammar"]["bare"] or following >= len(self.parts):
            return False
        return self.parts[following].endswith(self.tongue.words["grammar"]["plural_ending"])


def _words_of(chunk: Chunk) -> str:
    if chunk.letter == POSSESSIVE:
        return "'s"
    if chunk.letter in (ACTOR, ADJECTIVE):
        words = chunk.text.lower().replace(" ", "_")
        return f"_{words}" if chunk.text.isupper() else words
    return " ".join(chunk.text.lower().replace("’", "'").split())


@lru_cache
def _pronouns(tongue: Language) -> dict[str, str]:
    grammar = tongue.words["grammar"]
    return {word: kind for kind in ("he", "i", "they") for word in grammar[kind]}
