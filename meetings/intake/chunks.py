"""The parts of a sentence that matter: titles, actors, names, places, summits and dates.

A part has a letter, so that the sentence becomes a string on which a language's patterns for
people and delegations are regular expressions (see ``languages/en/patterns.toml``).
"""

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache

from .dates import DateWords, dates_in
from .gazetteer import (
    Gazetteer,
    KnownActor,
    KnownPerson,
    KnownPlace,
    KnownSeries,
    KnownSummit,
    KnownTopic,
    NameIndex,
    Thing,
)
from .languages import Language, language
from .proposal import Span
from .sentences import Sentence
from .titles import rest_at, title_at
from .tokens import Token, key_of, keys_of

TITLE, TITLES, COUNTERPART = "T", "U", "K"
PORTFOLIO = "F"
ADJECTIVE, ACTOR, PLACE, SUMMIT, DATE, NAME, SURNAME = "J", "C", "L", "S", "D", "N", "n"
OTHER = "x"
_LONGEST_SUMMIT = 12
_LONGEST_SYLLABLE = 6


@dataclass
class Chunk:
    """A part of a sentence: its letter, its place in the text, and what it stands for.

    A plural counterpart has the letter of plural titles. ``place`` is the place of the same name
    as an actor (Luxembourg), or for whose government a capital may stand.
    """

    letter: str
    span: Span
    text: str
    actor: str = ""
    person: KnownPerson | None = None
    place: KnownPlace | None = None
    series: KnownSeries | None = None
    summit: KnownSummit | None = None
    date: DateWords | None = None
    counterpart: bool = False
    spaced: bool = True  # for a dash: whether spaces stand around it
    words: list[str] = field(default_factory=list)


class Chunker:
    """Cuts the sentences of one story into parts."""

    def __init__(
        self, gazetteer: Gazetteer, tag: str, published: datetime.date | None, text: str
    ) -> None:
        self.gazetteer, self.tongue, self.published = gazetteer, language(tag), published
        self.text = text
        self.grammar = _grammar(tag)
        self.own_names = _own_names(tag, gazetteer)
        self.first_names = {
            words[0]
            for person in gazetteer.people.values()
            if (words := keys_of(person.name))
            and len(words) == 2
            and words[1] in language(tag).dates["months"]
        }
        self.folded = f" {' '.join(keys_of(text))} "
        self.small_words = set(re.findall(r"(?<![.!?] )\b[a-zà-ÿ]+\b", text))

    def cut(self, sentence: Sentence) -> list[Chunk]:
        """Return the parts of a sentence, in order."""
        dates = {
            date.span.start: date
            for date in dates_in(self.text, sentence.span, self.published, self.tongue.tag)
        }
        cutter = _Cutter(self, sentence, dates)
        return cutter.cut()


class _Cutter:
    """Cuts one sentence."""

    def __init__(self, chunker: Chunker, sentence: Sentence, dates: dict[int, DateWords]) -> None:
        self.chunker, self.sentence, self.dates = chunker, sentence, dates
        self.tokens = sentence.tokens
        self.word_index = {word.start: index for index, word in enumerate(sentence.words)}
        self.chunks: list[Chunk] = []

    def cut(self) -> list[Chunk]:
        position = 0
        while position < len(self.tokens):
            position = self._next(position)
        return self.chunks

    def _next(self, position: int) -> int:
        """Add the part that begins at a token; return the position after it."""
        for reader in (
            self._possessive,
            self._portfolio,
            self._date,
            self._summit,
            self._known_name,
            self._honorific,
            self._title,
            self._thing,
            self._name,
            self._grammar,
        ):
            if (end := reader(position)) is not None:
                return end
        self._add(OTHER, position, position + 1)
        return position + 1

    def _add(self, letter: str, start: int, end: int, **values: object) -> Chunk:
        span = Span(self.tokens[start].start, self.tokens[end - 1].end)
        text = self.chunker.text[span.start : span.end]
        words = [key_of(token.text) for token in self.tokens[start:end]]
        chunk = Chunk(letter, span, text, words=words, **values)  # type: ignore[arg-type]  # by name
        self.chunks.append(chunk)
        return chunk

    def _possessive(self, position: int) -> int | None:
        token = self.tokens[position]
        if token.text not in ("'", "’") or token.before or not self.chunks:
            return None
        following = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        if following and following.text == "s" and not following.before:
            self._add("s", position, position + 2)
            return position + 2
        if self.tokens[position - 1].text.endswith("s") and following and following.before:
            self._add("s", position, position + 1)
            return position + 1
        return None

    def _portfolio(self, position: int) -> int | None:
        """Read the rest of a title after adjectives: “ministre russe | de la Défense”."""
        before = [chunk.letter for chunk in self.chunks[-5:]]
        if not before or before[-1] != ADJECTIVE:
            return None
        while before and before[-1] in (ADJECTIVE, ",", "&"):
            before.pop()
        if not before or before[-1] not in (TITLE, TITLES, COUNTERPART):
            return None
        length = rest_at(self.tokens, position, self.chunker.tongue)
        if not length:
            return None
        self._add(PORTFOLIO, position, position + length)
        return position + length

    def _date(self, position: int) -> int | None:
        date = self.dates.get(self.tokens[position].start)
        if date is None or (date.words.isalpha() and self._after_name(position)):
            return None
        end = position
        while end < len(self.tokens) and self.tokens[end].start < date.span.end:
            end += 1
        self._add(DATE, position, end, date=date)
        return end

    def _summit(self, position: int) -> int | None:
        """Read a named summit, a series, or words that end in “Summit” or “Meeting”."""
        token = self.tokens[position]
        if (
            not token.capital
            and token.text.lower() not in self.chunker.tongue.words["summits"]["small"]
        ):
            return None
        title = title_at(self.tokens, position, self.chunker.tongue)
        if title is not None and not title.plural:
            return None
        best, thing = self._longest(position, (KnownSummit, KnownSeries))
        head_first = self.chunker.tongue.words["summits"].get("head_first", False)
        run = self._run_from_summit(position) if head_first else self._run_to_summit(position)
        if not best and not run:
            return None
        end = max(position + best, run)
        if self._is_only_actor(position, end, thing):
            return None
        self._add(
            SUMMIT,
            position,
            end,
            series=thing if isinstance(thing, KnownSeries) else None,
            summit=thing if isinstance(thing, KnownSummit) else None,
        )
        return end

    def _is_only_actor(self, position: int, end: int, thing: Thing | None) -> bool:
        """Whether the name is that of an organisation, with nothing that says summit."""
        heads = self.chunker.tongue.list_of("summits", "heads")
        length, _ = self._longest(position, (KnownActor,))
        if length >= end - position and not isinstance(thing, KnownSeries):
            return True
        if any(key_of(token.text) in heads for token in self.tokens[position:end]):
            return False
        always = self.chunker.tongue.list_of("summits", "always")
        if " ".join(key_of(token.text) for token in self.tokens[position:end]) in always:
            return False
        length, _ = self._longest(position, (KnownActor,))
        return length >= end - position

    def _run_to_summit(self, position: int) -> int:
        """Return the end of capitalised words that end in a word for a summit; 0 for none."""
        heads = self.chunker.tongue.list_of("summits", "heads")
        links = self.chunker.tongue.list_of("summits", "links")
        end, last, capitals = position, 0, 0
        while end < len(self.tokens) and end - position < 9:
            token = self.tokens[end]
            key = key_of(token.text)
            if key in heads and end > position and capitals:
                last = end + 1
            elif token.capital and token.is_word:
                capitals += key not in self.chunker.grammar["starters"]
            elif key not in links and token.text not in "-–’'" and not token.text[0].isdigit():
                break
            if self._title_with_name(end):
                break
            end += 1
        return last

    def _run_from_summit(self, position: int) -> int:
        """Return the end of a word for a summit and the capitalised words after it; 0 for none."""
        tongue = self.chunker.tongue
        if key_of(self.tokens[position].text) not in tongue.list_of("summits", "heads"):
            return 0
        between = tongue.list_of("summits", "links") | tongue.list_of("summits", "common")
        end, last = position + 1, 0
        while end < len(self.tokens) and end - position < _LONGEST_SUMMIT:
            token = self.tokens[end]
            if token.start in self.dates or self._title_with_name(end):
                break
            if token.capital and token.is_word:
                last = end + 1
            elif token.text not in "-–’'" and key_of(token.text) not in between:
                break
            end += 1
        return last

    def _title_with_name(self, position: int) -> bool:
        title = title_at(self.tokens, position, self.chunker.tongue)
        if title is None or title.plural:
            return False
        after = position + title.length
        return (
            after < len(self.tokens)
            and self.tokens[after].capital
            and key_of(self.tokens[after].text)
            not in self.chunker.tongue.list_of("summits", "heads")
        )

    def _honorific(self, position: int) -> int | None:
        """Read “Mr.” or “His Royal Highness” before a name."""
        honorifics = self.chunker.tongue.list_of("grammar", "honorific")
        for count in range(3, 0, -1):
            tokens = self.tokens[position : position + count]
            keys = " ".join(key_of(token.text) for token in tokens)
            excellency = count == 1 and tokens[0].text in ("H.E.", "H.E", "HE", "S.E.", "S.E.M.")
            if not excellency and (keys not in honorifics or len(tokens) < count):
                continue
            after = position + count
            if self._is_dot(after):
                after += 1
            following = self.tokens[after].capital if after < len(self.tokens) else False
            if not following:
                continue
            self._add("m", position, position + count)
            return after
        return None

    def _known_name(self, position: int) -> int | None:
        """Read the full name of a known person that begins like a title: “Shah Mahmood Qureshi”."""
        if (
            not self.tokens[position].capital
            or title_at(self.tokens, position, self.chunker.tongue) is None
        ):
            return None
        length, person = self._longest(position, (KnownPerson,))
        if length < 2:
            return None
        end = self._extended(position + length)
        self._add(NAME, position, end, person=person if end == position + length else None)
        return end

    def _title(self, position: int) -> int | None:
        title = title_at(self.tokens, position, self.chunker.tongue)
        if title is None:
            return None
        letter = TITLES if title.plural else COUNTERPART if title.counterpart else TITLE
        end = self._before_actor(position, position + title.length)
        self._add(letter, position, end, counterpart=title.counterpart)
        return end

    def _before_actor(self, position: int, end: int) -> int:
        """Return the end of a title before an actor: “président de la | République du Congo”."""
        links = self.chunker.tongue.list_of("titles", "portfolio_links")
        for start in range(position + 1, end):
            length, _ = self._longest(start, (KnownActor,))
            if start + length > end:
                while start > position + 1 and key_of(self.tokens[start - 1].text) in links:
                    start -= 1  # noqa: PLW2901 - back over “de la”
                return start
        return end

    def _longest(self, position: int, kinds: tuple[type, ...]) -> tuple[int, Thing | None]:
        """Return the length in tokens of the longest name of such a thing, and the thing."""
        index = self.word_index.get(self.tokens[position].start)
        if index is None:
            return 0, None
        words = self.sentence.words
        best: tuple[int, Thing | None] = (0, None)
        for names in (self.chunker.gazetteer.names, self.chunker.own_names):
            longest = next((e for e in names.at(words, index) if isinstance(e[1], kinds)), best)
            best = max(best, longest, key=lambda entry: entry[0])
        count, thing = best
        if thing is None:
            return 0, None
        last = words[index + count - 1]
        end = position
        while self.tokens[end].start < last.start:
            end += 1
        return end + 1 - position, thing

    def _thing(self, position: int) -> int | None:
        """Read an actor, a known person or a place, whichever has the longest name."""
        if not self.tokens[position].capital:
            return self._small_actor(position)
        actor_length, code, adjective = self._actor(position)
        person_length, person = self._longest(position, (KnownPerson,))
        place_length, place = self._longest(position, (KnownPlace,))
        if person_length > max(actor_length, place_length) and person_length > 1:
            end = self._extended(position + person_length)
            self._add(
                NAME, position, end, person=person if end == position + person_length else None
            )
            return end
        if self._runs_on(position, max(actor_length, place_length)):
            return None
        if actor_length and actor_length >= place_length:
            end = position + actor_length
            letter = ADJECTIVE if adjective else ACTOR
            self._add(
                letter,
                position,
                end,
                actor=code,
                place=place if isinstance(place, KnownPlace) else None,
            )
            return end
        if place_length and isinstance(place, KnownPlace):
            self._add(PLACE, position, position + place_length, place=place)
            return position + place_length
        return None

    def _runs_on(self, position: int, length: int) -> bool:
        """Whether a place or actor is the first name of somebody (Jordan Bardella)."""
        index = position + length
        if not length or index >= len(self.tokens):
            return False
        key = " ".join(key_of(token.text) for token in self.tokens[position:index])
        return (
            key in self.chunker.tongue.list_of("names", "first_names")
            and self.tokens[index].capital
        )

    def _small_actor(self, position: int) -> int | None:
        """Read an adjective of an actor in small letters, where the language writes them so."""
        if not self.chunker.tongue.words.get("small_demonyms", False):
            return None
        before = self.tokens[position - 1] if position else None
        if before is not None and before.text == "-" and not self.tokens[position].before:
            return None
        length, code, adjective = self._own_actor(position)
        if not (length and adjective):
            return None
        self._add(ADJECTIVE, position, position + length, actor=code)
        return position + length

    def _actor(self, position: int) -> tuple[int, str, bool]:
        """Return length, code and whether it is an adjective, of the longest name of an actor."""
        if (formal := self._formal(position)) is not None:
            return formal
        length, thing = self._longest(position, (KnownActor,))
        code = thing.code if isinstance(thing, KnownActor) else ""
        if length and self._is_doubtful(position, length):
            length, code = 0, ""
        count, own, is_adjective = self._own_actor(position)
        if count and count >= length:
            return count, own, is_adjective
        return length, code, False

    def _own_actor(self, position: int) -> tuple[int, str, bool]:
        """Return the same of the longest demonym or everyday name of the language."""
        more = _own_actors(self.chunker.tongue.tag, self.chunker.gazetteer)
        for count in range(min(5, len(self.tokens) - position), 0, -1):
            tokens = self.tokens[position : position + count]
            keys = " ".join(key_of(token.text) for token in tokens if token.text not in "-‐’'")
            if keys in more and tokens[-1].text[0].isalnum():
                code, adjective = more[keys]
                return count, code, adjective
        return 0, "", False

    def _is_doubtful(self, position: int, length: int) -> bool:
        """Whether a name such as “Security Council” may mean another body in this story."""
        keys = " ".join(key_of(token.text) for token in self.tokens[position : position + length])
        needed = self.chunker.tongue.words["actors_doubtful"].get(keys)
        return needed is not None and not any(f" {word} " in self.chunker.folded for word in needed)

    def _formal(self, position: int) -> tuple[int, str, bool] | None:
        """Read “Islamic Republic of Pakistan”: words of formal names, “of” and an actor."""
        heads = self.chunker.tongue.list_of("formal", "heads")
        before = self.chunker.tongue.list_of("formal", "before")
        end = position
        while end < len(self.tokens) and (
            key_of(self.tokens[end].text) in before or self.tokens[end].text in "'’"
        ):
            end += 1
        if end >= len(self.tokens) or key_of(self.tokens[end].text) not in heads:
            return None
        if not self.tokens[end].capital:
            return None
        end += 1
        links = self.chunker.tongue.list_of("grammar", "of")
        if end >= len(self.tokens) or key_of(self.tokens[end].text) not in links:
            return None
        end += 1
        articles = self.chunker.tongue.list_of("grammar", "the")
        if end < len(self.tokens) and key_of(self.tokens[end].text) in articles:
            end += 1
        if end >= len(self.tokens) or not self.tokens[end].capital:
            return None
        length, thing = self._longest(end, (KnownActor,))
        if isinstance(thing, KnownActor):
            return end + length - position, thing.code, False
        more = _own_actors(self.chunker.tongue.tag, self.chunker.gazetteer)
        keys = key_of(self.tokens[end].text)
        return (end + 1 - position, more[keys][0], False) if keys in more else None

    def _extended(self, end: int) -> int:
        """Return the end of a name whose first words end at ``end``: “Josep Borrell Fontelles”."""
        while end < len(self.tokens):
            token = self.tokens[end]
            key = key_of(token.text)
            if token.follows_in_name and key in self.chunker.grammar["suffixes"] and token.capital:
                end += 1
            elif (
                token.text == ","
                and end + 1 < len(self.tokens)
                and key_of(self.tokens[end + 1].text) in ("jr", "sr")
            ):
                end += 3 if self._is_dot(end + 2) else 2
            elif (
                token.capital and token.is_word and token.follows_in_name and self._may_be_name(end)
            ):
                end += 1
            else:
                return end
        return end

    def _may_be_name(self, position: int) -> bool:
        token = self.tokens[position]
        key = key_of(token.text)
        grammar = self.chunker.grammar
        if key in grammar["never"] or key in grammar["honorific"]:
            return False
        if key in grammar["months"] and not self._after_name(position):
            return False
        if title_at(self.tokens, position, self.chunker.tongue) is not None:
            return False
        return self.tokens[position].start not in self.dates or self._after_name(position)

    def _after_name(self, position: int) -> bool:
        """Whether a word stands after “Mrs” or a first name: “Theresa May”."""
        if self.chunks and self.chunks[-1].letter == "m":
            return self.chunks[-1].span.end >= self.tokens[position].start - 2
        before = self.tokens[position - 1] if position else None
        return before is not None and key_of(before.text) in self.chunker.first_names

    def _name(self, position: int) -> int | None:
        """Read capitalised words that may be somebody's name."""
        token = self.tokens[position]
        if not (token.capital and token.is_word and self._may_be_name(position)):
            return None
        grammar = self.chunker.grammar
        first = position == 0 or self.tokens[position - 1].text in '.:!?"“”‘«('
        if self.chunks and self.chunks[-1].letter == "m":
            first = False  # the dot before belongs to “Mr.”
        key = key_of(token.text)
        if first and (key in grammar["starters"] or token.text.lower() in self.chunker.small_words):
            return None
        end, words = position, 0
        while end < len(self.tokens):
            token = self.tokens[end]
            key = key_of(token.text)
            joined = end == position or token.follows_in_name
            if token.text in ("-", "‐", "’", "'", ".") and end > position:
                nearby = not token.before and end + 1 < len(self.tokens)
                initial = len(self.tokens[end - 1].text) == 1
                if not nearby or (token.text == "." and not initial):
                    break
                if self._is_lower_syllable(end + 1):
                    end += 2
                    continue
                if token.text != "." and (
                    self.tokens[end + 1].before or self.tokens[end + 1].text == "s"
                ):
                    break
                end += 1
                continue
            if not joined or not token.is_word:
                break
            if token.capital and self._may_be_name(end) and not self._breaks_name(end, position):
                words += 1
            elif not (key in grammar["particles"] and self._capital_follows(end)):
                break
            end += 1
        while (
            end > position and not self.tokens[end - 1].capital and self.tokens[end - 1].text != "."
        ):
            end -= 1
        if end == position:
            return None
        end = self._extended(end)
        self._add(NAME if words > 1 else SURNAME, position, end)
        return end

    def _is_lower_syllable(self, position: int) -> bool:
        """Whether a word after a hyphen belongs to a name: “Yo-jong”, but not “Trump-led”."""
        if position >= len(self.tokens):
            return False
        token = self.tokens[position]
        if (
            token.capital
            or not token.is_word
            or token.before
            or self.tokens[position - 1].text != "-"
        ):
            return False
        never = self.chunker.tongue.list_of("names", "after_hyphen")
        return len(token.text) <= _LONGEST_SYLLABLE and token.text not in never

    def _breaks_name(self, end: int, position: int) -> bool:
        """Whether another thing begins here: an actor's adjective, a known person of two words."""
        if end == position:
            return False
        before = self.tokens[end - 1]
        if before.text in "-‐’'" or key_of(before.text) in self.chunker.grammar["particles"]:
            return False
        length, code, adjective = self._actor(end)
        if length and (adjective or length > 1):
            return True
        person_length, _ = self._longest(end, (KnownPerson,))
        return person_length > 1

    def _capital_follows(self, position: int) -> bool:
        particles = self.chunker.grammar["particles"]
        if position + 1 < len(self.tokens) and self._actor(position + 1)[0]:
            return False  # “Philippe de Belgique”
        for token in self.tokens[position + 1 : position + 5]:
            if token.text in "-’'‐":
                continue
            if key_of(token.text) in particles and not token.capital:
                continue
            return token.capital and token.is_word
        return False

    def _grammar(self, position: int) -> int | None:
        """Read a word of the grammar, or a mark."""
        token = self.tokens[position]
        if token.text in (",", "-", "–"):
            following = self.tokens[position + 1 : position + 2]
            spaced = bool(token.before) or not following or bool(following[0].before)
            self._add("," if token.text == "," else "-", position, position + 1, spaced=spaced)
            return position + 1
        for count in range(3, 0, -1):
            keys = " ".join(key_of(each.text) for each in self.tokens[position : position + count])
            if count == 1 and token.text in ("H.E.", "HE", "H.E"):
                self._add("m", position, position + 1)
                return position + 1
            if letter := self.chunker.grammar["letters"].get(keys):
                self._add(letter, position, position + count)
                if letter == "m" and self._is_dot(position + count):
                    return position + count + 1
                return position + count
        return None

    def _is_dot(self, position: int) -> bool:
        return position < len(self.tokens) and self.tokens[position].text == "."


@lru_cache
def _grammar(tag: str) -> dict[str, dict[str, str] | frozenset[str]]:
    tongue = language(tag)
    letters: dict[str, str] = {}
    for letter, key in (
        ("h", "the"),
        ("o", "of"),
        ("&", "and"),
        ("w", "with"),
        ("i", "his"),
        ("m", "honorific"),
        ("e", "he"),
        ("t", "to"),
        ("q", "of_the"),
        ("a", "to_the"),
    ):
        for word in tongue.words["grammar"].get(key, ()):
            letters[" ".join(keys_of(word)) or word] = letter
    return {
        "letters": letters,
        "honorific": tongue.list_of("grammar", "honorific"),
        "months": frozenset(tongue.dates["months"]) | frozenset(tongue.dates["weekdays"]),
        **{
            key: tongue.list_of("names", key)
            for key in ("particles", "suffixes", "never", "starters")
        },
    }


def _own_names(tag: str, gazetteer: Gazetteer) -> NameIndex:
    """Return the names that a language has for places and series, by those of the register."""
    index = NameIndex()
    words = language(tag).words
    for section, things in (
        ("places", gazetteer.places.values()),
        ("series", gazetteer.series.values()),
    ):
        table: dict[str, str] = words.get(section, {})
        known = {name: thing for thing in things for name in thing.names}
        for own, name in table.items():
            if name in known:
                index.add_all([own], known[name])
    return index


_own: dict[tuple[str, int], dict[str, tuple[str, bool]]] = {}


def _own_actors(tag: str, gazetteer: Gazetteer) -> dict[str, tuple[str, bool]]:
    """Return code and whether it is an adjective, by the keys of demonyms and everyday names."""
    key = (tag, id(gazetteer))
    if key not in _own:
        _own.clear()
        _own[key] = _read_actors(tag, gazetteer)
    return _own[key]


def _read_actors(tag: str, gazetteer: Gazetteer) -> dict[str, tuple[str, bool]]:
    tongue = language(tag)
    names: dict[str, tuple[str, bool]] = {}
    if tongue.words.get("demonyms_of_register", False):
        for actor in gazetteer.actors.values():
            for word in re.split(r"[,/;]| or ", actor.demonym):
                if keys := " ".join(keys_of(word)):
                    current = names.get(keys)
                    if current is None or gazetteer.actors[current[0]].code > actor.code:
                        names[keys] = (actor.code, True)
    own = _of_language(tongue).items()
    return names | {keys: entry for keys, entry in own if entry[0] in gazetteer.actors}


def _of_language(tongue: Language) -> dict[str, tuple[str, bool]]:
    """Return the same for what the folder of a language has of its own."""
    names: dict[str, tuple[str, bool]] = {}
    nouns = tongue.list_of("actors_nouns", "names")
    for name, code in tongue.words.get("adjectives", {}).items():
        for form in tongue.forms_of(name):
            names[" ".join(keys_of(form))] = (code, True)
    for name, code in tongue.words["actors"].items():
        keys = " ".join(keys_of(name))
        names[keys] = (code, keys not in nouns)
    return names


__all__ = ["Chunk", "Chunker", "KnownTopic", "Token"]
