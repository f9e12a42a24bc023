"""Titles of office and forms of address in a sentence."""

from meetings.intake.gazetteer import KnownActor
from meetings.intake.words.titles import rest_at

from .chunk import (
    ADJECTIVE,
    COUNTERPART,
    HONORIFIC,
    PORTFOLIO,
    TITLE,
    TITLES,
)
from .line import Line

_MOST_ADJECTIVES = 5
_LONGEST_HONORIFIC = 3


def read_honorific(line: Line, position: int) -> int | None:
    """Read “Mr.” or “His Royal Highness” before a name."""
    honorifics = line.tongue.list_of("grammar", "honorific")
    for count in range(min(_LONGEST_HONORIFIC, len(line.tokens) - position), 0, -1):
        excellency = count == 1 and is_excellency(line, position)
        if not excellency and line.joined(position, count) not in honorifics:
            continue
        after = position + count + line.is_dot(position + count)
        following = line.token(after)
        if following is not None and following.capital:
            line.add(HONORIFIC, position, position + count)
            return after
    return None


def is_excellency(line: Line, position: int) -> bool:
    """Whether a word is an abbreviation such as “H.E.”, which is no pronoun."""
    return line.tokens[position].text in line.tongue.words["grammar"]["excellency"]


def read_title(line: Line, position: int) -> int | None:
    """Read a title, titles in the plural, or a counterpart."""
    title = line.title(position)
    if title is None:
        return None
    letter = TITLES if title.plural else COUNTERPART if title.counterpart else TITLE
    end = _before_actor(line, position, position + title.length)
    return line.add(letter, position, end, counterpart=title.counterpart)


def _before_actor(line: Line, position: int, end: int) -> int:
    """Return the end of a title before an actor: “président de la | République du Congo”."""
    links = line.tongue.list_of("titles", "portfolio_links")
    for start in range(position + 1, end):
        length, _ = line.longest(start, KnownActor)
        if start + length > end:
            before = start
            while before > position + 1 and line.keys[before - 1] in links:
                before -= 1
            return before
    return end


def read_portfolio(line: Line, position: int) -> int | None:
    """Read the rest of a title after adjectives: “ministre russe | de la Défense”."""
    letters = [chunk.letter for chunk in line.chunks[-_MOST_ADJECTIVES:]]
    if not letters or letters[-1] != ADJECTIVE:
        return None
    while letters and letters[-1] in (ADJECTIVE, ",", "&"):
        letters.pop()
    if not letters or letters[-1] not in (TITLE, TITLES, COUNTERPART):
        return None
    length = rest_at(line.tokens, position, line.tongue)
    return line.add(PORTFOLIO, position, position + length) if length else None
