"""Short forms in which tests state what was read of a text."""

import datetime
from dataclasses import dataclass, field

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.languages import Language, language
from meetings.intake.page.reading import article_of
from meetings.intake.parts.chunk import Chunk
from meetings.intake.parts.cutting import cut
from meetings.intake.parts.line import Story
from meetings.intake.proposal import ProposedMeeting, Reading, Span
from meetings.intake.reader import Steps, read_with, steps_of
from meetings.intake.words.dates import dates_in
from meetings.intake.words.sentences import sentences_of

ENGLISH: Language = language("en")
# A Tuesday.
PUBLISHED = "2024-03-05"


@dataclass
class Told:
    """Reads texts with a gazetteer, as of a day of publication."""

    gazetteer: Gazetteer
    published: str = PUBLISHED
    header: dict[str, str] = field(default_factory=dict)

    def reading(self, text: str, **given: str) -> Reading:
        """Return the reading of a text."""
        return read_with(self.gazetteer, text, **({"published": self.published} | given))

    def steps(self, text: str) -> Steps:
        """Return the steps of a text up to its meetings."""
        article = article_of(text, self.gazetteer, published=self.published)
        return steps_of(article, self.gazetteer)

    def meetings(self, text: str, **given: str) -> list[ProposedMeeting]:
        """Return the meetings of a text."""
        return self.reading(text, **given).meetings

    def who(self, text: str, **given: str) -> list[list[str]]:
        """Return the names (or codes of delegations) of each meeting, background ones too."""
        return [names(meeting) for meeting in self.meetings(text, **given)]


def names(meeting: ProposedMeeting) -> list[str]:
    """Return the names of participants, and codes for delegations without a name."""
    return [participant.name or participant.actor for participant in meeting.participants]


def chunks(text: str, gazetteer: Gazetteer, published: str = PUBLISHED) -> list[Chunk]:
    """Return the parts of a sentence."""
    story = Story(gazetteer, ENGLISH, datetime.date.fromisoformat(published), text)
    sentence = sentences_of(text, [Span(0, len(text))], [], ENGLISH)[0]
    return cut(sentence, story)


def parts(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """Return letters and texts of the parts of a sentence that are no mere words."""
    kinds = "TUKFJCLSDNnm"
    return [(each.letter, each.text) for each in chunks(text, gazetteer) if each.letter in kinds]


def dates(text: str, published: str | None = PUBLISHED) -> list[str]:
    """Return the dates of a text as EDTF, or their words where they name no calendar day."""
    day = datetime.date.fromisoformat(published) if published else None
    read = dates_in(text, Span(0, len(text)), day, ENGLISH)
    return [date.edtf or date.words for date in read]
