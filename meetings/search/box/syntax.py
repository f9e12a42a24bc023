"""The parser for the query language of the search box: turns filters into URL parameters.

``country:CHN country:RUS after:2024 is:call "no limits" -sanctions`` has two countries, a first
day, a channel, and a text to search for. Every parameter except those of paging is a key; filters
may have synonyms as keys. Values with spaces need quotes. ``OR`` between countries, organisations,
people and topics means ``match:any``, so it must join all of them. The parser does not know
whether a value exists; the selection checks that.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.english import listed
from meetings.search import parameters
from meetings.search.text import query


def _keys() -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {}
    for name, filter_ in parameters.FILTERS.items():
        for key in filter_.keys:
            keys[key] = (*keys.get(key, ()), name)
    return keys


# Key -> its parameters; ``year`` has two.
KEYS = _keys()
# Word after ``is:`` -> parameter and value, as in ``is:call``.
STATES: dict[str, tuple[str, str]] = {
    word: (name, value)
    for name, filter_ in parameters.VOCABULARIES.items()
    for word, value in filter_.states.items()
}
# The key before somebody who took part, of whatever kind.
WITH = "with"
_MIXED = "OR joins words with words and filters with filters."
_GOVERNED = frozenset((*parameters.GOVERNED, WITH))
# Parameters with underscores in their values, which may be typed as hyphens or spaces.
_WITH_UNDERSCORES = frozenset(
    name
    for name, filter_ in parameters.VOCABULARIES.items()
    if any("_" in value for value, _ in filter_.choices)
)


@dataclass(frozen=True)
class Note:
    """A piece that may not do what its author expects; ``message`` tells the reader."""

    piece: str
    message: str


@dataclass
class Understood:
    """The result of parsing: pairs of parameter and value, and the text to search for.

    ``refused``: pieces that make the whole query an error, because the query without them would
    mean something else. ``notes``: pieces that look like filters but are searched for as words.
    """

    pairs: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    refused: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def understand(typed: str) -> Understood:
    """Parse ``typed``. Never fails: errors are in ``refused``."""
    reader = _Reader()
    for piece in query.pieces(typed):
        reader.take(piece)
    return reader.finish()


class _Reader:
    """Reads the pieces once and applies the operator before each."""

    def __init__(self) -> None:
        self.understood = Understood()
        self.before: query.Piece | None = None
        self.operator = ""
        self.text: list[str] = []
        self.governed: list[query.Piece] = []
        self.joined = 0

    def take(self, piece: query.Piece) -> None:
        if piece.is_operator(*query.OPERATORS):
            self.operator = piece.operator
            return
        if is_filter(piece):
            self._take_filter(piece)
        else:
            self._take_text(piece)
        self.before, self.operator = piece, ""

    def finish(self) -> Understood:
        if self.joined and self.joined < len(self.governed) - 1:
            filters = " ".join(piece.raw for piece in self.governed)
            self._refuse(
                filters, "OR has to join all countries, people and topics, or none of them."
            )
        elif self.joined:
            self.understood.pairs.append(("match", "any"))
        self.understood.text = " ".join(self.text)
        return self.understood

    def _take_text(self, piece: query.Piece) -> None:
        if self._is_or and is_filter(self.before):
            self._refuse(piece.raw, _MIXED)
        if piece.key and not piece.text.startswith("//"):
            self.understood.notes.append(_unknown_key(piece))
        self.text.extend(filter(None, ("" if is_filter(self.before) else self.operator, piece.raw)))

    def _take_filter(self, piece: query.Piece) -> None:
        if piece.excluded or self.operator == "NOT":
            self._refuse(piece.raw, "A filter cannot be turned round; a minus is for words.")
            return
        pairs = list(_pairs(piece))
        if not pairs:
            self._refuse(piece.raw, _no_value(piece))
            return
        if self._is_or and self.before is not None:
            self._join(self.before, piece)
        self.understood.pairs.extend(pairs)
        if pairs[0][0] in _GOVERNED:
            self.governed.append(piece)

    def _join(self, before: query.Piece, piece: query.Piece) -> None:
        if not is_filter(before):
            self._refuse(piece.raw, _MIXED)
            return
        names = {name for side in (before, piece) for name, _ in _pairs(side)}
        if names <= _GOVERNED:
            self.joined += 1
        elif len(names) > 1 or names <= parameters.SINGLE:
            self._refuse(f"{before.raw} OR {piece.raw}", "OR cannot join these filters.")

    @property
    def _is_or(self) -> bool:
        return self.operator in ("OR", "|")

    def _refuse(self, piece: str, message: str) -> None:
        self.understood.refused.append(Note(piece, message))


def is_filter(piece: query.Piece | None) -> bool:
    """Whether a piece is a filter, which has a known key."""
    return piece is not None and piece.key.lower() in {*KEYS, "is", WITH}


def _pairs(piece: query.Piece) -> Iterator[tuple[str, str]]:
    """Yield the parameters and values of a filter; nothing for an invalid value."""
    key, value = piece.key.lower(), " ".join(piece.text.split())
    coded = value.lower().replace("-", "_").replace(" ", "_")
    if key == "is":
        if coded in STATES:
            yield STATES[coded]
    elif key == WITH:
        if value:
            yield (WITH, value)
    elif value:
        for name in KEYS[key]:
            yield (name, coded if name in _WITH_UNDERSCORES else value)


def _no_value(piece: query.Piece) -> str:
    if piece.key.lower() == "is" and piece.text.strip():
        return f"“is:” is followed by one of {listed(sorted(STATES), 'or')}."
    return f"“{piece.key}:” has no value."


def _unknown_key(piece: query.Piece) -> Note:
    matches = difflib.get_close_matches(piece.key.lower(), [*KEYS, "is", WITH], n=1, cutoff=0.7)
    suggestion = f" Was “{matches[0]}:” meant?" if matches else ""
    return Note(
        piece.raw,
        f"“{piece.key}:” is no filter; “{piece.raw}” is searched for as text.{suggestion}",
    )
