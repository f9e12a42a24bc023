"""Context processor: values that every page gets without a query."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from meetings import kinds

_MASTHEAD = [kind for kind in kinds.WITH_PAGES if kind.in_masthead]
_COLOPHON = [kind for kind in kinds.WITH_PAGES if not kind.in_masthead]


def register(request: HttpRequest) -> dict[str, bool | str | list[kinds.Kind]]:
    """Return the context of the base template.

    ``register_is_demo``: whether pages have to say that this is a demonstration. ``own_address``:
    the absolute URL of the page, for printing; "" if the host is not allowed. ``masthead`` and
    ``colophon``: the kinds with an index link at the top and at the foot of every page.
    """
    try:
        own_address = request.build_absolute_uri()
    except DisallowedHost:
        own_address = ""
    return {
        "register_is_demo": settings.SIDELINES_DEMO,
        "own_address": own_address,
        "masthead": _MASTHEAD,
        "colophon": _COLOPHON,
    }
