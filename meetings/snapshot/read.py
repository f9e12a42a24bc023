"""Reads snapshots of any schema version and upgrades them to the present schema.

A stored version is never rewritten when the schema changes. Each old schema has an upgrade to the
next, so all other code handles only the present schema. Cards have separate upgrades, because they
are also stored outside of snapshots, in ``Entry``.
"""

from typing import Any, Protocol, cast

from . import shape
from .cards import Card


class UnknownSchema(LookupError):
    """A snapshot of a schema that this release cannot read, written by a newer release."""


class NothingPublished(LookupError):
    """The version is a withdrawal, which has no content."""


class Frozen(Protocol):
    """A row with a stored snapshot, such as a version."""

    snapshot: Any


def read(version: Frozen) -> shape.Snapshot:
    """Return the snapshot of a version in the present schema; see ``read_stored``."""
    return read_stored(version.snapshot)


def read_or_none(version: Frozen) -> shape.Snapshot | None:
    """Return the snapshot of a version, None for a withdrawal."""
    stored = version.snapshot
    return read_stored(stored) if "content" in stored else None


def read_stored(stored: shape.Stored) -> shape.Snapshot:
    """Return a stored snapshot in the present schema. The caller must not change it.

    Raises NothingPublished for a withdrawal, and UnknownSchema.
    """
    if stored["schema"] != shape.SCHEMA:
        stored = _upgraded(stored)
    if "content" not in stored:
        raise NothingPublished(f"{stored['public_id']} was withdrawn.")
    return cast("shape.Snapshot", stored)


def tombstone(public_id: str) -> shape.Tombstone:
    """Return the snapshot of a withdrawal."""
    return {"schema": shape.SCHEMA, "public_id": public_id}


def _upgraded(stored: shape.Stored) -> shape.Stored:
    while (schema := stored["schema"]) != shape.SCHEMA:
        if schema not in shape.UPGRADES and schema not in shape.CARD_UPGRADES:
            raise UnknownSchema(
                f"{stored['public_id']} is frozen in schema {schema}; this release reads up to "
                f"{shape.SCHEMA}."
            )
        if schema in shape.CARD_UPGRADES:
            stored = _with_upgraded_cards(stored, schema)
        if schema in shape.UPGRADES:
            stored = shape.UPGRADES[schema](stored)
    return stored


def _with_upgraded_cards(stored: shape.Stored, schema: int) -> shape.Stored:
    """Return a stored snapshot with cards upgraded from ``schema`` to the next schema."""
    entries = {
        kind: {key: _next_card(schema, kind, card) for key, card in cards.items()}
        for kind, cards in stored.get("entries", {}).items()
    }
    return {**stored, "schema": schema + 1, **({"entries": entries} if entries else {})}


def read_card(schema: int, kind: str, stored: Card) -> Card:
    """Return the card of an ``Entry`` in the present schema. The caller must not change it."""
    for number in range(schema, shape.SCHEMA):
        stored = _next_card(number, kind, stored)
    return stored


def _next_card(schema: int, kind: str, card: Card) -> Card:
    upgrade = shape.CARD_UPGRADES.get(schema, {}).get(kind)
    return upgrade(card) if upgrade else card
