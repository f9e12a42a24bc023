"""The formats a selection can be taken away in, and the names of their files."""

import re
from dataclasses import dataclass

from meetings.search.query import Query

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Format:
    """A format: its extension and media type, what readers call it, and what it holds.

    Formats that are ``followed`` hold the newest meetings, the others are tables of all.
    """

    extension: str
    media_type: str
    label: str
    followed: bool = False

    @property
    def disposition(self) -> str:
        """Whether browsers save it or show it."""
        return "inline" if self.followed or self.extension == "json" else "attachment"


FORMATS: dict[str, Format] = {
    one.extension: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", "CSV"),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Excel (XLSX)",
        ),
        Format("json", "application/json", "JSON"),
        Format("jsonl", "application/jsonl", "JSON Lines"),
        Format("atom", "application/atom+xml; charset=utf-8", "Feed (Atom)", followed=True),
        Format("ics", "text/calendar; charset=utf-8", "Calendar (iCalendar)", followed=True),
    )
}


def file_name(query: Query, unit: str, clock: int, extension: str) -> str:
    """Return a file name that says what is in it: ``sidelines-chn-rus-412.csv``.

    ASCII letters, digits and hyphens only, because it stands in a header.
    """
    words = [value for _, values in query.selecting().values for value in values]
    words += [] if unit == "meeting" else [unit]
    short = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:_LONGEST_NAME]
    return "-".join(filter(None, ["sidelines", short.strip("-"), str(clock)])) + f".{extension}"
