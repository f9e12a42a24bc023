"""Forms: dataclasses as JSON, their JSON Schema (draft 2020-12), and how JSON is read as them.

A form is made of dataclasses, pairs of offsets (named tuples), vocabularies, texts, whole numbers,
truth values, lists, and values that may be null. An annotation narrows a type: ``EDTF`` is the
format of a text, a tuple the allowed values of a vocabulary, ``Most`` the longest list.
"""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
# A type as a value: a class, a list of something, something or null.
Hint = Any
# A value as `json.loads` returns it.
Json = Any

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
EDTF: Final = "edtf"


@dataclass(frozen=True)
class Most:
    """How many values a list may have."""

    number: int


def plain(value: object) -> Json:
    """Return a value of a form as JSON has it: dictionaries, lists, texts, numbers."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def schema_of(form: type) -> Schema:
    """Return the JSON Schema of a form, with its parts under ``$defs``.

    What has no default is required, and nothing else than what is named is allowed.
    """
    parts: dict[str, Schema] = {}
    schema = _object(form, parts)
    return {**schema, "$defs": {name: parts[name] for name in sorted(parts)}}


def _hint(hint: Hint, parts: dict[str, Schema]) -> Schema:
    origin: Hint = get_origin(hint)
    args = get_args(hint)
    if origin is Annotated:
        return _narrowed(args[0], args[1], parts)
    if origin in (Union, UnionType):
        return _nullable(_hint(not_null(hint), parts))
    if origin is list:
        return {"type": "array", "items": _hint(args[0], parts)}
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return _part(hint, parts, _object if is_dataclass(hint) else _offsets)
    if issubclass(hint, Enum):
        return _part(hint, parts, _vocabulary)
    return dict(_PLAIN[hint])


_PLAIN: Final[dict[type, Schema]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
}


def _narrowed(hint: Hint, limit: object, parts: dict[str, Schema]) -> Schema:
    if isinstance(limit, tuple):
        return {"type": "string", "enum": [hint(value).value for value in limit]}
    if isinstance(limit, Most):
        return {**_hint(hint, parts), "maxItems": limit.number}
    return {**_hint(hint, parts), "format": limit}


def _nullable(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _part(hint: type, parts: dict[str, Schema], make: Callable[..., Schema]) -> Schema:
    if hint.__name__ not in parts:
        parts[hint.__name__] = {}  # a part may hold parts of its own kind
        parts[hint.__name__] = make(hint, parts)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _object(form: Hint, parts: dict[str, Schema]) -> Schema:
    hints = get_type_hints(form, include_extras=True)
    properties, required = {}, []
    for field in fields(form):
        properties[field.name] = _hint(hints[field.name], parts)
        if is_required(field):
            required.append(field.name)
        elif field.default is not MISSING:
            properties[field.name]["default"] = plain(field.default)
        elif field.default_factory is list:
            properties[field.name]["default"] = []
    return {
        "type": "object",
        "description": meaning(form),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def not_null(hint: Hint) -> Hint:
    """Return the type of a value that may also be null."""
    (kind,) = (part for part in get_args(hint) if part is not type(None))
    return kind


def is_required(field: "Field[Any]") -> bool:
    """Whether a value of a form has no default."""
    return field.default is MISSING and field.default_factory is MISSING


def meaning(part: type) -> str:
    """Return the docstring of a part of a form, as one line."""
    return " ".join((inspect.getdoc(part) or "").replace("``", "`").split())


def _offsets(part: Hint, _parts: dict[str, Schema]) -> Schema:
    numbers = [_PLAIN[int] for _ in part._fields]
    return {
        "type": "array",
        "description": meaning(part),
        "prefixItems": numbers,
        "minItems": len(numbers),
        "items": False,
    }


def _vocabulary(part: type[Enum], _parts: dict[str, Schema]) -> Schema:
    return {
        "type": "string",
        "description": meaning(part),
        "enum": [member.value for member in part],
    }
