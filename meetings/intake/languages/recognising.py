"""Which language a text is in: by the script, and in Latin script by the commonest words."""

import re
from collections import Counter

from meetings.intake.words.tokens import is_script

from . import READ, language

# Words by which languages in Latin script are told apart; those that are read have their own.
_COMMON = {
    "de": ("der", "die", "und", "das", "mit", "von", "dem", "den", "ist", "im", "zu", "nicht"),
    "es": ("el", "la", "de", "que", "los", "del", "las", "con", "una", "por", "en", "y", "su"),
    "pt": ("o", "a", "de", "que", "do", "da", "os", "com", "uma", "não", "em", "ao", "no"),
    "it": ("il", "di", "che", "la", "del", "con", "una", "per", "della", "nel", "gli", "ha"),
    "tr": ("ve", "bir", "ile", "bu", "için", "da", "de", "olan", "olarak", "türkiye", "bakanı"),
    "pl": ("w", "i", "z", "na", "do", "się", "że", "jest", "oraz", "nie"),
    "nl": ("de", "het", "een", "van", "en", "aan", "op", "voor", "ook", "zijn", "niet"),
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
    scores = {tag: sum(words[word] for word in table) for tag, table in tables.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] > 0 else ""
