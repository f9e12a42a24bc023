"""The OpenAPI schema of the API, and the documentation page made from it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator

from meetings.exports.provenance import LICENCE
from meetings.views.caching import public_page

_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day"}


@cache
def schema_document() -> dict[str, Any]:
    """Return the schema (OpenAPI 3.1). Cached, because it depends only on the code."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    schema: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return schema


@public_page
def openapi(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return the schema as JSON."""
    return JsonResponse(schema_document(), content_type="application/vnd.oai.openapi+json")


@public_page
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the documentation page: addresses from the server, the rest rendered by a script."""
    paths = schema_document()["paths"]
    context = {
        "addresses": [
            (path, operations["get"]["description"].splitlines()[0])
            for path, operations in paths.items()
        ],
        "rate": rate_words(settings.API_RATE),
        "licence": LICENCE,
        "canonical": request.path,
    }
    return render(request, "api/docs.html", context)


def rate_words(rate: str) -> str:
    """Return a rate of requests in words: “60 times a minute”."""
    number, unit = rate.split("/")
    return f"{number} times {'an' if unit[0] == 'h' else 'a'} {_UNITS[unit[0]]}"
