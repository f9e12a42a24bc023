"""The error responses of the API as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler

from meetings.search import query, selection
from meetings.views import errors


def answer_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Convert an exception to a problem; None, a plain 500, for unexpected exceptions."""
    if isinstance(error, selection.UnreadableSelection):
        request = context["request"]
        address = request.build_absolute_uri(request.path)
        return _answer(400, errors.unreadable_document(error, address))
    response = exception_handler(error, context)
    if response is None:
        return None
    detail = _detail(error)
    status = HTTPStatus(response.status_code)
    answer = _answer(status, errors.problem_document(status, status.phrase, detail))
    for name in ("Retry-After", "WWW-Authenticate", "Allow"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _detail(error: Exception) -> str:
    if isinstance(error, Http404):
        return str(error) or str(NotFound.default_detail)
    if isinstance(error, APIException):
        return str(error.detail)
    return "Not allowed." if isinstance(error, PermissionDenied) else ""


def _answer(status: int, document: dict[str, Any]) -> Response:
    return Response(document, status=status, content_type=errors.MEDIA_TYPE)


def bad_parameter(parameter: str, value: str, message: str) -> selection.UnreadableSelection:
    """Return the error for a parameter that only the API has."""
    return selection.UnreadableSelection(
        [selection.Problem(parameter, value[:60], message)], query.Query()
    )


class Gone(APIException):
    """The meeting was withdrawn: 410."""

    status_code = HTTPStatus.GONE
    default_detail = "This is no longer part of the register."
    default_code = "gone"


class Restored(APIException):
    """A cursor or state belongs to a register that a backup has replaced since: 410."""

    status_code = HTTPStatus.GONE
    default_detail = (
        "The register was restored from a backup since. Fetch everything anew, without "
        "updated_since and cursor: what you hold may no longer be part of it."
    )
    default_code = "restored"
