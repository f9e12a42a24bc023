"""The size of what may be posted: editors paste long documents, strangers have nothing to send."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


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
