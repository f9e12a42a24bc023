"""The answers to exports that are bounded: too many at once, too long, or nobody reads them."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from diplomacy.requests import client_network
from meetings.exports import limits

from . import errors

_OWN = "You are taking {} exports at once already; wait for one of them to end."
_ALL = "As many exports are running as this register makes at once. Try again in a moment."


def in_a_slot(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return the response of ``make``, which holds a slot until it is closed, else 429."""
    client = hashlib.sha256(client_network(request).encode()).hexdigest()[:32]
    try:
        slot = limits.take(client)
    except limits.Busy as busy:
        return _too_many(busy)
    try:
        response = _made(make)
    except BaseException:
        slot.release()
        raise
    response._resource_closers.append(slot.release)  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _made(make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return the response of ``make``, or one that says why it was given up before it began."""
    try:
        return make()
    except limits.ReaderGone:
        # Nobody reads this; the number is what proxies log for a reader who left.
        response = HttpResponse(status=499)
    except limits.TakesTooLong:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        detail = "This takes too long. Narrow the selection, or take it as CSV."
        response = errors.problem_response(errors.problem_document(status, status.phrase, detail))
    response.headers["Cache-Control"] = "no-store"
    return response


def _too_many(busy: limits.Busy) -> HttpResponse:
    status = HTTPStatus.TOO_MANY_REQUESTS
    detail = _OWN.format(settings.EXPORTS_OF_ONE) if busy.own else _ALL
    response = errors.problem_response(errors.problem_document(status, status.phrase, detail))
    response.headers["Retry-After"] = str(limits.RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
