"""Limits of logins, with django-axes: by name and network together, by name, and by network."""

from typing import Any, Final

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Failures within the cool-off time that lock, in the order of AXES_LOCKOUT_PARAMETERS.
# By name alone: a network of many machines gets no more guesses than this at one account. It is
# more than the first, for a stranger who knows a name can lock it for everybody.
# By network alone: an office has many people behind one address, and they mistype, too.
_LIMITS: Final = (7, 20, 30)


class LoginHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures three ways, each with a limit of its own."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures, as AXES_FAILURE_LIMIT counts them: it is the limit of the first."""
        failures = 0
        for attempts, limit in zip(
            self.get_user_attempts(request, credentials), _LIMITS, strict=True
        ):
            count = sum(attempts.values_list("failures_since_start", flat=True))
            failures = max(failures, count * _LIMITS[0] // limit)
        return failures

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Forget the failures of this name from this network; return how many rows they had.

        Not those of the whole network: whoever has an account could guess at others for ever.
        """
        count: int = self.filter_user_attempts(request, credentials)[0].delete()[0]
        return count


def locked_out(
    request: HttpRequest,
    _response: HttpResponse | None = None,
    _credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer 429 to a login that is locked, whatever its password."""
    response = render(request, "errors/429.html", status=429)
    response.headers["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    response.headers["Cache-Control"] = "no-store"
    return response
