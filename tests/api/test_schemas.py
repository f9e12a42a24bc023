"""The schema follows from types: each kind of type, and what may stand beside it."""

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

import pytest

from meetings.api.schemas import schema_of
from meetings.models.choices import Channel, RecordState
from meetings.snapshot.cards import DateContent


class Pair(TypedDict):
    """A typed dict."""

    first: str
    second: int | None


PAIR = {
    "type": "object",
    "properties": {
        "first": {"type": "string"},
        "second": {"oneOf": [{"type": "integer"}, {"type": "null"}]},
    },
    "required": ["first", "second"],
}
ANYTHING = {"type": "object", "additionalProperties": True}


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (bool, {"type": "boolean"}),
        (Pair, PAIR),
        (list[Pair], {"type": "array", "items": PAIR}),
        (Pair | None, {"oneOf": [PAIR, {"type": "null"}]}),
        (Mapping[str, Any], ANYTHING),
        (dict[str, dict[str, Any]], {"type": "object", "additionalProperties": ANYTHING}),
        (Annotated[str, "uri"], {"type": "string", "format": "uri"}),
        (Annotated[str, Channel], {"type": "string", "enum": ["in_person", "call", "video"]}),
        (Annotated[str, (RecordState.MERGED,)], {"type": "string", "enum": ["merged"]}),
        (Annotated[str, Pair], {"allOf": [{"type": "string"}, PAIR]}),
        (Annotated[Pair, dict[str, Any]], ANYTHING),
    ],
)
def test_the_schema_of_a_type(hint: object, schema: dict[str, Any]) -> None:
    assert schema_of(hint) == schema


def test_parts_of_snapshots_are_described() -> None:
    assert schema_of(DateContent)["description"].startswith("A date: EDTF text")


def test_a_type_that_no_document_has_is_refused() -> None:
    with pytest.raises(KeyError):
        schema_of(float)
