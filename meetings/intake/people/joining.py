"""Parties that stand in a list are one: “A, B and C”, “he and A”."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from meetings.intake.parts.chunk import COMMA, Chunk
from meetings.intake.proposal import Span

from .figures import Party, Referent
from .ranks import MINISTERS

# “France’s President, X, and Germany’s Chancellor, Y” is a pair, but not “met X, and Y said”.
# Three end in “and”: “A and B, C said” is a pair. More are of one list in any case.
_LIST = re.compile(
    r"[RA](?:,&?h?[oq]?[RA]|&h?[oq]?[RA]){3,}|[RA](?:,&?h?[oq]?[RA]|&h?[oq]?[RA])+,?&h?[oq]?[RA]"
    r"|[RAe]&h?[oq]?[RA](?!,?&h?[RA])|[RA]&[RA]|A,&h?[oq]?[RA]"
)
_PARTY, _APPOSED, _GROUP, _HE = "R", "A", "G", "e"


class Found(NamedTuple):
    """A party and the parts of the sentence that it takes, to before ``end``."""

    start: int
    end: int
    party: Party


class _Piece(NamedTuple):
    """A party, or a part that belongs to none, with the letter that patterns of lists see."""

    letter: str
    chunks: list[Chunk]
    party: Party | None = None


def joined(chunks: list[Chunk], parties: list[Found]) -> Iterator[Party | Chunk]:
    """Yield the parties of a sentence, those of a list as one, and the parts between them."""
    pieces = list(_pieces(chunks, parties))
    line = "".join(piece.letter for piece in pieces)
    lists = {match.start(): match.end() for match in _LIST.finditer(line)}
    position = 0
    while position < len(pieces):
        if position in lists:
            yield _list(pieces[position : lists[position]])
            position = lists[position]
            continue
        piece = pieces[position]
        if piece.party is not None:
            yield piece.party
        else:
            yield from piece.chunks
        position += 1


def _pieces(chunks: list[Chunk], parties: list[Found]) -> Iterator[_Piece]:
    at = {found.start: found for found in parties}
    index = 0
    while index < len(chunks):
        found = at.get(index)
        if found is None:
            yield _Piece(chunks[index].letter, [chunks[index]])
            index += 1
        else:
            yield _Piece(_letter(found, chunks), chunks[index : found.end], found.party)
            index = found.end


def _letter(found: Found, chunks: list[Chunk]) -> str:
    if found.party.is_group:
        return _GROUP
    within = chunks[found.start : found.end]
    return _APPOSED if any(chunk.letter == COMMA for chunk in within) else _PARTY


def _list(pieces: list[_Piece]) -> Party:
    members = [
        member
        for piece in pieces
        if piece.party is not None and not piece.party.is_group
        for member in piece.party.members
    ]
    _inherit_actors(members)
    span = Span(pieces[0].chunks[0].span.start, pieces[-1].chunks[-1].span.end)
    return Party(span, members, "he" if pieces[0].letter == _HE else "")


def _inherit_actors(members: list[Referent]) -> None:
    """Give “energy minister B” after “Greek prime minister A” the same actor."""
    before = ""
    for member in members:
        figure = member.figure
        if (
            before
            and figure is not None
            and figure.known is None
            and figure.title
            and not figure.explicit_actor
            and member.rank in ("", *MINISTERS)
        ):
            figure.actor = member.actor = before
        before = member.actor
