"""What the page of a public thing shows: facts, lists of links, and its latest meetings."""

from dataclasses import dataclass, field

from .addresses import Link
from .lines import MeetingLine, Party


@dataclass(frozen=True)
class Fact:
    """A name and what stands behind it, as words or links; ``stacked`` ones a line each."""

    name: str
    links: tuple[Link, ...]
    stacked: bool = False


@dataclass(frozen=True)
class Item:
    """One line of a section; ``beside`` stands behind the link, ``strong`` sets it in bold."""

    link: Link
    beside: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with a list; ``note`` says what the list means."""

    heading: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass
class EntryPage:
    """The page of one public thing; ``kind`` says what it is, ``lead`` defines it."""

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

    def add_fact(self, name: str, *links: Link | str | None, stacked: bool = False) -> None:
        """Add a fact, where there is anything to say."""
        fact_links = tuple(Link(link) if isinstance(link, str) else link for link in links if link)
        if fact_links:
            self.facts.append(Fact(name, fact_links, stacked))

    def add_section(
        self, heading: str, items: list[Item], note: str = "", *, first: bool = False
    ) -> None:
        """Add a section at the end, or as the ``first``, where it has items."""
        if items:
            position = 0 if first else len(self.sections)
            self.sections.insert(position, Section(heading, tuple(items), note))
