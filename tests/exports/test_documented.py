"""The documents name every column and every parameter."""

from pathlib import Path

import pytest

from meetings.api.schema import schema_document
from meetings.exports.formats import FORMATS
from meetings.exports.units import CSV_TRAILER, UNITS
from meetings.exports.units.base import TOKENS, Column, Unit
from meetings.search.parameters import FILTERS

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
CODEBOOK = (DOCS / "codebook.md").read_text(encoding="utf-8")
API = (DOCS / "api.md").read_text(encoding="utf-8")


def line(column: Column) -> str:
    return f"| `{column.name}` | {column.meaning} |"


@pytest.mark.parametrize("unit", UNITS.values(), ids=list(UNITS))
def test_every_column_of_a_unit_is_in_the_codebook(unit: Unit) -> None:
    section = CODEBOOK.split(f"\n## unit={unit.name}\n")[1].split("\n## ")[0]
    rows = [text for text in section.splitlines() if text.startswith("| `")]
    assert rows == [line(column) for column in unit.columns]


def test_tokens_and_the_last_columns_are_in_the_codebook() -> None:
    for token, meaning in TOKENS.items():
        assert f"| `{token}` | {meaning} |" in CODEBOOK
    for column in CSV_TRAILER:
        assert line(column) in CODEBOOK


@pytest.mark.parametrize("parameter", list(FILTERS))
def test_every_parameter_of_a_selection_is_documented(parameter: str) -> None:
    assert f"| `{parameter}` | " in API


def test_every_value_of_unit_and_every_format_is_documented() -> None:
    for extension in FORMATS:
        assert f"| `/meetings.{extension}` | " in API
    for unit in UNITS:
        assert f"`{unit}`" in API


def test_every_address_and_parameter_of_the_api_is_documented() -> None:
    for path, operations in schema_document()["paths"].items():
        name = path.removeprefix("/api/v1/").replace("{public_id}", "<id>")
        assert f"`/api/v1/{name}`" in API or f"`{name}`" in API
        for parameter in operations["get"].get("parameters", []):
            assert f"| `{parameter['name']}` | " in API or parameter["in"] == "path"
