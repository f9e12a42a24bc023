"""The response schemas for OpenAPI, generated from typed dicts.

Single documents are declared in ``meetings.exports.documents``, pages of documents here.
"""

import typing
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, TypedDict, Union

from django.db.models.enums import ChoicesType
from drf_spectacular.plumbing import resolve_type_hint
from drf_spectacular.utils import OpenApiResponse

from meetings.exports import documents, provenance
from meetings.views import errors

Schema = dict[str, Any]

_PLAIN: dict[object, str] = {str: "string", int: "integer", bool: "boolean"}


class MeetingsPage(provenance.AboutDocument):
    """A page of the meetings of a selection; ``next`` is the address of the one after it.

    ``register_state``: the value for ``updated_since`` when asking for later changes.
    """

    register_state: str
    next: provenance.Address | None
    results: list[documents.LineDocument]


class DeletedPage(TypedDict):
    """A page of meetings that are no longer part of the register."""

    register_clock: int
    register_state: str
    next: provenance.Address | None
    results: list[documents.DeletedDocument]


class EntriesPage(TypedDict):
    """A page of what meetings refer to."""

    register_clock: int
    register_state: str
    next: provenance.Address | None
    results: list[documents.EntryDocument]


def schema_of(hint: object) -> Schema:
    """Return the schema of a typed dict, or of the type of one of its values.

    The annotation of a type means: a text is its format, a vocabulary or a tuple has its values, a
    typed dict is added to the type, and any other type replaces it.
    """
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _annotated(*args)
    if origin in (Union, UnionType):
        (kind,) = (arg for arg in args if arg is not NoneType)
        return {"oneOf": [schema_of(kind), {"type": "null"}]}
    if origin is list:
        return {"type": "array", "items": schema_of(args[0])}
    if origin in (dict, Mapping):
        values = True if args[1] is Any else schema_of(args[1])
        return {"type": "object", "additionalProperties": values}
    return _object(hint) if typing.is_typeddict(hint) else {"type": _PLAIN[hint]}


def _annotated(hint: object, extra: object) -> Schema:
    if isinstance(extra, str):
        return {**schema_of(hint), "format": extra}
    if isinstance(extra, ChoicesType):
        return {**schema_of(hint), "enum": extra.values}
    if isinstance(extra, tuple):
        return {**schema_of(hint), "enum": list(extra)}
    if typing.is_typeddict(extra):
        return {"allOf": [schema_of(hint), schema_of(extra)]}
    return schema_of(extra)


def _object(hint: object) -> Schema:
    if getattr(hint, "__module__", "").startswith("meetings.snapshot."):
        # With descriptions from the docstrings, which explain the parts of a snapshot.
        schema: Schema = resolve_type_hint(hint)  # type: ignore[no-untyped-call]
        return schema
    hints = typing.get_type_hints(hint, include_extras=True)
    properties = {name: schema_of(part) for name, part in hints.items()}
    return {"type": "object", "properties": properties, "required": list(properties)}


MEETINGS_PAGE = schema_of(MeetingsPage)
MEETING = schema_of(documents.MeetingDocument)
DELETED_PAGE = schema_of(DeletedPage)
ENTRIES_PAGE = schema_of(EntriesPage)
_PROBLEM: Schema = {**schema_of(errors.ProblemDocument), "additionalProperties": True}


def _problem(status: int, meaning: str) -> dict[Any, Any]:
    response = OpenApiResponse(_PROBLEM, description=meaning)
    return {(status, errors.MEDIA_TYPE): response}


UNREADABLE = _problem(400, "A parameter that cannot be read; `errors` says which and why.")
NOT_FOUND = _problem(404, "Nothing has this address.")
GONE = _problem(410, "It was withdrawn; `detail` says why.")
RESTORED = _problem(410, "The register was restored from a backup since: fetch everything anew.")
TOO_MANY = _problem(429, "Asked too often; `Retry-After` says in how many seconds again.")
MOVED: dict[Any, Any] = {
    (status, "text/html"): OpenApiResponse(description="It is now at another address.")
    for status in (301, 302)
}
