"""An encounter: one sentence's word of a meeting."""

from dataclasses import dataclass, field

from meetings.intake.parts.chunk import SUMMIT, Chunk
from meetings.intake.people.figures import ReadSentence, Referent
from meetings.intake.proposal import Certainty, Span
from meetings.models.choices import Channel, Occurrence, Setting


@dataclass(eq=False)
class Encounter:
    """Its people, what the verb says, where and when.

    ``weak`` ones are no meeting by themselves (“told his counterpart”): they only add to another.
    """

    people: list[Referent]
    read: ReadSentence
    span: Span
    name: str
    channel: Channel = Channel.IN_PERSON
    setting: Setting = Setting.TALKS
    occurrence: Occurrence = Occurrence.HELD
    certainty: Certainty = Certainty.SURE
    recalled: bool = False
    weak: bool = False
    joins: bool = False
    hosts: list[Referent] = field(default_factory=list)
    dates: list[Chunk] = field(default_factory=list)  # those of its sentence that say when
    sessions: list[Chunk] = field(default_factory=list)  # those that it is of, of several named
    noun: str = ""
    end: int = 0  # the offset where the words of meeting end
    perhaps_recalled: bool = False  # “had met”: recalled, unless its day is one of these
    aside: bool = False  # said of somebody beside the matter: “X, who met Y on Friday”
    strong: bool = False  # a verb or noun that begins a meeting of its own

    @property
    def is_title(self) -> bool:
        """Whether a title says so."""
        return self.read.sentence.is_title

    @property
    def paragraph(self) -> int:
        """The number of the paragraph that says so, -1 for titles."""
        return self.read.paragraph

    @property
    def is_beside(self) -> bool:
        """Whether it is not what its sentence is about."""
        recalled = self.recalled or self.perhaps_recalled
        return recalled or self.aside or self.weak or self.joins

    @property
    def summits(self) -> list[Chunk]:
        """The summits of its sentence, or the sessions that it is of."""
        return self.sessions or [chunk for chunk in self.read.chunks if chunk.letter == SUMMIT]
