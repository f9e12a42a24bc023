"""The text of a story with the sentences of each proposal marked."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from meetings.intake.worksheet import MEETING, Worksheet

COLOURS = 6
_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")
# Texts of rows that are words of the story.
_WORDS = ("text", "line")
_SHORTEST = 12  # characters; shorter words stand anywhere


@dataclass(frozen=True)
class Piece:
    """A piece of the text: the numbers of the meetings that it speaks of, and their rows.

    ``colour`` is that of the first meeting, 0 for none. ``outside`` is furniture of the page.
    """

    text: str
    numbers: tuple[int, ...] = ()
    rows: tuple[str, ...] = ()
    colour: int = 0
    outside: bool = False

    @property
    def label(self) -> str:
        """Return the numbers as they stand before the piece: “1, 2”."""
        return ", ".join(map(str, self.numbers))


def spans_of(evidence: str) -> list[tuple[int, int]]:
    """Return the spans in the text of an input: “12-40 55-60”; backward ones are left out."""
    pairs = ((int(start), int(end)) for start, end in _SPAN.findall(evidence[:2000]))
    return [(start, end) for start, end in pairs if start < end]


def span_of_words(words: str, text: str) -> tuple[int, int] | None:
    """Return where the ``words`` stand in the text, None if they do not."""
    words = words.strip()
    start = text.find(words) if words else -1
    if start < 0 and words:
        # Lines may be broken elsewhere, and quotation marks differ.
        parts = [re.escape(part) for part in words.split()[:200]]
        match = re.search(r"\s+".join(parts), text)
        return match.span() if match else None
    return (start, start + len(words)) if words else None


def pieces(text: str, sheet: Worksheet, body: tuple[int, int] | None) -> list[Piece]:
    """Return the whole text in pieces, in order; joined they are the text again."""
    marks = list(_marks(text, sheet))
    inside = body or (0, len(text))
    cuts = {0, len(text), *inside, *(place for start, end, *_ in marks for place in (start, end))}
    places = sorted(place for place in cuts if 0 <= place <= len(text))
    at_start: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for start, end, number, row in marks:
        at_start[start].append((end, number, row))
    made, running = [], list[tuple[int, int, str]]()
    for start, end in pairwise(places):
        running = [mark for mark in [*running, *at_start[start]] if mark[0] > start]
        numbers = tuple(sorted({number for _, number, _ in running}))
        rows = tuple(dict.fromkeys(row for _, _, row in running))
        colour = (numbers[0] - 1) % COLOURS + 1 if numbers else 0
        outside = not inside[0] <= start < inside[1]
        made.append(Piece(text[start:end], numbers, rows, colour, outside))
    return made


def _marks(text: str, sheet: Worksheet) -> Iterator[tuple[int, int, int, str]]:
    """Yield start, end, number of the meeting and key of the row of every mark."""
    numbers = {key: number for number, key in enumerate(sheet.meetings(), start=1)}
    for key, row in sheet.rows.items():
        if not key.startswith(MEETING):
            continue
        number = numbers.get(key.split("-")[0], 0)
        spans = spans_of(row.texts.get("evidence", ""))
        for name in _WORDS:
            words = row.texts.get(name, "")
            if len(words) >= _SHORTEST and (span := span_of_words(words, text)):
                spans.append(span)
        yield from ((start, min(end, len(text)), number, key)
                    for start, end in spans if start < len(text))  # fmt: skip
