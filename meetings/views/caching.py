"""How public pages are cached: by the register's clock, which every public change advances."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from meetings.models.record import RegisterClock
from meetings.search import consistent_read

# Shared caches may keep a page for a minute, and serve it a while longer as they fetch anew.
PAGE = "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
# A frozen version never changes, but for the banner above it and for redaction: hence an hour.
FROZEN = "public, max-age=3600, immutable"
# Redirects may be undone (a merge, a renaming), so that no browser keeps them for long.
MOVED = "public, max-age=300"

View = Callable[..., HttpResponseBase]
Arguments = ParamSpec("Arguments")


def etag_of(request: HttpRequest, clock: int) -> str:
    """Return the weak validator of an address: same clock, same release, same bytes."""
    identity = f"{clock} {settings.RELEASE} {request.get_full_path()}"
    return f'W/"{hashlib.sha256(identity.encode()).hexdigest()[:20]}"'


def validated(
    request: HttpRequest, clock: int, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return what ``make`` makes, or a 304, with validator and cache headers.

    ``clock`` was read before anything that is made of the register: what is read later may be
    newer than the validator says, never older. A view may set its own Cache-Control.
    """
    etag = etag_of(request, clock)
    # Typed for responses that may be changed; without one it returns 304 or nothing.
    response = get_conditional_response(request, etag=etag) or make()
    if response.status_code in (200, 304, 410):
        response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Cache-Control", PAGE)
    return response


def public_page(view: View) -> View:
    """Answer safe methods only, ``validated`` by the clock; a 304 costs one query."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return validated(
            request, RegisterClock.objects.now(), lambda: view(request, *args, **kwargs)
        )

    return answer


def page_at_one_moment(
    view: Callable[Concatenate[HttpRequest, consistent_read.Moment, Arguments], HttpResponseBase],
) -> View:
    """Answer safe methods only, ``validated`` by the clock of the moment that ``view`` is given.

    All that the view reads is of that moment; it may be called again, so it must only read. A
    304 costs one query.
    """

    @require_safe
    @wraps(view)
    def answer(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        return consistent_read.at_one_moment(
            lambda moment: validated(
                request, moment.state.clock, lambda: view(request, moment, *args, **kwargs)
            )
        )

    return answer


def moved(address: str, *, permanently: bool = True) -> HttpResponse:
    """Redirect to another address of the register, for as long as a browser may remember."""
    kind = HttpResponsePermanentRedirect if permanently else HttpResponseRedirect
    return kind(address, headers={"Cache-Control": MOVED})
