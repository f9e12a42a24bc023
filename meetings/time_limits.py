"""Time limits of what requests ask of the database; commands have none.

On PostgreSQL they are the server's own: it ends a statement, or the wait for a lock, also where the
client has left or its process was killed. SQLite works in this process, and is asked to stop.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

from django.conf import settings
from django.db import connection, connections
from django.db.backends.signals import connection_created

# Kinds of work with limits of their own, and the setting of each.
Work = Literal["exports", "publishing"]
_SETTINGS: Final[dict[Work, str]] = {
    "exports": "STATEMENT_SECONDS_EXPORTS",
    "publishing": "STATEMENT_SECONDS_PUBLISHING",
}
# How many instructions of SQLite's machine pass between two looks at the clock: milliseconds.
_INSTRUCTIONS = 100_000

_deadline = threading.local()
_applied = threading.Event()


def apply() -> None:
    """Apply the limits to this process, which serves requests; before its first connection."""
    if connection.vendor == "postgresql":
        _limit_postgresql(connections.settings["default"].setdefault("OPTIONS", {}))
    else:
        connection_created.connect(_watch_sqlite, dispatch_uid="time_limits")
    _applied.set()


def _limit_postgresql(options: dict[str, Any]) -> None:
    limits = {
        "statement_timeout": settings.STATEMENT_SECONDS,
        "lock_timeout": settings.LOCK_SECONDS,
        # A transaction that nobody goes on with holds its locks, and what vacuum waits for.
        "idle_in_transaction_session_timeout": settings.EXPORT_SECONDS,
        # Looks whether this process is still there while a statement runs.
        "client_connection_check_interval": 5,
    }
    added = [f"-c {name}={seconds}s" for name, seconds in limits.items()]
    options["options"] = " ".join(filter(None, [options.get("options"), *added]))


def _watch_sqlite(connection: Any, **_signal: Any) -> None:  # noqa: ANN401
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(_is_over, _INSTRUCTIONS)


def _is_over() -> bool:
    end: float | None = getattr(_deadline, "end", None)
    return end is not None and time.monotonic() > end


class TimeLimitMiddleware:
    """Bound what a request may ask of SQLite; what an answer streams has limits of its own."""

    def __init__(self, get_response: Any) -> None:  # noqa: ANN401
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:  # noqa: ANN401
        """Answer the request within ``STATEMENT_SECONDS`` of work for the database."""
        with _ending_in(settings.STATEMENT_SECONDS):
            return self.get_response(request)


@contextmanager
def longer_for(work: Work) -> Iterator[None]:
    """Give the statements of a block, inside a transaction, the time of ``work``."""
    seconds: int = getattr(settings, _SETTINGS[work])
    if connection.vendor == "postgresql" and _applied.is_set():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{seconds:d}s'")
        yield
        return
    with _ending_in(seconds):
        yield


@contextmanager
def _ending_in(seconds: float) -> Iterator[None]:
    before: float | None = getattr(_deadline, "end", None)
    _deadline.end = time.monotonic() + seconds
    try:
        yield
    finally:
        _deadline.end = before
