"""Cards have upgrades of their own: in snapshots, and in entries."""

from collections.abc import Mapping
from typing import Any

import pytest

from meetings.snapshot import shape
from meetings.snapshot.read import UnknownSchema, read_card, read_stored
from meetings.snapshot.shape import SCHEMA

from .frozen import SHOWN, stored

TOPIC = {"name": "Ukraine", "article": False, "parent": None, "definition": ""}
FIRST, NEXT = SCHEMA + 1, SCHEMA + 2


@pytest.fixture
def two_schemas_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two schemas more: topics get a colour, then meetings get a mood and topics a weight."""
    monkeypatch.setattr(shape, "SCHEMA", NEXT)
    coloured = {"topic": lambda card: {**card, "colour": ""}}
    weighed = {"topic": lambda card: {**card, "weight": None}}
    monkeypatch.setitem(shape.CARD_UPGRADES, SCHEMA, coloured)
    monkeypatch.setitem(shape.CARD_UPGRADES, FIRST, weighed)
    monkeypatch.setitem(shape.UPGRADES, FIRST, with_mood)


def with_mood(frozen: Mapping[str, Any]) -> Mapping[str, Any]:
    """Upgrade what the schema before froze."""
    return {**frozen, "schema": NEXT, "content": {**frozen["content"], "mood": "not recorded"}}


@pytest.mark.usefixtures("two_schemas_more")
def test_cards_in_snapshots_are_upgraded_with_them() -> None:
    frozen = next(one for one in map(stored, SHOWN) if "topic" in one["entries"])
    snapshot: Any = read_stored(frozen)
    topics = snapshot["entries"]["topic"].values()
    assert {(card["colour"], card["weight"]) for card in topics} == {("", None)}
    assert (snapshot["schema"], snapshot["content"]["mood"]) == (NEXT, "not recorded")
    assert snapshot["entries"]["person"] == frozen["entries"]["person"]
    assert "colour" not in next(iter(frozen["entries"]["topic"].values()))


@pytest.mark.usefixtures("two_schemas_more")
def test_a_card_of_its_own_is_upgraded_from_its_schema_on() -> None:
    assert read_card(SCHEMA, "topic", TOPIC) == {**TOPIC, "colour": "", "weight": None}
    blue = {**TOPIC, "colour": "blue"}
    assert read_card(FIRST, "topic", blue) == {**blue, "weight": None}
    assert read_card(SCHEMA, "person", {"name": "Wang Yi"}) == {"name": "Wang Yi"}


def test_a_card_of_the_present_schema_is_as_it_stands() -> None:
    assert read_card(SCHEMA, "topic", TOPIC) is TOPIC


def test_a_schema_without_any_upgrade_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "SCHEMA", FIRST)
    with pytest.raises(UnknownSchema):
        read_stored(stored(SHOWN[0]))
