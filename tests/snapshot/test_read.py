"""Snapshots of every schema are read through one door, for ever."""

import ast
import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from meetings.exports.formats import FORMATS
from meetings.exports.units import UNITS
from meetings.models import Record, Version
from meetings.snapshot import shape
from meetings.snapshot.read import (
    NothingPublished,
    UnknownSchema,
    read,
    read_or_none,
    read_stored,
)
from meetings.snapshot.shape import SCHEMA
from meetings.views.files import MEDIA_TYPES
from tests.test_imports import MEETINGS, dotted, modules

from .frozen import FILES, FOLDERS, SHOWN, WITHDRAWN, publish_frozen, stored


def named(paths: list[Path]) -> list[Any]:
    """Return the parameters of a test, one for each file."""
    return [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in paths]


def test_there_are_snapshots_of_every_schema_up_to_the_present_one() -> None:
    assert [folder.name for folder in FOLDERS] == [
        f"schema_{number}" for number in range(1, SCHEMA + 1)
    ]
    assert {stored(path)["schema"] for path in FILES} == set(range(1, SCHEMA + 1))


@pytest.mark.parametrize("path", named(SHOWN))
def test_every_snapshot_ever_frozen_is_read_in_the_present_shape(path: Path) -> None:
    frozen = stored(path)
    before = copy.deepcopy(frozen)
    snapshot = read_stored(frozen)
    assert snapshot["schema"] == SCHEMA
    assert set(snapshot) == {"schema", "public_id", "content", "entries", "derived"}
    assert frozen == before


def test_a_withdrawal_shows_nothing() -> None:
    (path,) = [path for path in FOLDERS[0].glob("*.json") if path.stem == WITHDRAWN]
    version = Version(snapshot=stored(path))
    assert read_or_none(version) is None
    with pytest.raises(NothingPublished, match="was withdrawn"):
        read(version)


def test_a_schema_of_a_newer_release_is_refused_in_words() -> None:
    frozen = {**stored(SHOWN[0]), "schema": SCHEMA + 1}
    with pytest.raises(UnknownSchema, match=f"frozen in schema {SCHEMA + 1}; this release reads"):
        read_stored(frozen)


@pytest.mark.django_db
@pytest.mark.parametrize("path", named(SHOWN))
def test_every_address_of_a_meeting_shows_a_snapshot_ever_frozen(
    client: Client, path: Path
) -> None:
    record = publish_frozen(stored(path))
    answers = {address: client.get(address) for address in addresses_of(record)}
    # Spreadsheets and files stream: their content is made as it is read.
    lengths = {address: len(answer.getvalue()) for address, answer in answers.items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert min(lengths.values()) > 0
    title = record.title.split(" (")[0].encode()
    assert title in answers[f"/meetings/{record.public_id}/{record.slug}/"].content


def addresses_of(record: Record) -> list[str]:
    """Return every address that shows what a meeting's version holds."""
    start = f"/meetings/{record.public_id}"
    return [
        f"{start}/{record.slug}/",
        f"{start}/history/",
        f"{start}/v1/",
        f"{start}/v1.json",
        f"{start}/v1.bib",
        *(f"{start}.{extension}" for extension in MEDIA_TYPES),
        f"/api/v1/meetings/{record.public_id}/",
        "/api/v1/meetings/?occurrence=any",
        "/meetings/?occurrence=any",
        *(f"/meetings.{name}?occurrence=any" for name in FORMATS),
        *(f"/meetings.csv?occurrence=any&unit={unit}" for unit in UNITS),
    ]


@pytest.mark.django_db
def test_a_new_field_of_participations_leaves_old_versions_readable(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish_frozen(stored(SHOWN[0]))
    monkeypatch.setattr(shape, "SCHEMA", SCHEMA + 1)
    monkeypatch.setitem(shape.UPGRADES, SCHEMA, with_seats)
    new = publish_frozen(dict(with_seats(read_stored(stored(SHOWN[-1])))))
    for record in (old, new):
        version = Version.objects.get(record=record)
        content = read(version)["content"]
        seats: list[Any] = [dict(one)["seat"] for one in content["participations"]]
        assert set(seats) == {"not recorded"}
        for address in addresses_of(record):
            response = client.get(address)
            assert (address, response.status_code) == (address, 200)
            response.getvalue()
    # What is frozen stays as it was frozen.
    assert "seat" not in Version.objects.get(record=old).snapshot["content"]["participations"][0]


def with_seats(frozen: Mapping[str, Any]) -> Mapping[str, Any]:
    """Upgrade to a schema in which participations say where somebody sat."""
    if "content" not in frozen:
        return {**frozen, "schema": SCHEMA + 1}
    participations = [
        {**one, "seat": "not recorded"} for one in frozen["content"]["participations"]
    ]
    content = {**frozen["content"], "participations": participations}
    return {**frozen, "schema": SCHEMA + 1, "content": content}


# These name the stored column, each for the reason given.
NAME_THE_COLUMN = {
    "meetings.exports.rows": "reads it as text and passes what it decodes to the door",
    "meetings.models.record": "has the column",
    "meetings.publication.records": "writes it",
}


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_nothing_but_the_door_touches_a_stored_snapshot(path: Path) -> None:
    if path.is_relative_to(MEETINGS / "snapshot") or dotted(path) in NAME_THE_COLUMN:
        return
    nodes = list(ast.walk(ast.parse(path.read_text())))
    of_versions = {
        ast.unparse(node)
        for node in nodes
        if isinstance(node, ast.Attribute)
        and node.attr == "snapshot"
        and "version" in ast.unparse(node.value)
    }
    columns = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and node.value == "version__snapshot"
    }
    assert of_versions | columns == set()
