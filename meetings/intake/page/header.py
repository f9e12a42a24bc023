"""Leading lines “# key: value” of a text, which say what is known of the story from outside."""

import re
from dataclasses import dataclass

from meetings.intake.proposal import Span

_LINE = re.compile(r"#[ \t]*(?P<key>[A-Za-z_-]{2,20})[ \t]*:[ \t]*(?P<value>[^\n]*)(?:\n|\Z)")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_OWN = {
    "url": "url",
    "link": "url",
    "address": "url",
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "source": "source",
    "language": "language",
}


@dataclass
class Header:
    """What the lines say, where the story begins, and where its title stands.

    ``source`` is in the words of whoever kept the story, and may name the publisher among others.
    """

    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    source: str = ""
    language: str = ""
    end: int = 0
    title_span: Span | None = None


def header_of(text: str) -> Header:
    """Return the header of a text; an empty one where it has none."""
    header = Header()
    while match := _LINE.match(text, header.end):
        own = _OWN.get(match["key"].lower())
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
