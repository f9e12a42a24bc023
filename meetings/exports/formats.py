"""The formats a selection can be taken away in: where each is, and the names of their files."""

import re
from dataclasses import dataclass

from django.urls import reverse

from meetings.pages import addresses
from meetings.search.query import Query

from .units import UNITS

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
    format_.extension: format_
    for format_ in (
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


@dataclass(frozen=True)
class OutputLink:
    """An address of the selection in another format."""

    label: str
    href: str
    media_type: str


@dataclass(frozen=True)
class OutputAddresses:
    """Feed and calendar to follow, downloads by what a row stands for, and the API."""

    follow: tuple[OutputLink, ...]
    downloads: tuple[tuple[str, tuple[OutputLink, ...]], ...]
    api: str

    @property
    def alternates(self) -> tuple[OutputLink, ...]:
        """What the head of the page names as ``rel=alternate``: feed, calendar, downloads."""
        return (*self.follow, *self.downloads[0][1])


def output_addresses(query: Query) -> OutputAddresses:
    """Return the addresses of all outputs of a selection, however it is shown. No query."""
    selected = query.selecting().encoded
    keys = [(extension, unit) for unit in UNITS for extension in FORMATS]
    files = [(extension, selected, unit_parameter(unit)) for extension, unit in keys]
    hrefs = dict(zip(keys, addresses.file_addresses(files), strict=True))
    return OutputAddresses(
        follow=_links(hrefs, "meeting", followed=True),
        downloads=tuple(
            (unit.title, _links(hrefs, unit.name, followed=False)) for unit in UNITS.values()
        ),
        api=addresses.with_query(reverse("api-meetings"), selected),
    )


def unit_parameter(unit: str) -> str:
    """Return the part of a query string that asks for a unit; "" for the usual one."""
    return "" if unit == "meeting" else f"unit={unit}"


def _links(
    hrefs: dict[tuple[str, str], str], unit: str, *, followed: bool
) -> tuple[OutputLink, ...]:
    return tuple(
        OutputLink(format_.label, hrefs[extension, unit], format_.media_type.split(";")[0])
        for extension, format_ in FORMATS.items()
        if format_.followed == followed
    )
