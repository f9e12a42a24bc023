"""From gathered meetings to proposals: participants, dates, places and summits."""

import datetime

from meetings.dates import publication
from meetings.dates.edtf import Basis
from meetings.models.choices import Occurrence, Role

from .article import Article
from .chunks import DATE
from .dates import DateWords
from .encounters import same
from .gathering import RECENT, Gathered
from .gazetteer import Gazetteer
from .occasions import OccasionReader
from .people import Cast, ReadSentence, Referent
from .proposal import ProposedMeeting, ProposedParticipant
from .tokens import keys_of


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
        self.occasions = OccasionReader(article, cast, gazetteer, sentences)
        self.before: DateWords | None = None  # the date of the meeting described last

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
        self.occasions.set_summit(meeting, gathered)
        self.occasions.set_place(meeting, gathered)
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

    def _set_date(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        date = gathered.date
        if date is not None and date.follows is not None:
            date = self._counted(date, gathered)
        if date is None and not gathered.background:
            if gathered.occurrence == Occurrence.HELD:
                date = self._date_of_paragraph(gathered)
            else:
                date = self._date_ahead(gathered)
        held = gathered.occurrence == Occurrence.HELD and not gathered.background
        if date is not None and date.edtf and date.is_narrow and held:
            self.before = date
        if date is not None and date.edtf:
            meeting.date, meeting.date_basis, meeting.date_words = date.edtf, date.basis, date.words
            return
        summit = self.gazetteer.summits.get(meeting.summit or 0)
        if (
            gathered.occurrence != Occurrence.HELD
            and summit is not None
            and not gathered.background
        ):
            meeting.date = f"[{summit.earliest}..{summit.latest}]"
            if summit.earliest == summit.latest:
                meeting.date = str(summit.earliest)
            meeting.date_basis = Basis.RELATIVE
            return
        if gathered.background or self.published is None or gathered.occurrence != Occurrence.HELD:
            return
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
        """Return the date of a meeting's paragraph, else that of the meeting told before it.

        The date of the first paragraph is that of the whole story.
        """
        numbers = {e.sentence.sentence.paragraph for e in gathered.encounters if not e.weak}
        first = min((number for number in numbers if number >= 0), default=0)
        date = self._narrow_date(first)
        if date is None and first > 0 and self.before is not None:
            date = self.before
        return date or self._narrow_date(0)

    def _date_ahead(self, gathered: Gathered) -> DateWords | None:
        """Return a day to come that is named beside what is planned, or put off."""
        if self.published is None:
            return None
        numbers = {e.sentence.sentence.paragraph for e in gathered.encounters if not e.weak}
        wide = gathered.occurrence != Occurrence.ANNOUNCED
        for read in self.sentences:
            if read.sentence.paragraph not in (numbers | {-1, 0} if wide else numbers):
                continue
            for chunk in read.chunks:
                date = chunk.date
                if date is not None and date.last is not None and date.last > self.published:
                    return date
        return None

    def _narrow_date(self, paragraph: int) -> DateWords | None:
        for read in self.sentences:
            if read.sentence.paragraph != paragraph:
                continue
            for chunk in read.chunks:
                date = chunk.date
                if date is None or not date.is_narrow or date.first is None:
                    continue
                if self.published and not (self.published - RECENT <= date.first <= self.published):
                    continue
                return date
        return None
