"""HTTP caching of public pages: ETags from clock, epoch and release; Cache-Control headers."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from meetings.models.record import RegisterClock, Stamp
from meetings.search import consistent_read

# Shared caches may keep a page for a minute, and serve it stale for ten more while they refresh.
PAGE = "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
# Only an hour, because the banner of a frozen version may change, and it may be redacted.
FROZEN = "public, max-age=3600, immutable"
# Redirects may be undone (a merge, a renaming), so browsers must not keep them for long.
MOVED = "public, max-age=300"

View = Callable[..., HttpResponseBase]
Arguments = ParamSpec("Arguments")


def etag_of(request: HttpRequest, stamp: Stamp) -> str:
    """Return the weak ETag of an address: same stamp and release, same content."""
    identity = f"{stamp.clock} {stamp.epoch} {settings.RELEASE} {request.get_full_path()}"
    return f'W/"{hashlib.sha256(identity.encode()).hexdigest()[:20]}"'


def validated(
    request: HttpRequest, stamp: Stamp, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return the response of ``make``, or a 304, with ETag and cache headers.

    ``stamp`` must be read before all other data, so that the content may be newer than the ETag,
    but never older. A view may set its own Cache-Control.
    """
    etag = etag_of(request, stamp)
    # Called without a response, it returns a 304 or None.
    response = get_conditional_response(request, etag=etag) or make()
    if response.status_code in (200, 304, 410):
        response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Cache-Control", PAGE)
    return response


def public_page(view: View) -> View:
    """Allow only safe methods, and validate by the clock; a 304 costs one query."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return validated(
            request, RegisterClock.objects.stamp(), lambda: view(request, *args, **kwargs)
        )

    return answer


def page_at_one_moment(
    view: Callable[Concatenate[HttpRequest, consistent_read.Moment, Arguments], HttpResponseBase],
) -> View:
    """Allow only safe methods, and validate by the clock of the moment passed to ``view``.

    All queries of the view see that state. The view may be called again, so it must have no side
    effects. A 304 costs one query.
    """

    @require_safe
    @wraps(view)
    def answer(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        return consistent_read.at_one_moment(
            lambda moment: validated(
                request, moment.state.stamp, lambda: view(request, moment, *args, **kwargs)
            )
        )

    return answer


def moved(address: str, *, permanently: bool = True) -> HttpResponse:
    """Redirect to another address of the register, with a short cache lifetime."""
    kind = HttpResponsePermanentRedirect if permanently else HttpResponseRedirect
    return kind(address, headers={"Cache-Control": MOVED})
