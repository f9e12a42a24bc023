"""A release to come, whose cards of actors have one key more."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from meetings.models import Actor
from meetings.models.choices import EntryKind
from meetings.publication.things import cards
from meetings.snapshot import shape


def remark(actor: Actor) -> str:
    """Return what this release shows nowhere."""
    return actor.notes


def arrives(
    monkeypatch: pytest.MonkeyPatch,
    key: str = "remark",
    value: Callable[[Actor], str | None] = remark,
    unknown: str | None = "",
) -> None:
    """Make the code that of the later release, in which the schema is one higher."""
    schema = shape.SCHEMA
    present = cards.DESK_KINDS[EntryKind.ACTOR]

    def with_key(actor: Actor) -> Mapping[str, Any]:
        return {**present.card(actor), key: value(actor)}

    monkeypatch.setattr(shape, "SCHEMA", schema + 1)
    monkeypatch.setitem(shape.CARD_UPGRADES, schema, {"actor": lambda card: {**card, key: unknown}})
    monkeypatch.setitem(cards.DESK_KINDS, EntryKind.ACTOR, replace(present, card=with_key))
