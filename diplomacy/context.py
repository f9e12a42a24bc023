"""What every page may know of the register without a query."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from meetings import kinds

_MASTHEAD = [kind for kind in kinds.WITH_PAGES if kind.in_masthead]
_COLOPHON = [kind for kind in kinds.WITH_PAGES if not kind.in_masthead]


def register(request: HttpRequest) -> dict[str, bool | str | list[kinds.Kind]]:
    """Return what the base template shows.

    ``register_is_demo``: whether pages have to say that this is a demonstration. ``own_address``:
    the whole address of the page, which is printed with it; "" where the host is none of ours.
    ``masthead`` and ``colophon``: the kinds whose indexes are linked at the top and at the foot.
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
