"""Words of a sentence that say where something took place."""

from meetings.intake.gathering.gathered import Gathered
from meetings.intake.parts.chunk import ACTOR, ADJECTIVE, COMMA, PLACE, Chunk
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence

_AT_BEGINNING = 2  # parts of a sentence
_WORDS_BEFORE, _WORDS_AFTER = 7, 12
_SHORTLY_BEFORE = 4


class Whereabouts:
    """Finds cities and countries that say where, in the sentences of one story."""

    def __init__(self, cast: Cast) -> None:
        self.gazetteer = cast.gazetteer
        self.grammar: dict[str, list[str]] = cast.tongue.words["grammar"]
        self.said: list[str] = cast.tongue.words["voices"]["said"]

    def named_in(
        self, sentences: list[ReadSentence], gathered: Gathered | None = None
    ) -> tuple[list[Chunk], list[Chunk]]:
        """Return cities and countries that say where: those after the words of meeting first."""
        starts = {e.read: e.span.start for e in gathered.encounters} if gathered else {}
        cities: list[tuple[bool, int, int, Chunk]] = []
        countries: list[tuple[bool, int, int, Chunk]] = []
        for number, read in enumerate(sentences):
            start = starts.get(read, read.sentence.span.start)
            for index, chunk in enumerate(read.chunks):
                if not self._says_where(read, index):
                    continue
                order = (chunk.span.start < start, number, chunk.span.start)
                if chunk.letter == PLACE:
                    cities.append((*order, chunk))
                elif chunk.letter == ACTOR:
                    countries.append((*order, chunk))
                elif chunk.letter == ADJECTIVE and (capital := self._capital(read.chunks, index)):
                    cities.append((*order, capital))
        return _in_order(cities), _in_order(countries)

    def cities_of_journey(self, read: ReadSentence) -> list[Chunk]:
        """Return cities that stand for no government: “the New York part of his tour”."""
        cities = []
        for index, chunk in enumerate(read.chunks):
            after = [part.text.lower() for part in read.chunks[index + 1 : index + 3]]
            before = read.chunks[index - 1].text.lower() if index else ""
            of_journey = before in self.grammar["before_city"]
            if chunk.letter == PLACE and of_journey and not any(w in self.said for w in after):
                cities.append(chunk)
        return cities

    def _says_where(self, read: ReadSentence, index: int) -> bool:
        """Whether a part stands after “in” or “at”, or after “to” and a verb of travel."""
        if read.chunks[index].letter not in (PLACE, ACTOR, ADJECTIVE):
            return False
        words = [part.text.lower() for part in read.chunks[max(0, index - _WORDS_BEFORE) : index]]
        while words and words[-1] in self.grammar["beside_place"]:
            words.pop()
        if not words:
            return False
        if words[-1] in self.grammar["to"]:
            return any(word in self.grammar["travel"] for word in words[-_SHORTLY_BEFORE:-1])
        if words[-1] not in self.grammar["in"]:
            return False
        if len(words) > 1 and words[-2] in self.grammar["matters"]:
            return False
        return not self._only_speaks_there(read, index)

    def _only_speaks_there(self, read: ReadSentence, index: int) -> bool:
        """Whether a sentence begins with where somebody says something: “In Moscow, … said”."""
        after = read.chunks[index + 1 : index + _WORDS_AFTER]
        if index > _AT_BEGINNING or not after or after[0].text != COMMA:
            return False
        return any(part.text.lower() in self.said for part in after)

    def _capital(self, chunks: list[Chunk], index: int) -> Chunk | None:
        """Return the place of “the Russian capital”."""
        following = chunks[index + 1].text.lower() if index + 1 < len(chunks) else ""
        actor = self.gazetteer.actors.get(chunks[index].actor)
        if following not in self.grammar["capital"] or actor is None:
            return None
        place = self.gazetteer.places.get(actor.capital or 0)
        return Chunk(PLACE, chunks[index].span, chunks[index].text, place=place) if place else None


def _in_order(entries: list[tuple[bool, int, int, Chunk]]) -> list[Chunk]:
    return [entry[3] for entry in sorted(entries, key=lambda entry: entry[:3])]
