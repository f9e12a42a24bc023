"""A meeting as a JSON document: the snapshot of a version, and where and what it is."""

from typing import Any

from django.urls import reverse

from meetings.models.record import Entry, Record, Version
from meetings.pages.addresses import entry_address, meeting_address, version_address
from meetings.snapshot.cards import LineSide
from meetings.snapshot.read import read_or_none

from .actor_codes import Actors
from .provenance import LICENCE, LICENCE_ADDRESS, instant
from .rows import Row


def version_document(record: Record, version: Version, base: str) -> dict[str, Any]:
    """Return a frozen version: the same for ever. ``base`` is scheme, host and a slash.

    A withdrawal has no ``content``, ``entries`` and ``derived``; neither has a redacted version,
    which says why in ``redaction_reason``.
    """
    root = base.rstrip("/")
    shown = None if version.redacted else read_or_none(version)
    return {
        "public_id": record.public_id,
        "address": f"{root}{meeting_address(record.public_id, record.slug)}",
        "version": version.number,
        "version_address": f"{root}{version_address(record.public_id, version.number)}",
        "kind": version.kind,
        "note": version.note,
        "published_at": instant(version.published_at),
        "redacted": version.redacted,
        "redaction_reason": version.redaction_reason,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        # The shape of what is shown here; a version of an older one is brought up to it.
        "schema": shown["schema"] if shown else version.schema,
        "content": shown["content"] if shown else None,
        "entries": shown["entries"] if shown else None,
        "derived": shown["derived"] if shown else None,
    }


def meeting_document(record: Record, version: Version, base: str) -> dict[str, Any]:
    """Return a meeting as it stands: its current version, its state and the clock of both."""
    return {
        **version_document(record, version, base),
        "state": record.state,
        "first_published": instant(record.first_published),
        "last_published": instant(record.last_published),
        "clock": record.clock,
    }


def line_document(row: Row, actors: Actors, base: str) -> dict[str, Any]:
    """Return what a list says of a meeting; ``summary`` is its first 300 characters."""
    card = row.card
    root = base.rstrip("/")
    return {
        "public_id": row.public_id,
        "address": f"{root}{meeting_address(row.public_id, row.slug)}",
        "api_address": f"{root}{reverse('api-meeting', args=[row.public_id])}",
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
        "first_published": instant(row.first_published),
        "last_published": instant(row.last_published),
        "clock": row.clock,
    }


def _side(side: LineSide) -> dict[str, Any]:
    return {
        "actors": [{"code": one["code"], "name": one["name"]} for one in side["actors"]],
        "people": [{"key": one["key"], "name": one["name"]} for one in side["people"]],
    }


def deleted_document(record: Record, version: Version | None) -> dict[str, Any]:
    """Return that a meeting is no longer part of the register, since when and why."""
    return {
        "public_id": record.public_id,
        "state": record.state,
        "deleted_at": instant(record.last_published),
        "note": version.note if version else "",
        "clock": record.clock,
    }


def entry_document(entry: Entry, base: str) -> dict[str, Any]:
    """Return a public thing: what meetings and its own page say of it."""
    page = entry_address(entry.kind, entry.key, entry.card)
    return {
        "kind": entry.kind,
        "key": entry.key,
        "label": entry.label,
        "address": f"{base.rstrip('/')}{page}",
        "parent": entry.parent.key if entry.parent else None,
        "card": entry.card,
        "detail": entry.detail,
        "clock": entry.clock,
    }
