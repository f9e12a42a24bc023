"""A meeting as a JSON document: the snapshot of a version, and where and what it is."""

from typing import Any

from meetings.models.record import Record, Version

from .about import LICENCE, LICENCE_ADDRESS
from .addresses import meeting_address, version_address
from .instants import instant


def version_document(record: Record, version: Version, base: str) -> dict[str, Any]:
    """Return a frozen version: the same for ever. ``base`` is scheme, host and a slash.

    A withdrawal has no ``content``, ``entries`` and ``derived``; neither has a redacted version,
    which says why in ``redaction_reason``.
    """
    root = base.rstrip("/")
    snapshot: dict[str, Any] = version.snapshot
    shown = {} if version.redacted else snapshot
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
        "schema": version.schema,
        "content": shown.get("content"),
        "entries": shown.get("entries"),
        "derived": shown.get("derived"),
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
