"""Small words and marks of a sentence, and its dates."""

from functools import lru_cache

from meetings.intake.languages import Language
from meetings.intake.words.tokens import keys_of

from .chunk import COMMA, DASH, DATE, HONORIFIC, POSSESSIVE
from .line import Line
from .names import after_first_name
from .offices import is_excellency

_LONGEST = 3
# The letter of each list of words in [grammar].
_LETTERS = {
    "the": "h",
    "of": "o",
    "and": "&",
    "with": "w",
    "his": "i",
    "honorific": HONORIFIC,
    "he": "e",
    "to": "t",
    "of_the": "q",
    "to_the": "a",
}
_DASHES = ("-", "–")


def read_possessive(line: Line, position: int) -> int | None:
    """Read “’s”, or the apostrophe after an s."""
    token, following = line.tokens[position], line.token(position + 1)
    if token.text not in ("'", "’") or token.before or not line.chunks or following is None:
        return None
    if following.text == "s" and not following.before:
        return line.add(POSSESSIVE, position, position + 2)
    if line.tokens[position - 1].text.endswith("s") and following.before:
        return line.add(POSSESSIVE, position, position + 1)
    return None


def read_date(line: Line, position: int) -> int | None:
    """Read the words of a date; “May” after a first name is none."""
    date = line.dates.get(line.tokens[position].start)
    if date is None or (date.words.isalpha() and after_first_name(line, position)):
        return None
    end = position
    while end < len(line.tokens) and line.tokens[end].start < date.span.end:
        end += 1
    return line.add(DATE, position, end, date=date)


def read_word(line: Line, position: int) -> int | None:
    """Read a word of the grammar, or a mark."""
    token, following = line.tokens[position], line.token(position + 1)
    if token.text == COMMA or token.text in _DASHES:
        spaced = bool(token.before) or following is None or bool(following.before)
        letter = COMMA if token.text == COMMA else DASH
        return line.add(letter, position, position + 1, spaced=spaced)
    letters = _letters(line.tongue)
    for count in range(min(_LONGEST, len(line.tokens) - position), 0, -1):
        excellency = count == 1 and is_excellency(line, position)
        letter = HONORIFIC if excellency else letters.get(line.joined(position, count), "")
        if letter:
            end = line.add(letter, position, position + count)
            return end + (letter == HONORIFIC and not excellency and line.is_dot(end))
    return None


@lru_cache
def _letters(tongue: Language) -> dict[str, str]:
    return {
        " ".join(keys_of(word)) or word: letter
        for key, letter in _LETTERS.items()
        for word in tongue.words["grammar"].get(key, ())
    }
