"""From the checked words of an answer to proposals, by the same steps as the first reader's.

Who is who is settled by ``Cast``; participants, dates, places and summits are described by
``Describer``. Only who met whom comes from the model.
"""

from dataclasses import dataclass, field

from meetings.intake.describing.describing import Describer
from meetings.intake.encounters.encounter import Encounter
from meetings.intake.encounters.sameness import is_among
from meetings.intake.form_reading import shown
from meetings.intake.gathering.gathered import Gathered
from meetings.intake.gazetteer import KnownActor, KnownSeries, KnownSummit
from meetings.intake.parts.chunk import DATE, SUMMIT, Chunk
from meetings.intake.people.figures import ReadSentence, Referent
from meetings.intake.proposal import ProposedMeeting, Span
from meetings.intake.words.date_words import DateWords, next_weekday
from meetings.intake.words.dates import dates_in
from meetings.intake.words.sentences import Sentence
from meetings.intake.words.titles import rank_of
from meetings.models.choices import Channel, Occurrence

from .answer import AnsweredMeeting, AnsweredParticipant, Words
from .standing import LONG, Standing
from .words import StoryWords


@dataclass
class Told:
    """A meeting of an answer whose words stand in the story."""

    answered: AnsweredMeeting
    gathered: Gathered
    sentence: Sentence
    date: Span | None = None
    place: Chunk | None = None
    summit: Chunk | None = None
    topics: list[Span] = field(default_factory=list)
    voices: list[Span] = field(default_factory=list)


class Resolver:
    """Makes meetings of the words of one answer."""

    def __init__(self, story: StoryWords, standing: Standing) -> None:
        self.story, self.standing = story, standing

    def tell(self, answered: AnsweredMeeting) -> Told | None:
        """Return a meeting of an answer; None, noted, if it does not stand in the story."""
        find = self.standing.span_of
        evidence = find(answered.evidence, "A meeting with the evidence", LONG)
        if evidence is None:
            return None
        people: list[Referent] = []
        for participant in answered.participants:
            person = self._participant(participant)
            if person is not None and not is_among(person, people):
                people.append(person)
        if len(people) < 2:
            words = shown(answered.evidence.text)
            self.standing.drop(f"A meeting (“{words}”): fewer than two of it stand in the story")
            return None
        told = Told(
            answered, self._gathered(answered, people, evidence), self.story.sentence_at(evidence)
        )
        told.date = self._optional(answered.date, "The date")
        told.place = self._place(answered.place)
        told.summit = self._summit(answered.summit)
        topics = (find(words, "The topic") for words in answered.topics)
        voices = (find(words, "The voice") for words in answered.voices)
        told.topics = [span for span in topics if span is not None]
        told.voices = [span for span in voices if span is not None]
        self._complete(told)
        return told

    def _optional(self, words: Words | None, called: str) -> Span | None:
        return self.standing.span_of(words, called) if words is not None else None

    def _participant(self, answered: AnsweredParticipant) -> Referent | None:
        """Return somebody at a meeting: by name, by title and country, or a delegation."""
        name = self._optional(answered.name, "A participant with the name")
        title = self._optional(answered.title, "The title")
        actor = self._optional(answered.actor, "The country or organisation")
        code = self.story.code_in(actor) or self.story.code_in(title)
        title_words = self._title(title) if title else ""
        if name is not None and isinstance(self.story.known(name, KnownActor), KnownActor):
            name, actor, code = (
                None,
                name,
                self.story.code_in(name),
            )  # a delegation, called by its country
        elif answered.name is not None:
            inner = (self.story.name_in(name) or name) if name else None
            person = self.story.name(inner, code, title_words) if inner else None
            if name and person is None:
                self.standing.drop(f"A participant: “{self.story.words_of(name)}” is no name")
            return person
        span = title or actor
        if span is None:
            return None
        if not code:
            words = self.story.words_of(actor or span)
            self.standing.drop(f"A participant without a name: the register knows no “{words}”")
            return None
        rank = rank_of(title_words, self.story.tongue) if title else ""
        return Referent(span, code, title_words, rank, delegation=title is None)

    def _title(self, span: Span) -> str:
        """Return the words of a title; "" for “counterpart”, which is none."""
        is_counterpart = any(chunk.counterpart for chunk in self.story.chunks(span))
        return "" if is_counterpart else self.story.words_of(span)

    def _gathered(
        self, answered: AnsweredMeeting, people: list[Referent], evidence: Span
    ) -> Gathered:
        sentence = self.story.sentence_at(evidence)
        encounter = Encounter(
            people,
            ReadSentence(sentence, [], []),
            evidence,
            "answered",
            answered.channel,
            answered.setting,
            answered.occurrence,
            answered.certainty,
            end=evidence.end,
        )
        return Gathered(
            people,
            [encounter],
            answered.occurrence,
            answered.channel,
            background=answered.background,
        )

    def _place(self, words: Words | None) -> Chunk | None:
        span = self._optional(words, "The place")
        if span is None:
            return None
        for chunk in self.story.chunks(span):
            if chunk.place is not None or chunk.actor:
                return chunk
        return Chunk("", span, self.story.words_of(span))

    def _summit(self, words: Words | None) -> Chunk | None:
        span = self._optional(words, "The summit")
        if span is None:
            return None
        for chunk in self.story.chunks(span):
            if chunk.series is not None or chunk.summit is not None:
                return chunk
        thing = self.story.known(span, KnownSummit, KnownSeries)
        return Chunk(
            SUMMIT,
            span,
            self.story.words_of(span),
            series=thing if isinstance(thing, KnownSeries) else None,
            summit=thing if isinstance(thing, KnownSummit) else None,
        )

    def _complete(self, told: Told) -> None:
        """Give the encounter its date and summit, as parts of its sentence."""
        (encounter,) = told.gathered.encounters
        date = self._date(told.date, told.answered.occurrence)
        told.gathered.date = date
        if date is not None:
            chunk = Chunk(DATE, date.span, date.words, date=date)
            encounter.dates.append(chunk)
            encounter.read.chunks.append(chunk)
        if told.place is not None:
            encounter.read.chunks.append(told.place)
        if told.summit is not None and (told.summit.series or told.summit.summit):
            encounter.sessions.append(told.summit)

    def _date(self, span: Span | None, occurrence: Occurrence) -> DateWords | None:
        if span is None or not self.story.is_read:
            return None
        dates = dates_in(
            self.story.article.text, span, self.story.article.published, self.story.tongue
        )
        if dates and occurrence == Occurrence.ANNOUNCED:
            return next_weekday(dates[0], self.story.article.published)
        return dates[0] if dates else None

    def describe(self, all_told: list[Told]) -> list[ProposedMeeting]:
        """Return the proposals for meetings, all of whose people are known by now."""
        # A model names countries beside titles; where it does not, nobody knows.
        self.story.cast.settle(by_home=False)
        sentences = [told.gathered.first.read for told in all_told]
        describer = Describer(self.story.article, self.story.cast, sentences)
        return [self._described(told, describer) for told in all_told]

    def _described(self, told: Told, describer: Describer) -> ProposedMeeting:
        meeting = describer.describe(told.gathered)
        meeting.evidence = [told.sentence.span]
        if told.date is not None and not meeting.date_words:
            # A day that cannot be worked out is for the editor, and no guess stands beside it.
            meeting.date, meeting.date_words = "", self.story.words_of(told.date)
        if meeting.channel != Channel.IN_PERSON:
            return meeting
        if told.summit is not None and not (told.summit.series or told.summit.summit):
            meeting.summit_name = told.summit.text
        if told.place is not None and not describer.places.take(meeting, told.place):
            meeting.place, meeting.place_name = None, told.place.text
        meeting.sidelines = bool(meeting.summit_name) and told.answered.sidelines
        return meeting
