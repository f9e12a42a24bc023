"""What every page may know of the register without a query."""

from django.conf import settings
from django.http import HttpRequest


def register(_request: HttpRequest) -> dict[str, bool]:
    """Return ``register_is_demo``: whether pages have to say that this is a demonstration."""
    return {"register_is_demo": settings.SIDELINES_DEMO}
