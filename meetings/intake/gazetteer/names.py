"""Names by their words, for finding the longest that begins at a position of a text."""

from collections.abc import Iterable, Iterator

from meetings.intake.words.tokens import Token, key_of, keys_of

from .known import Thing

_LONGEST_NAME = 12


class NameIndex:
    """Names by their first words; complete when made, so that threads may share it."""

    def __init__(self, things: Iterable[tuple[Iterable[str], Thing]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Thing]]] = {}
        for names, thing in things:
            for name in dict.fromkeys(names):
                words = keys_of(name)
                if words and len(words) <= _LONGEST_NAME:
                    entry = (tuple(words[1:]), thing)
                    self._by_first.setdefault(words[0], []).append(entry)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: list[Token], position: int) -> Iterator[tuple[int, Thing]]:
        """Yield (number of words, thing) for every name that begins at ``position``, longest first.

        Words of a name stand together: only spaces, hyphens, dots and apostrophes between them.
        """
        entries = self._by_first.get(key_of(words[position].text))
        if not entries:
            return
        following: list[str] = []
        for rest, thing in entries:
            while len(following) < len(rest):
                index = position + 1 + len(following)
                if index >= len(words) or not words[index].follows_in_name:
                    break
                following.append(key_of(words[index].text))
            if tuple(following[: len(rest)]) == rest:
                yield len(rest) + 1, thing
