"""Problem details (RFC 9457): what programs are told when something cannot be answered."""

from typing import Any

from meetings.search.problems import Problem, UnreadableSelection
from meetings.search.query import Query

MEDIA_TYPE = "application/problem+json"


def problem_document(status: int, title: str, detail: str, **more: Any) -> dict[str, Any]:
    """Return a problem without a type of its own, so that ``title`` is that of the status."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}


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
        without=_address(path, error.query),
    )


def _error(problem: Problem, path: str) -> dict[str, Any]:
    return {
        "parameter": problem.parameter,
        "value": problem.value,
        "message": problem.message,
        "suggestions": [
            {"label": one.label, "address": _address(path, one.query)}
            for one in problem.suggestions
        ],
    }


def _address(path: str, query: Query) -> str:
    encoded = query.encode()
    return f"{path}?{encoded}" if encoded else path
