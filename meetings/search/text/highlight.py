"""Highlighting: marks the words of a query in a text, as segments without HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings import tokens

from .query import Phrase, TextQuery


@dataclass(frozen=True)
class Segment:
    """A part of a text; ``marked`` if it matches the query."""

    text: str
    marked: bool = False


def highlight(text: str, query: TextQuery | None) -> list[Segment]:
    """Cut ``text`` into segments; joined together they are ``text`` again.

    A phrase is one marked segment, including the characters between its words.
    """
    segments: list[Segment] = []
    position = 0
    for start, end in _spans(list(tokens.tokens_in_place(text)), query.phrases if query else []):
        if position < start:
            segments.append(Segment(text[position:start]))
        segments.append(Segment(text[start:end], marked=True))
        position = end
    if position < len(text):
        segments.append(Segment(text[position:]))
    return segments


def _spans(words: Sequence[tokens.Token], phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Return the places of phrases in order; places that overlap or touch are merged."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_found(words, phrases)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _found(words: Sequence[tokens.Token], phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    texts = [word.text for word in words]
    for phrase in dict.fromkeys(phrases):
        length = len(phrase)
        for start in range(len(texts) - length + 1):
            if tuple(texts[start : start + length]) == phrase:
                yield words[start].start, words[start + length - 1].end
