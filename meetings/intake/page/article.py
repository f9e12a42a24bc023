"""A story: its text, the parts of it that are prose and titles, and what is known of it."""

import datetime
from dataclasses import dataclass, field

from meetings.intake.gazetteer import KnownPublisher
from meetings.intake.languages import READ, Language, language_of_page
from meetings.intake.proposal import ProposedSource, Span


@dataclass
class Article:
    """A story as its steps know it; each step of ``page/`` fills in what it finds."""

    text: str
    body: Span
    titles: list[Span]
    prose: list[Span]
    language: str
    source: ProposedSource
    published: datetime.date | None = None
    dateline: str = ""
    publisher: KnownPublisher | None = None
    byline: Span | None = None
    is_official: bool = False  # whether it is the word of an actor
    home: str = ""  # the actor for whom the publisher speaks
    notes: list[str] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        """Whether the grammar of its language is read."""
        return self.language in READ

    @property
    def tongue(self) -> Language:
        """The language whose words serve to read its page."""
        return language_of_page(self.language)

    @property
    def first_prose(self) -> int:
        """The offset at which its prose begins."""
        return self.prose[0].start if self.prose else self.body.start

    @property
    def body_text(self) -> str:
        """The story without the lines of “# key: value” before it."""
        return self.text[self.body.start : self.body.end]
