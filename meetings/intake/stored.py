"""Readings as JSON: how the queue keeps what a reader proposed."""

from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from .proposal import Reading


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain data: dictionaries, lists, texts and numbers."""
    return asdict(reading)


def from_json(content: dict[str, Any]) -> Reading:
    """Return the reading that ``as_json`` made plain data of; unknown names are left out."""
    reading = _made(Reading, content)
    assert isinstance(reading, Reading)  # noqa: S101 - tells the type checker
    return reading


def _made(kind: Any, content: Any) -> Any:  # noqa: ANN401 - types as values
    """Return ``content`` as a value of the type ``kind``."""
    if content is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        (kind,) = (part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is list:
        (part,) = get_args(kind)
        return [_made(part, value) for value in content]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind) if field.name in content]
        return kind(**{name: _made(hints[name], content[name]) for name in names})  # type: ignore[operator] # is_dataclass narrows to instances too
    if hasattr(kind, "_fields"):  # a named tuple
        return kind(*content)
    return kind(content) if isinstance(kind, type) and issubclass(kind, Enum) else content
