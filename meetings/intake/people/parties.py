"""The parties of a sentence, found by the patterns of a language on the letters of its parts."""

import re
from functools import lru_cache

from meetings.intake.languages import Language
from meetings.intake.parts.chunk import Chunk
from meetings.intake.proposal import Span
from meetings.intake.words.sentences import Sentence

from .cast import Cast
from .figures import Party, ReadSentence
from .joining import Found, joined
from .making import PartyMaker
from .tagging import Tagger


class SentenceReader:
    """Finds the parties of sentences, and replaces them by signs."""

    def __init__(self, cast: Cast, text: str) -> None:
        self.tongue, self.maker = cast.tongue, PartyMaker(cast, text)

    def read(self, sentence: Sentence, chunks: list[Chunk]) -> ReadSentence:
        """Return the sentence with its parties."""
        letters = "".join(chunk.letter for chunk in chunks)
        tagger = Tagger(self.tongue)
        for part in joined(chunks, self._parties(letters, chunks)):
            if isinstance(part, Party):
                tagger.party(part)
            else:
                tagger.chunk(part)
        return tagger.finish(sentence, chunks)

    def _parties(self, letters: str, chunks: list[Chunk]) -> list[Found]:
        parties: list[Found] = []
        position = 0
        while position < len(chunks):
            found = self._at(letters, chunks, position)
            if found is not None:
                parties.append(found)
            position = found.end if found is not None else position + 1
        return parties

    def _at(self, letters: str, chunks: list[Chunk], position: int) -> Found | None:
        """Return the party that begins at a part, by the pattern that matches most."""
        best: tuple[str, re.Match[str]] | None = None
        for name, pattern in _patterns(self.tongue):
            match = pattern.match(letters, position)
            if match and match.end() > (best[1].end() if best else position):
                best = (name, match)
        if best is None:
            return None
        name, match = best
        span = Span(chunks[position].span.start, chunks[match.end() - 1].span.end)
        groups = {
            key: chunks[match.start(key) : match.end(key)]
            for key, value in match.groupdict().items()
            if value
        }
        party = self.maker.make(name, span, groups)
        return Found(position, match.end(), party) if party is not None else None


@lru_cache
def _patterns(tongue: Language) -> list[tuple[str, re.Pattern[str]]]:
    patterns: dict[str, str] = tongue.patterns["referents"]
    return [(name, re.compile(pattern)) for name, pattern in patterns.items()]
