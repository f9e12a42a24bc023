"""Where a meeting took place, and at which summit: from its sentences, else from the story's lead."""

import datetime
from meetings.models.choices import Channel

from .article import Article
from .chunks import ACTOR, ADJECTIVE, PLACE, SUMMIT, Chunk
from .gathering import Gathered
from .gazetteer import Gazetteer, KnownPlace, KnownSummit
from .people import Cast, ReadSentence
from .proposal import ProposedMeeting
from .tokens import keys_of, tokenize, words_only

# A story is published at most so long after the summit that it is about, or so long before.
_AFTER, _BEFORE = datetime.timedelta(30), datetime.timedelta(120)
# A meeting at a summit is not further from its days than this.
_BESIDE = datetime.timedelta(3)
_RECALLED = datetime.timedelta(14)
_AT_BEGINNING = 2  # parts of a sentence
_LEAD = 2  # paragraphs that say what the whole story is about


class OccasionReader:
    """Finds places and summits of meetings in one story."""

    def __init__(
        self, article: Article, cast: Cast, gazetteer: Gazetteer, sentences: list[ReadSentence]
    ) -> None:
        self.article, self.gazetteer, self.sentences = article, gazetteer, sentences
        self.cast, self.tongue, self.published = cast, cast.tongue, article.published
        self.sidelines: list[str] = self.tongue.patterns["separate"]["sidelines"]
        self.main_summit = self._main_summit()

    def set_summit(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the summit named beside the meeting, or that of the story for what belongs to it."""
        if meeting.channel != Channel.IN_PERSON:
            return
        near = [
            chunk
            for encounter in gathered.encounters
            if not encounter.weak
            for chunk in encounter.summits
            if self._is_summit(chunk)
        ]
        chunk = near[0] if near else None
        if chunk is None and not gathered.background:
            chunk = self.main_summit
        if chunk is None:
            return
        summit = self._edition(chunk)
        if summit is not None and not self._fits(summit, gathered):
            return
        meeting.summit_name = summit.name if summit else chunk.text
        meeting.summit = summit.key if summit else None
        lines = " ".join(encounter.sentence.tagged for encounter in gathered.encounters)
        said = any(f" {word} " in f" {lines} " for word in self.sidelines)
        meeting.sidelines = said or len(gathered.people) < 4

    def _fits(self, summit: KnownSummit, gathered: Gathered) -> bool:
        date = gathered.date
        if date is None or date.first is None or date.last is None:
            return True
        return date.first - _BESIDE <= summit.latest and summit.earliest - _BESIDE <= date.last

    def _is_summit(self, chunk: Chunk) -> bool:
        """Whether a name is that of a summit, not of the meeting itself (“Japan-US talks”)."""
        if chunk.series is not None or chunk.summit is not None:
            return True
        heads = self.tongue.list_of("summits", "heads")
        common = self.tongue.list_of("summits", "common") | heads
        head = 0 if self.tongue.words["summits"].get("head_first", False) else -1
        if chunk.words[head] not in self.tongue.list_of("summits", "sure"):
            return False
        words = [word for word in chunk.words if word and word not in common]
        actors = self._countries()
        surnames = {figure.surname for figure in self.cast.figures}
        return any(word not in actors and word not in surnames for word in words)

    def _countries(self) -> set[str]:
        words: set[str] = set()
        for read in self.sentences:
            for chunk in read.chunks:
                if chunk.letter in (ACTOR, ADJECTIVE, PLACE):
                    actor = self.gazetteer.actors.get(chunk.actor)
                    if chunk.letter == PLACE or actor is None or actor.is_country:
                        words.update(chunk.words)
        for part in ("us", "u", "s", "rok", "korea", "japan", "republic"):
            words.add(part)
        return words

    def _main_summit(self) -> Chunk | None:
        """Return the summit at which the story says, at its beginning, that all took place."""
        before = self.tongue.words["summits"]["at"]
        for read in self.sentences:
            if read.sentence.paragraph >= _LEAD:
                return None
            for index, chunk in enumerate(read.chunks):
                if chunk.letter != SUMMIT or not self._is_summit(chunk):
                    continue
                words = [part.text.lower() for part in read.chunks[max(0, index - 4) : index]]
                named = read.sentence.is_title and (chunk.series or chunk.summit)
                if named or any(word in before for word in words):
                    return chunk
        return None

    def _edition(self, chunk: Chunk) -> KnownSummit | None:
        """Return the edition of a series that the story means: that of its days or its place."""
        if chunk.summit is not None or chunk.series is None:
            return chunk.summit
        editions = self.gazetteer.editions.get(chunk.series.key, [])
        places = {
            c.place.key for read in self.sentences for c in read.chunks if c.place is not None
        }
        if self.published is None:
            near = [edition for edition in editions if edition.place in places]
            return near[0] if len(near) == 1 else None
        day = self.published
        near = [e for e in editions if e.earliest - _BEFORE <= day <= e.latest + _AFTER]
        by_place = [edition for edition in near if edition.place in places]
        return min(by_place or near, key=lambda e: abs((e.earliest - day).days), default=None)

    def set_place(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the place: of its sentences, of its summit, of its paragraph, of the story."""
        if meeting.channel != Channel.IN_PERSON:
            return
        sentences = [encounter.sentence for encounter in gathered.encounters if not encounter.weak]
        numbers = {read.sentence.paragraph for read in sentences}
        cities, countries = self._places_in(sentences, gathered)
        if self._take_first(meeting, cities):
            return
        if (landmark := self._landmark_in(sentences)) is not None:
            words, place = landmark
            meeting.place, meeting.place_name = place.key, f"{words}, {place.name}"
            return
        summit = self.gazetteer.summits.get(meeting.summit or 0)
        if summit is not None and summit.place is not None:
            self._set(meeting, self.gazetteer.places[summit.place])
            return
        if self._take_first(meeting, countries) or gathered.background:
            return
        beside = [r for r in self.sentences if r.sentence.paragraph in numbers - {-1}]
        lead = [r for r in self.sentences if r.sentence.paragraph < _LEAD]
        if self._take_first(meeting, self._places_in(beside)[0]):
            return
        if (place := self._of_story()) is not None:
            self._set(meeting, place)
            return
        for reads in (lead, self.sentences):
            cities, countries = self._places_in([r for r in reads if not self._is_recalled(r)])
            if self._take_first(meeting, [*cities, *countries, *self._cities_in(reads)]):
                return

    def _cities_in(self, sentences: list[ReadSentence]) -> list[Chunk]:
        """Return cities that stand for no government: “the New York part of his tour”."""
        said = self.tongue.words["voices"]["said"]
        cities = []
        for read in sentences:
            for index, chunk in enumerate(read.chunks):
                after = [part.text.lower() for part in read.chunks[index + 1 : index + 3]]
                before = read.chunks[index - 1].text.lower() if index else ""
                if (
                    chunk.letter == PLACE
                    and before in ("the", "its")
                    and not any(w in said for w in after)
                ):
                    cities.append(chunk)
        return cities

    def _is_recalled(self, read: ReadSentence) -> bool:
        """Whether a sentence is about days long before the story."""
        return any(
            chunk.date is not None
            and chunk.date.last is not None
            and (
                not chunk.date.is_narrow
                or (self.published is not None and chunk.date.last < self.published - _RECALLED)
            )
            for chunk in read.chunks
        )

    def _take_first(self, meeting: ProposedMeeting, chunks: list[Chunk]) -> bool:
        return any(self.take_place(meeting, chunk) for chunk in chunks)

    def take_place(self, meeting: ProposedMeeting, chunk: Chunk) -> bool:
        """Set the place that a part of a sentence names; whether it names one."""
        if chunk.place is not None and chunk.letter == PLACE:
            self._set(meeting, chunk.place)
            return True
        actor = self.gazetteer.actors.get(chunk.actor)
        if actor is None or not actor.is_country:
            return False
        meeting.place_name = actor.name
        return True

    def _set(self, meeting: ProposedMeeting, place: KnownPlace) -> None:
        meeting.place, meeting.place_name = place.key, place.name

    def _places_in(
        self, sentences: list[ReadSentence], gathered: Gathered | None = None
    ) -> tuple[list[Chunk], list[Chunk]]:
        """Return cities and countries that say where: those after the words of meeting first."""
        starts = {id(e.sentence): e.span.start for e in gathered.encounters} if gathered else {}
        cities: list[tuple[bool, int, Chunk]] = []
        countries: list[tuple[bool, int, Chunk]] = []
        for number, read in enumerate(sentences):
            start = starts.get(id(read), read.sentence.span.start)
            for index, chunk in enumerate(read.chunks):
                if not self._says_where(read, index):
                    continue
                order = (chunk.span.start < start, number)
                if chunk.letter == PLACE:
                    cities.append((*order, chunk))
                elif chunk.letter == ACTOR:
                    countries.append((*order, chunk))
                elif chunk.letter == ADJECTIVE and (capital := self._capital(read.chunks, index)):
                    cities.append((*order, capital))
        return [c for *_, c in sorted(cities, key=_order)], [
            c for *_, c in sorted(countries, key=_order)
        ]

    def _says_where(self, read: ReadSentence, index: int) -> bool:
        """Whether a part stands after “in” or “at”, or after “to” and a verb of travel."""
        grammar = self.tongue.words["grammar"]
        words = [part.text.lower() for part in read.chunks[max(0, index - 7) : index]]
        while words and words[-1] in grammar["beside_place"]:
            words.pop()
        if not words:
            return False
        if words[-1] in grammar["to"]:
            return any(word in grammar["travel"] for word in words[-4:-1])
        if words[-1] not in grammar["in"]:
            return False
        if len(words) > 1 and words[-2] in grammar["matters"]:
            return False
        return not self._only_speaks_there(read, index)

    def _only_speaks_there(self, read: ReadSentence, index: int) -> bool:
        """Whether a sentence begins with where somebody says something: “In Moscow, … said”."""
        if index > _AT_BEGINNING:
            return False
        after = "".join(part.text for part in read.chunks[index + 1 : index + 2])
        said = self.tongue.words["voices"]["said"]
        return after == "," and any(
            part.text.lower() in said for part in read.chunks[index + 1 : index + 12]
        )

    def _capital(self, chunks: list[Chunk], index: int) -> Chunk | None:
        """Return the place of “the Russian capital”."""
        following = chunks[index + 1].text.lower() if index + 1 < len(chunks) else ""
        actor = self.gazetteer.actors.get(chunks[index].actor)
        if following not in self.tongue.words["grammar"]["capital"] or actor is None:
            return None
        place = self.gazetteer.places.get(actor.capital or 0)
        return Chunk(PLACE, chunks[index].span, chunks[index].text, place=place) if place else None

    def _landmark_in(self, sentences: list[ReadSentence]) -> tuple[str, KnownPlace] | None:
        """Return the words and the city of a building: “the Kremlin”, “the White House”."""
        table: dict[str, str] = self.tongue.words["landmarks"]
        before = self.tongue.words["grammar"]["before_landmark"]
        for read in sentences:
            line = f" {' '.join(keys_of(read.sentence.text))} "
            for landmark, city in table.items():
                at = any(f" {word} {landmark} " in line for word in before)
                if at and (place := self._named(city)) is not None:
                    return landmark.title(), place
        return None

    def _of_story(self) -> KnownPlace | None:
        """Return the place of the dateline, or of a line of its own above the story."""
        if self.article.dateline and (place := self._named(self.article.dateline)) is not None:
            return place
        begin = self.article.body.start
        first = self.article.prose[0].start if self.article.prose else begin
        for line in self.article.text[begin:first].splitlines():
            for part in (
                line.strip(),
                line.rpartition(",")[2].strip(),
                line.partition(",")[0].strip(),
            ):
                if len(part) < 40 and (place := self._named(part)) is not None:
                    return place
        return None

    def _named(self, name: str) -> KnownPlace | None:
        words = words_only(tokenize(name), name)
        if not words:
            return None
        for count, thing in self.gazetteer.names.at(words, 0):
            if count == len(words) and isinstance(thing, KnownPlace):
                return thing
        return None


def _order(entry: tuple[bool, int, Chunk]) -> tuple[bool, int, int]:
    return entry[0], entry[1], entry[2].span.start
