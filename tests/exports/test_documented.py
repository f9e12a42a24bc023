"""The document of the API names every address, parameter, format and unit."""

from pathlib import Path

import pytest

from meetings.api.schema import schema_document
from meetings.exports.formats import FORMATS
from meetings.exports.units import UNITS
from meetings.search.parameters import FILTERS

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
API = (DOCS / "api.md").read_text(encoding="utf-8")


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
