"""The documentation page of the API."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.exports.provenance import LICENCE
from meetings.views.caching import public_page

from .schema import schema_document

_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day"}


@public_page
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the schema to people: the addresses at once, the rest by a script of our own."""
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
    """Say a rate of requests: “60 times a minute”."""
    number, unit = rate.split("/")
    return f"{number} times {'an' if unit[0] == 'h' else 'a'} {_UNITS[unit[0]]}"
