"""Autocompletion: finds the unfinished words at the end of the search box. Works on text only."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.search.text import query

from . import syntax

_OPERATORS = ("OR", "|", "NOT", "AND")
# For “talks with wang yi”: first the whole text, then the last two words, then the last word.
_TRIED = (2, 1)


@dataclass(frozen=True)
class Unfinished:
    """The words to complete, the text before them, and their parameter if a key was typed."""

    words: str
    before: str = ""
    parameter: str = ""

    def completed(self, piece: str) -> str:
        """Return the text of the box with the words replaced by ``piece``, a filter or phrase."""
        return f"{self.before} {piece}".strip()


def unfinished(typed: str) -> Iterator[Unfinished]:
    """Yield up to three candidates, the longest first; none after a quoted phrase."""
    pieces = list(query.pieces(typed))
    if not pieces:
        return
    if syntax.is_filter(pieces[-1]):
        yield from _of_filter(pieces)
        return
    start = len(pieces)
    while start and _is_word(pieces[start - 1]):
        start -= 1
    length = len(pieces) - start
    for number in dict.fromkeys((length, *(shorter for shorter in _TRIED if shorter < length))):
        if number:
            yield Unfinished(_raw(pieces[-number:]), _raw(pieces[:-number]))


def _of_filter(pieces: list[query.Piece]) -> Iterator[Unfinished]:
    names = syntax.KEYS.get(pieces[-1].key.lower(), ())
    if len(names) == 1 and not pieces[-1].excluded:
        yield Unfinished(pieces[-1].text, _raw(pieces[:-1]), names[0])


def _is_word(piece: query.Piece) -> bool:
    plain = not (piece.quoted or piece.excluded or piece.key)
    return plain and not piece.is_operator(*_OPERATORS)


def _raw(pieces: list[query.Piece]) -> str:
    return " ".join(piece.raw for piece in pieces)
