"""Compile snapshots like ``meetings.publication.compile``, without a database."""

from collections.abc import Iterator

from meetings.publication.rules.derive import derive
from meetings.publication.things.cards import Name
from meetings.snapshot.cards import by_kind
from meetings.snapshot.shape import SCHEMA, MeetingContent, Snapshot

from .sources import Document
from .world import World


def snapshot_of(
    world: World, public_id: str, content: MeetingContent, documents: list[Document]
) -> Snapshot:
    """Return the snapshot of a meeting that ``documents`` report."""
    used_keys = {report["source"] for report in content["reports"]}
    sources = [document for document in documents if document.source.public_id in used_keys]
    names = [
        *_names_in(content),
        *(name for document in sources for name in document.shows),
    ]
    entries = world.entries(list(dict.fromkeys(names)))
    by_kind(entries)["source"] = {document.source.public_id: document.card for document in sources}
    return {
        "schema": SCHEMA,
        "public_id": public_id,
        "content": content,
        "entries": entries,
        "derived": derive(content, entries),
    }


def _names_in(content: MeetingContent) -> Iterator[Name]:
    """Yield everything that a meeting shows, except its sources."""
    yield from _keys(("place", content["place"]), ("summit", content["summit"]))
    for participation in content["participations"]:
        yield from _keys(
            ("actor", participation["actor"]),
            ("person", participation["person"]),
            ("office", participation["office"]),
            ("person", participation["standing_in_for"]),
            ("actor", participation["also_for"]),
        )
    for report in content["reports"]:
        yield from _keys(*(("actor", voice) for voice in report["voices"]))
        for topic in report["topics"]:
            yield "topic", topic["topic"]
        for statement in report["statements"]:
            yield from _keys(("person", statement["person"]), ("actor", statement["actor"]))


def _keys(*names: tuple[str, str | None]) -> Iterator[Name]:
    for kind, key in names:
        if key:
            yield kind, key
