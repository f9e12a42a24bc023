"""Words of a text with their offsets, and the folded keys by which names are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from meetings.text import fold

_TOKEN = re.compile(
    r"(?:[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_]))"  # U.S., S.M.
    r"|(?i:[cdjlmnst]|(?:jus|lors|puis|quel|quoi)?qu)[’'ʼ](?=[^\W\d_])"  # l’entretien, qu’il
    r"|[^\W\d_]+\d*"  # G20, COP28
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?"
    r"|\S"
)
# Between two words of one name: “Kassym-Jomart”, “S. Jaishankar”, “O’Brien”, “al-Assad”.
_JOINTS = re.compile(r"\s*|\s?[-‐‑–.’'ʼ·]\s?|\.\s")
_LONGEST_NAME = 100  # characters
_CYRILLIC_END = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ом|ем|ой|ей|ым|им|ах|ях|ия|ии|ию|ием|[аяоеуюыийьъ])$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of punctuation of a text, from ``start`` to before ``end``."""

    text: str
    start: int
    end: int
    before: str = " "  # what stands between the token before and this one
    capital: bool = False
    follows_in_name: bool = False  # may be the next word of the name that the one before is in

    @property
    def is_word(self) -> bool:
        """Whether the token begins with a letter."""
        return self.text[0].isalpha()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text`` from ``start`` to before ``end``."""
    tokens: list[Token] = []
    stop = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        between = text[stop : match.start()]
        tokens.append(
            Token(
                match[0],
                match.start(),
                match.end(),
                between,
                match[0][0].isupper() or _has_no_case(match[0][0]),
                bool(tokens) and match[0][0].isalnum() and "\n" not in between,
            )
        )
        stop = match.end()
    return tokens


def words_only(tokens: list[Token], text: str) -> list[Token]:
    """Return the words and numbers among ``tokens``; each knows whether it may continue a name."""
    words: list[Token] = []
    for token in tokens:
        if not token.text[0].isalnum():
            continue
        joined = False
        if words:
            between = text[words[-1].end : token.start]
            joined = "\n" not in between and _JOINTS.fullmatch(between) is not None
        words.append(Token(token.text, token.start, token.end, token.before, token.capital, joined))
    return words


def _has_no_case(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


@lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    """Return the key by which a word of a name is compared: folded, Cyrillic without endings."""
    folded = fold(word.replace(".", "").replace("’", "").replace("'", ""))
    if folded and "а" <= folded[0] <= "я" and len(folded) > 3:
        return _CYRILLIC_END.sub("", folded) or folded
    if folded and "\u0621" <= folded[0] <= "\u064a" and len(folded) > 3:
        return re.sub("^(?:و|ف)?(?:ال|لل|بال|وال)(?=..)", "", folded)
    return folded


def keys_of(name: str) -> tuple[str, ...]:
    """Return the keys of the words of a name, or of a longer text."""
    return _keys_of_name(name) if len(name) <= _LONGEST_NAME else _keys_of(name)


def _keys_of(text: str) -> tuple[str, ...]:
    words = (token.text for token in tokenize(text) if token.text[0].isalnum())
    return tuple(filter(None, map(key_of, words)))


_keys_of_name = lru_cache(maxsize=100_000)(_keys_of)


def is_script(text: str, name: str) -> bool:
    """Whether the first letter of ``text`` is of the script that Unicode calls ``name``."""
    return bool(text) and unicodedata.name(text[0], "").startswith(name)
