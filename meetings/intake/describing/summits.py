"""At which summit a meeting took place: that named beside it, else that of the story."""

import datetime

from meetings.intake.encounters.patterns import has_words
from meetings.intake.gathering.gathered import Gathered
from meetings.intake.gazetteer import KnownSummit
from meetings.intake.page.article import Article
from meetings.intake.parts.chunk import ACTOR, ADJECTIVE, PLACE, SUMMIT, Chunk
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence
from meetings.intake.proposal import ProposedMeeting
from meetings.intake.words.tokens import keys_of
from meetings.models.choices import Channel

# A story is published at most so long after the summit that it is about, or so long before.
_AFTER, _BEFORE = datetime.timedelta(30), datetime.timedelta(120)
# A meeting at a summit is not further from its days than this.
_BESIDE = datetime.timedelta(3)
_LEAD = 2  # paragraphs that say what the whole story is about
_WORDS_BEFORE = 4
_FEW = 4  # people: so many are the summit itself


class SummitSetter:
    """Finds the summits of meetings in one story."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.cast, self.tongue, self.gazetteer = cast, cast.tongue, cast.gazetteer
        self.published, self.sentences = article.published, sentences
        self.countries = self._words_of_countries()
        self.main_summit = self._main_summit()

    def set_summit(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the summit named beside the meeting, or that of the story for what belongs to it."""
        chunk = self._chunk(gathered) if meeting.channel == Channel.IN_PERSON else None
        if chunk is None:
            return
        summit = self._edition(chunk)
        if summit is not None and not _fits(summit, gathered):
            return
        meeting.summit_name = summit.name if summit else chunk.text
        meeting.summit = summit.key if summit else None
        lines = " ".join(encounter.read.tagged for encounter in gathered.encounters)
        sidelines: list[str] = self.tongue.patterns["separate"]["sidelines"]
        meeting.sidelines = has_words(lines, sidelines) or len(gathered.people) < _FEW

    def _chunk(self, gathered: Gathered) -> Chunk | None:
        for encounter in gathered.strong_encounters:
            for chunk in encounter.summits:
                if self._is_summit(chunk):
                    return chunk
        return None if gathered.background else self.main_summit

    def _is_summit(self, chunk: Chunk) -> bool:
        """Whether a name is that of a summit, not of the meeting itself (“Japan-US talks”)."""
        if chunk.series is not None or chunk.summit is not None:
            return True
        common = self.tongue.list_of("summits", "common") | self.tongue.list_of("summits", "heads")
        head = 0 if self.tongue.words["summits"].get("head_first", False) else -1
        if chunk.words[head] not in self.tongue.list_of("summits", "sure"):
            return False
        words = [word for word in chunk.words if word and word not in common]
        surnames = {figure.surname for figure in self.cast.figures}
        return any(word not in self.countries and word not in surnames for word in words)

    def _words_of_countries(self) -> set[str]:
        words = set(self.tongue.list_of("summits", "of_countries"))
        countries = (actor for actor in self.gazetteer.actors.values() if actor.is_country)
        for country in countries:
            words.update(keys_of(country.name), keys_of(country.demonym))
        for read in self.sentences:
            for chunk in read.chunks:
                actor = self.gazetteer.actors.get(chunk.actor)
                is_country = actor is None or actor.is_country
                if chunk.letter == PLACE or (chunk.letter in (ACTOR, ADJECTIVE) and is_country):
                    words.update(chunk.words)
        return words

    def _main_summit(self) -> Chunk | None:
        """Return the summit at which the story says, at its beginning, that all took place."""
        before: list[str] = self.tongue.words["summits"]["at"]
        for read in self.sentences:
            if read.paragraph >= _LEAD:
                return None
            for index, chunk in enumerate(read.chunks):
                if chunk.letter != SUMMIT or not self._is_summit(chunk):
                    continue
                words = [c.text.lower() for c in read.chunks[max(0, index - _WORDS_BEFORE) : index]]
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
        day = self.published
        if day is None:
            near = [edition for edition in editions if edition.place in places]
            return near[0] if len(near) == 1 else None
        near = [e for e in editions if e.earliest - _BEFORE <= day <= e.latest + _AFTER]
        by_place = [edition for edition in near if edition.place in places]
        return min(by_place or near, key=lambda e: abs((e.earliest - day).days), default=None)


def _fits(summit: KnownSummit, gathered: Gathered) -> bool:
    date = gathered.date
    if date is None or date.first is None or date.last is None:
        return True
    return date.first - _BESIDE <= summit.latest and summit.earliest - _BESIDE <= date.last
