"""From encounters to meetings: those of the same people are one."""

import datetime
import re

from meetings.intake.encounters.encounter import Encounter
from meetings.intake.encounters.patterns import has_words
from meetings.intake.encounters.sameness import is_among
from meetings.intake.page.article import Article
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence, Referent
from meetings.intake.words.date_words import DateWords
from meetings.models.choices import Occurrence

from .agreeing import Agreement
from .dating import Calendar
from .gathered import OFF, Gathered
from .merging import merge

_LEAD = 3  # sentences that say what the whole story is about
_FAR = datetime.timedelta(10)


class Gatherer:
    """Makes meetings of the encounters of one story."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.cast, self.gazetteer, self.sentences = cast, cast.gazetteer, sentences
        self.published = article.published
        self.meetings: list[Gathered] = []
        self.modality = cast.tongue.patterns["modality"]
        self.calendar, self.agreement = Calendar(article.published), Agreement(cast.tongue)

    def gather(self, encounters: list[Encounter]) -> list[Gathered]:
        """Return the meetings, in the order of the story."""
        for encounter in encounters:
            self._take(encounter)
        self.meetings = [meeting for meeting in self.meetings if not meeting.weak]
        self._drop_groups()
        self._drop_mere_mentions()
        self._apply_lead()
        return self.meetings

    def _take(self, encounter: Encounter) -> None:
        """Add an encounter to the last meeting that it tells of, else as a new one."""
        date = self.calendar.date_of(encounter)
        background = self.calendar.is_recalled(encounter, date)
        for meeting in reversed(self.meetings):
            if self.agreement.is_same(meeting, encounter, date, background=background):
                merge(meeting, encounter, date)
                return
        if encounter.joins:
            return
        meeting = Gathered(
            list(encounter.people), [encounter], encounter.occurrence, encounter.channel
        )
        meeting.date = None if encounter.weak else date
        meeting.background, meeting.weak = background, encounter.weak
        self.meetings.append(meeting)

    def _drop_groups(self) -> None:
        """Drop “calls with heads of the member states” where the heads are named one by one."""
        self.meetings = [m for m in self.meetings if not self._is_group_of_others(m)]

    def _is_group_of_others(self, meeting: Gathered) -> bool:
        if not any(p.plural_title and self._is_organisation(p) for p in meeting.people):
            return False
        others = [other for other in self.meetings if other is not meeting]
        return any(is_among(meeting.people[0], other.people) for other in others)

    def _is_organisation(self, person: Referent) -> bool:
        actor = self.gazetteer.actors.get(person.actor)
        return actor is not None and not actor.is_country

    def _drop_mere_mentions(self) -> None:
        """Drop “the talks between Russian and Ukrainian delegates” where the story is of others."""
        others = [m for m in self.meetings if any(p.figure is not None for p in m.people)]
        if not others:
            return
        self.meetings = [m for m in self.meetings if m in others or m.date or not self._is_late(m)]

    def _is_late(self, meeting: Gathered) -> bool:
        first = self.sentences.index(meeting.first.read)
        return first >= _LEAD and meeting.occurrence == Occurrence.HELD

    def _apply_lead(self) -> None:
        """Put off or call off what the story's first words say is put off or called off."""
        occurrence = self._occurrence_of_lead()
        if occurrence is None:
            return
        for meeting in self.meetings:
            said = " ".join(encounter.read.tagged for encounter in meeting.encounters)
            if (
                meeting.occurrence == Occurrence.ANNOUNCED
                and not meeting.background
                and not has_words(said, self.modality["still"])
                and not self._is_far(meeting.date)
            ):
                meeting.occurrence = occurrence

    def _occurrence_of_lead(self) -> Occurrence | None:
        lead = " ".join(read.tagged for read in self.sentences[:_LEAD])
        if not re.search(rf"(?:{self.modality['matter']})", lead):
            return None
        for occurrence in OFF:
            words = "|".join(self.modality[str(occurrence)])
            if re.search(rf"(?<![\w-])(?:{words})(?![\w-])", lead):
                return occurrence
        return None

    def _is_far(self, date: DateWords | None) -> bool:
        """Whether a day lies so far ahead that what is put off today is another meeting."""
        if date is None or date.first is None or self.published is None:
            return False
        return date.is_narrow and date.first > self.published + _FAR
