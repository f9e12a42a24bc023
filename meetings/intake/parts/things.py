"""Actors, known people and places in a sentence: whichever has the longest name."""

from meetings.intake.gazetteer import KnownPerson, KnownPlace

from .actors import ActorName, actor_at, read_small_adjective
from .chunk import ACTOR, ADJECTIVE, NAME, PLACE
from .line import Line
from .names import extended


def read_thing(line: Line, position: int) -> int | None:
    """Read an actor, a known person or a place, whichever has the longest name."""
    if not line.tokens[position].capital:
        return read_small_adjective(line, position)
    actor = actor_at(line, position)
    length, person = line.longest(position, KnownPerson)
    place_length, place = line.longest(position, KnownPlace)
    longest = max(actor.length, place_length)
    if person is not None and length > longest and length > 1:
        return _add_person(line, position, length, person)
    if not longest or _is_first_name(line, position, longest):
        return None
    if actor.length >= place_length:
        return _add_actor(line, position, actor, place)
    return line.add(PLACE, position, position + place_length, place=place)


def read_known_name(line: Line, position: int) -> int | None:
    """Read the full name of a known person that begins like a title: “Shah Mahmood Qureshi”."""
    if not line.tokens[position].capital or line.title(position) is None:
        return None
    length, person = line.longest(position, KnownPerson)
    if person is None or length < 2:
        return None
    return _add_person(line, position, length, person)


def _add_person(line: Line, position: int, length: int, person: KnownPerson) -> int:
    """Add a name; one that goes on is perhaps somebody else's."""
    end = extended(line, position + length)
    return line.add(NAME, position, end, person=person if end == position + length else None)


def _add_actor(line: Line, position: int, actor: ActorName, place: KnownPlace | None) -> int:
    letter = ADJECTIVE if actor.is_adjective else ACTOR
    return line.add(letter, position, position + actor.length, actor=actor.code, place=place)


def _is_first_name(line: Line, position: int, length: int) -> bool:
    """Whether a place or actor is the first name of somebody (Jordan Bardella)."""
    following = line.token(position + length)
    names = line.tongue.list_of("names", "first_names")
    return following is not None and following.capital and line.joined(position, length) in names
