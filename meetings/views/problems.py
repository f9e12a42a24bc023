"""Problem details (RFC 9457): what programs are told when something cannot be answered."""

import json
from collections.abc import Mapping
from typing import Any, TypedDict

from django.http import HttpResponse

from meetings.pages.addresses import with_query
from meetings.search.problems import Problem, UnreadableSelection

MEDIA_TYPE = "application/problem+json"


class ProblemDocument(TypedDict):
    """What every problem says; some say more. ``title`` is that of the status."""

    type: str
    title: str
    status: int
    detail: str


def problem_document(status: int, title: str, detail: str, **more: Any) -> dict[str, Any]:
    """Return a ``ProblemDocument``, with ``more`` to it; it has no type of its own."""
    problem: ProblemDocument = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
    }
    return {**problem, **more}


def unreadable_document(error: UnreadableSelection, path: str) -> dict[str, Any]:
    """Return what is wrong with the address of a selection, and the address without it.

    ``path`` is the one that was asked, absolute or not; suggestions lead to it as well.
    """
    detail = " ".join(problem.message for problem in error.problems)
    return problem_document(
        400,
        "Bad Request",
        detail,
        errors=[_error(problem, path) for problem in error.problems],
        without=with_query(path, error.query.encode()),
    )


def _error(problem: Problem, path: str) -> dict[str, Any]:
    return {
        "parameter": problem.parameter,
        "value": problem.value,
        "message": problem.message,
        "suggestions": [
            {"label": suggestion.label, "address": with_query(path, suggestion.query.encode())}
            for suggestion in problem.suggestions
        ],
    }


def problem_response(document: Mapping[str, Any]) -> HttpResponse:
    """Return a problem as an answer with its status."""
    body = json.dumps(document, ensure_ascii=False)
    return HttpResponse(body, status=document["status"], content_type=MEDIA_TYPE)
