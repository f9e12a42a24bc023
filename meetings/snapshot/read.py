"""The one door through which published meetings are read, whatever schema froze them.

A version is never rewritten when the shape changes: each number of the schema ever used has an
upgrade to the next one here, and everything else knows the present shape alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

from .shape import SCHEMA, Snapshot

Stored = Mapping[str, Any]

# Schema -> what makes the next schema of it; each returns a new object.
_UPGRADES: dict[int, Callable[[Stored], Stored]] = {}


class Frozen(Protocol):
    """A row with a frozen snapshot: a version."""

    snapshot: Any


def read(version: Frozen) -> Snapshot:
    """Return the snapshot of a version in the present shape. See ``read_stored``."""
    return read_stored(version.snapshot)


def read_stored(stored: Stored) -> Snapshot:
    """Return a stored snapshot in the present shape; it may be shared, so it is not to be changed.

    Raises LookupError for a schema that this release does not know.
    """
    while stored["schema"] != SCHEMA:
        stored = _UPGRADES[stored["schema"]](stored)
    return cast("Snapshot", stored)
