"""What holds for every request: its id, its host, the size of its body, its client's address."""

import ipaddress
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render

NO_REQUEST: Final = "-"
REQUEST_ID_HEADER: Final = "X-Request-ID"
# Long enough to tell requests apart; no character that could forge a log line or a header.
WELL_FORMED_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)

current_request_id: ContextVar[str] = ContextVar("current_request_id", default=NO_REQUEST)


class RequestIdMiddleware:
    """Give each request an id: the caller's if it is well-formed, else a new one.

    The id is in every log line written until the answer is sent, and in its X-Request-ID
    header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the id on the answer."""
        sent_id = request.headers.get(REQUEST_ID_HEADER, "")
        request_id = sent_id if WELL_FORMED_ID.fullmatch(sent_id) else uuid.uuid4().hex
        current_request_id.set(request_id)
        response = self.get_response(request)
        response.headers[REQUEST_ID_HEADER] = request_id
        return response


class HostPortMiddleware:
    """Leave out of the request's Host a port that the register is not reached by.

    Absolute addresses in answers are made of the Host. A shared cache may keep one answer for all
    ports, so that a stranger's port would be in the addresses that others get.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        host = request.META.get("HTTP_HOST", "")
        name, port = split_domain_port(host)
        if name and port and port not in _known_ports(request):
            request.META["HTTP_HOST"] = host.rpartition(":")[0]
        return self.get_response(request)


def _known_ports(request: HttpRequest) -> list[str]:
    # Without a proxy the port of the connection is the port that the reader asked.
    own = [] if settings.TRUST_PROXY else [str(request.META.get("SERVER_PORT", ""))]
    return [*settings.ALLOWED_PORTS, *own]


class BodySizeMiddleware:
    """Answer 413 in words, before a body that is too large is read.

    The limit is ``DATA_UPLOAD_MAX_MEMORY_SIZE`` for those who are logged in at the desk, and
    ``STRANGERS_UPLOAD_MAX_MEMORY_SIZE`` for everybody else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse its body."""
        if is_too_large(request):
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
            return render(request, "errors/413.html", {"most": most}, status=413)
        return self.get_response(request)


def is_too_large(request: HttpRequest) -> bool:
    """Whether the body of ``request`` is larger than its sender may post."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or len(length) > 18:
        return False  # the server has refused such a header, or reads no body
    # The login is looked up only where it matters.
    if int(length) <= settings.STRANGERS_UPLOAD_MAX_MEMORY_SIZE:
        return False
    at_desk = request.user.is_authenticated and request.user.is_staff
    return not at_desk or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def forget_request_id(**_signal: Any) -> None:
    """Reset the id, so that later work of the thread does not get it.

    Called when the answer is closed: the streamed parts and the access line of the server, which
    belong to the request, are then written.
    """
    current_request_id.set(NO_REQUEST)


request_finished.connect(forget_request_id, dispatch_uid="forget_request_id")


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, as far as it can be trusted.

    Each of our own `TRUST_PROXY` proxies appends to X-Forwarded-For the address that called it,
    so the client's address is that many places from the right; values further left come from
    the client and prove nothing. With a shorter list, which did not pass all proxies, or without
    a proxy, the address of the connection is returned.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.TRUST_PROXY and len(forwarded) >= settings.TRUST_PROXY:
        return forwarded[-settings.TRUST_PROXY] or connection
    return connection


def client_network(request: HttpRequest) -> str:
    """Return the network of the client, by which clients are told apart and throttled.

    That is the address itself; of IPv6 the /64, in which a single client has as many addresses as
    it likes. An address that cannot be read is returned as it is.
    """
    text = client_address(request)
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)
