"""Cards have upgrades of their own: in snapshots, and in entries."""

from collections.abc import Mapping
from typing import Any

import pytest

from meetings.snapshot import shape
from meetings.snapshot.read import UnknownSchema, read_card, read_stored

from .frozen import SHOWN, stored

PRESENT = shape.SCHEMA
TOPIC = {"name": "Ukraine", "article": False, "parent": None, "definition": ""}


@pytest.fixture
def two_schemas_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two schemas more: topics get a colour, then meetings get a mood and topics a weight."""
    monkeypatch.setattr(shape, "SCHEMA", PRESENT + 2)
    coloured = {"topic": lambda card: {**card, "colour": ""}}
    weighed = {"topic": lambda card: {**card, "weight": None}}
    monkeypatch.setitem(shape.CARD_UPGRADES, PRESENT, coloured)
    monkeypatch.setitem(shape.CARD_UPGRADES, PRESENT + 1, weighed)
    monkeypatch.setitem(shape.UPGRADES, PRESENT + 1, with_mood)


def with_mood(frozen: Mapping[str, Any]) -> Mapping[str, Any]:
    """Upgrade to the second schema more."""
    content = {**frozen["content"], "mood": "not recorded"}
    return {**frozen, "schema": PRESENT + 2, "content": content}


@pytest.mark.usefixtures("two_schemas_more")
def test_cards_in_snapshots_are_upgraded_with_them() -> None:
    frozen = next(one for one in map(stored, SHOWN) if "topic" in one["entries"])
    snapshot: Any = read_stored(frozen)
    topics = snapshot["entries"]["topic"].values()
    assert {(card["colour"], card["weight"]) for card in topics} == {("", None)}
    assert (snapshot["schema"], snapshot["content"]["mood"]) == (PRESENT + 2, "not recorded")
    assert snapshot["entries"]["person"] == frozen["entries"]["person"]
    assert "colour" not in next(iter(frozen["entries"]["topic"].values()))


@pytest.mark.usefixtures("two_schemas_more")
def test_a_card_of_its_own_is_upgraded_from_its_schema_on() -> None:
    assert read_card(PRESENT, "topic", TOPIC) == {**TOPIC, "colour": "", "weight": None}
    blue = {**TOPIC, "colour": "blue"}
    assert read_card(PRESENT + 1, "topic", blue) == {**blue, "weight": None}
    assert read_card(PRESENT, "person", {"name": "Wang Yi"}) == {"name": "Wang Yi"}


def test_a_card_of_the_present_schema_is_as_it_stands() -> None:
    assert read_card(PRESENT, "topic", TOPIC) is TOPIC


def test_a_schema_without_any_upgrade_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "SCHEMA", PRESENT + 1)
    with pytest.raises(UnknownSchema):
        read_stored({**stored(SHOWN[0]), "schema": PRESENT})
