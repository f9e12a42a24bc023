"""The tables of the reference data, and tables of facts that tests hold them to."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from datetime import date
from pathlib import Path

DATA = Path(__file__).parents[1] / "meetings" / "reference" / "data"
FACTS = Path(__file__).parent / "reference" / "data"
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Row = dict[str, str]


def read(table: str, folder: Path = DATA) -> list[Row]:
    """Return the rows of ``table``.csv in ``folder``, by the names of their columns."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day of an EDTF day, month or year."""
    match = DATE.fullmatch(text)
    assert match, f"not a day, month or year: {text!r}"
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    last_month = month or 12
    last = date(year, last_month, monthrange(year, last_month)[1])
    return date(year, month or 1, 1), last


def earliest(text: str) -> date:
    """Return the first day that ``text`` may mean; the first of all days where it is empty."""
    return bounds(text)[0] if text else date.min


def latest(text: str) -> date:
    """Return the last day that ``text`` may mean; the last of all days where it is empty."""
    return bounds(text)[1] if text else date.max
