"""What is searched for: a text query, parsed once, then rendered for whichever database.

All words must occur, in any order and inflection. ``"no limits"`` is a phrase, and so is a word
that consists of several (``no-limits``, 王毅). ``OR`` or ``|`` joins its two neighbours, closer
than anything else binds: ``a b OR c`` is a and (b or c). ``-word``, ``-"a phrase"`` or ``NOT``
leaves meetings out; alone, everything else is found. ``AND`` says nothing that is not so anyway.
Operators are capitals; parentheses and all other signs count for nothing.

The search box cuts what is typed into the same pieces, which may also be ``key:value``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from meetings.tokens import tokens

# Consecutive tokens; one for a word.
Phrase = tuple[str, ...]
# Of these at least one has to occur.
Alternatives = tuple[Phrase, ...]

_Thing = TypeVar("_Thing")

LONGEST_QUERY = 400
MOST_PHRASES = 32

# Quotation marks that word processors and other languages put in their place.
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
    """One piece: ``text`` without its quotes, ``raw`` as it was typed (quotes made plain)."""

    raw: str
    text: str
    key: str = ""
    excluded: bool = False
    quoted: bool = False

    def is_operator(self, *names: str) -> bool:
        """Whether this is one of the operators ``names``: in capitals, and not quoted."""
        return not self.quoted and self.raw in names


def pieces(typed: str) -> Iterator[Piece]:
    """Yield the pieces of ``typed`` in order. Never fails; a quote left open ends at the end."""
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
    """All of ``all_of`` and none of ``none_of``. One of them is not empty."""

    all_of: tuple[Alternatives, ...]
    none_of: Alternatives = ()

    @property
    def phrases(self) -> list[Phrase]:
        """Every phrase that may occur in what is found, as highlighting needs them."""
        return [phrase for alternatives in self.all_of for phrase in alternatives]


def parse(typed: str) -> TextQuery:
    """Return the query that ``typed`` means.

    Raises UnreadableText where it is too long or no word is in it; never anything else.
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
    """Goes through the pieces once, minding the operator before each."""

    def __init__(self) -> None:
        self.all_of: list[Alternatives] = []
        self.none_of: list[Phrase] = []
        self.operator = ""
        # Whether an OR can join the piece to the one before.
        self.joinable = False

    def build(self, pieces: Iterable[Piece]) -> TextQuery:
        for piece in pieces:
            if piece.is_operator("OR", "|", "NOT", "AND"):
                self.operator = piece.raw
            elif phrase := tuple(tokens(f"{piece.key} {piece.text}")):
                self._take(phrase, excluded=piece.excluded or self.operator == "NOT")
        return TextQuery(_once(map(_once, self.all_of)), _once(self.none_of))

    def _take(self, phrase: Phrase, *, excluded: bool) -> None:
        if excluded:
            self.none_of.append(phrase)
        elif self.joinable and self.operator in ("OR", "|"):
            self.all_of[-1] = (*self.all_of[-1], phrase)
        else:
            self.all_of.append((phrase,))
        self.joinable = not excluded
        self.operator = ""


def _once(things: Iterable[_Thing]) -> tuple[_Thing, ...]:
    return tuple(dict.fromkeys(things))
