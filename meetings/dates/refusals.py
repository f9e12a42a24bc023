"""Error messages for dates outside the register's EDTF profile (see `edtf`)."""

import re

ACCEPTED = (
    "a day (2024-11-18), a month (2024-11), a year (2024), days from–to (2024-11-18/2024-11-19) "
    "or one unknown day among several ([2024-11-17..2024-11-19]), with ~ after a date for “about”"
)
UNCERTAIN = (
    "The signs ? and % are not accepted: write ~ after an approximate date, such as 1950~, "
    "and mark a doubtful report as uncertain."
)
BRACES = (
    "A list in braces is not accepted: enter one date, or one unknown day among several "
    "as [2024-11-17..2024-11-19]."
)
TIME = "A time of day is not accepted: give the local day only, such as 2024-11-18."
SEVERAL = (
    "Several separate dates are not accepted: give the first and the last of the days, "
    "such as [2024-11-17..2024-11-19]."
)
OPEN = "An open beginning or end is not accepted: give both days, such as 2024-11-18/2024-11-19."
UNSPECIFIED = "Unspecified digits (X or u) are not accepted: give the range, such as [1990..1999]."
SEASON = "Seasons are not accepted: give the months, such as [2024-06..2024-08]."
YEAR_DIGITS = "A year has four digits, and hyphens part year, month and day, such as 2024-11-18."
MISPLACED = "Write ~ once, at the end of a date, such as 2024-11~."

# The first match wins, so general patterns come before specific ones. Notations of the drafts
# before 2019 (u, open, unknown) are included, because people still write them.
_REASONS: tuple[tuple[str, str], ...] = (
    (r"[?%]", UNCERTAIN),
    (r"[{}]", BRACES),
    (r"\d[T ]\d\d:|\dT\d", TIME),
    (r"\[.*,.*\]", SEVERAL),
    (r"^(\.\.)?/|/(\.\.)?$|^\[?\.\.|\.\.\]?$|^(open|unknown)/|/(open|unknown)$", OPEN),
    (r"[\d-][XxUu]|^[XxUu]{2}", UNSPECIFIED),
    (r"^\d{4}-(2[1-9]|3\d|4[01])~?$|\b(?i:spring|summer|autumn|fall|winter)\b", SEASON),
    (r"^[Yy]?-?\d{5,}|^-\d", YEAR_DIGITS),
    (r"\d.*~|~.*\d", MISPLACED),
)


def why_refused(text: str) -> str | None:
    """Return a sentence for an editor about `text`, which must be outside the profile.

    None if the text does not resemble EDTF.
    """
    if not text:
        return f"Enter a date: {ACCEPTED}."
    for pattern, sentence in _REASONS:
        if re.search(pattern, text):
            return sentence
    return None
