"""Who is who in a story: people, holders of offices and delegations, and whom each name means."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from meetings.models.choices import RANK_ORDER

from .chunks import ACTOR, ADJECTIVE, NAME, OTHER, PLACE, SURNAME, TITLE, Chunk
from .gazetteer import Gazetteer, KnownPerson
from .languages import Language
from .proposal import Span
from .sentences import Sentence
from .titles import rank_of
from .tokens import key_of, keys_of

# “Sergey” and “Sergei” are 83 alike, “Lavrov” and “Lavrow” 83, “Zelensky” and “Zelenskyy” 94.
_ALIKE = 80
_COMMON_HEADS = ("president", "minister", "secretary", "chancellor", "ministre", "leader")
# “Prime Minister said”: offices that stand for whoever holds them without “the”.
_BARE = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")
# Parties in a list: “A, B and C”, “he and A”.
_LIST = re.compile(
    r"R(?:,&?h?[oq]?R|&h?[oq]?R){2,}|R(?:,h?R)+,?&h?[oq]?R|[Re]&h?[oq]?R(?!,?&?h?R)|R&R"
)
_RANKS_OF_CLASS = {
    "head_of_state": {
        "head_of_state",
        "leader_in_fact",
        "party_leader",
        "head_of_organisation",
        "crown_prince",
    },
    "head_of_government": {"head_of_government"},
    "foreign_minister": {"foreign_minister"},
    "leader": {"head_of_state", "head_of_government", "leader_in_fact", "party_leader"},
    "secretary": {"foreign_minister", "minister", "head_of_organisation"},
    "minister": {"minister", "foreign_minister", "head_of_government"},
    "party_leader": {"party_leader", "head_of_state", "leader_in_fact"},
}


@dataclass
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


@dataclass
class Referent:
    """Somebody as a sentence refers to them: a person, the holder of an office, a delegation."""

    span: Span
    actor: str = ""
    title: str = ""
    rank: str = ""
    figure: Figure | None = None
    counterpart: bool = False
    definite: bool = False  # “the President”: somebody named elsewhere
    delegation: bool = False
    plural_title: bool = False


@dataclass
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


@dataclass
class ReadSentence:
    """A sentence with its parts and parties, and with them replaced by signs (``tagged``)."""

    sentence: Sentence
    chunks: list[Chunk]
    parties: list[Party]
    tagged: str = ""
    offsets: list[int] = field(default_factory=list)  # offset in the text of each sign of `tagged`


class Cast:
    """The people of one story."""

    def __init__(
        self, gazetteer: Gazetteer, tongue: Language, published: datetime.date | None
    ) -> None:
        self.gazetteer, self.tongue, self.published = gazetteer, tongue, published
        self.figures: list[Figure] = []
        self.home = ""  # the actor for whom the publisher speaks
        self.is_official = False
        self.dateline = ""  # the country in whose capital the story was written

    def named(self, keys: tuple[str, ...]) -> Figure | None:
        """Return the figure whom a name means: the latest with the name or its surname."""
        ranked = sorted(reversed(self.figures), key=lambda figure: not figure.rank)
        for figure in ranked if len(keys) == 1 else reversed(self.figures):
            if _means(keys, figure.keys) or (
                figure.known is not None
                and len(keys) > 1
                and any(tuple(keys_of(name)) == keys for name in figure.known.names)
            ):
                return figure
        return None

    def take(self, chunk: Chunk, actor: str, title: str, *, explicit: bool) -> Figure:
        """Return the figure of a name, new if the story has not named it before."""
        keys = tuple(_name_keys(chunk.text))
        figure = self.named(keys)
        if figure is None:
            figure = Figure(_clean_name(chunk.text), keys)
            self.figures.append(figure)
        elif len(keys) > len(figure.keys):
            figure.name, figure.keys = _clean_name(chunk.text), keys
        if chunk.person is not None and figure.known is None:
            figure.known = chunk.person
        rank = rank_of(title, self.tongue.tag) if title else ""
        if title and (not figure.title or len(title) > len(figure.title) and rank == figure.rank):
            figure.title, figure.rank = title, rank or figure.rank
        if actor and (explicit or not figure.actor) and not figure.explicit_actor:
            figure.actor, figure.explicit_actor = actor, explicit
        figure.spans.append(chunk.span)
        return figure

    def settle(self, *, by_home: bool = True) -> None:
        """Find in the register whom each figure is, and for whom each speaks.

        ``by_home`` lets titles without a country be those of the publisher's, or the story's, own.
        """
        for figure in self.figures:
            if figure.known is None or not self._fits(figure):
                known = self.known_person(figure.keys, figure.actor, figure.rank)
                if known is not None or figure.known is None:
                    figure.known = known
            if figure.known is not None:
                self._complete(figure)
        if by_home:
            self._of_home()

    def _fits(self, figure: Figure) -> bool:
        return (
            figure.known is None
            or not figure.actor
            or any(term.actor == figure.actor for term in figure.known.terms)
        )

    def _complete(self, figure: Figure) -> None:
        person = figure.known
        assert person is not None  # noqa: S101 - the caller looked
        term = person.term_on(self.published, figure.actor) or (
            person.term_on(None, figure.actor) if self.published is None else None
        )
        if not figure.actor:
            if term is None:
                term = person.term_on(self.published) or _last_term(person)
            if term is not None:
                figure.actor = term.actor
        if not figure.rank and term is not None:
            figure.rank = term.rank

    def _of_home(self) -> None:
        """Give figures with a bare title their actor: by the title, the publisher, or the story.

        A story that names its own ministers without their country names them all so.
        """
        own_people = [
            figure.actor
            for figure in self.figures
            if figure.title and figure.actor and not figure.explicit_actor and figure.known
        ]
        home = self.home or self.dateline or next(iter(own_people), "")
        for figure in self.figures:
            if figure.actor or not figure.title:
                continue
            own = self.tongue.words["titles"]["of_actor"]
            title = " ".join(keys_of(figure.title))
            figure.actor = (
                next((code for words, code in own.items() if " ".join(keys_of(words)) in title), "")
                or home
            )

    def known_person(self, keys: tuple[str, ...], actor: str, rank: str) -> KnownPerson | None:
        """Return the person of the register with a name (folded words), None if not certain.

        Names from other scripts are also tried as English spells them: “Poutine”, “Putin”.
        """
        person = self._person_spelled(keys, actor, rank)
        english = tuple(map(self.tongue.in_english_spelling, keys))
        if person is None and english != keys:
            person = self._person_spelled(english, actor, rank)
        return person

    def _person_spelled(self, keys: tuple[str, ...], actor: str, rank: str) -> KnownPerson | None:
        candidates = {
            person.key: person
            for word in (keys[-1], keys[0], " ".join(keys[-2:]), " ".join(keys))
            for person in self._with_family(word)
        }
        graded = [
            (grade, person)
            for person in candidates.values()
            if (grade := self._grade(person, keys, actor, rank)) > 0
        ]
        graded.sort(key=lambda pair: -pair[0])
        if not graded or (len(graded) > 1 and graded[0][0] == graded[1][0]):
            return None
        return graded[0][1]

    def _with_family(self, word: str) -> list[KnownPerson]:
        index = self.gazetteer.people_by_family
        if word in index:
            return index[word]
        near = _near_families(self.gazetteer, word)
        return [person for family in near for person in index[family]]

    def _grade(self, person: KnownPerson, keys: tuple[str, ...], actor: str, rank: str) -> int:
        """Return how well a person fits a name, an actor and a class of titles; 0 for not."""
        likeness = name_likeness(keys, person)
        if not likeness:
            return 0
        on_day = [term for term in person.terms if term.runs_on(self.published, margin=14)]
        if self.published is None:
            on_day = list(person.terms)
        ranks = _RANKS_OF_CLASS.get(rank, {rank})
        if actor:
            fitting = [term for term in on_day if term.actor == actor]
            if not fitting:
                anywhere = any(term.actor == actor for term in person.terms)
                return 20 * likeness if likeness > 1 and anywhere else 0
            held = any(term.rank in ranks for term in fitting)
            return 40 * likeness + 20 * held + 5
        if likeness > 1:
            return 40 * likeness + 10 * bool(on_day) + 10 * any(t.rank in ranks for t in on_day)
        held = any(term.rank in ranks for term in on_day) if rank else False
        high = [t for t in on_day if RANK_ORDER.get(t.rank, 99) <= RANK_ORDER["foreign_minister"]]
        return (
            20 * held
            + (10 if high else 0)
            + (5 if self.home and any(t.actor == self.home for t in on_day) else 0)
        )

    def holder(self, actor: str, rank: str) -> KnownPerson | None:
        """Return the only person who held an office of the actor and class on the day."""
        if not actor or not rank or self.published is None:
            return None
        ranks = _RANKS_OF_CLASS.get(rank, {rank})
        people = {
            person.key: person
            for person, term in self.gazetteer.holders.get(actor, ())
            if term.rank in ranks and term.runs_on(self.published)
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def by_office(
        self, actor: str, rank: str, before: int, title: str = "", apart: str = ""
    ) -> Figure | None:
        """Return the figure that a title alone means: the latest named before, else the first.

        Without ``actor`` it is nobody of the actor ``apart``.
        """
        fitting = [
            figure
            for figure in self.figures
            if figure.rank
            and _same_class(rank, figure.rank)
            and (figure.actor == actor if actor else not apart or figure.actor != apart)
        ]
        if not actor and self.home and self.is_official:
            own = [
                figure
                for figure in fitting
                if figure.actor == self.home or _same_word(title, figure.title)
            ]
            if own or any(figure.actor for figure in fitting):
                fitting = own
        earlier = [f for f in fitting if f.spans[0].start < before]
        if earlier:
            return max(
                earlier,
                key=lambda f: (
                    _same_head(title, f.title),
                    not actor and bool(self.home) and f.actor == self.home,
                    f.rank == rank,
                    max(s.start for s in f.spans if s.start < before),
                ),
            )
        return fitting[0] if fitting and actor else None


def _same_head(title: str, other: str) -> bool:
    """Whether two titles end in the same word, one that few hold in a story (“prince”)."""
    mine, its = keys_of(title), keys_of(other)
    if not mine or not its or mine[-1] != its[-1]:
        return False
    return mine[-1] not in _COMMON_HEADS


def _same_word(title: str, other: str) -> bool:
    """Whether two titles are the same single word, one that few hold in a story (“king”)."""
    return len(keys_of(title)) == 1 and keys_of(title) == keys_of(other) and _same_head(title, other)


def _same_class(rank: str, other: str) -> bool:
    if rank == other:
        return True
    return rank in _RANKS_OF_CLASS.get(other, ()) or other in _RANKS_OF_CLASS.get(rank, ())


def _last_term(person: KnownPerson):  # type: ignore[no-untyped-def]
    return max(person.terms, key=lambda term: term.end, default=None)


@lru_cache(maxsize=4096)
def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    if min(len(word), len(other)) < 4 or word[0] != other[0]:
        return False
    return fuzz.ratio(word, other) >= _ALIKE


def _near_families(gazetteer: Gazetteer, word: str) -> list[str]:
    if len(word) < 5:
        return []
    cache: dict[str, list[str]] = gazetteer.__dict__.setdefault("_near", {})
    if word not in cache:
        initials: dict[str, list[str]] = gazetteer.__dict__.setdefault("_initials", {})
        if not initials:
            for family in gazetteer.people_by_family:
                initials.setdefault(family[:2], []).append(family)
        cache[word] = [
            family
            for family in initials.get(word[:2], ())
            if abs(len(family) - len(word)) <= 2 and fuzz.ratio(family, word) >= 86
        ]
    return cache[word]


def name_likeness(keys: tuple[str, ...], person: KnownPerson) -> int:
    """Return 3 for the very name, 2 for a form of it, 1 for the surname alone, 0 for another."""
    best = 0
    for name in person.names:
        words = keys_of(name)
        if list(keys) == words:
            return 3
        if len(keys) == 1:
            family = keys_of(person.family_name) or words[-1:]
            best = max(
                best,
                int(keys[0] in (family[-1], family[0], words[-1]) or _alike(keys[0], family[-1])),
            )
            continue
        matched = sum(any(_alike(key, word) for word in words) for key in keys)
        full = sum(any(len(key) > 1 and _alike(key, word) for word in words) for key in keys)
        family = keys_of(person.family_name)[-1:] or words[-1:]
        has_family = any(_alike(key, word) and len(key) > 1 for key in keys for word in family)
        if has_family and matched == len(keys) and (full > 1 or len(keys) > full):
            best = max(best, 2)
        elif (
            has_family
            and len(words) > 1
            and all(any(_alike(word, key) for key in keys) for word in words)
        ):
            best = max(best, 2)
    return best


def _means(keys: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is another form of a fuller one: surname, given name first, initials."""
    if keys == full:
        return True
    short, long = (keys, full) if len(keys) <= len(full) else (full, keys)
    if len(short) == 1:
        return len(short[0]) > 1 and (
            short[0] == long[-1] or short[0] == long[0] or short[0] in long[1:]
        )
    if short[-1] != long[-1] and not _alike(short[-1], long[-1]):
        return set(short) <= set(long)
    return all(any(_alike(word, other) for other in long) for word in short)


def _name_keys(text: str) -> list[str]:
    words = keys_of(text)
    return [word for word in words if word not in ("jr", "sr")] or words


def _clean_name(text: str) -> str:
    return " ".join(text.split()).strip(" ,.’'") + ("." if re.search(r"\bJr\.$", text) else "")


class SentenceReader:
    """Finds the parties of sentences by the patterns of a language."""

    def __init__(self, cast: Cast, text: str) -> None:
        self.cast, self.tongue, self.text = cast, cast.tongue, text
        patterns: dict[str, str] = cast.tongue.patterns["referents"]
        self.patterns = [(name, re.compile(pattern)) for name, pattern in patterns.items()]

    def accept_surnames(self, all_chunks: list[list[Chunk]]) -> None:
        """Make single names of those whom the story names in full, or with a title; drop others."""
        full: set[str] = set()
        for chunks in all_chunks:
            for chunk in chunks:
                if chunk.letter == NAME:
                    words = _name_keys(chunk.text)
                    full |= {words[-1], *(words[:1] if len(words[0]) > 2 else ())}
        for chunks in all_chunks:
            for index, chunk in enumerate(chunks):
                if chunk.letter != SURNAME:
                    continue
                before = chunks[index - 1].letter if index else ""
                if before and before in "TmUK" and not chunk.words[0].isdigit():
                    full.add(chunk.words[-1])
        for chunks in all_chunks:
            for index, chunk in enumerate(chunks):
                if chunk.letter != SURNAME:
                    continue
                known = chunk.words[-1] in full or self._is_leader(chunk)
                after_actor = (
                    index > 1
                    and chunks[index - 1].letter == "s"
                    and chunks[index - 2].letter == ACTOR
                )
                chunk.letter = NAME if known or after_actor and known else OTHER

    def _is_leader(self, chunk: Chunk) -> bool:
        """Whether a surname alone is that of a leader or foreign minister of the day."""
        return (
            len(chunk.words) == 1
            and len(chunk.words[0]) > 1
            and self.cast.known_person(tuple(chunk.words), "", "") is not None
            and any(
                word in self.cast.gazetteer.people_by_family
                for word in (chunk.words[0], self.tongue.in_english_spelling(chunk.words[0]))
            )
        )

    def read(self, sentence: Sentence, chunks: list[Chunk]) -> ReadSentence:
        """Return the sentence with its parties."""
        letters = "".join(chunk.letter for chunk in chunks)
        parties: list[tuple[int, int, Party]] = []
        position = 0
        while position < len(chunks):
            end = self._at(letters, chunks, position, parties)
            position = end if end > position else position + 1
        read = ReadSentence(sentence, chunks, [])
        self._join(letters, chunks, parties, read)
        return read

    def _at(
        self,
        letters: str,
        chunks: list[Chunk],
        position: int,
        parties: list[tuple[int, int, Party]],
    ) -> int:
        """Add the party that begins at a part, if any; return the part after it."""
        best: tuple[int, str, re.Match[str]] | None = None
        for name, pattern in self.patterns:
            match = pattern.match(letters, position)
            if match and match.end() > position and (best is None or match.end() > best[0]):
                best = (match.end(), name, match)
        if best is None:
            return position
        end, name, match = best
        party = self._party(name, match, chunks)
        if party is not None:
            parties.append((position, end, party))
            return end
        return position

    def _party(self, name: str, match: re.Match[str], chunks: list[Chunk]) -> Party | None:
        span = Span(chunks[match.start()].span.start, chunks[match.end() - 1].span.end)
        groups = {
            key: chunks[match.start(key) : match.end(key)]
            for key, value in match.groupdict().items()
            if value
        }
        if "pairs" in groups:
            return self._each(span, groups)
        if "list" in groups:
            return self._several(name, span, groups)
        return self._single(name, span, groups, chunks[match.start() : match.end()])

    def _single(
        self, name: str, span: Span, groups: dict[str, list[Chunk]], parts: list[Chunk]
    ) -> Party | None:
        actor = next(
            (
                code
                for key in ("of", "of2", "of3", "adj", "adj2", "actor")
                for chunk in groups.get(key, ())
                if (code := self.code_of(chunk))
            ),
            "",
        )
        title_parts = groups.get("title") or groups.get("title2") or groups.get("title3") or []
        counterpart = any(part.counterpart for part in title_parts)
        title = self._title(title_parts, groups.get("portfolio", []))
        if title and (of := groups.get("of") or groups.get("of3")):
            body = self.cast.gazetteer.actors.get(actor)
            if (
                body is not None
                and not body.is_country
                and of[0].span.start > title_parts[0].span.end
            ):
                title = self.text[title_parts[0].span.start : of[0].span.end]
        if named := groups.get("name"):
            if (
                not title
                and actor
                and not groups.get("of")
                and name == "possessed"
                and len(named[0].words) < 1
            ):
                return None
            if master := groups.get("master"):
                figure = self.cast.named(tuple(_name_keys(master[0].text)))
                actor = figure.actor if figure is not None else ""
            figure = self.cast.take(named[0], actor, title, explicit=bool(actor))
            referent = Referent(
                span,
                actor or figure.actor,
                title,
                rank_of(title, self.tongue.tag),
                figure,
                counterpart,
            )
            return Party(span, [referent])
        if not title and not counterpart:
            return None
        rank = rank_of(title, self.tongue.tag)
        if name == "bare" and not (title[0].isupper() and rank in _BARE and not counterpart):
            return None
        definite = bool(parts) and parts[0].letter in "hi" or not actor
        referent = Referent(span, actor, title, rank, None, counterpart, definite)
        return Party(span, [referent])

    def code_of(self, chunk: Chunk) -> str:
        """Return the code of the actor of a part; a capital stands for its government."""
        if chunk.actor:
            return chunk.actor
        if chunk.place is not None:
            place = chunk.place
            for actor in self.cast.gazetteer.actors.values():
                if actor.capital == place.key and actor.is_country:
                    return actor.code
        return ""

    def _title(self, parts: list[Chunk], rest: list[Chunk]) -> str:
        """Return a title with its portfolio, without the adjective that may stand between."""
        titles = [part for part in parts if part.letter == TITLE and not part.counterpart]
        if not titles:
            return ""
        return " ".join(part.text for part in (titles[0], *rest))

    def _several(self, name: str, span: Span, groups: dict[str, list[Chunk]]) -> Party | None:
        title_parts = groups.get("title", [])
        counterpart = any(part.counterpart for part in title_parts)
        title = "" if counterpart or not title_parts else self._singular(title_parts[0].text)
        title = " ".join([title, *(part.text for part in groups.get("portfolio", ()) if title)])
        codes = [
            (chunk, self.code_of(chunk))
            for chunk in groups["list"]
            if chunk.letter in (ACTOR, ADJECTIVE, PLACE)
        ]
        names = [chunk for chunk in groups.get("names", ()) if chunk.letter == NAME]
        if not title_parts and name == "actor" and groups["list"][0].letter != ACTOR:
            return None
        rank = rank_of(title, self.tongue.tag)
        members = []
        for index, (chunk, code) in enumerate(codes):
            if not code:
                continue
            figure = None
            if names and (len(names) == len(codes)):
                figure = self.cast.take(names[index], code, title, explicit=True)
            members.append(
                Referent(
                    chunk.span,
                    code,
                    title,
                    rank,
                    figure,
                    counterpart,
                    delegation=not title_parts,
                    plural_title=bool(title_parts),
                )
            )
        if names and len(names) != len(codes):
            for chunk in names:
                figure = self.cast.take(
                    chunk, codes[0][1] if len(codes) == 1 else "", title, explicit=len(codes) == 1
                )
                members.append(Referent(chunk.span, figure.actor, title, rank, figure))
            members = [member for member in members if member.figure is not None]
        is_group = any(chunk.letter == "-" for chunk in groups["list"])
        return Party(span, members, is_group=is_group) if members else None

    def _each(self, span: Span, groups: dict[str, list[Chunk]]) -> Party:
        """Return “the foreign ministers of South Africa, Naledi Pandor, and of Brazil, …”."""
        counterpart = groups["title"][0].counterpart
        title = "" if counterpart else self._singular(groups["title"][0].text)
        rank = rank_of(title, self.tongue.tag)
        members, code = [], ""
        for chunk in groups["pairs"]:
            if chunk.letter in (ACTOR, ADJECTIVE):
                code = chunk.actor
            elif chunk.letter == NAME:
                figure = self.cast.take(chunk, code, title, explicit=True)
                members.append(Referent(chunk.span, code, title, rank, figure, counterpart))
        return Party(span, members)

    def _singular(self, title: str) -> str:
        table: dict[str, str] = self.tongue.words["titles"].get("singular", {})
        for plural, singular in table.items():
            title = re.sub(rf"\b{plural}\b", singular, title, flags=re.IGNORECASE)
        return title

    def _inherit_actors(self, members: list[Referent]) -> None:
        """Give “energy minister B” after “Greek prime minister A” the same actor."""
        before = ""
        for member in members:
            figure = member.figure
            if figure is not None and not figure.explicit_actor and before and figure.title:
                if figure.known is None and member.rank in (
                    "minister",
                    "deputy_minister",
                    "foreign_minister",
                    "",
                ):
                    figure.actor = member.actor = before
            before = member.actor

    def _join(
        self,
        letters: str,
        chunks: list[Chunk],
        parties: list[tuple[int, int, Party]],
        read: ReadSentence,
    ) -> None:
        """Join parties in a list (“A, B and C”), and write the sentence with signs for them."""
        at = {start: (end, party) for start, end, party in parties}
        signs, index = [], 0
        ends: list[tuple[int, int]] = []
        while index < len(chunks):
            if index in at:
                end, party = at[index]
                signs.append("G" if party.is_group else "R")
                ends.append((index, end))
                index = end
            else:
                signs.append(letters[index])
                ends.append((index, index + 1))
                index += 1
        line = "".join(signs)
        lists = {match.start(): match.end() for match in _LIST.finditer(line)}
        out = _Tagged(self.tongue)
        position = 0
        while position < len(line):
            if position in lists:
                end = lists[position]
                members = [
                    member
                    for sign in range(position, end)
                    if line[sign] == "R"
                    for member in at[ends[sign][0]][1].members
                ]
                self._inherit_actors(members)
                span = Span(
                    chunks[ends[position][0]].span.start, chunks[ends[end - 1][1] - 1].span.end
                )
                out.party(Party(span, members, "he" if line[position] == "e" else ""))
                position = end
                continue
            start, stop = ends[position]
            if line[position] in "RG":
                out.party(at[start][1])
            else:
                for chunk in chunks[start:stop]:
                    out.chunk(chunk)
            position += 1
        out.finish(read)


class _Tagged:
    """Writes a sentence with signs: P0 for a party, Q0 for a pronoun, D0, L0, S0 for the rest."""

    def __init__(self, tongue: Language) -> None:
        self.tongue = tongue
        self.parts: list[str] = []
        self.offsets: list[int] = []
        self.parties: list[Party] = []
        self.words: list[tuple[str, Span]] = []

    def party(self, party: Party) -> None:
        """Write a party."""
        if self._is_place(party):
            self._write("L0", party.span.start)
            return
        sign = "Q" if party.anaphor else "P"
        self._write(f"{sign}{len(self.parties)}", party.span.start)
        self.parties.append(party)

    def _is_place(self, party: Party) -> bool:
        """Whether a country is where something is (“in Germany”), not who does it."""
        if len(party.members) != 1 or not party.members[0].delegation or party.anaphor:
            return False
        articles = self.tongue.words["grammar"]["the"]
        before = [part for part in self.parts[-2:] if part not in articles]
        if before and before[-1] in self.tongue.words["grammar"]["before_place"]:
            return True
        return before[-2:] == ["L0", ","] or self.parts[-2:] == ["L0", ","]

    def chunk(self, chunk: Chunk) -> None:
        """Write another part of the sentence."""
        if chunk.letter in "LSD":
            self._write(f"{chunk.letter}0", chunk.span.start)
            return
        if chunk.letter == "-" and not chunk.spaced and self.parts and self.parts[-1].islower():
            self.parts[-1] += "-"
            return
        if self.parts and self.parts[-1].endswith("-") and len(self.parts[-1]) > 1:
            self.parts[-1] += chunk.text.lower()
            return
        if chunk.letter == "s":
            self._write("'s", chunk.span.start)
            return
        if chunk.letter in "CJ" and chunk.text.isupper():
            self._write("_" + chunk.text.lower().replace(" ", "_"), chunk.span.start)
            return
        if chunk.letter in "CJ":
            self._write(chunk.text.lower().replace(" ", "_"), chunk.span.start)
            return
        self._write(" ".join(chunk.text.lower().replace("’", "'").split()), chunk.span.start)

    def _write(self, text: str, offset: int) -> None:
        self.parts.append(text)
        self.offsets.append(offset)
        if text == ")":
            self._drop_parenthesis()

    def _drop_parenthesis(self) -> None:
        """Leave out a short parenthesis, such as an abbreviation after a name."""
        for index in range(len(self.parts) - 2, max(len(self.parts) - 8, -1), -1):
            if self.parts[index] == "(":
                del self.parts[index:], self.offsets[index:]
                return

    def finish(self, read: ReadSentence) -> None:
        """Replace pronouns, and hand the result to the sentence."""
        parts, offsets = self._with_pronouns()
        text, places = "", []
        for part, offset in zip(parts, offsets, strict=True):
            if text:
                text += " "
                places.append(offset)
            text += part
            places.extend([offset] * len(part))
        read.parties, read.tagged, read.offsets = self.parties, text, places

    def _with_pronouns(self) -> tuple[list[str], list[int]]:
        parts: list[str] = []
        offsets: list[int] = []
        index = 0
        while index < len(self.parts):
            length, anaphor = self._pronoun_at(index)
            if length:
                span = Span(
                    self.offsets[index],
                    self.offsets[index + length - 1] + len(self.parts[index + length - 1]),
                )
                parts.append(f"Q{len(self.parties)}")
                words = " ".join(self.parts[index : index + length])
                self.parties.append(Party(span, [], anaphor, words))
            else:
                parts.append(self.parts[index])
            offsets.append(self.offsets[index])
            index += length or 1
        return parts, offsets

    def _pronoun_at(self, index: int) -> tuple[int, str]:
        table = _pronouns(self.tongue.tag)
        for length in range(4, 0, -1):
            words = " ".join(self.parts[index : index + length])
            if words in table and index + length <= len(self.parts):
                following = self.parts[index + length] if index + length < len(self.parts) else ""
                if words in self.tongue.words["grammar"]["bare"] and following.endswith("s"):
                    continue
                return length, table[words]
        return 0, ""


@lru_cache
def _pronouns(tag: str) -> dict[str, str]:
    from .languages import language  # noqa: PLC0415 - cached by tag, so that the key is small

    grammar = language(tag).words["grammar"]
    return {word: kind for kind in ("he", "i", "they") for word in grammar[kind]}


def is_subject(party: Party, read: ReadSentence, tongue: Language) -> bool:
    """Whether a party may be the subject of its sentence: people, not after a preposition."""
    if not party.is_people or party.anaphor:
        return False
    before = re.search(rf"([^ ]+) P{read.parties.index(party)}\b", read.tagged)
    if before is None or not any(letter.isalpha() for letter in before[1]):
        return True
    return before[1] in tongue.words["grammar"]["before_subject"]


def figures_in(parties: list[Party]) -> Iterator[Figure]:
    """Yield the figures that parties name."""
    for party in parties:
        for member in party.members:
            if member.figure is not None:
                yield member.figure


__all__ = ["Cast", "Figure", "Party", "ReadSentence", "Referent", "SentenceReader", "key_of"]
