"""From encounters to meetings: those of the same people are one, and get date, place and summit."""

import datetime
from dataclasses import dataclass, field

from meetings.dates import publication
from meetings.dates.edtf import Basis
from meetings.models.choices import Channel, Occurrence, Role

from .article import Article
from .chunks import DATE, PLACE, SUMMIT, Chunk
from .dates import DateWords, next_weekday
from .encounters import Encounter, same
from .gazetteer import Gazetteer, KnownPlace, KnownSummit
from .people import Cast, ReadSentence, Referent
from .proposal import ProposedMeeting, ProposedParticipant, Span
from .titles import rank_of
from .tokens import keys_of

_PLANNED = (Occurrence.ANNOUNCED,)
_OFF = (Occurrence.POSTPONED, Occurrence.CALLED_OFF)
_RECENT = datetime.timedelta(9)


@dataclass
class Gathered:
    """Encounters of the same people that are one meeting."""

    people: list[Referent]
    encounters: list[Encounter]
    occurrence: Occurrence
    channel: Channel
    date: DateWords | None = None
    background: bool = False
    weak: bool = False
    places: list[Chunk] = field(default_factory=list)

    @property
    def first(self) -> Encounter:
        """The encounter that tells most: the first that is not weak."""
        return next((e for e in self.encounters if not e.weak), self.encounters[0])


class Gatherer:
    """Makes meetings of the encounters of one story."""

    def __init__(self, article: Article, cast: Cast, gazetteer: Gazetteer) -> None:
        self.article, self.cast, self.gazetteer = article, cast, gazetteer
        self.published = article.published
        self.meetings: list[Gathered] = []
        self.patterns = cast.tongue.patterns

    def gather(self, encounters: list[Encounter]) -> list[Gathered]:
        """Return the meetings, in the order of the story."""
        for encounter in encounters:
            self._take(encounter)
        self._drop_weak()
        self._mark_background()
        return self.meetings

    def _take(self, encounter: Encounter) -> None:
        date = self._date(encounter)
        background = self._is_recalled(encounter, date)
        for meeting in reversed(self.meetings):
            if self._is_same(meeting, encounter, date, background=background):
                self._merge(meeting, encounter, date)
                return
        if encounter.joins:
            return
        self.meetings.append(
            Gathered(
                list(encounter.people),
                [encounter],
                encounter.occurrence,
                encounter.channel,
                date,
                background,
                encounter.weak,
            )
        )

    def _is_recalled(self, encounter: Encounter, date: DateWords | None) -> bool:
        if encounter.recalled:
            return True
        if date is None or date.last is None:
            return False
        if self.published is None:
            return (
                len(date.edtf) < 8
                and date.basis == Basis.STATED
                and not encounter.sentence.sentence.is_title
                and encounter.occurrence == Occurrence.HELD
            )
        return date.last < self.published - _RECENT and encounter.occurrence == Occurrence.HELD

    def _is_same(
        self, meeting: Gathered, encounter: Encounter, date: DateWords | None, *, background: bool
    ) -> bool:
        shared = sum(
            any(same(person, other) for other in meeting.people) for person in encounter.people
        )
        if encounter.joins:
            return shared >= 1 and not meeting.background
        if shared < min(2, len(encounter.people)):
            return False
        smaller = min(len(meeting.people), len(encounter.people))
        if shared < smaller:
            return False
        if encounter.weak:
            return True
        if not self._classes_agree(meeting, encounter):
            return False
        if meeting.background != background and not meeting.weak:
            return False
        if _contradict(meeting.date, date):
            return False
        if len(meeting.people) != len(encounter.people) and shared < max(
            len(meeting.people), len(encounter.people)
        ):
            # A pair within a larger meeting is a meeting of its own if a strong verb says so.
            larger_first = len(meeting.people) > len(encounter.people)
            if larger_first and encounter.strong and not meeting.weak:
                return (
                    encounter.sentence.sentence.paragraph == -1
                    or meeting.first.sentence.sentence.is_title
                )
            if (
                not larger_first
                and meeting.first.strong
                and not meeting.first.sentence.sentence.is_title
                and not meeting.weak
            ):
                return False
        if meeting.channel != encounter.channel and Channel.CALL in (
            meeting.channel,
            encounter.channel,
        ):
            return self._is_vague(meeting) or self._is_vague_encounter(encounter)
        return True

    def _is_vague(self, meeting: Gathered) -> bool:
        return meeting.weak or all(self._is_vague_encounter(e) for e in meeting.encounters)

    def _is_vague_encounter(self, encounter: Encounter) -> bool:
        return (
            encounter.weak
            or encounter.noun
            in ("talks", "discussion", "discussions", "exchange", "conversation", "talk", "")
            and encounter.name not in ("met",)
            or encounter.sentence.sentence.is_title
        )

    def _classes_agree(self, meeting: Gathered, encounter: Encounter) -> bool:
        if meeting.weak or meeting.occurrence == encounter.occurrence:
            return True
        off = (*_OFF, Occurrence.DENIED)
        if encounter.occurrence in off and meeting.occurrence in (*_PLANNED, *off):
            return True
        if meeting.occurrence in off and encounter.occurrence in (*_PLANNED, *off):
            return True
        return meeting.first.sentence.sentence.is_title

    def _merge(self, meeting: Gathered, encounter: Encounter, date: DateWords | None) -> None:
        replaced = meeting.weak and not encounter.weak
        headline = meeting.first.sentence.sentence.is_title and not encounter.weak
        meeting.encounters.append(encounter)
        if replaced or headline:
            meeting.occurrence, meeting.channel = (
                encounter.occurrence,
                (
                    encounter.channel
                    if replaced or encounter.channel != Channel.IN_PERSON
                    else meeting.channel
                ),
            )
        elif encounter.occurrence in (*_OFF, Occurrence.DENIED) and not encounter.weak:
            meeting.occurrence = encounter.occurrence
        meeting.weak = meeting.weak and encounter.weak
        if meeting.date is None or (date is not None and headline):
            meeting.date = date or meeting.date
        for person in encounter.people:
            mine = next((each for each in meeting.people if same(each, person)), None)
            if mine is None:
                meeting.people.append(person)
            elif mine.figure is None and person.figure is not None:
                meeting.people[meeting.people.index(mine)] = person

    def _drop_weak(self) -> None:
        self.meetings = [m for m in self.meetings if not m.weak]

    def _mark_background(self) -> None:
        """Nothing is recalled in a story that reports nothing else, if it is not long ago."""
        if all(meeting.background for meeting in self.meetings):
            return

    def _date(self, encounter: Encounter) -> DateWords | None:
        """Return the date that the sentence gives, the nearest to the words of the meeting."""
        dates = [chunk.date for chunk in encounter.dates if chunk.date is not None]
        if not dates:
            return None
        usable = [date for date in dates if date.first is not None or date.follows is not None]
        if not usable:
            return None
        middle = encounter.span.start
        chosen = min(
            usable,
            key=lambda date: (
                not date.is_narrow and date.follows is None,
                abs(date.span.start - middle),
            ),
        )
        if encounter.occurrence == Occurrence.ANNOUNCED:
            chosen = next_weekday(chosen, self.published)
        return chosen


def _contradict(one: DateWords | None, other: DateWords | None) -> bool:
    if one is None or other is None or not (one.first and one.last and other.first and other.last):
        return False
    slack = datetime.timedelta(1)
    return one.first - slack > other.last or other.first - slack > one.last


class Describer:
    """Fills in what the story and the register say of a gathered meeting."""

    def __init__(
        self,
        article: Article,
        cast: Cast,
        gazetteer: Gazetteer,
        sentences: list[ReadSentence],
    ) -> None:
        self.article, self.cast, self.gazetteer, self.sentences = (
            article,
            cast,
            gazetteer,
            sentences,
        )
        self.published = article.published
        self.tongue = cast.tongue
        self.main_summit = self._first_summit()

    def describe(self, gathered: Gathered) -> ProposedMeeting:
        """Return the proposal for a gathered meeting."""
        meeting = ProposedMeeting(
            participants=[
                p for person in gathered.people if (p := self._participant(person, gathered))
            ],
            channel=gathered.channel,
            setting=gathered.first.setting,
            occurrence=gathered.occurrence,
            certainty=gathered.first.certainty,
            background=gathered.background,
            evidence=[e.sentence.sentence.span for e in gathered.encounters],
        )
        self._set_summit(meeting, gathered)
        self._set_place(meeting, gathered)
        self._set_date(meeting, gathered)
        return meeting

    def _participant(self, person: Referent, gathered: Gathered) -> ProposedParticipant | None:
        figure = person.figure
        actor = (figure.actor if figure else "") or person.actor
        title = person.title or (figure.title if figure else "")
        if not title and figure is not None and figure.known is not None:
            title = ""
        known = figure.known if figure else None
        if figure is None and person.rank and actor:
            known = self.cast.holder(actor, person.rank)
        if figure is None and not actor:
            return None
        name = figure.name if figure else ""
        if known is not None and len(keys_of(name)) < 2:
            name = known.name
        role = (
            Role.HOST
            if any(same(person, host) for e in gathered.encounters for host in e.hosts)
            else Role.PRINCIPAL
        )
        return ProposedParticipant(
            name=name,
            person=known.key if known else None,
            actor=actor,
            title=(figure.title if figure and figure.title else title),
            role=role,
            evidence=[person.span],
        )

    def _chunks(self, gathered: Gathered, letter: str) -> list[Chunk]:
        return [
            chunk
            for encounter in gathered.encounters
            for chunk in encounter.sentence.chunks
            if chunk.letter == letter
        ]

    def _paragraph_chunks(self, gathered: Gathered, letter: str) -> list[Chunk]:
        numbers = {e.sentence.sentence.paragraph for e in gathered.encounters if not e.weak}
        return [
            chunk
            for read in self.sentences
            if read.sentence.paragraph in numbers
            for chunk in read.chunks
            if chunk.letter == letter
        ]

    def _first_summit(self) -> Chunk | None:
        for read in self.sentences:
            for chunk in read.chunks:
                if chunk.letter == SUMMIT:
                    return chunk
        return None

    def _set_summit(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the summit named beside the meeting, or that of the story for what belongs to it."""
        if meeting.channel != Channel.IN_PERSON:
            return
        words = self.tongue.patterns["separate"]["sidelines"]
        near = [
            c
            for e in gathered.encounters
            if not e.weak
            for c in e.sentence.chunks
            if c.letter == SUMMIT
        ]
        chunk = near[0] if near else None
        if chunk is None and not gathered.background and self.main_summit is not None:
            text = " ".join(read.tagged for read in self.sentences)
            if any(
                f" {word} " in f" {text} " for word in words
            ) or self.main_summit.span.start < self.article.text.find(
                "\n", self.sentences[0].sentence.span.end + 200
            ):
                chunk = self.main_summit
        if chunk is None:
            return
        meeting.summit_name = chunk.text
        summit = self._edition(chunk)
        if summit is not None:
            meeting.summit, meeting.summit_name = summit.key, summit.name
        lines = " ".join(e.sentence.tagged for e in gathered.encounters)
        meeting.sidelines = (
            any(f" {word} " in f" {lines} " for word in words) or len(gathered.people) < 4
        )

    def _edition(self, chunk: Chunk) -> KnownSummit | None:
        """Return the edition of a series that the story means: that of its days or its place."""
        if chunk.summit is not None:
            return chunk.summit
        series = chunk.series
        if series is None:
            return None
        editions = self.gazetteer.editions.get(series.key, [])
        places = {
            c.place.key for read in self.sentences for c in read.chunks if c.place is not None
        }
        if self.published is None:
            near = [e for e in editions if e.place in places]
            return near[0] if len(near) == 1 else None
        near = [
            e
            for e in editions
            if e.earliest - datetime.timedelta(90)
            <= self.published
            <= e.latest + datetime.timedelta(30)
        ]
        by_place = [e for e in near if e.place in places]
        best = by_place or near
        return (
            min(best, key=lambda e: abs((e.earliest - self.published).days), default=None)
            if best
            else None
        )

    def _set_place(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        if meeting.channel != Channel.IN_PERSON:
            return
        for chunk in [*self._places_near(gathered), *self._chunks(gathered, PLACE)]:
            meeting.place = chunk.place.key if chunk.place else None
            meeting.place_name = chunk.place.name if chunk.place else chunk.text
            return
        summit = self.gazetteer.summits.get(meeting.summit or 0)
        if summit is not None and summit.place is not None:
            place = self.gazetteer.places[summit.place]
            meeting.place, meeting.place_name = place.key, place.name
            return
        if gathered.background:
            return
        if (place := self._story_place()) is not None:
            meeting.place, meeting.place_name = place.key, place.name

    def _places_near(self, gathered: Gathered) -> list[Chunk]:
        """Return places that stand after “in” or “at” in the sentences of the meeting."""
        kept = []
        for encounter in gathered.encounters:
            if encounter.weak:
                continue
            chunks = encounter.sentence.chunks
            for index, chunk in enumerate(chunks):
                if (
                    chunk.letter == PLACE
                    and index
                    and chunks[index - 1].text.lower() in self.tongue.words["grammar"]["in"]
                ):
                    kept.append(chunk)
        return kept

    def _story_place(self) -> KnownPlace | None:
        """Return the place of the dateline, or of a line above the story."""
        name = self.article.dateline
        for place in self.gazetteer.places.values():
            if name and name.lower() == place.name.lower():
                return place
        return None

    def _set_date(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        date = gathered.date
        if date is not None and date.follows is not None:
            date = self._counted(date, gathered)
        if date is None and not gathered.background and gathered.occurrence == Occurrence.HELD:
            date = self._date_of_paragraph(gathered)
        if date is not None and date.edtf:
            meeting.date, meeting.date_basis, meeting.date_words = date.edtf, date.basis, date.words
            return
        if gathered.background or self.published is None or gathered.occurrence != Occurrence.HELD:
            return
        summit = self.gazetteer.summits.get(meeting.summit or 0)
        first = summit.earliest if summit else None
        meeting.date = publication.from_publication(self.published, first).edtf
        meeting.date_basis = Basis.PUBLICATION

    def _counted(self, date: DateWords, gathered: Gathered) -> DateWords | None:
        """Return “the same day” as the last day named before it."""
        before = [
            chunk.date
            for read in self.sentences
            for chunk in read.chunks
            if chunk.letter == DATE
            and chunk.date is not None
            and chunk.date.first is not None
            and chunk.date.first == chunk.date.last
            and chunk.span.start < date.span.start
        ]
        if not before or before[-1].first is None:
            return None
        day = before[-1].first + datetime.timedelta(date.follows or 0)
        return DateWords(date.span, day.isoformat(), Basis.RELATIVE, day, day, words=date.words)

    def _date_of_paragraph(self, gathered: Gathered) -> DateWords | None:
        """Return the first narrow date of the story's beginning or of the meeting's paragraph."""
        numbers = {e.sentence.sentence.paragraph for e in gathered.encounters if not e.weak}
        first = min(numbers, default=0)
        for read in self.sentences:
            if read.sentence.paragraph not in (*numbers, 0) or read.sentence.paragraph > first:
                continue
            for chunk in read.chunks:
                date = chunk.date
                if date is None or not date.is_narrow or date.first is None:
                    continue
                if self.published and not (
                    self.published - _RECENT <= date.first <= self.published
                ):
                    continue
                return date
        return None


__all__ = ["Describer", "Gathered", "Gatherer", "Span", "rank_of"]
