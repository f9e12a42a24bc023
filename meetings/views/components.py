"""A style guide with all components and sample content, in development only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.pages import addresses, lines

from .paging import pages

_LINE = lines.MeetingLine(
    href="/meetings/0123456789/example/",
    title="Minister (Arcadia) and Minister (Ruritania)",
    status="Announced",
    date="18 Nov 2024",
    iso="2024-11-18",
    sides=(
        lines.LineSide((lines.Party("XAA", "Arcadia"),), "A. Minister"),
        lines.LineSide((lines.Party("BRA", "Brazil", "flags/br.svg"),), "B. Minister"),
    ),
    more_sides=2,
    title_names_all=False,
    channel="Telephone call",
    place="",
    summit=addresses.Link("Conference of Examples", "/summits/example/"),
    sidelines=True,
    topics=(addresses.Link("Trade", "/meetings/?topic=trade"),),
    accounts="Arcadia, 1 of 2 sides",
)


def components(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    context = {
        "lines": [_LINE],
        "pages": pages(6, 40, lambda number: f"?page={number}"),
        "banner": {"title": "A banner", "text": "It says what state a page is in.", "link": ""},
    }
    return render(request, "components/index.html", context)
