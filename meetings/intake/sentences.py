"""Sentences and paragraphs of a story, with their offsets."""

import re
from dataclasses import dataclass, field

from .proposal import Span
from .tokens import Token, tokenize, words_only

_PARAGRAPH = re.compile(r"\n+")
_END = re.compile(r"[.!?…。！？]+(?:\s?»)?[\"”’»）)\]]*(?=\s+[\"“‘«(\[]?[^\sa-z]|$|\n)|[。！？](?=\S)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|gen|col|lt|sen|rep|gov|prof|hon|jr|sr|no|vs|u\.s|u\.k|u\.n|u\.a\.e|h\.e|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec|smt|shri|m|mm|mme|art|e\.g|i\.e|approx)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
# After “Washington, D.C.” these begin a sentence.
_BEGINNING = re.compile(
    r"\s+(?:The|They|He|She|It|In|On|We|But|A|An|This|At|After|Before|During)\b"
)
_SENTENCE_LETTER = re.compile(r"[^\W\d_]")


@dataclass
class Sentence:
    """A sentence: its part of the text, its tokens, and the number of its paragraph."""

    span: Span
    paragraph: int
    text: str
    tokens: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    is_title: bool = False


def sentences_of(text: str, body: Span, titles: list[Span]) -> list[Sentence]:
    """Return the sentences of the body, after those of its titles (spans of whole lines)."""
    sentences = [_sentence(text, span, -1, is_title=True) for span in titles]
    position, paragraph = body.start, 0
    for line in re.finditer(r"[^\n]+", text[body.start : body.end]):
        start, end = body.start + line.start(), body.start + line.end()
        if text[position:start].count("\n") > 0:
            paragraph += 1
        position = end
        if any(title.start <= start < title.end for title in titles):
            continue
        sentences.extend(
            _sentence(text, span, paragraph) for span in _sentence_spans(text, start, end)
        )
    return sentences


def _sentence(text: str, span: Span, paragraph: int, *, is_title: bool = False) -> Sentence:
    tokens = tokenize(text, span.start, span.end)
    words = words_only(tokens, text)
    return Sentence(span, paragraph, text[span.start : span.end], tokens, words, is_title)


def _sentence_spans(text: str, start: int, end: int) -> list[Span]:
    spans, begin = [], start
    for match in _END.finditer(text, start, end):
        if (
            match[0] == "."
            and _ABBREVIATION.search(text[max(begin, match.end() - 12) : match.end()])
            and not _BEGINNING.match(text, match.end())
        ):
            continue
        spans.append(Span(begin, match.end()))
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end and _SENTENCE_LETTER.search(text, begin, end):
        spans.append(Span(begin, end))
    return spans
