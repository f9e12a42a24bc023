"""From the checked words of an answer to proposals, by the same steps as the first reader's.

Who is who is settled by ``Cast``; participants, dates, places and summits are described by
``Describer``; countries are read by ``Chunker``. Only who met whom comes from the model.
"""

from dataclasses import dataclass, field

from meetings.intake.article import Article
from meetings.intake.chunks import DATE, NAME, SUMMIT, Chunk, Chunker
from meetings.intake.dates import DateWords, dates_in, next_weekday
from meetings.intake.describing import Describer
from meetings.intake.encounters import Encounter, same
from meetings.intake.form_reading import shown
from meetings.intake.gathering import Gathered
from meetings.intake.gazetteer import Gazetteer, KnownPerson, KnownSeries, KnownSummit
from meetings.intake.languages import READ, language
from meetings.intake.people import Cast, ReadSentence, Referent, SentenceReader
from meetings.intake.proposal import ProposedMeeting, Span
from meetings.intake.sentences import Sentence, sentences_of
from meetings.intake.titles import rank_of
from meetings.intake.tokens import keys_of, words_only
from meetings.models.choices import Channel, Occurrence

from .answer import AnsweredMeeting, AnsweredParticipant, Words
from .standing import Standing


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
    """Resolves the words of one answer against the gazetteer."""

    def __init__(self, article: Article, gazetteer: Gazetteer, standing: Standing) -> None:
        self.article, self.gazetteer, self.standing = article, gazetteer, standing
        # Where the grammar is not read, names of the register are known all the same.
        self.is_read = article.language in READ
        self.tag = article.language if self.is_read else "en"
        self.cast = Cast(gazetteer, language(self.tag), article.published)
        self.cast.home, self.cast.is_official = article.home, article.is_official
        self.sentence_reader = SentenceReader(self.cast)
        self._chunker = Chunker(gazetteer, self.tag, article.published, article.text)
        self._sentences = [*sentences_of(article.text, Span(0, 0), article.titles)]
        for number, prose in enumerate(article.prose):
            for sentence in sentences_of(article.text, prose, []):
                sentence.paragraph = number
                self._sentences.append(sentence)

    # Words of the story

    def words_of(self, span: Span) -> str:
        """Return the words of a part of the story, with single spaces."""
        return " ".join(self.article.text[span.start : span.end].split())

    def line(self, span: Span) -> Sentence:
        """Return a part of the story as a sentence of its own."""
        return sentences_of(self.article.text, Span(0, 0), [span])[0]

    def sentence_at(self, span: Span) -> Sentence:
        """Return the sentence in which a part of the story begins, the part itself if in none."""
        around = (s for s in self._sentences if s.span.start <= span.start < s.span.end)
        return next(around, None) or self.line(span)

    def chunks(self, span: Span) -> list[Chunk]:
        """Return the parts of a few words: names, titles, actors, places, summits."""
        return self._chunker.cut(self.line(span))

    def known(self, span: Span, *kinds: type) -> object | None:
        """Return the thing of the register whose name these very words are."""
        words = words_only(self.line(span).tokens, self.article.text)
        if not words:
            return None
        named = self.gazetteer.names.at(words, 0)
        return next((t for n, t in named if n == len(words) and isinstance(t, kinds)), None)

    def code_in(self, span: Span | None) -> str:
        """Return the code of the first actor that words name, "" if none."""
        codes = (self.sentence_reader.code_of(chunk) for chunk in self.chunks(span)) if span else ()
        return next(filter(None, codes), "")

    def name(self, span: Span, actor: str, title: str) -> Referent | None:
        """Return the person whom words name; None where they are no name (“he”)."""
        text = self.article.text[span.start : span.end]
        keys = keys_of(text)
        if not keys or text == text.lower() != text.upper():
            return None
        person = self.known(span, KnownPerson)
        known = person if isinstance(person, KnownPerson) else None
        chunk = Chunk(NAME, span, text, person=known, words=keys)
        figure = self.cast.take(chunk, actor, title, explicit=bool(actor))
        rank = rank_of(title, self.tag) if title else ""
        return Referent(span, actor, title, rank, figure)

    # Meetings

    def tell(self, answered: AnsweredMeeting) -> Told | None:
        """Return a meeting of an answer; None, noted, if it does not stand in the story."""
        find = self.standing.span_of
        evidence = find(answered.evidence, "A meeting with the evidence")
        if evidence is None:
            return None
        people: list[Referent] = []
        for participant in answered.participants:
            person = self._participant(participant)
            if person is not None and not any(same(person, other) for other in people):
                people.append(person)
        if len(people) < 2:
            words = shown(answered.evidence.text)
            self.standing.drop(f"A meeting (“{words}”): fewer than two of it stand in the story")
            return None
        told = Told(
            answered, self._gathered(answered, people, evidence), self.sentence_at(evidence)
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
        code = self.code_in(actor) or self.code_in(title)
        title_words = self._title(title) if title else ""
        if answered.name is not None:
            person = self.name(name, code, title_words) if name else None
            if name and person is None:
                self.standing.drop(f"A participant: “{self.words_of(name)}” is no name")
            return person
        span = title or actor
        if span is None:
            return None
        if not code:
            words = self.words_of(actor or span)
            self.standing.drop(f"A participant without a name: the register knows no “{words}”")
            return None
        rank = rank_of(title_words, self.tag) if title else ""
        return Referent(span, code, title_words, rank, delegation=title is None)

    def _title(self, span: Span) -> str:
        """Return the words of a title; "" for “counterpart”, which is none."""
        is_counterpart = any(chunk.counterpart for chunk in self.chunks(span))
        return "" if is_counterpart else self.words_of(span)

    def _gathered(
        self, answered: AnsweredMeeting, people: list[Referent], evidence: Span
    ) -> Gathered:
        sentence = self.sentence_at(evidence)
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
        for chunk in self.chunks(span):
            if chunk.place is not None or chunk.actor:
                return chunk
        return Chunk("", span, self.words_of(span))

    def _summit(self, words: Words | None) -> Chunk | None:
        span = self._optional(words, "The summit")
        if span is None:
            return None
        for chunk in self.chunks(span):
            if chunk.series is not None or chunk.summit is not None:
                return chunk
        thing = self.known(span, KnownSummit, KnownSeries)
        return Chunk(
            SUMMIT,
            span,
            self.words_of(span),
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
            encounter.sentence.chunks.append(chunk)
        if told.place is not None:
            encounter.sentence.chunks.append(told.place)
        if told.summit is not None and (told.summit.series or told.summit.summit):
            encounter.summits.append(told.summit)

    def _date(self, span: Span | None, occurrence: Occurrence) -> DateWords | None:
        if span is None or not self.is_read:
            return None
        dates = dates_in(self.article.text, span, self.article.published, self.tag)
        if dates and occurrence == Occurrence.ANNOUNCED:
            return next_weekday(dates[0], self.article.published)
        return dates[0] if dates else None

    def describe(self, all_told: list[Told]) -> list[ProposedMeeting]:
        """Return the proposals for meetings, all of whose people are known by now."""
        self.cast.settle()
        for figure in self.cast.figures:
            figure.spans.sort()
        sentences = [told.gathered.first.sentence for told in all_told]
        describer = Describer(self.article, self.cast, self.gazetteer, sentences)
        return [self._described(told, describer) for told in all_told]

    def _described(self, told: Told, describer: Describer) -> ProposedMeeting:
        meeting = describer.describe(told.gathered)
        meeting.evidence = [told.sentence.span]
        if told.date is not None and not meeting.date_words:
            # A day that cannot be worked out is for the editor, and no guess stands beside it.
            meeting.date, meeting.date_words = "", self.words_of(told.date)
        if meeting.channel != Channel.IN_PERSON:
            return meeting
        if told.summit is not None and not (told.summit.series or told.summit.summit):
            meeting.summit_name = told.summit.text
        if told.place is not None and not describer.occasions.take_place(meeting, told.place):
            meeting.place, meeting.place_name = None, told.place.text
        meeting.sidelines = bool(meeting.summit_name) and told.answered.sidelines
        return meeting
