"""From encounters to meetings: those of the same people are one, and get date, place and summit."""

import datetime
import re
from dataclasses import dataclass, field

from meetings.dates.edtf import Basis
from meetings.models.choices import Channel, Occurrence

from .article import Article
from .chunks import Chunk
from .dates import DateWords, next_weekday
from .encounters import Encounter, same
from .gazetteer import Gazetteer
from .people import Cast, ReadSentence, Referent

_PLANNED = (Occurrence.ANNOUNCED,)
_OFF = (Occurrence.POSTPONED, Occurrence.CALLED_OFF)
RECENT = datetime.timedelta(5)
_LONGEST = datetime.timedelta(4)
_LEAD = 3  # sentences that say what the whole story is about
_FAR = datetime.timedelta(10)
_BEFORE_VERB = 25  # characters by which a date before the subject counts as further


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
    def is_headline(self) -> bool:
        """Whether only titles have told of it so far."""
        return all(encounter.sentence.sentence.is_title for encounter in self.encounters)

    @property
    def first(self) -> Encounter:
        """The encounter that tells most: the first that is not weak."""
        return next((e for e in self.encounters if not e.weak), self.encounters[0])


class Gatherer:
    """Makes meetings of the encounters of one story."""

    def __init__(
        self, article: Article, cast: Cast, gazetteer: Gazetteer, sentences: list[ReadSentence]
    ) -> None:
        self.article, self.cast, self.gazetteer = article, cast, gazetteer
        self.sentences = sentences
        self.published = article.published
        self.meetings: list[Gathered] = []
        self.patterns = cast.tongue.patterns

    def gather(self, encounters: list[Encounter]) -> list[Gathered]:
        """Return the meetings, in the order of the story."""
        for encounter in encounters:
            self._take(encounter)
        self._drop_weak()
        self._drop_groups()
        self._drop_mere_mentions()
        self._apply_lead()
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
                None if encounter.weak else date,
                background,
                encounter.weak,
            )
        )

    def _is_recalled(self, encounter: Encounter, date: DateWords | None) -> bool:
        if encounter.recalled:
            return True
        if encounter.aside and encounter.occurrence == Occurrence.HELD:
            return True
        if encounter.perhaps_recalled and encounter.occurrence == Occurrence.HELD:
            recent = date is not None and (
                date.follows is not None
                or (
                    self.published is not None
                    and date.last is not None
                    and date.last > self.published - RECENT
                )
            )
            if not recent and not encounter.sentence.sentence.is_title:
                return True
        if date is None or date.last is None or date.first is None:
            return False
        if encounter.sentence.sentence.is_title:
            return False
        if encounter.occurrence == Occurrence.HELD and not date.is_narrow:
            return not encounter.sentence.sentence.is_title
        if self.published is None:
            return (
                len(date.edtf) < 8
                and date.basis == Basis.STATED
                and not encounter.sentence.sentence.is_title
                and encounter.occurrence == Occurrence.HELD
            )
        return date.last <= self.published - RECENT and encounter.occurrence == Occurrence.HELD

    def _is_same(
        self, meeting: Gathered, encounter: Encounter, date: DateWords | None, *, background: bool
    ) -> bool:
        shared = sum(
            any(same(person, other) for other in meeting.people) for person in encounter.people
        )
        if encounter.joins:
            return meeting.occurrence == encounter.occurrence and all(
                any(same(person, other) for other in encounter.people) for person in meeting.people
            )
        if shared < min(2, len(encounter.people)):
            return False
        smaller = min(len(meeting.people), len(encounter.people))
        if shared < smaller:
            return False
        if "attends" in encounter.name and encounter.summits and "attends" in meeting.first.name:
            return encounter.summits[0].text == meeting.first.summits[0].text
        if encounter.weak:
            return len(encounter.people) <= len(meeting.people)
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
                return encounter.sentence.sentence.is_title or meeting.is_headline
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
            in ("", *self.patterns["modality"]["vague_nouns"])
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
        if meeting.occurrence == Occurrence.DENIED and encounter.occurrence == Occurrence.HELD:
            return True
        return meeting.is_headline

    def _merge(self, meeting: Gathered, encounter: Encounter, date: DateWords | None) -> None:
        replaced = meeting.weak and not encounter.weak
        if replaced:
            meeting.people = [
                p for p in meeting.people if any(same(p, o) for o in encounter.people)
            ]
        headline = meeting.is_headline and not encounter.weak
        meeting.encounters.append(encounter)
        if headline and len(encounter.people) < len(meeting.people):
            # A title puts together what the story then tells one by one.
            meeting.people = [
                p for p in meeting.people if any(same(p, o) for o in encounter.people)
            ]
        if encounter.joins:
            meeting.background = False
            meeting.people = [
                person
                for person in meeting.people
                if not (person.delegation or person.figure is None)
                or not any(
                    other.figure is not None and other.actor == person.actor
                    for other in encounter.people
                )
            ]
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
            if meeting.occurrence not in _OFF or encounter.occurrence in _OFF:
                meeting.occurrence = encounter.occurrence
        meeting.weak = meeting.weak and encounter.weak
        if (meeting.date is None or (date is not None and headline)) and not encounter.weak:
            meeting.date = date or meeting.date
        if encounter.weak and not meeting.weak:
            return
        for person in encounter.people:
            mine = next((each for each in meeting.people if same(each, person)), None)
            if mine is None:
                meeting.people.append(person)
            elif mine.figure is None and person.figure is not None:
                meeting.people[meeting.people.index(mine)] = person

    def _drop_weak(self) -> None:
        self.meetings = [m for m in self.meetings if not m.weak]

    def _drop_groups(self) -> None:
        """Drop “calls with heads of the member states” where the heads are named one by one."""
        self.meetings = [
            meeting
            for meeting in self.meetings
            if not any(
                person.plural_title and self._is_organisation(person) for person in meeting.people
            )
            or not any(
                other is not meeting
                and any(same(meeting.people[0], person) for person in other.people)
                for other in self.meetings
            )
        ]

    def _drop_mere_mentions(self) -> None:
        """Drop “the talks between Russian and Ukrainian delegates” where the story is of others."""
        others = [m for m in self.meetings if any(p.figure is not None for p in m.people)]
        if not others:
            return
        self.meetings = [m for m in self.meetings if m in others or m.date or not self._is_late(m)]

    def _is_late(self, meeting: Gathered) -> bool:
        first = self.sentences.index(meeting.first.sentence)
        return first >= _LEAD and meeting.occurrence == Occurrence.HELD

    def _is_organisation(self, person: Referent) -> bool:
        actor = self.gazetteer.actors.get(person.actor)
        return actor is not None and not actor.is_country

    def _apply_lead(self) -> None:
        """Put off or call off what the story's first words say is put off or called off."""
        lead = " ".join(read.tagged for read in self.sentences[:3])
        occurrence = None
        for value in (Occurrence.POSTPONED, Occurrence.CALLED_OFF):
            words = "|".join(self.patterns["modality"][str(value)])
            if re.search(rf"(?:{self.patterns['modality']['matter']})", lead) and re.search(
                rf"(?<![\w-])(?:{words})(?![\w-])", lead
            ):
                occurrence = value
                break
        if occurrence is None:
            return
        for meeting in self.meetings:
            said = " ".join(encounter.sentence.tagged for encounter in meeting.encounters)
            if (
                meeting.occurrence == Occurrence.ANNOUNCED
                and not meeting.background
                and not any(f" {word} " in said for word in self.patterns["modality"]["still"])
                and not self._is_far(meeting.date)
            ):
                meeting.occurrence = occurrence

    def _is_far(self, date: DateWords | None) -> bool:
        """Whether a day lies so far ahead that what is put off today is another meeting."""
        if date is None or date.first is None or self.published is None:
            return False
        return date.is_narrow and date.first > self.published + _FAR

    def _date(self, encounter: Encounter) -> DateWords | None:
        """Return the date that the sentence gives, the nearest to the words of the meeting."""
        dates = [chunk.date for chunk in encounter.dates if chunk.date is not None]
        if not dates:
            return None
        usable = [date for date in dates if date.first is not None or date.follows is not None]
        if encounter.occurrence in (*_OFF, Occurrence.DENIED):
            usable = [
                date
                for date in usable
                if date.last is not None
                and self.published is not None
                and date.last > self.published
            ]
        elif encounter.occurrence == Occurrence.HELD and self.published is not None:
            usable = [date for date in usable if date.first is None or date.first <= self.published]
        elif encounter.occurrence == Occurrence.ANNOUNCED and self.published is not None:
            ahead = [next_weekday(date, self.published) for date in usable]
            usable = [date for date in ahead if date.last is None or date.last >= self.published]
        if not usable:
            return None
        if encounter.occurrence == Occurrence.HELD:
            # A week or more is how long a summit or a journey lasted, not a meeting.
            usable = [date for date in usable if not _is_long(date)] or usable[:0]
            if not usable:
                return None
        chosen = min(
            usable,
            key=lambda date: (
                not date.is_narrow and date.follows is None,
                _distance(date, encounter),
            ),
        )
        if encounter.occurrence == Occurrence.ANNOUNCED:
            chosen = next_weekday(chosen, self.published)
        return chosen


def _is_long(date: DateWords) -> bool:
    """Whether words name a stretch of days longer than a meeting lasts, from day to day."""
    if date.first is None or date.last is None or "/" not in date.edtf:
        return False
    return date.last - date.first > _LONGEST


def _distance(date: DateWords, encounter: Encounter) -> int:
    """Return how far a date stands from the words of meeting; one after them is nearer."""
    if date.span.start >= encounter.span.start:
        return abs(date.span.start - encounter.end)
    return encounter.span.start - date.span.start + _BEFORE_VERB


def _contradict(one: DateWords | None, other: DateWords | None) -> bool:
    if one is None or other is None or not (one.first and one.last and other.first and other.last):
        return False
    slack = datetime.timedelta(1)
    return one.first - slack > other.last or other.first - slack > one.last
