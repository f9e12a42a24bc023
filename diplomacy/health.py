"""Health checks for operators: liveness (/healthz) and readiness (/readyz).

Both keep Django's host check: a probe has to send one of ALLOWED_HOSTS as its Host header.
"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.models.record import Entry


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers; no database is asked, so an outage restarts no process."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Say whether the database answers and has every migration; 503 with the reason if not.

    ``updates`` counts the changed names that published meetings do not show yet, if there are any:
    they go on by themselves, so that a number that stays is a sign of trouble.
    """
    reason = _why_not_ready()
    if reason:
        return JsonResponse({"status": "unavailable", "reason": reason}, status=503)
    updates = Entry.objects.filter(updating=True).count()
    return JsonResponse({"status": "ok"} | ({"updates": updates} if updates else {}))


def _why_not_ready() -> str:
    # The error itself may name hosts and users, so the answer gives only its kind.
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return "The database cannot be reached."
    return f"Migrations not yet applied: {missing}." if missing else ""
