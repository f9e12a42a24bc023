"""The patterns of encounters in a language, compiled, and one match of one of them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.intake.languages import Language
from meetings.intake.people.figures import ReadSentence

_DEPTH = 3  # of words within words


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern, and what is known by it; see ``languages/en/patterns.toml``."""

    name: str
    expression: re.Pattern[str]
    subject: str = ""  # "salient": that of the sentence or of the one before; "together": all met
    object: str = ""  # "last": the last person the story was about; "host country": of a visit
    plural: bool = False  # {A} are those who met each other
    weak: bool = False
    lone: bool = False
    joins: bool | str = False  # adds people to the last meeting; "last": if of the same actors
    sessions: bool = False
    groups: bool = False
    separate: bool = False  # each of {B} was met alone
    aside: bool = False
    recalled: bool = False
    people_only: bool = False
    inherits: bool = False
    channel: str = ""
    channel_words: bool = False  # words anywhere in the sentence say by which channel
    call_words: bool = False
    same_channel: bool = False  # by that of the last meeting
    role_of_a: str = ""
    role_of_b: str = ""
    for_actor_of_a: bool = False


@dataclass(frozen=True)
class Hit:
    """A match of a pattern in a sentence."""

    pattern: Pattern
    match: re.Match[str]
    read: ReadSentence

    @property
    def line(self) -> str:
        """The sentence, with signs for people."""
        return self.match.string

    @property
    def words(self) -> str:
        """The words matched."""
        return self.match[0]

    @property
    def a(self) -> str:
        """The sign of who acts, "" for none."""
        return self.match.groupdict().get("a") or ""

    @property
    def b(self) -> str:
        """The sign of whom they meet, "" for none."""
        return self.match.groupdict().get("b") or ""

    @property
    def noun(self) -> str:
        """The noun for the meeting, "" for none."""
        return self.match.groupdict().get("noun") or ""

    @property
    def start(self) -> int:
        """The offset in the story at which the words matched begin."""
        return self.read.offsets[self.match.start()]

    @property
    def end(self) -> int:
        """The offset in the story of the last part matched."""
        return self.read.offsets[self.match.end() - 1]


@lru_cache
def patterns(tongue: Language) -> list[Pattern]:
    """Return the patterns of encounters of a language, the first that fits a name counts."""
    compiled = []
    for entry in tongue.patterns["encounter"]:
        text = _filled(tongue, entry["pattern"])
        text = text.replace("{A}", r"(?P<a>[PQ]\d+)").replace("{B}", r"(?P<b>[PQ]\d+)")
        known = {key: value for key, value in entry.items() if key != "pattern"}
        compiled.append(Pattern(expression=re.compile(rf"(?<![^\s])(?:{text})"), **known))
    return compiled


@lru_cache
def before_object(tongue: Language) -> re.Pattern[str]:
    """Return the pattern of what stands before the object of a verb."""
    return re.compile(_filled(tongue, tongue.patterns["modality"]["before_object"]))


def _filled(tongue: Language, text: str) -> str:
    """Return a pattern with the words of a language in place of their names in braces."""
    words: dict[str, str] = tongue.patterns["words"]
    for _ in range(_DEPTH):
        for word, expression in words.items():
            text = text.replace(f"{{{word}}}", expression)
    return text


def has_words(line: str, phrases: list[str]) -> bool:
    """Whether one of some phrases stands in a line of words with single spaces."""
    padded = f" {line} "
    return any(f" {phrase} " in padded for phrase in phrases)
