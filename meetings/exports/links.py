"""Where a selection can be followed and taken away: addresses for its list page."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.search.selection import Selection

from .formats import FORMATS
from .units import UNITS


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


def output_addresses(selection: Selection) -> OutputAddresses:
    """Return the addresses of all outputs of ``selection``. No query."""
    downloads = tuple(
        (unit.title, _links(selection, unit.name, followed=False)) for unit in UNITS.values()
    )
    follow = _links(selection, "meeting", followed=True)
    return OutputAddresses(follow, downloads, _with_query(reverse("api-meetings"), selection))


def _links(selection: Selection, unit: str, *, followed: bool) -> tuple[OutputLink, ...]:
    return tuple(
        OutputLink(
            one.label,
            _with_query(reverse("selected", args=[one.extension]), selection, unit),
            one.media_type.split(";")[0],
        )
        for one in FORMATS.values()
        if one.followed == followed
    )


def _with_query(address: str, selection: Selection, unit: str = "meeting") -> str:
    query = selection.query.selecting().encode()
    parts = [query, "" if unit == "meeting" else f"unit={unit}"]
    encoded = "&".join(filter(None, parts))
    return f"{address}?{encoded}" if encoded else address
