"""Re-login without data loss: a posted form is carried through the login and sent again.

A post without a login, or with the CSRF token of an older login, is answered with a page that
holds the typed values, signed and compressed. Nothing is sent again automatically: after the login
the editor presses a button. Passwords are never carried.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

CARRIED = "carried"
MOST_CHARACTERS = 2 * 1024 * 1024
LONGEST_BREAK = 24 * 60 * 60  # seconds
_SALT = "meetings.carried-post"
_NEVER = ("password", "csrfmiddlewaretoken", CARRIED)

Pairs = list[tuple[str, str]]


def pack(request: HttpRequest) -> str:
    """Return the posted values and their path, signed; "" if they exceed 2 MiB."""
    pairs = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if isinstance(value, str) and not any(word in name for word in _NEVER)
    ]
    if sum(len(name) + len(value) for name, value in pairs) > MOST_CHARACTERS:
        return ""
    content = {"path": request.get_full_path(), "pairs": pairs}
    return signing.dumps(content, salt=_SALT, compress=True)


def unpack(carried: str) -> tuple[str, Pairs] | None:
    """Return path and typed pairs of a text made by ``pack``; None if forged or too old."""
    try:
        content = signing.loads(carried, salt=_SALT, max_age=LONGEST_BREAK)
    except signing.BadSignature:
        return None
    return content["path"], [(name, value) for name, value in content["pairs"]]


def ask_to_log_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer a post without a login with the login form, which carries the typed values."""
    carried = pack(request)
    context |= {
        "title": "Log in to go on",
        "app_path": reverse("admin:login"),
        "form": AdminAuthenticationForm(request),
        "next": request.get_full_path(),
        CARRIED: carried,
        "too_long": not carried,
    }
    return TemplateResponse(request, "admin/login.html", context, status=403)


def offer_to_send(request: HttpRequest, carried: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with a page whose only button sends the carried values with a new CSRF token."""
    unpacked = unpack(carried)
    context |= {
        "title": "Send what you typed",
        "address": unpacked[0] if unpacked else "",
        "pairs": unpacked[1] if unpacked else [],
    }
    return TemplateResponse(request, "admin/desk/send_again.html", context)


def is_from_our_own_page(request: HttpRequest) -> bool:
    """Whether one of our own pages sent a post, by its Origin header, else its Referer."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    own_hosts = {
        request.get_host(),
        *(urlsplit(origin).netloc for origin in settings.CSRF_TRUSTED_ORIGINS),
    }
    # The scheme is not compared: behind an untrusted proxy our own scheme is unknown. The origin
    # “null” of a page that hides its origin has no host.
    return urlsplit(sent_from).netloc in own_hosts
