"""What every page may know of the register without a query."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def register(request: HttpRequest) -> dict[str, bool | str]:
    """Return what the base template shows.

    ``register_is_demo``: whether pages have to say that this is a demonstration. ``own_address``:
    the whole address of the page, which is printed with it; "" where the host is none of ours.
    """
    try:
        own_address = request.build_absolute_uri()
    except DisallowedHost:
        own_address = ""
    return {"register_is_demo": settings.SIDELINES_DEMO, "own_address": own_address}
