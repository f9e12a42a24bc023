"""When a meeting took place: by its sentence, its paragraph, its summit, the publication."""

import datetime
from collections.abc import Iterator

from meetings.dates import publication
from meetings.dates.edtf import Basis
from meetings.intake.gathering.dating import RECENT
from meetings.intake.gathering.gathered import Gathered
from meetings.intake.gazetteer import KnownSummit
from meetings.intake.page.article import Article
from meetings.intake.parts.chunk import DATE
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence
from meetings.intake.proposal import ProposedMeeting
from meetings.intake.words.date_words import DateWords
from meetings.models.choices import Occurrence


class DaySetter:
    """Sets the dates of the meetings of one story, in their order."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.published, self.gazetteer, self.sentences = (
            article.published,
            cast.gazetteer,
            sentences,
        )
        self.before: DateWords | None = None  # the date of the meeting described last

    def set_date(self, meeting: ProposedMeeting, gathered: Gathered) -> None:
        """Set the date of a meeting, its basis, and the words that say it."""
        date = self._date(gathered)
        if date is not None and date.edtf:
            held = gathered.occurrence == Occurrence.HELD and not gathered.background
            if date.is_narrow and held:
                self.before = date
            meeting.date, meeting.date_basis, meeting.date_words = date.edtf, date.basis, date.words
        elif not gathered.background:
            summit = self.gazetteer.summits.get(meeting.summit or 0)
            self._set_without_words(meeting, gathered, summit)

    def _date(self, gathered: Gathered) -> DateWords | None:
        date = gathered.date
        if date is not None and date.follows is not None:
            date = self._counted(date)
        if date is not None or gathered.background:
            return date
        if gathered.occurrence == Occurrence.HELD:
            return self._date_of_paragraph(gathered)
        return self._date_ahead(gathered)

    def _set_without_words(
        self, meeting: ProposedMeeting, gathered: Gathered, summit: KnownSummit | None
    ) -> None:
        """Set the days of the summit for what is to come, of the publication for what was."""
        if gathered.occurrence != Occurrence.HELD:
            if summit is not None:
                meeting.date = f"[{summit.earliest}..{summit.latest}]"
                if summit.earliest == summit.latest:
                    meeting.date = str(summit.earliest)
                meeting.date_basis = Basis.RELATIVE
        elif self.published is not None:
            first = summit.earliest if summit else None
            meeting.date = publication.from_publication(self.published, first).edtf
            meeting.date_basis = Basis.PUBLICATION

    def _counted(self, date: DateWords) -> DateWords | None:
        """Return “the same day” as the last day named before it."""
        before = [
            other
            for _, other in self._dates()
            if other.first == other.last and other.span.start < date.span.start
        ]
        # Not from one that a story recalls, if it has named one of these.
        before = [other for other in before if self._is_recent(other)] or before
        if not before or before[-1].first is None:
            return None
        day = before[-1].first + datetime.timedelta(date.follows or 0)
        return DateWords(date.span, day.isoformat(), Basis.RELATIVE, day, day, words=date.words)

    def _dates(self) -> Iterator[tuple[int, DateWords]]:
        """Yield the dates of the story that name days, with the number of their paragraph."""
        for read in self.sentences:
            for chunk in read.chunks:
                if chunk.letter == DATE and chunk.date and chunk.date.first is not None:
                    yield read.paragraph, chunk.date

    def _date_of_paragraph(self, gathered: Gathered) -> DateWords | None:
        """Return the date of a meeting's paragraph, else that of the meeting told before it.

        The date of the first paragraph is that of the whole story.
        """
        first = min((number for number in gathered.paragraphs if number >= 0), default=0)
        date = self._narrow_date(first)
        if date is None and first > 0:
            date = self.before
        return date or self._narrow_date(0)

    def _date_ahead(self, gathered: Gathered) -> DateWords | None:
        """Return a day to come that is named beside what is planned, or put off."""
        if self.published is None:
            return None
        wide = gathered.occurrence != Occurrence.ANNOUNCED
        numbers = gathered.paragraphs | ({-1, 0} if wide else set())
        for number, date in self._dates():
            if number in numbers and date.last is not None and date.last > self.published:
                return date
        return None

    def _narrow_date(self, paragraph: int) -> DateWords | None:
        for number, date in self._dates():
            if number == paragraph and date.is_narrow and self._is_recent(date):
                return date
        return None

    def _is_recent(self, date: DateWords) -> bool:
        if self.published is None or date.first is None:
            return True
        return self.published - RECENT <= date.first <= self.published
