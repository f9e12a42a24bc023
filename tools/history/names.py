"""Compare names as the lists write them with names of the reference data."""

import unicodedata
from difflib import SequenceMatcher

# Parts of a name that do not tell two people apart.
PARTICLES = {"al", "el", "bin", "ben", "ibn", "bint", "sheikh", "prince", "lord", "sir"}
NUMERALS = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xvi"}
# Spellings of names that the lists and the reference data write in several ways.
SPELLINGS = dict.fromkeys(
    ("mohammed", "mohammad", "mohamed", "muhammed", "mohamad", "muhamed"), "muhammad"
) | {"ahmed": "ahmad", "abdallah": "abdullah"}
# Given names so common that they say nothing without another word.
COMMON = {"muhammad", "ahmad", "abdullah"}


def plain(text: str) -> str:
    """Return letters without accents, small; ae, oe and ue as a, o and u."""
    for letter, instead in (("ø", "o"), ("đ", "d"), ("ł", "l"), ("ı", "i"), ("-", " "), ("ə", "a")):
        text = text.lower().replace(letter, instead)
    letters = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in letters if letter.isalnum() or letter == " ")
    for vowel in "aou":
        letters = letters.replace(f"{vowel}e", vowel)
    return letters


def folded(name: str) -> list[str]:
    """Return the words of a name, each in a single spelling."""
    return [SPELLINGS.get(word, word) for word in plain(name).split()]


def telling_words(name: str) -> list[str]:
    """Return the words of a name, folded, without particles and regnal numbers."""
    words = [word for word in folded(name) if word not in PARTICLES]
    return [word for word in words if word not in NUMERALS] or words


def has_last(words: list[str], names: frozenset[str]) -> bool:
    """Whether the last word of a name as reported is one of the person's."""
    return bool(words) and (words[-1] in names or (len(words) > 1 and set(words) <= names))


def has_first(words: list[str], names: frozenset[str]) -> bool:
    """Whether the first word of a name as reported is one of the person's."""
    return bool(words) and words[0] in names


def has_all(words: list[str], names: frozenset[str]) -> bool:
    """Whether every word of a name as reported is one of the person's."""
    return bool(words) and set(words) <= names and not set(words) <= COMMON


def shares_one(words: list[str], names: frozenset[str]) -> bool:
    """Whether a long word of a name as reported, but no common one, is one of the person's."""
    return any(word in names for word in words if len(word) > 3 and word not in COMMON)


def spelled_alike(words: list[str], names: frozenset[str]) -> bool:
    """Whether the last word is spelled much like one of the person's names."""
    return (
        bool(words)
        and words[-1] not in COMMON
        and any(
            SequenceMatcher(None, words[-1], name).ratio() >= 0.75
            for name in names
            if len(name) > 3
        )
    )
