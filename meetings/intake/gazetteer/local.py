"""What a language calls the actors, places and series of a register."""

import re
from collections.abc import Iterable, Iterator

from meetings.intake.languages import Language
from meetings.intake.words.tokens import keys_of

from .known import KnownActor, KnownPerson, KnownPlace, KnownSeries, Thing
from .names import NameIndex

# The code of an actor, and whether its name is an adjective (“French”).
Named = tuple[str, bool]


class LocalNames:
    """Demonyms, everyday names of actors, and own names of places and series in a language."""

    def __init__(
        self,
        tongue: Language,
        actors: dict[str, KnownActor],
        things: Iterable[KnownPlace | KnownSeries],
        people: Iterable[KnownPerson],
    ) -> None:
        self.actors = _actors(tongue, actors)
        self.names = NameIndex(_own_names(tongue, things))
        self.first_names = _before_months(tongue, people)


def _actors(tongue: Language, actors: dict[str, KnownActor]) -> dict[str, Named]:
    """Return actors by the keys of what the language and the register call them."""
    names: dict[str, Named] = {}
    if tongue.words.get("demonyms_of_register", False):
        for actor in actors.values():
            for word in re.split(r"[,/;]| or ", actor.demonym):
                if keys := " ".join(keys_of(word)):
                    current = names.get(keys)
                    if current is None or current[0] > actor.code:
                        names[keys] = (actor.code, True)
    own = _of_language(tongue).items()
    return names | {keys: entry for keys, entry in own if entry[0] in actors}


def _of_language(tongue: Language) -> dict[str, Named]:
    """Return the same for what the folder of a language has of its own."""
    names: dict[str, Named] = {}
    nouns = tongue.list_of("actors_nouns", "names")
    for name, code in tongue.words.get("adjectives", {}).items():
        for form in tongue.forms_of(name):
            names[" ".join(keys_of(form))] = (code, True)
    for name, code in tongue.words["actors"].items():
        keys = " ".join(keys_of(name))
        names[keys] = (code, keys not in nouns)
    return names


def _own_names(
    tongue: Language, things: Iterable[KnownPlace | KnownSeries]
) -> Iterator[tuple[list[str], Thing]]:
    """Yield the language's names of places and series; they refer to names of the register."""
    tables = {
        KnownPlace: tongue.words.get("places", {}),
        KnownSeries: tongue.words.get("series", {}),
    }
    known = {(type(thing), name): thing for thing in things for name in thing.names}
    for kind, table in tables.items():
        for own, name in table.items():
            if (kind, name) in known:
                yield [own], known[kind, name]


def _before_months(tongue: Language, people: Iterable[KnownPerson]) -> frozenset[str]:
    """Return the first names of people whose surname is the name of a month: “Theresa May”."""
    months = tongue.dates["months"]
    return frozenset(
        words[0]
        for person in people
        if len(words := keys_of(person.name)) == 2 and words[1] in months
    )
