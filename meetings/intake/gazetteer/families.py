"""People by their family names, and family names that are spelled nearly alike."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from meetings.intake.words.tokens import keys_of

from .known import KnownPerson

# “Lavrow” and “Lavrov” are 83 alike, “Zelensky” and “Zelenskyy” 94.
_ALIKE = 86
_SHORTEST = 5


class FamilyIndex:
    """People by the folded last word of their family name and by the whole family name."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._people: dict[str, list[KnownPerson]] = {}
        for person in people:
            for key in _family_keys(person):
                self._people.setdefault(key, []).append(person)
        self._by_beginning: dict[str, list[str]] = {}
        for family in self._people:
            self._by_beginning.setdefault(family[:2], []).append(family)
        self._near: dict[str, list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._people

    def people(self, word: str) -> list[KnownPerson]:
        """Return everybody of a family name (folded), or of names spelled nearly so."""
        if word in self._people:
            return self._people[word]
        return [person for family in self._spelled_like(word) for person in self._people[family]]

    def _spelled_like(self, word: str) -> list[str]:
        if len(word) < _SHORTEST:
            return []
        if word not in self._near:
            self._near[word] = [
                family
                for family in self._by_beginning.get(word[:2], ())
                if abs(len(family) - len(word)) <= 2 and fuzz.ratio(family, word) >= _ALIKE
            ]
        return self._near[word]


def _family_keys(person: KnownPerson) -> set[str]:
    words = keys_of(person.family_name) or keys_of(person.name)[-1:]
    keys = {" ".join(words)}
    if len(words) > 1:
        keys.add(words[-1])
    return keys - {""}
