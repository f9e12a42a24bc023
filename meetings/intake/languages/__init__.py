"""Languages in which stories are read: their words and patterns, one folder of data for each."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from meetings.intake.words.tokens import keys_of

_FOLDER = Path(__file__).parent
# Languages whose grammar is read have a folder here.
READ = tuple(sorted(path.name for path in _FOLDER.iterdir() if (path / "words.toml").exists()))
# Whose words serve for pages in languages that are not read.
_FALLBACK = "en"


@dataclass(frozen=True, eq=False)  # there is one object of each language
class Language:
    """The words and patterns of a language, as its folder has them."""

    tag: str
    words: dict[str, Any]
    patterns: dict[str, Any]
    dates: dict[str, Any]

    def list_of(self, section: str, key: str) -> frozenset[str]:
        """Return a list of words, each as its folded words with one space between."""
        return _folded(self, section, key)

    def has(self, section: str, key: str, words: str) -> bool:
        """Whether folded words are among a list of words."""
        return words in _folded(self, section, key)

    def forms_of(self, word: str) -> list[str]:
        """Return an adjective with its other forms, as its longest ending in [inflection] says."""
        table: dict[str, list[str]] = self.words.get("inflection", {})
        ending = max((end for end in table if word.endswith(end)), key=len, default=None)
        if ending is None:
            return [word]
        return [word, *(word.removesuffix(ending) + other for other in table[ending])]

    def in_english_spelling(self, word: str) -> str:
        """Return a folded name as English spells it, by the [spelling] of the language."""
        table: dict[str, str] = self.words.get("spelling", {})
        if word in table or not table:
            return table.get(word, word)
        return _spelling(self).sub(lambda match: _respelled(match, table), word)


@lru_cache
def language(tag: str) -> Language:
    """Return the language with a folder; raises KeyError if its grammar is not read."""
    if tag not in READ:
        raise KeyError(tag)
    return Language(tag, *(_read(tag, name) for name in ("words", "patterns", "dates")))


def language_of_page(tag: str) -> Language:
    """Return the language whose words serve to read a page: its own, else English."""
    return language(tag if tag in READ else _FALLBACK)


def alternatives(words: Iterable[str]) -> str:
    """Return the part of a regular expression that matches any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _read(tag: str, name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / tag / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def _folded(tongue: Language, section: str, key: str) -> frozenset[str]:
    return frozenset(" ".join(keys_of(word)) for word in tongue.words[section][key])


@lru_cache
def _spelling(tongue: Language) -> re.Pattern[str]:
    """Return the pattern of all letters that are spelled otherwise; “$” ends a word."""
    letters = sorted(tongue.words["spelling"], key=len, reverse=True)
    return re.compile("|".join(letters))


def _respelled(match: re.Match[str], table: dict[str, str]) -> str:
    ends = match.end() == len(match.string)
    begins = match.start() == 0
    for key in (f"^{match[0]}", f"{match[0]}$"):
        if key in table and (begins if key[0] == "^" else ends):
            return table[key]
    return table.get(match[0], match[0])
