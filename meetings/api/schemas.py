"""The shapes of answers, for the OpenAPI schema; those of snapshots follow from their types."""

from typing import Any

from drf_spectacular.plumbing import resolve_type_hint
from drf_spectacular.utils import OpenApiResponse

from meetings.models.choices import (
    Accounts,
    Channel,
    EntryKind,
    Occurrence,
    Rank,
    RecordState,
    Setting,
    VersionKind,
)
from meetings.snapshot.cards import AccountsSummary, DateContent
from meetings.snapshot.shape import Derived, MeetingContent

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_NUMBER: Schema = {"type": "integer"}
_FLAG: Schema = {"type": "boolean"}
_INSTANT: Schema = {"type": "string", "format": "date-time"}
_CARD: Schema = {"type": "object", "additionalProperties": True}


def _typed(shape: type) -> Schema:
    schema: Schema = resolve_type_hint(shape)  # type: ignore[no-untyped-call]
    return schema


def _one_of(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _object(**properties: Schema) -> Schema:
    names = {name.rstrip("_"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": names, "required": list(names)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_NAMED = _object(key=_TEXT, name=_TEXT)
_LINE = _object(
    public_id=_TEXT,
    address=_ADDRESS,
    api_address=_ADDRESS,
    version=_NUMBER,
    title=_TEXT,
    occurrence=_one_of(Occurrence.values),
    date=_typed(DateContent),
    channel=_one_of(Channel.values),
    setting=_one_of(Setting.values),
    sides=_list(
        _object(
            actors=_list(_object(code=_TEXT, name=_TEXT)),
            people=_list(_NAMED),
        )
    ),
    level=_or_null(_one_of(Rank.values)),
    summit=_or_null(_NAMED),
    series=_or_null(_TEXT),
    sidelines=_FLAG,
    place=_or_null(_NAMED),
    host=_or_null(_TEXT),
    topics=_list(_NAMED),
    accounts={
        "allOf": [
            _typed(AccountsSummary),
            _object(value=_one_of(Accounts.values)),
        ]
    },
    summary=_TEXT,
    first_published=_INSTANT,
    last_published=_INSTANT,
    clock=_NUMBER,
)
_ABOUT: dict[str, Schema] = {
    "selection": _TEXT,
    "selection_address": _ADDRESS,
    "register_clock": _NUMBER,
    "licence": _TEXT,
    "licence_address": _ADDRESS,
}
_NEXT = _or_null(_ADDRESS)
MEETINGS_PAGE = _object(**_ABOUT, next=_NEXT, results=_list(_LINE))
MEETING = _object(
    public_id=_TEXT,
    address=_ADDRESS,
    version=_NUMBER,
    version_address=_ADDRESS,
    kind=_one_of(VersionKind.values),
    note=_TEXT,
    published_at=_INSTANT,
    redacted=_FLAG,
    redaction_reason=_TEXT,
    licence=_TEXT,
    licence_address=_ADDRESS,
    schema=_NUMBER,
    content=_or_null(_typed(MeetingContent)),
    entries=_or_null({"type": "object", "additionalProperties": _CARD}),
    derived=_or_null(_typed(Derived)),
    state=_one_of(RecordState.values),
    first_published=_INSTANT,
    last_published=_INSTANT,
    clock=_NUMBER,
)
DELETED_PAGE = _object(
    register_clock=_NUMBER,
    next=_NEXT,
    results=_list(
        _object(
            public_id=_TEXT,
            state=_one_of([RecordState.WITHDRAWN, RecordState.MERGED]),
            deleted_at=_INSTANT,
            note=_TEXT,
            clock=_NUMBER,
        )
    ),
)
ENTRIES_PAGE = _object(
    register_clock=_NUMBER,
    next=_NEXT,
    results=_list(
        _object(
            kind=_one_of(EntryKind.values),
            key=_TEXT,
            label=_TEXT,
            address=_ADDRESS,
            parent=_or_null(_TEXT),
            card=_CARD,
            detail=_CARD,
            clock=_NUMBER,
        )
    ),
)
_PROBLEM: Schema = {
    **_object(type=_TEXT, title=_TEXT, status=_NUMBER, detail=_TEXT),
    "additionalProperties": True,
}


def _problem(status: int, meaning: str) -> dict[Any, Any]:
    response = OpenApiResponse(_PROBLEM, description=meaning)
    return {(status, "application/problem+json"): response}


UNREADABLE = _problem(400, "A parameter that cannot be read; `errors` says which and why.")
NOT_FOUND = _problem(404, "Nothing has this address.")
GONE = _problem(410, "It was withdrawn; `detail` says why.")
TOO_MANY = _problem(429, "Asked too often; `Retry-After` says in how many seconds again.")
MOVED: dict[Any, Any] = {
    (status, "text/html"): OpenApiResponse(description="It is now at another address.")
    for status in (301, 302)
}
