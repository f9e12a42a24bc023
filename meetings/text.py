"""Text folding (case, accents) for searching names, and slugs.

Folding is done in Python and its result is stored, because SQLite and PostgreSQL treat case and
accents differently.
"""

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not decompose into a base letter and a mark.
UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_NOT_A_WORD = re.compile(r"[^\w]+")
# What of a search for names is read; a name is no longer.
LONGEST_SEARCH = 300
MOST_WORDS = 12
# Path segments after a meeting's id that are taken by its history and its versions.
_RESERVED = re.compile(r"history|v[0-9]+")


def fold(text: str) -> str:
    """Return ``text`` normalised for searches: lower case, no marks, single spaces.

    >>> fold("Recep Tayyip ERDOĞAN")
    'recep tayyip erdogan'
    """
    lowered = text.casefold().translate(UNDECOMPOSED)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", bare).strip()


def words_to_find(text: str) -> list[str]:
    """Return the distinct words of a search as typed, in order, at most ``MOST_WORDS`` of them.

    Further words are left out: each costs a look through all names, and nobody types so many.
    """
    return list(dict.fromkeys(text[:LONGEST_SEARCH].split()))[:MOST_WORDS]


def fold_all(texts: Iterable[str]) -> str:
    """Return the distinct folded ``texts`` in the format of ``search_text`` columns.

    Words are separated by one space and the whole starts with one, so that a word beginning
    with ``x`` is found with ``contains " x"``.
    """
    folded = dict.fromkeys(filter(None, map(fold, texts)))
    return "".join(f" {text}" for text in folded)


def slugify_name(text: str, fallback: str = "entry") -> str:
    """Return a lower-case ASCII slug (``[a-z0-9-]``, at most 80 characters) for ``text``.

    Letters without an ASCII counterpart are dropped; ``fallback`` is used if none remain.
    """
    ascii_only = fold(text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:80].strip("-") or fallback


def meeting_slug(title: str) -> str:
    """Return the slug of a meeting's permalink; never the path of its history or a version.

    >>> meeting_slug("History")
    'meeting-history'
    """
    slug = slugify_name(title, fallback="meeting")
    return f"meeting-{slug}" if _RESERVED.fullmatch(slug) else slug
