"""The people of a story, and those whom its sentences speak of."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from meetings.intake.gazetteer import KnownPerson
from meetings.intake.parts.chunk import Chunk
from meetings.intake.proposal import Span
from meetings.intake.words.sentences import Sentence

SPOKESPERSON = "spokesperson"


@dataclass(eq=False)
class Figure:
    """A person of the story, under all names it gives them."""

    name: str
    keys: tuple[str, ...]
    actor: str = ""
    title: str = ""
    rank: str = ""
    known: KnownPerson | None = None
    spans: list[Span] = field(default_factory=list)
    explicit_actor: bool = False

    @property
    def surname(self) -> str:
        """The word by which the story goes on to name them, as a guess: the last."""
        return self.keys[-1]

    def last_before(self, offset: int) -> int | None:
        """Return where the story named them last before an offset, None if it had not."""
        index = bisect_left(self.spans, (offset,))
        return self.spans[index - 1].start if index else None

    def named_at(self, span: Span) -> None:
        """Remember where the story names them, in order."""
        index = bisect_left(self.spans, span)
        if self.spans[index : index + 1] != [span]:
            self.spans.insert(index, span)


@dataclass(eq=False)
class Referent:
    """Somebody as a sentence refers to them: a person, the holder of an office, a delegation."""

    span: Span
    actor: str = ""
    title: str = ""
    rank: str = ""
    figure: Figure | None = None
    counterpart: bool = False
    delegation: bool = False
    plural_title: bool = False

    @property
    def represents(self) -> str:
        """The code of the actor for whom they speak, "" where it is not known."""
        return self.actor or (self.figure.actor if self.figure else "")

    @property
    def office(self) -> str:
        """The class of their office, "" where it is not known."""
        return self.rank or (self.figure.rank if self.figure else "")

    @property
    def is_spokesperson(self) -> bool:
        """Whether they speak for others and meet nobody."""
        return self.office == SPOKESPERSON


@dataclass(eq=False)
class Party:
    """Those who stand together in a sentence, as one subject or object."""

    span: Span
    members: list[Referent]
    anaphor: str = ""  # "he", "they" or "i" for a pronoun; with members, the pronoun and they
    words: str = ""  # those of a pronoun
    is_group: bool = False  # “India-France-UAE”: one format, no list

    @property
    def is_people(self) -> bool:
        """Whether it names people or offices, not only countries."""
        return any(not member.delegation for member in self.members)


@dataclass(eq=False)
class ReadSentence:
    """A sentence with its parts and parties, and with them replaced by signs (``tagged``)."""

    sentence: Sentence
    chunks: list[Chunk]
    parties: list[Party] = field(default_factory=list)
    tagged: str = ""
    offsets: list[int] = field(default_factory=list)  # offset in the text of each sign of `tagged`

    @property
    def paragraph(self) -> int:
        """The number of its paragraph, -1 for titles."""
        return self.sentence.paragraph

    @cached_property
    def in_order(self) -> list[Party]:
        """Its parties as they stand in the sentence, pronouns among them."""
        return sorted(self.parties, key=lambda party: party.span.start)

    @cached_property
    def words_before(self) -> dict[str, str]:
        """The word or sign that stands before each sign."""
        return {sign: word for word, sign in pairwise(self.tagged.split(" "))}
