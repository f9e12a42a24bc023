"""The parser for full-text queries: tokenises a query once; ``matching`` renders it as SQL.

All words must occur, in any order and inflection. ``"no limits"`` is a phrase, and so is a word
that consists of several tokens (``no-limits``, 王毅). ``OR`` or ``|`` joins its two neighbours and
binds closest: ``a b OR c`` is a and (b or c). ``-word``, ``-"a phrase"`` or ``NOT`` excludes
meetings; a query of exclusions only finds all other meetings. ``AND`` is the default and has no
effect. ``OR`` and ``AND`` may be in small letters, ``NOT`` is in capitals; parentheses and all
other signs are ignored.

The parser of the search box uses the same pieces, which may also be ``key:value``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from meetings.tokens import as_name, tokens

# Consecutive tokens; a word has one.
Phrase = tuple[str, ...]
# At least one of these has to occur.
Alternatives = tuple[Phrase, ...]

_Thing = TypeVar("_Thing")

OPERATORS = ("OR", "|", "NOT", "AND")
LONGEST_QUERY = 400
MOST_PHRASES = 32

# Quotation marks of word processors and other languages, which count as plain ones.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_PIECE = re.compile(
    r"""
    (?P<minus>(?<!\S)-)?
    (?: (?P<key>[A-Za-z_]+) : (?=[^\s]) )?
    (?: "(?P<phrase>[^"]*)"? | (?P<word>[^\s"]+) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Piece:
    """A word, phrase or filter: ``text`` without quotes, ``raw`` as typed with plain quotes."""

    raw: str
    text: str
    key: str = ""
    excluded: bool = False
    quoted: bool = False

    @property
    def operator(self) -> str:
        """The operator that the piece is, in capitals; "" if it is none.

        “or” and “and” in small letters are operators too, since nobody searches for these words.
        """
        if self.quoted:
            return ""
        return self.raw.upper() if self.raw in ("or", "and") else self.raw

    def is_operator(self, *names: str) -> bool:
        """Whether this is one of the operators ``names``, and not quoted."""
        return self.operator in names and self.operator != ""


def pieces(typed: str) -> Iterator[Piece]:
    """Yield the pieces of ``typed`` in order. Never fails; the end closes an open quote."""
    for match in _PIECE.finditer(typed.translate(_QUOTES)):
        phrase = match["phrase"]
        yield Piece(
            raw=match[0],
            text=match["word"] if phrase is None else phrase,
            key=match["key"] or "",
            excluded=bool(match["minus"]),
            quoted=phrase is not None,
        )


class UnreadableText(ValueError):
    """A text that cannot be searched for; the message is a sentence for the reader."""


@dataclass(frozen=True)
class TextQuery:
    """A query: a text must have all of ``all_of`` and none of ``none_of``. At least one is set."""

    all_of: tuple[Alternatives, ...]
    none_of: Alternatives = ()

    @property
    def phrases(self) -> list[Phrase]:
        """Every phrase that a matching text may contain, for highlighting."""
        return [phrase for alternatives in self.all_of for phrase in alternatives]


def parse(typed: str) -> TextQuery:
    """Parse a text query.

    Raises UnreadableText if it is too long or has no word; no other exception.
    """
    if len(typed) > LONGEST_QUERY:
        raise UnreadableText(f"A search has at most {LONGEST_QUERY} characters.")
    query = _Builder().build(pieces(typed))
    if len(query.phrases) + len(query.none_of) > MOST_PHRASES:
        raise UnreadableText(f"A search has at most {MOST_PHRASES} words and phrases.")
    if not (query.all_of or query.none_of):
        raise UnreadableText("There is no word in it to search for.")
    return query


class _Builder:
    """Reads the pieces once and applies the operator before each."""

    def __init__(self) -> None:
        self.all_of: list[Alternatives] = []
        self.none_of: list[Phrase] = []
        self.operator = ""
        # Whether an OR can join the next piece to the last one.
        self.joinable = False

    def build(self, pieces: Iterable[Piece]) -> TextQuery:
        for piece in pieces:
            if piece.is_operator(*OPERATORS):
                self.operator = piece.operator
            else:
                self._take(_readings(piece), piece.excluded or self.operator == "NOT")
        return TextQuery(_once(map(_once, self.all_of)), _once(self.none_of))

    def _take(self, readings: Alternatives, excluded: bool) -> None:
        if not readings:
            return
        if excluded:
            self.none_of += readings
        elif self.joinable and self.operator in ("OR", "|"):
            self.all_of[-1] = (*self.all_of[-1], *readings)
        else:
            self.all_of.append(readings)
        self.joinable = not excluded
        self.operator = ""


def _readings(piece: Piece) -> Alternatives:
    """Return the phrases that a piece may mean: “us” is the pronoun only between quotes."""
    text = f"{piece.key} {piece.text}"
    texts = (text, as_name(text)) if piece.quoted else (as_name(text),)
    return _once(filter(None, (tuple(tokens(text)) for text in texts)))


def _once(things: Iterable[_Thing]) -> tuple[_Thing, ...]:
    return tuple(dict.fromkeys(things))
