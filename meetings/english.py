"""Helpers for English text: lists of words, numbers with nouns, articles."""

import re
from collections.abc import Sequence

# The nouns in names of events that take an article: the G20 summit, Rio de Janeiro 2024. Names of
# another kind take none: COP28, Two Plus Four.
_EVENT = re.compile(
    r"\b(summit|meeting|conference|forum|council|community|talks|dialogue|session|congress"
    r"|assembly|signing|week)\b",
    re.IGNORECASE,
)


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """Join words for a sentence: “China, India and Russia”; "" for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: “1 meeting”, “7,535 meetings”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def the(name: str, *, article: bool = True) -> str:
    """Return a name for the middle of a sentence: “the United States”, “China”.

    ``article``: whether the name takes one.
    """
    return f"the {name}" if article and not name.lower().startswith("the ") else name


def possessive(name: str) -> str:
    """Return the possessive of a name: “China’s”, “the United States’”."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def the_event(name: str) -> str:
    """Return the name of a summit for the middle of a sentence.

    The noun before the first comma decides.

    >>> the_event("G20 summit, New Delhi 2023"), the_event("COP28, Dubai 2023")
    ('the G20 summit, New Delhi 2023', 'COP28, Dubai 2023')
    """
    return the(name, article=_EVENT.search(name.partition(",")[0]) is not None)
