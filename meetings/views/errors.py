"""Error responses: HTML pages for people, problem details (RFC 9457) for programs.

The pages depend on neither the user nor the database.
"""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any, TypedDict

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from meetings.pages.addresses import with_query
from meetings.search import selection

_UNAVAILABLE = "The register cannot be read just now. Please try again in a moment."
MEDIA_TYPE = "application/problem+json"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400: the address or a header is malformed."""
    return _page(request, 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403: the request lacks a permission."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404: nothing has this address."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a plain page, because nothing else can be relied on.

    Django calls this while it handles the exception. A database that is away, is busy with other
    work, or was stopped at its time limit is no error of the register: that is a 503.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return HttpResponse(loader.get_template("errors/500.html").render(), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503: the database cannot be asked now. A problem where programs read."""
    if re.match(settings.CORS_URLS_REGEX, request.path_info):
        response = problem_response(problem_document(503, "Service Unavailable", _UNAVAILABLE))
    else:
        response = HttpResponse(loader.get_template("errors/503.html").render(), status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, status: int) -> HttpResponse:
    response = render(request, f"errors/{status}.html", status=status)
    response.headers["Cache-Control"] = "no-cache"
    return response


class ProblemDocument(TypedDict):
    """The members of every problem; some have more. ``title``: the phrase of the status."""

    type: str
    title: str
    status: int
    detail: str


def problem_document(status: int, title: str, detail: str, **extra: Any) -> dict[str, Any]:
    """Return a ``ProblemDocument`` with ``extra`` members, of the generic type."""
    problem: ProblemDocument = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
    }
    return {**problem, **extra}


def unreadable_document(error: selection.UnreadableSelection, path: str) -> dict[str, Any]:
    """Return the problems of a selection's address, and the address without them.

    ``path``: the path of the request, absolute or not; suggestions have the same path.
    """
    detail = " ".join(problem.message for problem in error.problems)
    return problem_document(
        400,
        "Bad Request",
        detail,
        errors=[_error(problem, path) for problem in error.problems],
        without=with_query(path, error.query.encoded),
    )


def _error(problem: selection.Problem, path: str) -> dict[str, Any]:
    return {
        "parameter": problem.parameter,
        "value": problem.value,
        "message": problem.message,
        "suggestions": [
            {"label": suggestion.label, "address": with_query(path, suggestion.query.encoded)}
            for suggestion in problem.suggestions
        ],
    }


def problem_response(document: Mapping[str, Any]) -> HttpResponse:
    """Return a problem as a response with its status."""
    body = json.dumps(document, ensure_ascii=False)
    return HttpResponse(body, status=document["status"], content_type=MEDIA_TYPE)
