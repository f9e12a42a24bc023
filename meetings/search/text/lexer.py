"""The pieces of a search box: words, "phrases", exclusions and key:value, for any text at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    for found in _PIECE.finditer(typed.translate(_QUOTES)):
        phrase = found["phrase"]
        yield Piece(
            raw=found[0],
            text=found["word"] if phrase is None else phrase,
            key=found["key"] or "",
            excluded=bool(found["minus"]),
            quoted=phrase is not None,
        )
