"""The page of an entry: facts, sections with links, and its latest meetings."""

from dataclasses import dataclass, field

from .addresses import Link
from .lines import MeetingLine, Party


@dataclass(frozen=True)
class Fact:
    """A name with its values as words or links; ``stacked``: each value on its own line."""

    name: str
    links: tuple[Link, ...]
    stacked: bool = False


@dataclass(frozen=True)
class Item:
    """A line of a section; ``beside`` is the text after the link, ``strong`` makes it bold."""

    link: Link
    beside: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with a list; ``note`` explains the list."""

    heading: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass(frozen=True)
class Nearby:
    """Further meetings that belong to the entry; ``more``: the list of all of them, if there is."""

    heading: str
    lines: tuple[MeetingLine, ...]
    more: Link | None = None


@dataclass
class EntryPage:
    """The page of an entry; ``kind`` names its kind, ``lead`` is its definition."""

    heading: str
    kind: str
    lead: str = ""
    party: Party | None = None
    outside: Link | None = None
    facts: list[Fact] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    words: str = ""
    more: str = ""
    others: str = ""
    lines: list[MeetingLine] = field(default_factory=list)
    nearby: list[Nearby] = field(default_factory=list)

    def add_fact(self, name: str, *links: Link | str | None, stacked: bool = False) -> None:
        """Add a fact, unless all its values are empty."""
        fact_links = tuple(Link(link) if isinstance(link, str) else link for link in links if link)
        if fact_links:
            self.facts.append(Fact(name, fact_links, stacked))

    def add_section(
        self, heading: str, items: list[Item], note: str = "", *, first: bool = False
    ) -> None:
        """Add a section at the end, or as the ``first``, unless it has no items."""
        if items:
            position = 0 if first else len(self.sections)
            self.sections.insert(position, Section(heading, tuple(items), note))
