"""The parser for dates in English words, which returns EDTF (see `edtf`).

Day and month are distinguished only if the month is a word: 3/11/2024 is a day in November in most
countries and a day in March in some, and the register must not guess.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from . import relative
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


@dataclass(frozen=True, slots=True)
class Reference:
    """The day against which a story's words are understood: that of its publication.

    ``ahead``: the story announces, so a weekday is the next one, not the last.
    """

    day: date
    ahead: bool = False


def understand(text: str, reference: Reference | None = None) -> HistoricalDate:
    """Parse the text of an editor: EDTF, or a date in English words.

    With a reference also what a story says without month or year: “Wednesday”, “last week”, “8
    January”. Raises DateError with one sentence that says how to write the date.
    """
    words = " ".join(text.translate(_DASHES).split())
    try:
        return parse(re.sub(r" ?(/|\.\.) ?", r"\1", words))
    except DateError as error:
        _refuse_digits_only(words)
        if (edtf := _with_reference(words, reference)) is not None:
            return parse(edtf)
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


def is_relative(text: str) -> bool:
    """Whether a text is understood only against a reference: “Wednesday”, “8 January”."""
    words = relative.bare(" ".join(text.translate(_DASHES).split()))
    if relative.is_relative(words):
        return True
    side = _read_side(words)
    return side is not None and side.year is None and side.month is not None


def _with_reference(words: str, reference: Reference | None) -> str | None:
    """Return EDTF for words as stories write them; None if they are none of these."""
    words = relative.bare(words)
    if spoken := relative.weekday_before(words):
        weekday, rest = spoken
        edtf = _with_reference(rest, reference) or _in_edtf(rest)
        if edtf is not None and (when := parse(edtf)).earliest == when.latest:
            relative.refuse_other_weekday(weekday, when.latest)
        return edtf
    if relative.is_relative(words):
        if reference is None:
            raise DateError(f"“{words}” counts from a day: {_NEEDS_REFERENCE}.")
        return relative.in_edtf(words, reference.day, ahead=reference.ahead)
    if part := relative.part_of_month(words):
        return _part_of_month(*part, reference)
    side = _read_side(words)
    if side is None:
        return _range_without_year(words, reference) if reference else None
    if side.year is not None or side.month is None or reference is None:
        return None
    year = relative.year_of(side.month, side.day, reference.day, ahead=reference.ahead)
    return _complete(replace(side, year=year), words)


def _range_without_year(words: str, reference: Reference) -> str | None:
    """Return EDTF for “18–19 November”, the last such days or with ``ahead`` the next ones."""
    if re.search(r"\d{4}", words):
        return None
    years = range(reference.day.year - 1, reference.day.year + 2)
    for year in years if reference.ahead else reversed(years):
        try:
            edtf = _in_edtf(f"{words} {year}")
            when = parse(edtf) if edtf else None
        except DateError:
            return None
        if when is None:
            return None
        if when.latest >= reference.day if reference.ahead else when.earliest <= reference.day:
            return when.edtf
    return None


_NEEDS_REFERENCE = "name the source, which says when it was published, or write the date itself"


def _part_of_month(month: str, first: int, last: int, reference: Reference | None) -> str | None:
    edtf = _with_reference(month, reference) or _in_edtf(month)
    whole = parse(edtf) if edtf else None
    if whole is None or (whole.latest - whole.earliest).days not in range(27, 31):
        return None
    last_day = min(last, whole.latest.day)
    return f"[{whole.earliest.replace(day=first)}..{whole.earliest.replace(day=last_day)}]"


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
