"""Flags beside names: only the flag that the actor had on the day, and only if uncontested.

The images are present flags (flag-icons, see static/flags/README.md). Former flags are not
recorded, so a meeting before ``SINCE`` shows the code in a box instead of a flag. So does a
meeting before the first full year of a flag that changed after ``SINCE``.
"""

import datetime
from functools import lru_cache

SINCE = datetime.date(2010, 1, 1)
# alpha-2 code -> first full year of the present flag, if it is newer than ``SINCE``.
YOUNGER = {
    "BY": 2013,
    "HN": 2023,
    "KG": 2024,
    "LY": 2012,
    "MM": 2011,
    "MR": 2018,
    "MW": 2013,
    "PY": 2014,
    "SS": 2012,
    "SY": 2026,
}
# Flags stored as small PNG files, because their detailed SVG files are larger than 30 kB.
PICTURES = frozenset(("BO", "BZ", "DO", "ES", "GS", "GT", "HR", "JE", "ME", "MX", "RS", "SV", "TM"))
# First letter of an alpha-2 code -> the second letters of codes with an SVG file.
_DRAWN = {
    "A": "DEFGILMOQRSTUWXZ",
    "B": "ABDEFGHIJLMNQRSTVWY",
    "C": "ACDFGHIKLMNORUVWXYZ",
    "D": "EJKMZ",
    "E": "CEGHRT",
    "F": "IJKMOR",
    "G": "ABDEFGHILMNPQRUWY",
    "H": "KMNTU",
    "I": "DELMNOQRST",
    "J": "MOP",
    "K": "EGHIMNPRWYZ",
    "L": "ABCIKRSTUVY",
    "M": "ACDFGHKLMNOPQRSTUVWYZ",
    "N": "ACEFGILOPRUZ",
    "O": "M",
    "P": "AEFGHKLMNRSTWY",
    "Q": "A",
    "R": "EOUW",
    "S": "ABCDEGHIJKLMNORSTXYZ",
    "T": "CDFGHJKLNORTVWZ",
    "U": "AGMSYZ",
    "V": "ACEGINU",
    "W": "FS",
    "Y": "ET",
    "Z": "AMW",
}
DRAWINGS = frozenset(first + second for first, seconds in _DRAWN.items() for second in seconds)


def flag_of(alpha2: str, day: datetime.date | None) -> str:
    """Return the static path of a flag; "" if the code is shown instead.

    ``alpha2`` is "" for actors whose representation is contested. ``day`` is the first possible
    day of the meeting, None if it has no date.
    """
    path, since = _flag(alpha2)
    return path if day is None or day >= since else ""


# Cached, because a list of a hundred meetings has hundreds of flags, many of them equal.
@lru_cache(maxsize=512)
def _flag(alpha2: str) -> tuple[str, datetime.date]:
    """Return the static path of a flag, "" if there is none, and the first day that shows it."""
    since = datetime.date(YOUNGER.get(alpha2, SINCE.year), 1, 1)
    if alpha2 in PICTURES:
        return f"flags/{alpha2.lower()}.png", since
    return f"flags/{alpha2.lower()}.svg" if alpha2 in DRAWINGS else "", since
