"""The OpenAPI schema of the API, made once a process."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from drf_spectacular.generators import SchemaGenerator

from meetings.views.caching import public_page


@cache
def schema_document() -> dict[str, Any]:
    """Return the schema (OpenAPI 3.1). It follows from the code alone."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    schema: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return schema


@public_page
def openapi(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer with the schema."""
    return JsonResponse(schema_document(), content_type="application/vnd.oai.openapi+json")
