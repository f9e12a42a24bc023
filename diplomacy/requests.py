"""What is known of a request wherever it is handled: its id, and the client's address."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

NO_REQUEST: Final = "-"
REQUEST_ID_HEADER: Final = "X-Request-ID"
# Long enough to tell requests apart, and nothing that could forge a log line or a header.
WELL_FORMED_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)

current_request_id: ContextVar[str] = ContextVar("current_request_id", default=NO_REQUEST)


class RequestIdMiddleware:
    """Give each request an id: the caller's where it is well-formed, else one of our own.

    The id is in every log line written until the answer is sent, and in its X-Request-ID
    header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the id on the answer."""
        given = request.headers.get(REQUEST_ID_HEADER, "")
        request_id = given if WELL_FORMED_ID.fullmatch(given) else uuid.uuid4().hex
        current_request_id.set(request_id)
        response = self.get_response(request)
        response.headers[REQUEST_ID_HEADER] = request_id
        return response


def forget_request_id(**_signal: Any) -> None:
    """Leave no id behind for what the thread does next.

    Called when the answer is closed: by then streamed parts and the server's access line have
    been written, which still belong to the request.
    """
    current_request_id.set(NO_REQUEST)


request_finished.connect(forget_request_id, dispatch_uid="forget_request_id")


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, as far as it can be believed.

    Each of our own `TRUST_PROXY` proxies appends to X-Forwarded-For the address it was called
    from, so the client's is that many places from the right; what stands further left was
    sent by the client and proves nothing. A shorter list has passed by the proxies: then, and
    without a proxy, it is the address of the connection.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.TRUST_PROXY and len(forwarded) >= settings.TRUST_PROXY:
        return forwarded[-settings.TRUST_PROXY] or connection
    return connection
