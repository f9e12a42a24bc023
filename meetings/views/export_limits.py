"""Bounds of exports: how many run at once, for how long, and only while somebody reads them."""

import errno
import hashlib
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from diplomacy.requests import client_network
from meetings.exports import slots

from . import errors

Item = TypeVar("Item")

# How many rows are made before somebody looks whether the reader is still there.
_ROWS_BETWEEN_LOOKS = 200
_OWN = "You are taking {} exports at once already; wait for one of them to end."
_ALL = "As many exports are running as this register makes at once. Try again in a moment."


class ReaderGone(BrokenPipeError):
    """Nobody is there to take the rest of the export.

    The server takes it for what writing to a closed connection raises: it is no error.
    """

    def __init__(self) -> None:
        super().__init__(errno.EPIPE, "The reader has left.")


class TakesTooLong(Exception):
    """The export takes longer than ``EXPORT_SECONDS``."""


def in_a_slot(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return the response of ``make``, which holds a slot until it is closed, else 429."""
    client = hashlib.sha256(client_network(request).encode()).hexdigest()[:32]
    try:
        slot = slots.take(client)
    except slots.Busy as busy:
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
    except ReaderGone:
        # Nobody reads this; the number is what proxies log for a reader who left.
        response = HttpResponse(status=499)
    except TakesTooLong:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        detail = "This takes too long. Narrow the selection, or take it as CSV."
        response = errors.problem_response(errors.problem_document(status, status.phrase, detail))
    response.headers["Cache-Control"] = "no-store"
    return response


def _too_many(busy: slots.Busy) -> HttpResponse:
    status = HTTPStatus.TOO_MANY_REQUESTS
    detail = _OWN.format(settings.EXPORTS_OF_ONE) if busy.own else _ALL
    response = errors.problem_response(errors.problem_document(status, status.phrase, detail))
    response.headers["Retry-After"] = str(slots.RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def while_read(request: HttpRequest, rows: Iterable[Item]) -> Iterator[Item]:
    """Yield ``rows`` while the reader is connected and the time of an export has not run out.

    Raises ReaderGone or TakesTooLong.
    """
    connection = request.META.get("gunicorn.socket")
    end = time.monotonic() + settings.EXPORT_SECONDS
    if isinstance(connection, socket.socket):
        # A reader who takes nothing for so long holds up the readers that come after.
        connection.settimeout(settings.EXPORT_STALLED_SECONDS)
    for number, row in enumerate(rows):
        if number % _ROWS_BETWEEN_LOOKS == 0:
            if isinstance(connection, socket.socket) and has_left(connection):
                raise ReaderGone
            if time.monotonic() > end:
                raise TakesTooLong
        yield row


def has_left(connection: socket.socket) -> bool:
    """Whether the other end has closed the connection. Takes nothing from it, and never waits."""
    try:
        poll = select.poll()
        poll.register(connection, select.POLLIN)
        # At the end of what was sent there is something to read, and it is nothing.
        return bool(poll.poll(0)) and connection.recv(1, socket.MSG_PEEK) == b""
    except (OSError, ValueError):  # reset, or closed here
        return True
