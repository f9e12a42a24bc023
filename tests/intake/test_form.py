"""Forms as JSON Schema, and what reading refuses."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from meetings.intake.form import EDTF, Most, plain, schema_of
from meetings.intake.form_reading import FormReader, NotOfForm


class Colour(StrEnum):
    """Its colour."""

    RED = "red"
    BLUE = "blue"


class Pair(NamedTuple):
    """Where it is."""

    start: int
    end: int


@dataclass
class Leaf:
    """A leaf, of a ``Tree``."""

    name: str
    colour: Colour = Colour.RED
    where: Pair | None = None


@dataclass
class Tree:
    """A tree."""

    leaves: Annotated[list[Leaf], Most(2)] = field(default_factory=list)
    planted: Annotated[str, EDTF] = ""
    only: Annotated[Colour, ("blue",)] = Colour.BLUE
    height: int | None = None
    is_old: bool = False


SCHEMA = {
    "type": "object",
    "description": "A tree.",
    "properties": {
        "leaves": {
            "type": "array",
            "items": {"$ref": "#/$defs/Leaf"},
            "maxItems": 2,
            "default": [],
        },
        "planted": {"type": "string", "format": "edtf", "default": ""},
        "only": {"type": "string", "enum": ["blue"], "default": "blue"},
        "height": {"type": ["integer", "null"], "minimum": 0, "default": None},
        "is_old": {"type": "boolean", "default": False},
    },
    "required": [],
    "additionalProperties": False,
    "$defs": {
        "Colour": {"type": "string", "description": "Its colour.", "enum": ["red", "blue"]},
        "Leaf": {
            "type": "object",
            "description": "A leaf, of a `Tree`.",
            "properties": {
                "name": {"type": "string"},
                "colour": {"$ref": "#/$defs/Colour", "default": "red"},
                "where": {"anyOf": [{"$ref": "#/$defs/Pair"}, {"type": "null"}], "default": None},
            },
            "required": ["name"],
            "additionalProperties": False,
        },
        "Pair": {
            "type": "array",
            "description": "Where it is.",
            "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
            "minItems": 2,
            "items": False,
        },
    },
}

WHOLE = {
    "leaves": [{"name": "a", "colour": "blue", "where": [2, 5]}],
    "planted": "[1900..1903]",
    "only": "blue",
    "height": 3,
    "is_old": True,
}


def test_the_schema_of_a_form() -> None:
    assert schema_of(Tree) == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)


def test_a_whole_form_is_read_and_written() -> None:
    tree = Tree([Leaf("a", Colour.BLUE, Pair(2, 5))], "[1900..1903]", Colour.BLUE, 3, is_old=True)
    assert FormReader(5).read(Tree, WHOLE) == tree
    assert plain(tree) == WHOLE
    Draft202012Validator(SCHEMA).validate(plain(tree))


def test_what_has_a_default_may_be_missing() -> None:
    assert FormReader().read(Tree, {}) == Tree()
    assert FormReader().read(Leaf, {"name": "b"}) == Leaf("b")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ([], "The form: expected an object, not a list."),
        ({"roots": 1}, "The form: there is no “roots” in the form."),
        ({"leaves": {}}, "leaves: expected a list, not an object."),
        ({"leaves": [{}]}, "leaves[0]: “name” is missing."),
        ({"leaves": [{"name": "a"}] * 3}, "leaves: there are more than 2."),
        ({"leaves": [{"name": 1}]}, "leaves[0].name: expected a text, not a whole number."),
        ({"leaves": [{"name": None}]}, "leaves[0].name: expected a text, not null."),
        (
            {"leaves": [{"name": "a"}, {"name": "b", "colour": "gr\u202eün"}]},
            "leaves[1].colour: “gr�ün” is none of red, blue.",
        ),
        ({"leaves": [{"name": "a\0"}]}, "leaves[0].name: it has characters that no text may have."),
        (
            {"leaves": [{"name": "\ud800"}]},
            "leaves[0].name: it has characters that no text may have.",
        ),
        (
            {"leaves": [{"name": "a", "where": [1, 6]}]},
            "leaves[0].where: 1 to 6 lies outside the text, which has 5 characters.",
        ),
        (
            {"leaves": [{"name": "a", "where": [3, 2]}]},
            "leaves[0].where: it ends (2) before it begins (3).",
        ),
        (
            {"leaves": [{"name": "a", "where": [1]}]},
            "leaves[0].where: a pair of offsets is two numbers.",
        ),
        (
            {"leaves": [{"name": "a", "where": [-1, 2]}]},
            "leaves[0].where: expected a whole number from 0 to 9223372036854775807.",
        ),
        ({"only": "red"}, "only: “red” is none of blue."),
        ({"height": True}, "height: expected a whole number, not true or false."),
        ({"height": 1.5}, "height: expected a whole number, not a number with a fraction."),
        ({"height": 2**63}, "height: expected a whole number from 0 to 9223372036854775807."),
        ({"is_old": 1}, "is_old: expected true or false, not a whole number."),
    ],
)
def test_what_does_not_fit_is_refused(change: object, message: str) -> None:
    content: object = {**WHOLE, "leaves": [], **change} if isinstance(change, dict) else change
    with pytest.raises(NotOfForm) as refused:
        FormReader(5).read(Tree, content)
    assert str(refused.value) == message


def test_a_date_has_to_be_edtf() -> None:
    with pytest.raises(NotOfForm, match=r"^planted: “yesterday” "):
        FormReader().read(Tree, {"planted": "yesterday"})


def test_a_date_is_short() -> None:
    with pytest.raises(NotOfForm) as refused:
        FormReader().read(Tree, {"planted": "2024" * 1000})
    assert str(refused.value) == f"planted: “{'2024' * 15}…” is too long for a date."


def test_an_older_version_is_read_with_what_is_still_there() -> None:
    reader = FormReader(tolerant=True)
    content = json.loads('{"roots": 7, "leaves": [{"name": "a", "stalk": 1}], "only": "red"}')
    assert reader.read(Tree, content) == Tree([Leaf("a")], only=Colour.RED)
