"""Encounters in the sentences of a story: who met whom, by which words, whether it took place."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from meetings.models.choices import Channel, Occurrence, Setting

from .chunks import DATE, PLACE, SUMMIT, Chunk
from .languages import Language, language
from .people import Cast, Figure, Party, ReadSentence, Referent, is_subject
from .proposal import Certainty, Span
from .tokens import keys_of

_MOST_ENCOUNTERS = 12
_LEADING = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "head_of_organisation",
    "party_leader",
    "leader_in_fact",
    "leader",
    "crown_prince",
)


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
    end: int = 0  # the offset where the words of meeting end
    perhaps_recalled: bool = False  # “had met”: recalled, unless its day is one of these
    aside: bool = False  # said of somebody beside the matter: “X, who met Y on Friday”
    strong: bool = False  # a verb or noun that begins a meeting of its own


@dataclass
class _Pattern:
    name: str
    expression: re.Pattern[str]
    values: dict[str, Any]


def _filled(tag: str, text: str) -> str:
    """Return a pattern with the words of a language in place of their names in braces."""
    words: dict[str, str] = language(tag).patterns["words"]
    for _ in range(3):
        for word, expression in words.items():
            text = text.replace(f"{{{word}}}", expression)
    return text


@lru_cache
def _objects(tag: str) -> re.Pattern[str]:
    """Return the pattern of what stands before the object of a verb."""
    return re.compile(_filled(tag, language(tag).patterns["modality"]["before_object"]))


@lru_cache
def _patterns(tag: str) -> list[_Pattern]:
    compiled = []
    for entry in language(tag).patterns["encounter"]:
        text = _filled(tag, entry["pattern"])
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
        self.met: list[Referent] = []  # everybody in an encounter so far
        self.aside: dict[str, list[Referent]] = {}  # by whom a clause names: its subject
        self.here: list[Encounter] = []  # those of the sentence that is being read
        self.apart = ""  # the actor of a subject, whose own people are not whom they meet
        self.author: Referent | None = None  # who says “I” in a text of their own

    def read(self, sentence: ReadSentence) -> list[Encounter]:
        """Return the encounters of a sentence; remember who it was about."""
        encounters: list[Encounter] = []
        used: list[tuple[int, int]] = []
        objects: set[str] = set()
        self.aside = {}
        self.here = encounters
        for pattern in _patterns(self.tongue.tag):
            for match in pattern.expression.finditer(sentence.tagged):
                sign = match.groupdict().get("b")
                overlaps = any(start < match.end() and match.start() < end for start, end in used)
                if sign in objects or (overlaps and (sign is None or not objects)):
                    continue
                read = self._read(pattern, match, sentence)
                if read:
                    encounters.extend(read)
                    used.append(match.span())
                    if sign:
                        objects.add(sign)
                        if pattern.values.get("aside"):
                            self.aside[sign] = read[0].people[:1]
        if not any(not encounter.weak for encounter in encounters):
            encounters.extend(self._by_cue(sentence))
        self._remember(sentence, encounters)
        return encounters[:_MOST_ENCOUNTERS]

    def _by_cue(self, sentence: ReadSentence) -> list[Encounter]:
        """Return the encounter of two principals whom a story's first sentences name together.

        Writers have more ways to say that two people met than there are patterns; the first
        sentences of a story about two principals that speak of talks or a summit mean theirs.
        """
        if sentence.sentence.paragraph > 0 or sentence.sentence.is_title:
            return []
        cues = self.tongue.patterns["cues"]
        if not _has(sentence.tagged, cues["words"]) or _has(sentence.tagged, cues["against"]):
            return []
        people = _distinct(
            [
                self._resolved(member, sentence)
                for party in sentence.parties
                for member in party.members
                if member.figure is not None
            ]
        )
        principals = [person for person in people if _rank(person) in _LEADING]
        if len(principals) != 2 or len(_actors(principals)) != 2:  # noqa: PLR2004 - a pair
            return []
        match = re.match(r".*", sentence.tagged)
        assert match is not None  # noqa: S101 - every text matches
        cue = _Pattern("named together", match.re, {"channel_words": True})
        return [self._encounter(cue, match, sentence, principals)]

    def _read(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence
    ) -> list[Encounter]:
        groups = match.groupdict()
        first = self._people(groups.get("a"), sentence, match)
        first = self.aside.get(groups.get("a") or "", first)
        if groups.get("a") and match.string[match.start() :].startswith(groups["a"]):
            first = self._subject_for(groups["a"], first, sentence)
        self.apart = first[0].actor if len(first) == 1 else ""
        second = self._people(groups.get("b"), sentence, match)
        self.apart = ""
        if pattern.values.get("subject") == "salient":
            first = self._salient_before(sentence, match)
        if pattern.values.get("subject") == "together":
            first = list(self.together)
        if pattern.values.get("inherits"):
            first = self._protagonist() or first
        if pattern.values.get("object") == "last":
            second = self._last_person(first)
        if pattern.values.get("object") == "host country":
            second = self._host_country(sentence, match, first)
        if pattern.values.get("lone") and first:
            return [self._lone(pattern, match, sentence, first)]
        if groups.get("a") and not first:
            return []
        if "b" in groups and groups.get("b") and not second:
            return []
        if pattern.values.get("people_only") and not self._are_people(second or first):
            return []
        if pattern.values.get("joins") and (
            pattern.values["joins"] is True or self._adds_to_last(first)
        ):
            return self._joined(pattern, match, sentence, first, second)
        if pattern.values.get("sessions"):
            return self._of_sessions(pattern, match, sentence, first)
        if pattern.values.get("groups"):
            return self._of_groups(pattern, match, sentence, first)
        if not second and len(_distinct(first)) < 2:
            return []
        second = [member for member in second if not _is_in(member, first)]
        if groups.get("b") and not second:
            return []
        if not second and not pattern.values.get("plural"):
            return []
        if self._is_of_spokesperson(first, second):
            return []
        return self._made(pattern, match, sentence, first, second)

    def _subject_for(
        self, sign: str, first: list[Referent], sentence: ReadSentence
    ) -> list[Referent]:
        """Return the subject of a verb after a party: another, where a preposition goes before it.

        “Vajpayee drove to the palace and met …”: the palace met nobody.
        """
        before = re.search(rf"^(?:.* )?([^ ]+) {sign}\b", sentence.tagged)
        if before is None:
            return first
        is_object = _objects(self.tongue.tag).search(before[0].removesuffix(sign))
        if not is_object and before[1] not in self.tongue.words["grammar"]["not_subject"]:
            return first
        if sign.startswith("Q"):
            return first
        position = sentence.parties[int(sign[1:])].span.start
        for party in sorted(sentence.parties, key=lambda each: each.span):
            if party.span.start >= position:
                break
            if party.anaphor == "he":
                return self.salient[:1] or first
            if self._is_subject(party, sentence):
                return [self._resolved(member, sentence) for member in party.members]
        return first

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
            return self._they(party, sentence)
        if party.anaphor == "i":
            return [self.author] if self.author is not None else []
        if party.anaphor == "he":
            he = self._subject_before(sentence, party) or self.salient[:1]
            return [*he, *(self._resolved(member, sentence) for member in party.members)]
        return [self._resolved(member, sentence) for member in party.members]

    def _they(self, party: Party, sentence: ReadSentence) -> list[Referent]:
        """Return whom “they” means: two people named before it in the sentence, else those last met.

        “The two presidents” after a meeting of ministers are the presidents of their countries.
        """
        before = [
            other.members[0]
            for other in sentence.parties
            if len(other.members) == 1
            and other.span.start < party.span.start
            and other.is_people
            and _rank(other.members[0]) != "spokesperson"
        ]
        named = _distinct([self._resolved(member, sentence) for member in before])
        people = named if len(named) == 2 and len(_actors(named)) == 2 else list(self.together)
        if len(people) > 2 and set(party.words.split()) & set(self.tongue.words["grammar"]["two"]):
            people = people[:2]
        people = people or self._two_before(party.span.start)
        rank = self.tongue.words["anaphors"].get(party.words.lower(), "")
        actors = list(_actors(people))
        if rank and len(actors) == 2 and not any(_same_rank(_rank(p), rank) for p in people):
            titled = [Referent(party.span, actor, "", rank) for actor in actors]
            return [self._resolved(member, sentence) for member in titled]
        return people

    def _two_before(self, offset: int) -> list[Referent]:
        """Return the last two people of two actors that the story names before an offset."""
        latest = sorted(
            (
                (max(s.start for s in figure.spans if s.start < offset), figure)
                for figure in self.cast.figures
                if figure.actor
                and figure.rank
                and figure.rank != "spokesperson"
                and any(s.start < offset for s in figure.spans)
            ),
            key=lambda pair: -pair[0],
        )
        people: list[Referent] = []
        for _, figure in latest[:4]:
            if figure.actor not in _actors(people):
                people.append(Referent(figure.spans[0], figure.actor, "", figure.rank, figure))
        return people[:2] if len(people) >= 2 else []

    def _last_person(self, first: list[Referent]) -> list[Referent]:
        """Return whom “him” or “her” means: the last person the story was about, but the subject."""
        offset = first[0].span.start if first else 0
        candidates = [
            (max(span.start for span in figure.spans if span.start < offset), figure)
            for figure in self.cast.figures
            if any(span.start < offset for span in figure.spans)
            and not any(member.figure is figure for member in first)
        ]
        if not candidates:
            return []
        _, figure = max(candidates, key=lambda pair: pair[0])
        return [Referent(figure.spans[-1], figure.actor, "", figure.rank, figure)]

    def _host_country(
        self, sentence: ReadSentence, match: re.Match[str], first: list[Referent]
    ) -> list[Referent]:
        """Return the country in which a visit is said to be: the first named after the visitor."""
        start = sentence.offsets[match.start()]
        places = [chunk for chunk in sentence.chunks if chunk.span.start > start]
        codes = [chunk.actor or (chunk.place.country if chunk.place else "") for chunk in places]
        own = _actors(first)
        code = next((code for code in (*codes, self.cast.home) if code and code not in own), "")
        return [Referent(_span_of(sentence, match), code, delegation=True)] if code else []

    def _protagonist(self) -> list[Referent]:
        """Return the person of most meetings so far: the one whose programme the story tells."""
        counts: dict[int, tuple[int, Referent]] = {}
        for person in self.met:
            if person.figure is not None:
                number, _ = counts.get(id(person.figure), (0, person))
                counts[id(person.figure)] = (number + 1, person)
        best = max(counts.values(), key=lambda pair: pair[0], default=None)
        return [best[1]] if best is not None and best[0] > 1 else []

    def _adds_to_last(self, first: list[Referent]) -> bool:
        """Whether people are those of the delegations that were just said to meet."""
        return len(self.together) > 1 and set(_actors(self.together)) == set(_actors(first))

    def _lone(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence, first: list[Referent]
    ) -> Encounter:
        """Return a session that somebody chairs; those who took part are named later."""
        encounter = self._encounter(pattern, match, sentence, _distinct(first))
        encounter.hosts = first[:1]
        return encounter

    def _subject_before(self, sentence: ReadSentence, party: Party) -> list[Referent]:
        """Return the nearest person named before a pronoun in the sentence, as its first party."""
        before = [
            other
            for other in sentence.parties
            if other.span.start < party.span.start
            and len(other.members) == 1
            and self._is_subject(other, sentence)
        ]
        return before[0].members[:1] if before else []

    def _is_subject(self, party: Party, sentence: ReadSentence) -> bool:
        """Whether a party may be the subject: people, not after a preposition or a verb."""
        return (
            is_subject(party, sentence, self.tongue) and _rank(party.members[0]) != "spokesperson"
        )

    def _resolved(self, member: Referent, sentence: ReadSentence) -> Referent:
        """Give an office without a name the person of the story it means, if there is one."""
        if (
            member.plural_title
            and member.actor
            and member.figure is None
            and member.rank == "leader"
        ):
            member.figure = next(
                (m.figure for m in self.together if m.figure and m.actor == member.actor), None
            )
        if member.plural_title and member.actor and member.rank and member.figure is None:
            member.figure = self.cast.by_office(member.actor, member.rank, member.span.start)
        if member.figure is not None or member.delegation:
            if member.figure is not None and not member.actor:
                member.actor = member.figure.actor
            if member.counterpart and member.figure is not None and not member.figure.title:
                figure = member.figure
                self._counterpart(member, sentence)
                member.figure = figure
                figure.title, figure.rank = member.title, member.rank
            return member
        if member.counterpart:
            return self._counterpart(member, sentence)
        if member.rank and member.rank != "spokesperson" and not member.plural_title:
            figure = self._who_is_spoken_of(member) or self.cast.by_office(
                member.actor, member.rank, member.span.start, member.title, self.apart
            )
            if figure is not None:
                member.figure = figure
                member.actor = member.actor or figure.actor
                if member.title and not figure.title:
                    figure.title = member.title
            elif not member.actor:
                own = self.tongue.words["titles"]["of_actor"]
                member.actor = self.cast.home or own.get(" ".join(member.title.lower().split()), "")
        return member

    def _who_is_spoken_of(self, member: Referent) -> Figure | None:
        """Return the last subject, if an office without an actor is theirs."""
        figure = self.salient[0].figure if self.salient else None
        if figure is None or member.actor or figure.actor == self.apart or self.cast.home:
            return None
        return figure if member.rank == figure.rank else None

    def _counterpart(self, member: Referent, sentence: ReadSentence) -> Referent:
        """Give a counterpart the title of the subject, and the name of whoever has it there."""
        before = [
            other.members[0]
            for other in sentence.parties
            if other.members
            and other.span.start < member.span.start
            and not other.members[0].counterpart
            and not other.members[0].delegation
            and _rank(other.members[0]) != "spokesperson"
        ]
        beside = next((p.members for p in sentence.parties if member in p.members), [member])
        if beside[0] is not member and not beside[0].counterpart and _rank(beside[0]):
            before = beside  # “President A and his counterpart B”, whoever the subject is
        subject = before[0] if before else self.salient[0] if self.salient else None
        if subject is None:
            return member
        member.rank = _rank(subject)
        if member.rank == "foreign_minister" and not member.title:
            table = self.tongue.words["titles"]["counterpart_of"]
            member.title = table.get(
                member.actor or (member.figure.actor if member.figure else ""), table[""]
            )
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
        target = match.groupdict().get("b")
        for number, party in enumerate(sentence.parties):
            if f"P{number}" == target or f"Q{number}" == target:
                break
            if party.anaphor == "he":
                return self.salient[:1]
            single = len(party.members) == 1 and not party.members[0].plural_title
            if single and self._is_subject(party, sentence):
                return [self._resolved(party.members[0], sentence)]
        return self.salient[:1]

    def _joined(
        self,
        pattern: _Pattern,
        match: re.Match[str],
        sentence: ReadSentence,
        first: list[Referent],
        second: list[Referent],
    ) -> list[Encounter]:
        """Return an encounter that adds people to the last meeting."""
        if not first:
            return []
        here = [each for each in self.here if not self._is_beside(each)]
        last = here[-1] if here else self.last
        if not last:
            return [self._lone(pattern, match, sentence, first)]
        more = first
        if pattern.values.get("for_actor_of_a"):
            actor = first[0].actor
            for member in second:
                member.actor = member.actor or actor
                if member.figure is not None and not member.figure.actor:
                    member.figure.actor = actor
            more = second
        people = last.people if here else self.together
        encounter = self._encounter(pattern, match, sentence, [*people, *more])
        encounter.joins = True
        encounter.weak = encounter.weak or last.weak
        if here:
            encounter.occurrence, encounter.channel = last.occurrence, last.channel
        return [encounter]

    def _is_beside(self, encounter: Encounter) -> bool:
        """Whether an encounter is not what its sentence is about."""
        recalled = encounter.recalled or encounter.perhaps_recalled or encounter.aside
        return recalled or encounter.weak or encounter.joins

    def _of_sessions(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence, first: list[Referent]
    ) -> list[Encounter]:
        """Return a meeting for each of several sessions that somebody will attend."""
        start = sentence.offsets[match.end() - 1]
        sessions = [c for c in sentence.chunks if c.letter == SUMMIT and c.span.start > start]
        if len(sessions) < 2 or len(first) != 1 or first[0].delegation:
            return []
        encounters = []
        for chunk in sessions:
            code = self._organisation(chunk)
            host = [Referent(chunk.span, code, delegation=True)] if code else []
            encounter = self._encounter(pattern, match, sentence, [*first, *host])
            encounter.summits = [chunk]
            encounters.append(encounter)
        return encounters

    def _organisation(self, chunk: Chunk) -> str:
        """Return the organisation whose session a name is: the first that is part of the name."""
        words = {" ".join(chunk.words[:count]) for count in range(1, 4)}
        for actor in self.cast.gazetteer.actors.values():
            if not actor.is_country and any(
                " ".join(keys_of(name)) in words for name in actor.names
            ):
                return actor.code
        return ""

    def _of_groups(
        self, pattern: _Pattern, match: re.Match[str], sentence: ReadSentence, first: list[Referent]
    ) -> list[Encounter]:
        """Return a meeting for each format that is named by its countries: “India-France-UAE”."""
        encounters = []
        for party in sentence.parties:
            if party.is_group and party.span.start > sentence.offsets[match.start()]:
                people = _distinct([*first[:1], *party.members])
                encounters.append(self._encounter(pattern, match, sentence, people))
        return encounters

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
        start = sentence.offsets[match.start()]
        encounter = Encounter(
            people, sentence, Span(start, sentence.sentence.span.end), pattern.name
        )
        encounter.noun = match.groupdict().get("noun") or ""
        encounter.end = sentence.offsets[match.end() - 1]
        encounter.weak = bool(pattern.values.get("weak"))
        encounter.aside = bool(pattern.values.get("aside")) or bool(
            re.search(self.tongue.patterns["modality"]["aside"], match[0])
        )
        if self.together:
            people = self._with_names(people)
            encounter.people = people
        named = (match.groupdict().get("a") or "").startswith("P")
        plural = pattern.values.get("plural") and not named
        encounter.strong = not encounter.weak and not plural
        encounter.channel = self._channel(pattern, match[0], line, encounter.noun)
        encounter.setting = self._setting(match[0])
        self._modality(encounter, match, line, recalled=bool(pattern.values.get("recalled")))
        if pattern.values.get("inherits") and self.last is not None and not encounter.recalled:
            encounter.occurrence, encounter.certainty = self.last.occurrence, self.last.certainty
        if pattern.values.get("role_of_a") == "host" and first:
            encounter.hosts = first
        if pattern.values.get("role_of_b") == "host" and second:
            encounter.hosts = second
        not_when = set(self.tongue.words["grammar"]["not_when"])
        for index, chunk in enumerate(sentence.chunks):
            if chunk.letter == DATE:
                before = {part.text.lower() for part in sentence.chunks[max(0, index - 3) : index]}
                if not before & not_when:
                    encounter.dates.append(chunk)
            elif chunk.letter == PLACE or (chunk.place is not None):
                encounter.places.append(chunk)
            elif chunk.letter == SUMMIT:
                encounter.summits.append(chunk)
        return encounter

    def _with_names(self, people: list[Referent]) -> list[Referent]:
        """Return the people; a delegation is the person of its actor whom the story last met."""
        if not any(not member.delegation for member in people):
            return people
        named = {member.actor: member for member in self.together if member.figure is not None}
        return [
            named.get(member.actor, member)
            if member.delegation and member.figure is None
            else member
            for member in people
        ]

    def _channel(self, pattern: _Pattern, words: str, line: str, noun: str) -> Channel:
        if pattern.values.get("call_words") and not re.search(
            self.tongue.patterns["channel"]["in_person"], words
        ):
            return Channel.CALL
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

    def _modality(
        self, encounter: Encounter, match: re.Match[str], line: str, *, recalled: bool
    ) -> None:
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
        if encounter.occurrence == Occurrence.ANNOUNCED and _has(near, table["arrived"]):
            future = [word for word in table["announced"] if word not in table["purpose"]]
            if not _has(near, [*future, *table["expected"], *table["possible"]]):
                encounter.occurrence = Occurrence.HELD
        if encounter.occurrence == Occurrence.ANNOUNCED:
            if _has(near, table["possible"]):
                encounter.certainty = Certainty.POSSIBLE
            elif _has(near, table["expected"]):
                encounter.certainty = Certainty.EXPECTED
        encounter.perhaps_recalled = _has(
            f"{lead} {near}", table["perhaps_recalled"]
        ) and not _has(line, table["just_before"])
        after = line[match.end() :][:70]
        if encounter.noun and _has(after, table["after_noun_denied"]):
            encounter.occurrence = Occurrence.DENIED
        if (
            encounter.noun
            and encounter.occurrence == Occurrence.HELD
            and _has(after, table["after_noun"])
        ):
            encounter.occurrence = Occurrence.ANNOUNCED
        if _has(f"{lead} {near}", table["recalled"]) or recalled:
            encounter.recalled = True
            if encounter.occurrence == Occurrence.ANNOUNCED:
                encounter.occurrence = Occurrence.HELD

    def _remember(self, sentence: ReadSentence, encounters: list[Encounter]) -> None:
        """Keep who the sentence was about, for the pronouns of those that follow."""
        real = [encounter for encounter in encounters if not encounter.recalled]
        if real:
            self.last = real[-1]
            self.together = list(real[-1].people)
            self.met.extend(person for encounter in real for person in encounter.people)
        for party in sentence.parties:
            if party.anaphor:
                return
            if not self._is_subject(party, sentence):
                continue
            person = next(member for member in party.members if not member.delegation)
            if person.plural_title:
                continue
            resolved = self._resolved(person, sentence)
            if resolved.figure is not None or resolved.actor:
                self.salient = [resolved]
                return


def _span_of(sentence: ReadSentence, match: re.Match[str]) -> Span:
    """Return the part of the text that a match of the tagged sentence covers."""
    return Span(sentence.offsets[match.start()], sentence.offsets[match.end() - 1])


def _has(line: str, phrases: list[str]) -> bool:
    padded = f" {line} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _rank(member: Referent) -> str:
    return member.rank or (member.figure.rank if member.figure else "")


def _actors(members: list[Referent]) -> dict[str, None]:
    """Return the actors of members, each once, in order."""
    codes = (member.actor or (member.figure.actor if member.figure else "") for member in members)
    return dict.fromkeys(filter(None, codes))


def _same_rank(one: str, other: str) -> bool:
    leaders = ("head_of_state", "head_of_government", "leader_in_fact", "party_leader")
    return one == other or (one in leaders and other in leaders)


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
