"""Tables of the forms of readers for docs/reading.md, made from the dataclasses."""

import json

from .form import Schema, schema_of
from .proposal import Reading
from .second.answer import Answer


def proposals() -> str:
    """Return the tables of the form in which a reader proposes."""
    return _tables(Reading)


def answers() -> str:
    """Return the tables of the form in which a language model answers."""
    return _tables(Answer)


def _tables(form: type) -> str:
    schema = schema_of(form)
    parts = {form.__name__: schema, **schema["$defs"]}
    objects = [_object(name, part) for name, part in parts.items() if "properties" in part]
    words = [f"`{n}`: {_values(part)}." for n, part in parts.items() if "enum" in part]
    pairs = [
        f"`{n}`: `[start, end]`. {part['description']}"
        for n, part in parts.items()
        if "prefixItems" in part
    ]
    return "\n\n".join(["\n".join(["", *objects]).strip(), *words, *pairs])


def _object(name: str, part: Schema) -> str:
    rows = [
        f"| `{key}` | {_type(value)} | {_default(key, value, part)} |"
        for key, value in part["properties"].items()
    ]
    head = ["| Name | Value | Default |", "|---|---|---|"]
    return "\n".join([f"**{name}.** {part['description']}", "", *head, *rows, ""])


def _type(value: Schema) -> str:
    if "$ref" in value:
        return f"`{value['$ref'].rpartition('/')[2]}`"
    if "anyOf" in value:
        return f"{_type(value['anyOf'][0])} or null"
    if "enum" in value:
        return _values(value)
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    if kinds == ["array"]:
        most = f", at most {value['maxItems']}" if "maxItems" in value else ""
        return f"list of {_type(value['items'])}{most}"
    named = " or ".join(_CALLED[kind] for kind in kinds)
    return f"{named} ({value['format'].upper()})" if "format" in value else named


_CALLED = {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}


def _values(part: Schema) -> str:
    return ", ".join(f"`{value}`" for value in part["enum"])


def _default(key: str, value: Schema, part: Schema) -> str:
    if key in part["required"]:
        return "required"
    return f"`{json.dumps(value['default'])}`" if "default" in value else "`{}`"
