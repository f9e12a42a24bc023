"""How near a name is to what was typed: the measure of all look-ups by name.

The desk and the public pages narrow their rows in SQL (``having_words``, ``resembling``), because
a register may have 20,000 people, and measure the few that remain here, on their names.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain

from django.db.models import Case, IntegerField, Q, When

from .text import fold

MOST_WORDS = 8
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
# Words of fewer letters have too many neighbours to be tolerant with: Xi is not Li.
_SHORTEST_TOLERATED = 4
# “Lavrow” is 0.83 like “Lavrov”, “Selenskyj” 0.82 like “Zelensky”; “Merkel” 0.67 like “Merz”.
_LEAST_ALIKE = 0.74
# A word shares at least this many of its groups of three letters with a misspelling of it.
_GROUP = 3


class Nearness(IntEnum):
    """How near a name is to the typed words; the nearest first."""

    EXACT = 0  # the code, or the whole name with its words in any order
    TRANSLATED = 1  # the whole name in another language: “Китай”
    WORDS = 2  # whole words of the name: “Biden”
    BEGINNING = 3  # the name begins with what was typed: “chi” and China
    WORD = 4  # a word of the name does: “lav” and Sergey Lavrov
    EACH_WORD = 5  # each typed word begins a word of the name
    WITHIN = 6  # the letters stand somewhere in the name
    RESEMBLING = 7  # spelt much alike

    @property
    def tier(self) -> int:
        """The rank in a list: among equals, the things with more meetings come first."""
        return _TIERS[self]

    @property
    def is_name(self) -> bool:
        """Whether the typed words are a name, or whole words of it."""
        return self <= Nearness.WORDS


_TIERS = (0, 0, 1, 1, 2, 2, 3, 4)


def words_of(typed: str) -> list[str]:
    """Return the folded words of a typed name, at most eight.

    Initials are one word (“U.S.A.”), and “the” before another word is left out.
    """
    words = fold(typed.replace(".", "") if _INITIALS.fullmatch(typed.strip()) else typed).split()
    return (words[1:] if len(words) > 1 and words[0] == "the" else words)[:MOST_WORDS]


def nearness(
    words: Sequence[str], names: Iterable[str], translations: Iterable[str] = ()
) -> Nearness:
    """Return the nearness of the nearest of ``names`` to the folded ``words``.

    ``translations`` are names in other languages. Our own names go before them: “chi” begins
    China, and Cyprus only as Chipre.
    """
    own = (_of_name(words, name) for name in names if name)
    others = (_of_translation(words, name) for name in translations)
    return min(chain(own, others), default=Nearness.RESEMBLING)


def _of_translation(words: Sequence[str], name: str) -> Nearness:
    near = _of_name(words, name)
    return Nearness.TRANSLATED if near == Nearness.EXACT else max(near, Nearness.EACH_WORD)


def _of_name(words: Sequence[str], name: str) -> Nearness:
    parts = _words_of_name(name)
    text, sought = " ".join(parts), " ".join(words)
    tests = {
        Nearness.EXACT: sorted(words) == sorted(parts),
        Nearness.WORDS: set(words) <= set(parts),
        Nearness.BEGINNING: text.startswith(sought),
        Nearness.WORD: f" {sought}" in text,
        Nearness.EACH_WORD: all(any(part.startswith(word) for part in parts) for word in words),
        Nearness.WITHIN: all(word in text for word in words),
    }
    return next((near for near, holds in tests.items() if holds), Nearness.RESEMBLING)


@lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> tuple[str, ...]:
    return tuple(words_of(name))


def having_words(words: Sequence[str], code: str = "") -> Q:
    """Return the condition that all words are in the names in ``search_text``.

    ``code``: the field of a code, which is never missed, whatever its length.
    """
    condition = Q(*(Q(search_text__contains=word) for word in words))
    return condition | Q(**{f"{code}__iexact": "-".join(words)}) if code else condition


def roughly(words: Sequence[str]) -> Case:
    """Return a rough nearness from ``search_text``, to choose the few rows that are measured."""
    together = " ".join(words)
    return Case(
        When(search_text=f" {together}", then=0),
        When(search_text__startswith=f" {together} ", then=0),
        When(search_text__contains=f" {together} ", then=1),
        When(search_text__endswith=f" {together}", then=1),
        When(search_text__startswith=f" {together}", then=2),
        When(search_text__contains=f" {together}", then=3),
        When(Q(*(Q(search_text__contains=f" {word}") for word in words)), then=4),
        default=5,
        output_field=IntegerField(),
    )


def resembling(words: Sequence[str]) -> Q | None:
    """Return the condition that names may be a spelling of ``words``; None for short words only.

    Each longer word has a group of three letters in common with them, each short word is in them.
    """
    if not any(_is_tolerated(word) for word in words):
        return None
    condition = Q()
    for word in words:
        alike = Q()
        for part in _groups(word) if _is_tolerated(word) else {f" {word}"}:
            alike |= Q(search_text__contains=part)
        condition &= alike
    return condition


def likeness(words: Sequence[str], search_text: str) -> float:
    """Return how alike the words are to the words of ``search_text``, in any order.

    From 0 to 1 (the same); 0 if one of the words is like none of them.
    """
    parts = set(search_text.split())
    degrees = [max((_alike(word, part) for part in parts), default=0.0) for word in words]
    return sum(degrees) / len(degrees) if degrees and all(degrees) else 0.0


def _alike(word: str, part: str) -> float:
    if word == part:
        return 1.0
    if not (_is_tolerated(word) and _is_tolerated(part)) or not _groups(word) & _groups(part):
        return 0.0
    matcher = difflib.SequenceMatcher(a=part, b=word, autojunk=False)
    degree = matcher.ratio()
    return degree if degree >= _LEAST_ALIKE else 0.0


def _is_tolerated(word: str) -> bool:
    return len(word) >= _SHORTEST_TOLERATED


@lru_cache(maxsize=50_000)
def _groups(word: str) -> frozenset[str]:
    return frozenset(word[start : start + _GROUP] for start in range(len(word) - _GROUP + 1))
