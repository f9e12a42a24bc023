"""The tokeniser for full-text search, which gives the same tokens on every database.

SQLite and PostgreSQL differ in word boundaries, case, accents, stems and stop words. Therefore a
text is folded, tokenised and stemmed here. The stored tokens are plain ASCII (``[a-z0-9]``, single
spaces), which every database splits at the spaces only. Stop words stay, because phrases need
them.

- Case, accents and other marks are ignored, and so are soft hyphens and other invisible letters.
- ``U.S.`` is the word ``us``, and ``China's`` the word ``china``; all other punctuation separates.
- ``us`` in small letters is the pronoun, and another word than the ``US`` of the United States.
- In scripts without spaces between words (Chinese, Japanese, Thai …) each letter is a token, so
  that a name is found as a phrase.
- English words are stemmed (Porter2, the "english" algorithm of Snowball).
"""

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from .text import UNDECOMPOSED

# PostgreSQL refuses lexemes over 2 KB; letters after the 60th are ignored.
LONGEST_WORD = 60
# PostgreSQL counts positions up to 16,383, keeps 255 positions of a lexeme, and limits a vector to
# 1 MB. Text beyond the limits is left out on SQLite too, so that both find the same meetings.
MOST_TOKENS = 16_000
MOST_LETTERS = 500_000
MOST_REPEATS = 250

# A token that no query has: a boundary that phrases cannot span, and a placeholder for omissions.
BREAK = "x2"
# Prefixes of tokens that begin with a digit or look escaped, and of tokens with non-ASCII letters.
_ESCAPED, _ENCODED = "x0", "x1"

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(
    rf"(?<![^\W_])(?P<initials>[a-z](?:\.[a-z])+)(?![^\W_])"
    rf"|(?P<letter>[{_UNSPACED}])"
    rf"|(?P<word>[^\W_{_UNSPACED}]+)(?:['’]s(?![^\W_]))?"
)
# A stand-in of the same length that no text has.
_PRONOUN = re.compile(r"(?<![^\W_])(?<!\.)[uU]s(?![^\W_])(?!\.[^\W_])")
_STAND_IN = "\u028as"
# Short texts are cached: names of people, offices and places occur in many meetings.
_LONGEST_NAME = 80
_NEEDS_ESCAPE = re.compile(r"\d|x\d")
_stemmer = threading.local()


class Token(NamedTuple):
    """A token, and the place of its word in the text (in code points, end exclusive)."""

    text: str
    start: int
    end: int


class SearchText(NamedTuple):
    """The stored search text of a meeting: tokens separated by spaces.

    ``head`` has the title and the participants, which count for relevance; ``body`` has the rest.
    """

    head: str
    body: str


def tokens(text: str) -> list[str]:
    """Return the tokens of ``text`` in order."""
    return list(_tokens_of_name(text) if len(text) <= _LONGEST_NAME else _cut(text))


@lru_cache(maxsize=20_000)
def _tokens_of_name(text: str) -> tuple[str, ...]:
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[str]:
    for match in _WORD.finditer(_fold(_PRONOUN.sub(_STAND_IN, text))):
        yield _token(match[match.lastgroup or "word"])


def tokens_in_place(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` with their places."""
    pieces = [_fold(letter) for letter in _PRONOUN.sub(_STAND_IN, text)]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    for token, start, end in _tokens("".join(pieces)):
        yield Token(token, places[start], places[end - 1] + 1)


def as_name(text: str) -> str:
    """Return ``text`` with the word “us” in capitals, which is the name of a state.

    >>> as_name("us-china")
    'US-china'
    """
    return _PRONOUN.sub("US", text)


def search_text(head: Iterable[str], body: Iterable[str]) -> SearchText:
    """Return the tokens of the texts in ``head`` and ``body``; no phrase spans two of them.

    Duplicate texts count once. The text is cut off after ``MOST_TOKENS`` or ``MOST_LETTERS``;
    after ``MOST_REPEATS`` a token is replaced by ``BREAK``.
    """
    parts = [_with_breaks(texts) for texts in (head, body)]
    if sum(map(len, parts)) > MOST_REPEATS:
        # Shorter texts, which are the most, cannot reach any limit.
        limits = _Limits()
        parts = [list(limits.take(part)) for part in parts]
    return SearchText(*(" ".join(part) for part in parts))


def _with_breaks(texts: Iterable[str]) -> list[str]:
    return [token for text in dict.fromkeys(texts) for token in (*tokens(text), BREAK)]


class _Limits:
    """The remaining space of one document."""

    def __init__(self) -> None:
        self.tokens = MOST_TOKENS
        self.letters = MOST_LETTERS
        self.seen: Counter[str] = Counter()

    def take(self, part: Iterable[str]) -> Iterator[str]:
        for token in part:
            self.tokens -= 1
            self.letters -= len(token) + 1
            if min(self.tokens, self.letters) < 0:
                return
            self.seen[token] += 1
            yield token if self.seen[token] <= MOST_REPEATS else BREAK


def _fold(text: str) -> str:
    """Return ``text`` without case, marks and invisible letters; punctuation stays.

    Folding each letter separately gives the same result.
    """
    if text.isascii():
        return text.lower()
    lowered = text.casefold().translate(UNDECOMPOSED)
    # Some letters have case only after they are decomposed.
    decomposed = unicodedata.normalize("NFKD", lowered).casefold()
    return "".join(map(_plain, decomposed))


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    category = unicodedata.category(letter)
    if category[0] == "M" or category == "Cf":
        return ""
    return str(unicodedata.decimal(letter)) if category == "Nd" else letter


def _tokens(folded: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(folded):
        kind = match.lastgroup or "word"
        yield _token(match[kind]), match.start(kind), match.end(kind)


@lru_cache(maxsize=100_000)
def _token(word: str) -> str:
    """Return the token of a folded word. Different stems have different tokens."""
    word = word.replace(".", "")[:LONGEST_WORD]
    if not word.isascii():
        return _ENCODED + word.encode().hex()
    if word.isalpha():
        return _stem(word)
    return _ESCAPED + word if _NEEDS_ESCAPE.match(word) else word


def _stem(word: str) -> str:
    # A stemmer has mutable state, so each thread needs its own.
    if not hasattr(_stemmer, "english"):
        _stemmer.english = snowballstemmer.stemmer("english")
    return str(_stemmer.english.stemWord(word))
