"""When two referents are the same participant."""

from collections.abc import Iterable

from meetings.intake.people.figures import Referent


def same(one: Referent, other: Referent) -> bool:
    """Whether two referents are the same participant."""
    if one.figure is not None and other.figure is not None:
        known = one.figure.known
        return one.figure is other.figure or (known is not None and known == other.figure.known)
    if one.figure is None and other.figure is None:
        same_office = one.rank == other.rank or not one.rank or not other.rank
        return bool(one.actor) and one.actor == other.actor and same_office
    named, bare = (one, other) if one.figure is not None else (other, one)
    if not bare.actor or bare.actor != named.represents:
        return False
    return bare.delegation or not bare.rank or bare.rank == named.office


def is_among(member: Referent, members: Iterable[Referent]) -> bool:
    """Whether a referent is the same participant as one of others."""
    return any(same(member, other) for other in members)


def distinct(members: Iterable[Referent]) -> list[Referent]:
    """Return the referents, each participant once."""
    kept: list[Referent] = []
    for member in members:
        if not is_among(member, kept):
            kept.append(member)
    return kept


def actors_of(members: Iterable[Referent]) -> list[str]:
    """Return the codes of the actors of referents, each once, in order."""
    return list(dict.fromkeys(filter(None, (member.represents for member in members))))
