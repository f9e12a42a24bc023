"""Encounters in the sentences of a story: who met whom, by which words, whether it took place."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from meetings.models.choices import Channel, Occurrence, Setting

from .chunks import DATE, PLACE, SUMMIT, Chunk
from .languages import Language, language
from .people import Cast, Party, ReadSentence, Referent
from .proposal import Certainty, Span

_MOST_ENCOUNTERS = 12


@dataclass
class Encounter:
    """One sentence's word of a meeting: its people, what the verb says, where and when.

    ``weak`` ones are no meeting by themselves (“told his counterpart”): they only add to another.
    """

    people: list[Referent]
    sentence: ReadSentence
    span: Span
    name: str
    channel: Channel = Channel.IN_PERSON
    setting: Setting = Setting.TALKS
    occurrence: Occurrence = Occurrence.HELD
    certainty: Certainty = Certainty.SURE
    recalled: bool = False
    weak: bool = False
    joins: bool = False
    host: Referent | None = None
    hosts: list[Referent] = field(default_factory=list)
    dates: list[Chunk] = field(default_factory=list)
    places: list[Chunk] = field(default_factory=list)
    summits: list[Chunk] = field(default_factory=list)
    noun: str = ""
    strong: bool = False  # a verb or noun that begins a meeting of its own


@dataclass
class _Pattern:
    name: str
    expression: re.Pattern[str]
    values: dict[str, Any]


@lru_cache
def _patterns(tag: str) -> list[_Pattern]:
    table = language(tag).patterns
    words: dict[str, str] = table["words"]
    compiled = []
    for entry in table["encounter"]:
        text: str = entry["pattern"]
        for _ in range(3):
            for word, expression in words.items():
                text = text.replace(f"{{{word}}}", expression)
        text = text.replace("{A}", r"(?P<a>[PQ]\d+)").replace("{B}", r"(?P<b>[PQ]\d+)")
        compiled.append(_Pattern(entry["name"], re.compile(rf"(?<![^\s])(?:{text})"), entry))
    return compiled


class EncounterReader:
    """Reads the encounters of a story, sentence by sentence."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.tongue = cast, cast.tongue
        self.salient: list[Referent] = []  # the last subject
        self.together: list[Referent] = []  # the people of the last encounter
        self.last: Encounter | None = None

    def read(self, sentence: ReadSentence) -> list[Encounter]:
        """Return the encounters of a sentence; remember who it was about."""
        encounters: list[Encounter] = []
        used: list[tuple[int, int]] = []
        for pattern in _patterns(self.tongue.tag):
            for match in pattern.expression.finditer(sentence.tagged):
                if any(start < match.end() and match.start() < end for start, end in used):
                    continue
                read = self._read(pattern, match, sentence)
                if read:
                    encounters.extend(read)
                    used.append(match.span())
        self._remember(sentence, encounters)
        return encounters[:_MOST_ENCOUNTERS]

    def _read(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence
    ) -> list[Encounter]:
        groups = match.groupdict()
        first = self._people(groups.get("a"), sentence, match)
        second = self._people(groups.get("b"), sentence, match)
        if pattern.values.get("subject") == "salient":
            first = self._salient_before(sentence, match)
        if groups.get("a") and not first:
            return []
        if "b" in groups and groups.get("b") and not second:
            return []
        if pattern.values.get("people_only") and not self._are_people(second or first):
            return []
        if pattern.values.get("joins"):
            return self._joined(pattern, match, sentence, first)
        if not second and len(_distinct(first)) < 2:
            return []
        second = [member for member in second if not _is_in(member, first)]
        if groups.get("b") and not second:
            return []
        if not groups.get("b") and not pattern.values.get("plural"):
            return []
        if self._is_of_spokesperson(first, second):
            return []
        return self._made(pattern, match, sentence, first, second)

    def _are_people(self, members: list[Referent]) -> bool:
        return any(not member.delegation for member in members)

    def _is_of_spokesperson(self, first: list[Referent], second: list[Referent]) -> bool:
        spoken = [member for member in (*first, *second) if _rank(member) == "spokesperson"]
        return bool(spoken)

    def _people(
        self, sign: str | None, sentence: ReadSentence, match: re.Match[str]
    ) -> list[Referent]:
        """Return whom a sign of the sentence stands for."""
        if not sign:
            return []
        party = sentence.parties[int(sign[1:])]
        if party.anaphor == "they":
            return list(self.together)
        if party.anaphor == "he":
            return self._subject_before(sentence, party) or self.salient[:1]
        return [self._resolved(member, sentence) for member in party.members]

    def _subject_before(self, sentence: ReadSentence, party: Party) -> list[Referent]:
        """Return the nearest person named before a pronoun in the sentence, as its first party."""
        before = [
            other
            for other in sentence.parties
            if other.span.start < party.span.start and other.is_people and not other.anaphor
        ]
        return before[0].members[:1] if before and len(before[0].members) == 1 else []

    def _resolved(self, member: Referent, sentence: ReadSentence) -> Referent:
        """Give an office without a name the person of the story it means, if there is one."""
        if member.figure is not None or member.delegation:
            if member.figure is not None and not member.actor:
                member.actor = member.figure.actor
            return member
        if member.counterpart:
            return self._counterpart(member, sentence)
        if member.rank and member.rank != "spokesperson" and not member.plural_title:
            figure = self.cast.by_office(member.actor, member.rank, member.span.start)
            if figure is not None:
                member.figure = figure
                member.actor = member.actor or figure.actor
            elif not member.actor:
                member.actor = self.cast.home
        return member

    def _counterpart(self, member: Referent, sentence: ReadSentence) -> Referent:
        """Give a counterpart the title of the subject, and the name of whoever has it there."""
        subject = next(
            (
                other.members[0]
                for other in sentence.parties
                if other.members
                and other.span.start < member.span.start
                and not other.members[0].counterpart
            ),
            self.salient[0] if self.salient else None,
        )
        if subject is None:
            return member
        member.rank = _rank(subject)
        member.title = (
            member.title or subject.title or (subject.figure.title if subject.figure else "")
        )
        if member.actor:
            member.figure = next(
                (
                    figure
                    for figure in self.cast.figures
                    if figure.actor == member.actor and figure.rank == member.rank
                ),
                None,
            )
        return member

    def _salient_before(self, sentence: ReadSentence, match: re.Match[str]) -> list[Referent]:
        """Return the subject of a noun without one: “talks with …”."""
        target = match.group("b")
        for number, party in enumerate(sentence.parties):
            if f"P{number}" == target or f"Q{number}" == target:
                break
            if party.anaphor == "he":
                return self.salient[:1]
            if (
                party.is_people
                and len(party.members) == 1
                and _rank(party.members[0]) != "spokesperson"
            ):
                return [self._resolved(party.members[0], sentence)]
        return self.salient[:1]

    def _joined(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence, first: list[Referent]
    ) -> list[Encounter]:
        if not self.last or not first:
            return []
        encounter = self._encounter(pattern, match, sentence, [*self.together, *first])
        encounter.joins = True
        return [encounter]

    def _made(
        self,
        pattern: _Pattern,
        match: re.Match[str],
        sentence: ReadSentence,
        first: list[Referent],
        second: list[Referent],
    ) -> list[Encounter]:
        """Return one encounter of all, or one with each where the words say so."""
        if not second:
            return [self._encounter(pattern, match, sentence, _distinct(first))]
        if len(second) > 1 and self._is_separate(pattern, match, sentence, first):
            return [
                self._encounter(
                    pattern, match, sentence, _distinct([*first[:1], each]), first, second
                )
                for each in second
            ]
        people = _distinct([*first, *second])
        return [self._encounter(pattern, match, sentence, people, first, second)]

    def _is_separate(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence, first: list[Referent]
    ) -> bool:
        if len(first) > 1:
            return False
        if pattern.values.get("separate"):
            return True
        table = self.tongue.patterns["separate"]
        line = sentence.tagged
        if _has(line, table["together"]):
            return False
        noun = match.groupdict().get("noun") or ""
        return noun in table["plural_noun"] or _has(line, table["words"])

    def _encounter(
        self,
        pattern: _Pattern,
        match: re.Match[str],
        sentence: ReadSentence,
        people: list[Referent],
        first: list[Referent] | None = None,
        second: list[Referent] | None = None,
    ) -> Encounter:
        line = sentence.tagged
        clause = _clause(line, match.start(), match.end())
        start = sentence.offsets[match.start()]
        encounter = Encounter(
            people, sentence, Span(start, sentence.sentence.span.end), pattern.name
        )
        encounter.noun = match.groupdict().get("noun") or ""
        encounter.weak = bool(pattern.values.get("weak"))
        encounter.strong = not encounter.weak and not pattern.values.get("plural")
        encounter.channel = self._channel(pattern, match[0], line, encounter.noun)
        encounter.setting = self._setting(match[0])
        self._modality(encounter, match, clause, line)
        if pattern.values.get("inherits") and self.last is not None:
            encounter.occurrence, encounter.certainty = self.last.occurrence, self.last.certainty
        if pattern.values.get("role_of_a") == "host" and first:
            encounter.hosts = first
        if pattern.values.get("role_of_b") == "host" and second:
            encounter.hosts = second
        for chunk in sentence.chunks:
            if chunk.letter == DATE:
                encounter.dates.append(chunk)
            elif chunk.letter == PLACE or (chunk.place is not None):
                encounter.places.append(chunk)
            elif chunk.letter == SUMMIT:
                encounter.summits.append(chunk)
        return encounter

    def _channel(self, pattern: _Pattern, words: str, line: str, noun: str) -> Channel:
        if "channel" in pattern.values:
            return Channel(pattern.values["channel"])
        table = self.tongue.patterns["channel"]
        if (
            _has(words, table["video"])
            or pattern.values.get("channel_words")
            and _has(line, table["video"])
        ):
            return Channel.VIDEO
        if (
            _has(words, table["call"])
            or pattern.values.get("channel_words")
            and _has(line, table["call"])
        ):
            return Channel.CALL
        return Channel.IN_PERSON

    def _setting(self, words: str) -> Setting:
        for value, phrases in self.tongue.patterns["setting"].items():
            if _has(words, phrases):
                return Setting(value)
        return Setting.TALKS

    def _modality(self, encounter: Encounter, match: re.Match[str], clause: str, line: str) -> None:
        """Read from the verb and what stands before it whether the meeting takes place."""
        table = self.tongue.patterns["modality"]
        before = line[: match.start()][-90:]
        verb = f"{before} {match[0]}" if not encounter.noun else f"{before} {match[0]}"
        near = match[0]
        lead = before[-60:]
        if _has(line, table["called_off"]):
            encounter.occurrence = Occurrence.CALLED_OFF
        elif _has(line, table["postponed"]):
            encounter.occurrence = Occurrence.POSTPONED
        elif _has(verb, table["denied"]) or _has(near, table["negated"]):
            encounter.occurrence = Occurrence.DENIED
        elif _has(near, table["announced"]) or _has(near, table["expected"]):
            encounter.occurrence = Occurrence.ANNOUNCED
        elif _has(near, table["possible"]):
            encounter.occurrence = Occurrence.ANNOUNCED
        elif encounter.noun and _has(
            lead, [*table["announced"], *table["expected"], *table["possible"]]
        ):
            encounter.occurrence = Occurrence.ANNOUNCED
        if encounter.occurrence == Occurrence.ANNOUNCED:
            if _has(near, table["possible"]):
                encounter.certainty = Certainty.POSSIBLE
            elif _has(near, table["expected"]):
                encounter.certainty = Certainty.EXPECTED
        if _has(f"{lead} {near}", table["recalled"]):
            encounter.recalled = True

    def _remember(self, sentence: ReadSentence, encounters: list[Encounter]) -> None:
        """Keep who the sentence was about, for the pronouns of those that follow."""
        real = [encounter for encounter in encounters if encounter.occurrence]
        if real:
            self.last = real[-1]
            self.together = list(real[-1].people)
        for number, party in enumerate(sentence.parties):
            if party.anaphor:
                return
            person = next((m for m in party.members if not m.delegation), None)
            if person is not None and _rank(person) != "spokesperson":
                resolved = self._resolved(person, sentence)
                if resolved.figure is not None or resolved.actor:
                    self.salient = [resolved]
                    return
            del number


def _clause(line: str, start: int, end: int) -> str:
    left = max(line.rfind(mark, 0, start) for mark in (" ; ", " . ", " : "))
    return line[max(left, 0) : end]


def _has(line: str, phrases: list[str]) -> bool:
    padded = f" {line} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _rank(member: Referent) -> str:
    return member.rank or (member.figure.rank if member.figure else "")


def same(one: Referent, other: Referent) -> bool:
    """Whether two referents are the same participant."""
    if one.figure is not None and other.figure is not None:
        return one.figure is other.figure or (
            one.figure.known is not None and one.figure.known == other.figure.known
        )
    if one.figure is None and other.figure is None:
        return (
            bool(one.actor)
            and one.actor == other.actor
            and (one.rank == other.rank or not one.rank or not other.rank)
        )
    named, bare = (one, other) if one.figure is not None else (other, one)
    actor = named.actor or (named.figure.actor if named.figure else "")
    return (
        bool(bare.actor)
        and bare.actor == actor
        and (bare.delegation or not bare.rank or bare.rank == _rank(named))
    )


def _is_in(member: Referent, members: list[Referent]) -> bool:
    return any(same(member, other) for other in members)


def _distinct(members: list[Referent]) -> list[Referent]:
    kept: list[Referent] = []
    for member in members:
        if not _is_in(member, kept):
            kept.append(member)
    return kept


def tongue_of(reader: EncounterReader) -> Language:
    """Return the language that a reader reads."""
    return reader.tongue
