"""Where a meeting took place: by its sentences, its summit, its paragraph, else the story."""

import datetime

from meetings.intake.gathering.gathered import Gathered
from meetings.intake.gazetteer import KnownPlace
from meetings.intake.page.article import Article
from meetings.intake.parts.chunk import PLACE, Chunk
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence
from meetings.intake.proposal import ProposedMeeting
from meetings.intake.words.tokens import keys_of
from meetings.models.choices import Channel

from .where import Whereabouts

_RECALLED = datetime.timedelta(14)
_LEAD = 2  # paragraphs that say what the whole story is about
_LONGEST_NAME = 40  # characters of a line that names the place of the story


class PlaceSetter:
    """Finds the places of meetings in one story."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.article, self.gazetteer, self.tongue = article, cast.gazetteer, cast.tongue
        self.sentences, self.where = sentences, Whereabouts(cast)

    def set_place(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the place of a meeting in person, by the nearest words that name one."""
        if meeting.channel != Channel.IN_PERSON:
            return
        sentences = [encounter.read for encounter in gathered.strong_encounters]
        cities, countries = self.where.named_in(sentences, gathered)
        if self._take_first(meeting, cities) or self._take_landmark(meeting, sentences):
            return
        summit = self.gazetteer.summits.get(meeting.summit or 0)
        if summit is not None and summit.place is not None:
            _set(meeting, self.gazetteer.places[summit.place])
        elif not self._take_first(meeting, countries) and not gathered.background:
            self._set_by_story(meeting, gathered)

    def _set_by_story(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the place that the paragraph names, the dateline, or the rest of the story."""
        beside = [r for r in self.sentences if r.paragraph in gathered.paragraphs - {-1}]
        if self._take_first(meeting, self.where.named_in(beside)[0]):
            return
        if (place := self._of_story()) is not None:
            _set(meeting, place)
            return
        lead = [read for read in self.sentences if read.paragraph < _LEAD]
        for reads in (lead, self.sentences):
            recent = [read for read in reads if not self._is_recalled(read)]
            cities, countries = self.where.named_in(recent)
            further = [city for read in reads for city in self.where.cities_of_journey(read)]
            if self._take_first(meeting, [*cities, *countries, *further]):
                return

    def _is_recalled(self, read: ReadSentence) -> bool:
        """Whether a sentence is about days long before the story."""
        published = self.article.published
        dates = [chunk.date for chunk in read.chunks if chunk.date and chunk.date.last]
        return any(
            not date.is_narrow or (published and date.last and date.last < published - _RECALLED)
            for date in dates
        )

    def _take_first(self, meeting: ProposedMeeting, chunks: list[Chunk]) -> bool:
        return any(self.take(meeting, chunk) for chunk in chunks)

    def take(self, meeting: ProposedMeeting, chunk: Chunk) -> bool:
        """Set the place that a part of a sentence names; whether it names one."""
        if chunk.place is not None and chunk.letter == PLACE:
            _set(meeting, chunk.place)
            return True
        actor = self.gazetteer.actors.get(chunk.actor)
        if actor is None or not actor.is_country:
            return False
        meeting.place_name = actor.name
        return True

    def _take_landmark(self, meeting: ProposedMeeting, sentences: list[ReadSentence]) -> bool:
        """Set the city of a building: “the Kremlin”, “the White House”."""
        table: dict[str, str] = self.tongue.words["landmarks"]
        before: list[str] = self.tongue.words["grammar"]["before_landmark"]
        for read in sentences:
            line = f" {' '.join(keys_of(read.sentence.text))} "
            for landmark, city in table.items():
                if landmark not in line or not any(f" {w} {landmark} " in line for w in before):
                    continue
                if (place := self.gazetteer.place_named(city)) is not None:
                    meeting.place = place.key
                    meeting.place_name = f"{landmark.title()}, {place.name}"
                    return True
        return False

    def _of_story(self) -> KnownPlace | None:
        """Return the place of the dateline, or of a line of its own above the story."""
        names = [self.article.dateline] if self.article.dateline else []
        above = self.article.text[self.article.body.start : self.article.first_prose]
        for line in above.splitlines():
            names.extend((line, line.rpartition(",")[2], line.partition(",")[0]))
        short = (name.strip() for name in names if len(name.strip()) < _LONGEST_NAME)
        places = (self.gazetteer.place_named(name) for name in short)
        return next((place for place in places if place is not None), None)


def _set(meeting: ProposedMeeting, place: KnownPlace) -> None:
    meeting.place, meeting.place_name = place.key, place.name
