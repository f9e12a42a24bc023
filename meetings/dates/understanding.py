"""The parser for dates in English words, which returns EDTF (see `edtf`).

Day and month are distinguished only if the month is a word: 3/11/2024 is a day in November in most
countries and a day in March in some, and the register must not guess.
"""

import re
from dataclasses import dataclass, replace

from .edtf import DateError, HistoricalDate, Point, UnknownNotationError, parse

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = {name.lower()[:length]: n for n, name in enumerate(MONTHS, 1) for length in (3, 9)}
_NUMBERS["sept"] = 9

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of(?= [a-z]))?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_FLAGS = re.ASCII | re.IGNORECASE
# 2024-1-5 is a day; 1950-2 is not accepted as a month, because it may be short for 1950–1952.
_SIDES = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        rf"{_YEAR}(?:-(?P<month>\d\d))?",
        rf"{_YEAR}([-.])(?P<month>\d\d?)\2(?P<day>\d\d?)",
        rf"{_DAY}(?: {_MONTH}(?:,? {_YEAR})?)?",
        rf"{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"{_DAY},? {_YEAR}",
        rf"{_MONTH}(?:,? {_YEAR})?",
    )
)
_ABOUT = re.compile(
    r"(?:about|around|approximately|circa) |ca?\. ?|ca?(?: |(?=\d))|~ ?(?=\d{4}|\d+ [a-z]|[a-z])",
    _FLAGS,
)
_BETWEEN = re.compile(r"between (.+) and (.+)", _FLAGS)
_UNTIL = re.compile(r"(?P<words> to | until )| - |-", _FLAGS)
_DIGITS_ONLY = re.compile(r"(\d+)([/. -])(\d+)\2(\d+)", re.ASCII)
_DASHES = str.maketrans("‐‑‒–—−", "------")

_EXAMPLES = (
    "write it like 18 November 2024, November 2024, 2024, 18–19 November 2024, "
    "between 17 and 19 November 2024, about 1950, or in EDTF (2024-11-18)"
)


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range as written; the other end may have the missing month or year."""

    year: int | None
    month: int | None
    day: int | None
    approximate: bool


def understand(text: str) -> HistoricalDate:
    """Parse the text of an editor: EDTF, or a date in English words.

    Raises DateError with one sentence that says how to write the date.
    """
    words = " ".join(text.translate(_DASHES).split())
    try:
        return parse(re.sub(r" ?(/|\.\.) ?", r"\1", words))
    except DateError as error:
        _refuse_digits_only(words)
        if (edtf := _in_edtf(words)) is not None:
            return parse(edtf)
        if isinstance(error, UnknownNotationError) and words:
            raise DateError(f"“{text.strip()}” is not understood: {_EXAMPLES}.") from None
        raise


def _refuse_digits_only(words: str) -> None:
    """Raise DateError for numeric dates that can be read in two ways."""
    if not (match := _DIGITS_ONLY.fullmatch(words)):
        return
    if len(match[1]) == 4 and match[2] == "/":
        raise DateError(
            f"“{words}” is not taken, as a slash stands between the first and the last day: "
            f"write {words.replace('/', '-')} if one day is meant."
        )
    if len(match[1]) <= 2:
        raise DateError(
            f"“{words}” leaves open which number is the day and which the month: "
            f"write the month as a word, such as 18 November 2024, or 2024-11-18."
        )


def _in_edtf(words: str) -> str | None:
    """Return EDTF for `words`, without a check of the calendar; None if not understood."""
    if (side := _read_side(words)) is not None:
        return _complete(side, words)
    if match := _BETWEEN.fullmatch(words):
        ends = _both_ends(match[1], match[2])
        return f"[{ends[0]}..{ends[1]}]" if ends else None
    # Hyphens also occur inside 2024-11-18, so every hyphen is tried as the separator.
    for match in _UNTIL.finditer(words):
        first = words[: match.start()]
        if match["words"]:
            first = re.sub("^from ", "", first, flags=re.IGNORECASE)
        if ends := _both_ends(first, words[match.end() :]):
            return f"{ends[0]}/{ends[1]}"
    return None


def _both_ends(first: str, second: str) -> tuple[str, str] | None:
    """Return both ends in EDTF; each takes a missing month or year from the other."""
    start, end = _read_side(first), _read_side(second)
    if start is None or end is None:
        return None
    if end.month is None and end.day is not None:
        end = replace(end, month=start.month)
    if start.month is None and start.day is not None:
        start = replace(start, month=end.month)
    start = replace(start, year=start.year or end.year)
    if end.year is None and start.year is not None:
        raise DateError(f"The year of “{second}” is missing: write it after the last day.")
    return _complete(start, first), _complete(end, second)


def _read_side(words: str) -> _Side | None:
    bare = _ABOUT.sub("", words, count=1) if _ABOUT.match(words) else words
    for pattern in _SIDES:
        if match := pattern.fullmatch(bare):
            groups = match.groupdict()
            name = groups.get("month")
            month = _month_number(name)
            if name and month is None:
                return None
            year, day = (int(groups[key]) if groups.get(key) else None for key in ("year", "day"))
            return _Side(year, month, day, bare != words)
    return None


def _month_number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdecimal() else _NUMBERS.get(word.lower())


def _complete(side: _Side, words: str) -> str:
    if side.day is not None and side.month is None:
        raise DateError(f"The month of “{words}” is missing: write it like 18 November 2024.")
    if side.year is None:
        raise DateError(f"The year of “{words}” is missing: write it like 18 November 2024.")
    return str(Point(side.year, side.month, side.day, side.approximate))
