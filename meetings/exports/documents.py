"""JSON documents of meetings, versions and entries, as typed dicts.

The OpenAPI schema is generated from these types (``meetings.api.schemas``). Annotations add the
vocabulary or the format of a text.
"""

from typing import Annotated, Any, TypedDict

from django.urls import reverse

from meetings.models import choices
from meetings.models.record import Entry, Record, Version
from meetings.pages.addresses import absolute, entry_address, permalink, version_address
from meetings.snapshot import cards, read, shape

from . import actor_codes, provenance, rows

Instant = Annotated[str, "date-time"]


class VersionDocument(TypedDict):
    """A frozen version of a meeting.

    In a withdrawal and in a redacted version, ``content``, ``entries`` and ``derived`` are None;
    ``redaction_reason`` has the reason of a redaction.
    """

    public_id: str
    address: provenance.Address
    version: int
    version_address: provenance.Address
    kind: Annotated[str, choices.VersionKind]
    note: str
    published_at: Instant
    redacted: bool
    redaction_reason: str
    licence: str
    licence_address: provenance.Address
    schema: int
    content: shape.MeetingContent | None
    entries: Annotated[cards.Entries, dict[str, dict[str, Any]]] | None
    derived: shape.Derived | None


class MeetingDocument(VersionDocument):
    """A meeting: its current version, its state and its clock."""

    state: Annotated[str, choices.RecordState]
    first_published: Instant
    last_published: Instant
    clock: int


class Named(TypedDict):
    """A thing with a key and the name it had on the day."""

    key: str
    name: str


class Coded(TypedDict):
    """An actor with its code and the name it had on the day."""

    code: str
    name: str


class SideLine(TypedDict):
    """One side of a meeting: its actors and people."""

    actors: list[Coded]
    people: list[Named]


class AccountsLine(TypedDict):
    """The vocabulary of a member of ``AccountsSummary``."""

    value: Annotated[str, choices.Accounts]


class LineDocument(TypedDict):
    """A meeting in a list; ``summary`` is its first 300 characters."""

    public_id: str
    address: provenance.Address
    api_address: provenance.Address
    version: int
    title: str
    occurrence: Annotated[str, choices.Occurrence]
    date: cards.DateContent
    channel: Annotated[str, choices.Channel]
    setting: Annotated[str, choices.Setting]
    sides: list[SideLine]
    level: Annotated[str, choices.Level] | None
    summit: Named | None
    series: str | None
    sidelines: bool
    place: Named | None
    host: str | None
    topics: list[Named]
    accounts: Annotated[cards.AccountsSummary, AccountsLine]
    summary: str
    checked: bool
    first_published: Instant
    last_published: Instant
    clock: int


class DeletedDocument(TypedDict):
    """A meeting that was removed from the register, with date and reason."""

    public_id: str
    state: Annotated[str, (choices.RecordState.WITHDRAWN, choices.RecordState.MERGED)]
    deleted_at: Instant
    note: str
    clock: int


class EntryDocument(TypedDict):
    """An entry with its card and detail."""

    kind: Annotated[str, choices.EntryKind]
    key: str
    label: str
    address: provenance.Address
    parent: str | None
    card: cards.Card
    detail: cards.Card
    clock: int


def version_document(record: Record, version: Version, base: str) -> VersionDocument:
    """Return a frozen version, which never changes. ``base`` is scheme, host and a slash."""
    snapshot = None if version.redacted else read.read_or_none(version)
    return {
        "public_id": record.public_id,
        "address": permalink(base, record.public_id, record.slug),
        "version": version.number,
        "version_address": absolute(base, version_address(record.public_id, version.number)),
        "kind": version.kind,
        "note": version.note,
        "published_at": provenance.instant(version.published_at),
        "redacted": version.redacted,
        "redaction_reason": version.redaction_reason,
        "licence": provenance.LICENCE,
        "licence_address": provenance.LICENCE_ADDRESS,
        # The schema of the content below; content of an older schema is upgraded.
        "schema": snapshot["schema"] if snapshot else version.schema,
        "content": snapshot["content"] if snapshot else None,
        "entries": snapshot["entries"] if snapshot else None,
        "derived": snapshot["derived"] if snapshot else None,
    }


def meeting_document(record: Record, version: Version, base: str) -> MeetingDocument:
    """Return a meeting with its current version, its state and its clock."""
    return {
        **version_document(record, version, base),
        "state": record.state,
        "first_published": provenance.instant(record.first_published),
        "last_published": provenance.instant(record.last_published),
        "clock": record.clock,
    }


def line_document(row: rows.Row, actors: actor_codes.Actors, base: str) -> LineDocument:
    """Return the short document of a meeting; ``summary`` is its first 300 characters."""
    card = row.card
    return {
        "public_id": row.public_id,
        "address": row.address,
        "api_address": absolute(base, reverse("api-meeting", args=[row.public_id])),
        "version": row.version,
        "title": row.title,
        "occurrence": row.occurrence,
        "date": card["date"],
        "channel": row.channel,
        "setting": row.setting,
        "sides": [_side(side) for side in card["sides"]],
        "level": row.level or None,
        "summit": card["summit"],
        "series": actors.series[row.series_id] if row.series_id else None,
        "sidelines": card["sidelines"],
        "place": card["place"],
        "host": actors.by_id[row.host_id].code if row.host_id else None,
        "topics": card["topics"],
        "accounts": card["accounts"],
        "summary": card["summary"],
        "checked": row.checked,
        "first_published": provenance.instant(row.first_published),
        "last_published": provenance.instant(row.last_published),
        "clock": row.clock,
    }


def _side(side: cards.LineSide) -> SideLine:
    return {
        "actors": [{"code": actor["code"], "name": actor["name"]} for actor in side["actors"]],
        "people": [{"key": person["key"], "name": person["name"]} for person in side["people"]],
    }


def deleted_document(record: Record, version: Version | None) -> DeletedDocument:
    """Return the document of a meeting that was removed from the register, and why."""
    return {
        "public_id": record.public_id,
        "state": record.state,
        "deleted_at": provenance.instant(record.last_published),
        "note": version.note if version else "",
        "clock": record.clock,
    }


def entry_document(entry: Entry, base: str) -> EntryDocument:
    """Return the document of an entry with its card and detail."""
    return {
        "kind": entry.kind,
        "key": entry.key,
        "label": entry.label,
        "address": absolute(base, entry_address(entry.kind, entry.key, entry.card)),
        "parent": entry.parent.key if entry.parent else None,
        "card": entry.card,
        "detail": entry.detail,
        "clock": entry.clock,
    }
