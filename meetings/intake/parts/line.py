"""A sentence while it is cut into parts: its tokens, and what begins at each of them."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any, TypeVar

from meetings.intake.gazetteer import Gazetteer, LocalNames
from meetings.intake.languages import Language
from meetings.intake.proposal import Span
from meetings.intake.words.date_words import DateWords
from meetings.intake.words.sentences import Sentence
from meetings.intake.words.titles import Title, title_at
from meetings.intake.words.tokens import Token, key_of, keys_of

from .chunk import Chunk

Kind = TypeVar("Kind")
_SECOND_WORD = re.compile(r"\b[A-ZÀ-Þ]\w+ ([A-ZÀ-Þ]\w+)\b(?!-)")


@dataclass(frozen=True)
class Story:
    """What cutting needs of the whole story."""

    gazetteer: Gazetteer
    tongue: Language
    published: datetime.date | None
    text: str
    local: LocalNames = field(init=False)
    folded: str = field(init=False)  # the words of the story, folded
    small_words: frozenset[str] = field(init=False)  # words that it writes small within sentences
    surnames: frozenset[str] = field(init=False)  # second of two capital words, as it writes them

    def __post_init__(self) -> None:
        small = re.findall(r"(?<![.!?] )\b[a-zà-ÿ]+\b", self.text)
        object.__setattr__(self, "local", self.gazetteer.local(self.tongue))
        object.__setattr__(self, "folded", f" {' '.join(keys_of(self.text))} ")
        object.__setattr__(self, "small_words", frozenset(small))
        object.__setattr__(self, "surnames", frozenset(_SECOND_WORD.findall(self.text)))


class Line:
    """One sentence, its dates, and the parts cut so far."""

    def __init__(self, story: Story, sentence: Sentence, dates: list[DateWords]) -> None:
        self.story, self.sentence, self.tokens = story, sentence, sentence.tokens
        self.tongue = story.tongue
        self.keys = [key_of(token.text) for token in self.tokens]
        self.dates = {date.span.start: date for date in dates}
        self.chunks: list[Chunk] = []
        self._words = {word.start: index for index, word in enumerate(sentence.words)}
        self._titles: dict[int, Title | None] = {}

    def add(self, letter: str, start: int, end: int, **values: Any) -> int:
        """Add the part from a token to before another; return the position after it."""
        span = Span(self.tokens[start].start, self.tokens[end - 1].end)
        text = self.story.text[span.start : span.end]
        self.chunks.append(Chunk(letter, span, text, words=self.keys[start:end], **values))
        return end

    def token(self, position: int) -> Token | None:
        """Return the token at a position, None after the last."""
        return self.tokens[position] if position < len(self.tokens) else None

    def is_dot(self, position: int) -> bool:
        """Whether a full stop stands at a position."""
        return position < len(self.tokens) and self.tokens[position].text == "."

    def joined(self, position: int, count: int) -> str:
        """Return the folded words from a position, with one space between."""
        return " ".join(self.keys[position : position + count])

    def title(self, position: int) -> Title | None:
        """Return the title of office that begins at a position."""
        if position not in self._titles:
            self._titles[position] = title_at(self.tokens, position, self.tongue)
        return self._titles[position]

    def longest(self, position: int, *kinds: type[Kind]) -> tuple[int, Kind | None]:
        """Return the length in tokens of the longest name of such a thing, and the thing."""
        index = self._words.get(self.tokens[position].start)
        if index is None:
            return 0, None
        words = self.sentence.words
        count, best = 0, None
        for names in (self.story.gazetteer.names, self.story.local.names):
            for length, thing in names.at(words, index):
                if isinstance(thing, kinds):
                    count, best = (length, thing) if length > count else (count, best)
                    break
        if best is None:
            return 0, None
        last = words[index + count - 1]
        end = position
        while self.tokens[end].start < last.start:
            end += 1
        return end + 1 - position, best
