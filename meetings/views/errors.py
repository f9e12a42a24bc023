"""Error responses: HTML pages for people, problem details (RFC 9457) for programs.

The pages depend on neither the user nor the database.
"""

import json
from collections.abc import Mapping
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from meetings.pages.addresses import with_query
from meetings.search import selection

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


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 500 with a plain page, because nothing else can be relied on."""
    return HttpResponse(loader.get_template("errors/500.html").render(), status=500)


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
