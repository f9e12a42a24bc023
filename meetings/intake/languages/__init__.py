"""Languages in which stories are read: their words and patterns, one folder of data for each."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from meetings.intake.tokens import is_script, keys_of

_FOLDER = Path(__file__).parent
# Languages whose grammar is read have a folder here.
READ = tuple(sorted(path.name for path in _FOLDER.iterdir() if (path / "words.toml").exists()))


@dataclass(frozen=True)
class Language:
    """The words and patterns of a language, as its folder has them."""

    tag: str
    words: dict[str, Any]
    patterns: dict[str, Any]
    dates: dict[str, Any]

    def list_of(self, section: str, key: str) -> frozenset[str]:
        """Return a list of words, each as its folded words with one space between."""
        return _folded(self.tag, section, key)

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
        return _spelling(self.tag).sub(lambda match: _respelled(match, table), word)


@lru_cache
def _spelling(tag: str) -> re.Pattern[str]:
    """Return the pattern of all letters that are spelled otherwise; “$” ends a word."""
    letters = sorted(language(tag).words["spelling"], key=len, reverse=True)
    return re.compile("|".join(letters))


def _respelled(match: re.Match[str], table: dict[str, str]) -> str:
    ends = match.end() == len(match.string)
    begins = match.start() == 0
    for key in (f"^{match[0]}", f"{match[0]}$"):
        if key in table and (begins if key[0] == "^" else ends):
            return table[key]
    return table.get(match[0], match[0])


@lru_cache
def language(tag: str) -> Language:
    """Return the language with a folder; raises KeyError if its grammar is not read."""
    if tag not in READ:
        raise KeyError(tag)
    return Language(tag, *(_read(tag, name) for name in ("words", "patterns", "dates")))


def _read(tag: str, name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / tag / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def _folded(tag: str, section: str, key: str) -> frozenset[str]:
    return frozenset(" ".join(keys_of(word)) for word in language(tag).words[section][key])


# Words by which languages in Latin script are told apart; those that are read have their own.
_COMMON = {
    "de": ("der", "die", "und", "das", "mit", "von", "dem", "den", "ist", "im", "zu", "nicht"),
    "es": ("el", "la", "de", "que", "los", "del", "las", "con", "una", "por", "en", "y", "su"),
    "pt": ("o", "a", "de", "que", "do", "da", "os", "com", "uma", "não", "em", "ao", "no"),
    "it": ("il", "di", "che", "la", "del", "con", "una", "per", "della", "nel", "gli", "ha"),
    "tr": ("ve", "bir", "ile", "bu", "için", "da", "de", "olan", "olarak", "türkiye", "bakanı"),
    "pl": ("w", "i", "z", "na", "do", "się", "że", "jest", "oraz", "nie"),
    "nl": ("de", "het", "een", "van", "en", "met", "op", "voor", "is", "zijn", "niet"),
    "id": ("dan", "yang", "di", "dengan", "untuk", "pada", "dalam", "ini", "itu"),
    "vi": ("và", "của", "các", "với", "trong", "cho", "là", "được"),
}
_SCRIPTS = (
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("HANGUL", "ko"),
    ("CJK", "zh"),
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("GREEK", "el"),
    ("DEVANAGARI", "hi"),
    ("CYRILLIC", "ru"),
)
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]+")


def recognise(text: str) -> str:
    """Return the language of a text as a BCP 47 tag; "" where it cannot be told.

    By the script, and in Latin script by the commonest words.
    """
    sample = text[:6000]
    letters = _LETTERS.findall(sample)
    if not letters:
        return ""
    scripts = Counter(
        next((tag for name, tag in _SCRIPTS if is_script(letter, name)), "latin")
        for letter in letters
    )
    # Kana and han stand together in Japanese; a few of them decide.
    if scripts["ja"] > len(letters) * 0.05:
        return "ja"
    script, _ = scripts.most_common(1)[0]
    if script == "ru":
        return _cyrillic(sample)
    if script == "ar":
        return "fa" if len(re.findall("[پچژگ]", sample)) > len(letters) * 0.01 else "ar"
    return _latin(sample) if script == "latin" else script


def _cyrillic(sample: str) -> str:
    if re.search("[іїєґ]", sample):
        return "uk"
    return "sr" if re.search("[јљњћђ]", sample) else "ru"


def _latin(sample: str) -> str:
    words = Counter(word.lower() for word in _WORDS.findall(sample))
    tables = _COMMON | {tag: tuple(language(tag).words["common"]) for tag in READ}
    scores = {tag: sum(words[word] for word in table) / len(table) for tag, table in tables.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] > 0 else ""
