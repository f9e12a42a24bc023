"""Leading lines “# key: value” of a text, which say what is known of the story from outside."""

import re
from dataclasses import dataclass

from meetings.intake.proposal import Span

_LINE = re.compile(r"# (?P<key>[a-z_]+): ?(?P<value>.*)\n?")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_OWN = {
    "url": "url",
    "link": "url",
    "address": "url",
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "source": "source",
    "publisher": "source",
}


@dataclass
class Header:
    """What the lines say, where the story begins, and where its title stands."""

    url: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    end: int = 0
    title_span: Span | None = None


def header_of(text: str) -> Header:
    """Return the header of a text; an empty one where it has none."""
    header = Header()
    while match := _LINE.match(text, header.end):
        own = _OWN.get(match["key"])
        if own is not None:
            setattr(header, own, match["value"].strip())
        if own == "title":
            header.title_span = Span(*match.span("value"))
        header.end = match.end()
    return header


def address_in(value: str) -> str:
    """Return the web address in a value, "" if there is none."""
    match = _ADDRESS.search(value)
    return match[0].rstrip(").,") if match else ""
