"""Read the TOML files of the demonstration. ``README.md`` describes their format."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

DATA = Path(__file__).parent / "data"

Content = TypeVar("Content")


class MalformedDemo(ValueError):
    """An item that cannot be loaded; the message names the file, the item and the reason."""


@dataclass(frozen=True)
class PublisherEntry:
    """A publisher; an official one names its actor."""

    name: str
    kind: str = "press"
    actor: str = ""


@dataclass(frozen=True)
class SourceEntry:
    """A document, by key of its publisher."""

    publisher: str
    title: str
    published: str = ""
    url: str = ""
    language: str = "en"
    via: str = ""


@dataclass(frozen=True)
class ReportEntry:
    """The account of ``voices`` in a source: several for a joint text, none for a third party."""

    source: str | dict[str, str]
    voices: Sequence[str] = ()
    extent: str = "excerpt"
    attribution: str = ""
    attributed_to: str = ""
    occurrence: str = "held"
    date: str = ""
    summary: str = ""
    topics: Sequence[str | Sequence[str]] = ()
    quotes: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class VersionEntry:
    """A later version of a meeting: new values by name, and further reports.

    ``kind`` is a ``VersionKind``: addition, correction, source_revised or withdrawal.
    """

    kind: str
    note: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    reports: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting as it was first published, and its ``versions`` since.

    ``who`` holds "CODE person-key office-slug" (the last two optional) or tables.
    """

    key: str
    who: Sequence[str | dict[str, Any]]
    reports: Sequence[dict[str, Any]]
    date: str = ""
    basis: str = "stated"
    title: str = ""
    channel: str = "in_person"
    setting: str = "talks"
    place: str = ""
    summit: str = ""
    sidelines: bool = False
    summary: str = ""
    replaces: str = ""
    occurrence: str = ""
    occurrence_note: str = ""
    versions: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Item(Generic[Content]):
    """An item with the name of its file, for error messages."""

    file: str
    key: str
    content: Content

    def refusal(self, reason: str) -> MalformedDemo:
        """Return the error that names this item."""
        return MalformedDemo(f"{self.file}, “{self.key}”: {reason}")


@dataclass
class Demo:
    """The content of all files; meetings by file."""

    publishers: dict[str, Item[PublisherEntry]] = field(default_factory=dict)
    sources: dict[str, Item[SourceEntry]] = field(default_factory=dict)
    meetings: dict[str, list[Item[MeetingEntry]]] = field(default_factory=dict)


_TABLES: dict[str, type[Any]] = {
    "publishers": PublisherEntry,
    "sources": SourceEntry,
}


def read_demo(folder: Path = DATA) -> Demo:
    """Return the content of all TOML files in ``folder``; raises MalformedDemo."""
    demo = Demo()
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise MalformedDemo(f"{path.name}: {error}.") from error
        _read_file(demo, path.name, tables)
    return demo


def _read_file(demo: Demo, file: str, tables: dict[str, Any]) -> None:
    for name, kind in _TABLES.items():
        items = getattr(demo, name)
        for key, values in tables.pop(name, {}).items():
            if key in items:
                raise MalformedDemo(f"{file}, “{key}”: {items[key].file} has it already.")
            items[key] = Item(file, key, built(kind, file, key, values))
    entries = tables.pop("meetings", [])
    if tables:
        raise MalformedDemo(f"{file}: nothing is known of {', '.join(tables)}.")
    keys = [str(values.get("key", "?")) for values in entries]
    demo.meetings[file] = [
        Item(file, key, built(MeetingEntry, file, key, values))
        for key, values in zip(keys, entries, strict=True)
    ]


def built(kind: type[Content], file: str, key: str, values: dict[str, Any]) -> Content:
    """Return ``values`` as ``kind``; raises MalformedDemo for unknown and missing names."""
    try:
        return kind(**values)
    except TypeError as error:
        reason = str(error).partition("__init__() ")[2]
        raise MalformedDemo(f"{file}, “{key}”: {reason}.") from error
