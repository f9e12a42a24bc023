"""Which flag stands beside a name: only the actor's own on that day, and only uncontested.

The pictures show the flags of today (flag-icons, see static/flags/README.md). Until former flags
are recorded, a meeting before ``SINCE`` shows the code in a plain box instead; so does one
before the first full year of a flag that changed after that.
"""

import datetime
from functools import lru_cache

SINCE = datetime.date(2010, 1, 1)
# alpha-2 code -> first full year of the present flag, where it is younger than ``SINCE``.
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
# Flags full of small drawings are kept as small pictures: their drawing weighs over 30 kB.
PICTURES = frozenset(("BO", "BZ", "DO", "ES", "GS", "GT", "HR", "JE", "ME", "MX", "RS", "SV", "TM"))
# First letter of an alpha-2 code -> the second letters for which there is a drawing.
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


# A list of a hundred meetings asks for hundreds, of few actors on few days.
@lru_cache(maxsize=4096)
def flag_of(alpha2: str, day: datetime.date | None) -> str:
    """Return the path of a flag below the static files; "" where the code is shown instead.

    ``alpha2`` is "" for actors whose representation is contested; ``day`` is the first the
    meeting may have been on, None for one that is only announced.
    """
    if day is not None and day < max(SINCE, datetime.date(YOUNGER.get(alpha2, SINCE.year), 1, 1)):
        return ""
    if alpha2 in PICTURES:
        return f"flags/{alpha2.lower()}.png"
    return f"flags/{alpha2.lower()}.svg" if alpha2 in DRAWINGS else ""
