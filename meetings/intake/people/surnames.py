"""Single words that may be surnames: names of those whom the story names in full, or others."""

from itertools import pairwise

from meetings.intake.parts.chunk import (
    COUNTERPART,
    HONORIFIC,
    NAME,
    OTHER,
    SURNAME,
    TITLE,
    TITLES,
    Chunk,
)

from .cast import Cast
from .likeness import name_keys

_BEFORE_SURNAME = (TITLE, HONORIFIC, TITLES, COUNTERPART)
_SHORTEST = 3


def accept_surnames(all_chunks: list[list[Chunk]], cast: Cast) -> None:
    """Make single names of those whom the story names in full, or with a title; drop others."""
    full = _named_in_full(all_chunks, cast) | _named_with_title(all_chunks)
    for chunks in all_chunks:
        for chunk in chunks:
            if chunk.letter == SURNAME:
                known = chunk.words[-1] in full or _is_leader(chunk, cast)
                chunk.letter = NAME if known else OTHER


def _named_in_full(all_chunks: list[list[Chunk]], cast: Cast) -> set[str]:
    words: set[str] = set()
    for chunks in all_chunks:
        for chunk in chunks:
            if chunk.letter == NAME:
                keys = name_keys(chunk.text, cast.tongue)
                words |= {keys[-1], *(keys[:1] if len(keys[0]) >= _SHORTEST else ())}
    return words


def _named_with_title(all_chunks: list[list[Chunk]]) -> set[str]:
    return {
        chunk.words[-1]
        for chunks in all_chunks
        for before, chunk in pairwise(chunks)
        if chunk.letter == SURNAME and before.letter in _BEFORE_SURNAME
    }


def _is_leader(chunk: Chunk, cast: Cast) -> bool:
    """Whether a surname alone is that of a leader or foreign minister of the day."""
    if len(chunk.words) != 1 or len(chunk.words[0]) < 2:
        return False
    word = chunk.words[0]
    return cast.register.is_family_name(word) and cast.register.person((word,), "", "") is not None
