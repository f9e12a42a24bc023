"""Names of actors: those of the register, demonyms and everyday names, and formal names."""

from typing import NamedTuple

from meetings.intake.gazetteer import KnownActor

from .chunk import ADJECTIVE
from .line import Line

_LONGEST_OWN = 5
_JOINTS = "-‐’'"


class ActorName(NamedTuple):
    """A name of an actor: its length in tokens (0 for none), the code, whether an adjective."""

    length: int
    code: str
    is_adjective: bool


def actor_at(line: Line, position: int) -> ActorName:
    """Return the longest name of an actor that begins at a position."""
    if (formal := _formal(line, position)) is not None:
        return formal
    length, actor = line.longest(position, KnownActor)
    if actor is not None and _is_doubtful(line, position, length):
        length, actor = 0, None
    own = _own(line, position)
    if own.length and own.length >= length:
        return own
    return ActorName(length, actor.code if actor else "", is_adjective=False)


def read_small_adjective(line: Line, position: int) -> int | None:
    """Read an adjective of an actor in small letters, where the language writes them so."""
    if not line.tongue.words.get("small_demonyms", False):
        return None
    before = line.tokens[position - 1] if position else None
    if before is not None and before.text == "-" and not line.tokens[position].before:
        return None
    own = _own(line, position)
    if not (own.length and own.is_adjective):
        return None
    return line.add(ADJECTIVE, position, position + own.length, actor=own.code)


def _own(line: Line, position: int) -> ActorName:
    """Return the longest demonym or everyday name of the language."""
    known = line.story.local.actors
    for count in range(min(_LONGEST_OWN, len(line.tokens) - position), 0, -1):
        end = position + count
        if not line.tokens[end - 1].text[0].isalnum():
            continue
        keys = " ".join(
            line.keys[i] for i in range(position, end) if line.tokens[i].text not in _JOINTS
        )
        if keys in known:
            return ActorName(count, *known[keys])
    return ActorName(0, "", is_adjective=False)


def _is_doubtful(line: Line, position: int, length: int) -> bool:
    """Whether a name such as “Security Council” may mean another body in this story."""
    needed = line.tongue.words["actors_doubtful"].get(line.joined(position, length))
    return needed is not None and not any(f" {word} " in line.story.folded for word in needed)


def _formal(line: Line, position: int) -> ActorName | None:
    """Read “Islamic Republic of Pakistan”: words of formal names, “of” and an actor."""
    start = _after_formal_words(line, position)
    if start is None or not line.tokens[start].capital:
        return None
    length, actor = line.longest(start, KnownActor)
    if actor is not None:
        return ActorName(start + length - position, actor.code, is_adjective=False)
    own = line.story.local.actors.get(line.keys[start])
    return ActorName(start + 1 - position, own[0], is_adjective=False) if own else None


def _after_formal_words(line: Line, position: int) -> int | None:
    """Return where the name stands after “Islamic Republic of the”, None without such words."""
    tongue, end, last = line.tongue, position, len(line.tokens) - 1
    before = tongue.list_of("formal", "before")
    while end < last and (line.keys[end] in before or line.tokens[end].text in "'’"):
        end += 1
    is_head = line.keys[end] in tongue.list_of("formal", "heads") and line.tokens[end].capital
    if not is_head or end + 2 > last or line.keys[end + 1] not in tongue.list_of("grammar", "of"):
        return None
    end += 2
    if line.keys[end] in tongue.list_of("grammar", "the"):
        end += 1
    return end if end <= last else None
