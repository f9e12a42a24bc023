"""The one door through which published meetings are read, whatever schema froze them.

A version is never rewritten when the shape changes: each number of the schema ever used has an
upgrade to the next one here, and everything else knows the present shape alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

from .shape import SCHEMA, Snapshot, Tombstone

Stored = Mapping[str, Any]

# Schema -> what makes the next schema of a stored snapshot. Each returns a new object with the
# new number, and passes a withdrawal (without content) on.
UPGRADES: dict[int, Callable[[Stored], Stored]] = {}


class UnknownSchema(LookupError):
    """A snapshot of a schema that this release cannot read: a newer one froze it."""


class NothingPublished(LookupError):
    """The version is that of a withdrawal: it shows nothing."""


class Frozen(Protocol):
    """A row with a frozen snapshot: a version."""

    snapshot: Any


def read(version: Frozen) -> Snapshot:
    """Return the snapshot of a version in the present shape; see ``read_stored``."""
    return read_stored(version.snapshot)


def read_or_none(version: Frozen) -> Snapshot | None:
    """Return the snapshot of a version, None for that of a withdrawal."""
    stored = version.snapshot
    return read_stored(stored) if "content" in stored else None


def read_stored(stored: Stored) -> Snapshot:
    """Return a stored snapshot in the present shape. It may be shared, so do not change it.

    Raises NothingPublished for a withdrawal, and UnknownSchema.
    """
    if stored["schema"] != SCHEMA:
        stored = _upgraded(stored)
    if "content" not in stored:
        raise NothingPublished(f"{stored['public_id']} was withdrawn.")
    return cast("Snapshot", stored)


def tombstone(public_id: str) -> Tombstone:
    """Return what the version of a withdrawal freezes."""
    return {"schema": SCHEMA, "public_id": public_id}


def _upgraded(stored: Stored) -> Stored:
    while (schema := stored["schema"]) != SCHEMA:
        if schema not in UPGRADES:
            raise UnknownSchema(
                f"{stored['public_id']} is frozen in schema {schema}; this release reads up to "
                f"{SCHEMA}."
            )
        stored = UPGRADES[schema](stored)
    return stored
