"""When two names may be of the same person: other spellings, orders, initials and surnames."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from meetings.intake.gazetteer import KnownPerson
from meetings.intake.languages import Language
from meetings.intake.words.tokens import keys_of

# “Sergey” and “Sergei” are 83 alike, “Lavrov” and “Lavrow” 83, “Zelensky” and “Zelenskyy” 94.
_ALIKE = 80
_SHORTEST = 4
VERY_NAME, FORM_OF_NAME, SURNAME = 3, 2, 1

Keys = tuple[str, ...]


def name_keys(text: str, tongue: Language) -> Keys:
    """Return the folded words of a name, without “Jr.”."""
    words = keys_of(text)
    juniors: list[str] = tongue.words["names"]["juniors"]
    return tuple(word for word in words if word not in juniors) or words


def clean_name(text: str) -> str:
    """Return a name on one line, without marks around it."""
    return " ".join(text.split()).strip(" ,.’'") + ("." if re.search(r"\bJr\.$", text) else "")


@lru_cache(maxsize=4096)
def alike(word: str, other: str) -> bool:
    """Whether two folded words of names are spellings of the same, or one the other's initial."""
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    if min(len(word), len(other)) < _SHORTEST or word[0] != other[0]:
        return False
    return fuzz.ratio(word, other) >= _ALIKE


def name_likeness(keys: Keys, person: KnownPerson) -> int:
    """Return 3 for the very name, 2 for a form of it, 1 for the surname alone, 0 for another."""
    best = 0
    family = keys_of(person.family_name)
    for name in person.names:
        words = keys_of(name)
        if not words:
            continue
        if keys == words:
            return VERY_NAME
        if len(keys) == 1:
            best = max(best, _is_surname(keys[0], family or words[-1:], words))
        elif best < FORM_OF_NAME and _is_form(keys, words, family[-1:] or words[-1:]):
            best = FORM_OF_NAME
    return best


def _is_surname(key: str, family: Keys, words: Keys) -> bool:
    return key in (family[-1], family[0], words[-1]) or alike(key, family[-1])


def _is_form(keys: Keys, words: Keys, family: Keys) -> bool:
    """Whether a name of several words has the family name, and all words of the shorter name."""
    if not any(alike(key, word) and len(key) > 1 for key in keys for word in family):
        return False
    matched = [key for key in keys if any(alike(key, word) for word in words)]
    full = [key for key in matched if len(key) > 1]
    if len(matched) == len(keys) and (len(full) > 1 or len(keys) > len(full)):
        return True
    return len(words) > 1 and all(any(alike(word, key) for key in keys) for word in words)


def means(keys: Keys, full: Keys) -> bool:
    """Whether a name is another form of a fuller one: surname, given name first, initials."""
    if keys == full:
        return True
    short, long = (keys, full) if len(keys) <= len(full) else (full, keys)
    if len(short) == 1:
        return len(short[0]) > 1 and short[0] in long
    if short[-1] != long[-1] and not alike(short[-1], long[-1]):
        return set(short) <= set(long)
    return all(any(alike(word, other) for other in long) for word in short)
