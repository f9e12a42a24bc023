"""Export formats of a selection: media types, addresses and file names."""

import re
from dataclasses import dataclass

from django.urls import reverse

from meetings.pages import addresses
from meetings.search.query import Query

from .units import UNITS

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Format:
    """A format: its extension, media type and label.

    ``followed``: a feed or calendar to subscribe to, which has only the newest meetings; the other
    formats are tables of all meetings.
    """

    extension: str
    media_type: str
    label: str
    followed: bool = False

    @property
    def disposition(self) -> str:
        """The Content-Disposition: whether browsers save or show the file."""
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
    """Return a descriptive file name such as ``sidelines-chn-rus-412.csv``.

    It has only ASCII letters, digits and hyphens, because it is sent in a header.
    """
    words = [value for _, values in query.selecting().values for value in values]
    words += [] if unit == "meeting" else [unit]
    short = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:_LONGEST_NAME]
    return "-".join(filter(None, ["sidelines", short.strip("-"), str(clock)])) + f".{extension}"


@dataclass(frozen=True)
class OutputLink:
    """The address of the selection in a format."""

    label: str
    href: str
    media_type: str


@dataclass(frozen=True)
class OutputAddresses:
    """Addresses of the feed and calendar, of the downloads by unit, and of the API."""

    follow: tuple[OutputLink, ...]
    downloads: tuple[tuple[str, tuple[OutputLink, ...]], ...]
    api: str

    @property
    def alternates(self) -> tuple[OutputLink, ...]:
        """The links with ``rel=alternate`` in the head of the page: feed, calendar, downloads."""
        return (*self.follow, *self.downloads[0][1])


def output_addresses(query: Query) -> OutputAddresses:
    """Return the addresses of all outputs of a selection. No query."""
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
    """Return the part of a query string for a unit; "" for the default unit."""
    return "" if unit == "meeting" else f"unit={unit}"


def _links(
    hrefs: dict[tuple[str, str], str], unit: str, *, followed: bool
) -> tuple[OutputLink, ...]:
    return tuple(
        OutputLink(format_.label, hrefs[extension, unit], format_.media_type.split(";")[0])
        for extension, format_ in FORMATS.items()
        if format_.followed == followed
    )
