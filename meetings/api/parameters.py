"""The parameters of the API for the OpenAPI schema; the filters give those of a selection."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter

from meetings.search.filters import base, vocabularies
from meetings.search.parameters import FILTERS

# The sort order of lists that cursor pagination does not support.
RELEVANCE = "relevance"

CURSOR = OpenApiParameter("cursor", str, description="Where the page begins: taken from “next”.")
UPDATED_SINCE = OpenApiParameter(
    "updated_since",
    {"type": "string", "pattern": "^[0-9]{1,18}(-[0-9a-z]{1,12})?$"},
    description="Only what changed after this state, the oldest change first: `register_state` of "
    "an earlier answer. A value of the register's clock alone will do, too, but then nobody can "
    "tell you that the register was restored from a backup since.",
)


def selection_parameters() -> list[OpenApiParameter]:
    """Return the parameters of a selection except ``page``: the API uses cursors."""
    return [_parameter(filter_) for name, filter_ in FILTERS.items() if name != "page"]


def _parameter(filter_: base.SelectionFilter) -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(filter_, vocabularies.VocabularyFilter):
        schema["enum"] = [value for value, _ in filter_.choices if value != RELEVANCE]
        if filter_.default:
            schema["default"] = filter_.default
    if filter_.single:
        return OpenApiParameter(filter_.parameter, schema, description=_meaning(filter_))
    default = schema.pop("default", None)
    array: dict[str, Any] = {"type": "array", "items": schema, "maxItems": base.MOST_VALUES}
    if default:
        array["default"] = [default]
    return OpenApiParameter(
        filter_.parameter, array, description=_meaning(filter_), explode=True, style="form"
    )


def _meaning(filter_: base.SelectionFilter) -> str:
    return (filter_.__doc__ or "").strip().splitlines()[0]
