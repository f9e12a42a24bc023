"""Helpers for English text: lists of words, numbers with nouns."""

from collections.abc import Sequence


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """Join words for a sentence: “China, India and Russia”; "" for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: “1 meeting”, “7,535 meetings”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
