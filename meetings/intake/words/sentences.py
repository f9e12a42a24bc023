"""Sentences and paragraphs of a story, with their offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from meetings.intake.languages import Language, alternatives
from meetings.intake.proposal import Span

from .tokens import Token, tokenize, words_only

_END = re.compile(
    r"[.!?…。！？]+(?:\s?»)?[\"”’»）)\]]*(?=\s+[\"“‘«(\[]?[^\sa-z]|$|\n)|[。！？](?=\S)"
)
_LONGEST_ABBREVIATION = 12
_LONGEST = 1500  # characters of a sentence; patterns try every part of it
_SENTENCE_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence: its part of the text, its tokens, and the number of its paragraph."""

    span: Span
    paragraph: int
    text: str
    tokens: list[Token]
    words: list[Token]
    is_title: bool = False


def sentences_of(
    text: str, titles: list[Span], prose: list[Span], tongue: Language
) -> list[Sentence]:
    """Return the titles (whole lines) as sentences, then those of each paragraph of prose."""
    return [
        *(
            _sentence(text, span, -1, is_title=True)
            for title in titles
            for span in _bounded(text, title)
        ),
        *(
            _sentence(text, span, number)
            for number, paragraph in enumerate(prose)
            for span in _spans(text, paragraph, tongue)
        ),
    ]


def _sentence(text: str, span: Span, paragraph: int, *, is_title: bool = False) -> Sentence:
    tokens = tokenize(text, span.start, span.end)
    words = words_only(tokens, text)
    return Sentence(span, paragraph, text[span.start : span.end], tokens, words, is_title)


def _spans(text: str, paragraph: Span, tongue: Language) -> list[Span]:
    spans: list[Span] = []
    begin = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match[0] == "." and _is_abbreviation(text, begin, match.end(), tongue):
            continue
        spans.extend(_bounded(text, Span(begin, match.end())))
        begin = match.end()
        while begin < paragraph.end and text[begin].isspace():
            begin += 1
    if begin < paragraph.end and _SENTENCE_LETTER.search(text, begin, paragraph.end):
        spans.extend(_bounded(text, Span(begin, paragraph.end)))
    return spans


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a sentence that is longer than writers make them, from space to space."""
    begin = span.start
    while span.end - begin > _LONGEST:
        space = text.rfind(" ", begin + 1, begin + _LONGEST)
        end = space if space > 0 else begin + _LONGEST
        yield Span(begin, end)
        begin = end
    yield Span(begin, span.end)


def _is_abbreviation(text: str, begin: int, end: int, tongue: Language) -> bool:
    """Whether a full stop belongs to the word before it: “Mr.”, but not “Washington, D.C. The”."""
    abbreviation, beginning = _patterns(tongue)
    word = text[max(begin, end - _LONGEST_ABBREVIATION) : end]
    return bool(abbreviation.search(word)) and not beginning.match(text, end)


@lru_cache
def _patterns(tongue: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table: dict[str, list[str]] = tongue.words["sentences"]
    short = alternatives(table["abbreviations"])
    first = alternatives(table["beginnings"])
    return (
        re.compile(rf"(?:\b(?:{short})|\b[A-Za-z])\.$", re.IGNORECASE),
        re.compile(rf"\s+(?:{first})\b"),
    )
