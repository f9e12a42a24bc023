"""Cuts the sentences of a story into their parts."""

from collections.abc import Callable

from meetings.intake.words.dates import dates_in
from meetings.intake.words.sentences import Sentence

from .chunk import OTHER, Chunk
from .grammar import read_date, read_possessive, read_word
from .line import Line, Story
from .names import read_name
from .offices import read_honorific, read_portfolio, read_title
from .summits import read_summit
from .things import read_known_name, read_thing

# Each adds the part that begins at a token and returns the position after it, None for no such
# part. The first that reads one counts.
_READERS: tuple[Callable[[Line, int], int | None], ...] = (
    read_possessive,
    read_portfolio,
    read_date,
    read_summit,
    read_known_name,
    read_honorific,
    read_title,
    read_thing,
    read_name,
    read_word,
)


def cut(sentence: Sentence, story: Story) -> list[Chunk]:
    """Return the parts of a sentence, in order."""
    dates = dates_in(story.text, sentence.span, story.published, story.tongue)
    line = Line(story, sentence, dates)
    position = 0
    while position < len(line.tokens):
        position = _next(line, position)
    return line.chunks


def _next(line: Line, position: int) -> int:
    for read in _READERS:
        if (end := read(line, position)) is not None:
            return end
    return line.add(OTHER, position, position + 1)
