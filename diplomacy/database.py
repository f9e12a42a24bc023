"""Settings of the database, SQLite or PostgreSQL, from DATABASE_URL."""

from collections.abc import Callable
from typing import Any

# Readers continue while a writer writes. A commit survives a crash of the process; a power cut
# can lose the last commits, but does not damage the file.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
SQLITE_BUSY_SECONDS = 20


def database_settings(value: Callable[[str], Any]) -> dict[str, Any]:
    """Return the entry of DATABASES that DATABASE_URL asks for.

    ``value`` returns the value of a variable. Raises SettingsError when the address is missing,
    malformed, or names another kind of database.
    """
    settings: dict[str, Any] = dict(value("DATABASE_URL"))
    options = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        options |= _sqlite_options()
        # Each thread keeps its connection: opening the file and reading its schema takes longer
        # than the queries of most pages.
        settings["CONN_MAX_AGE"] = None
    else:
        options["pool"] = {
            option: value(f"DATABASE_POOL_{name}")
            for option, name in (("min_size", "MIN"), ("max_size", "MAX"), ("timeout", "TIMEOUT"))
        }
        # The pool keeps connections, so Django must not; it hands out only living ones.
        settings |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    return settings


def _sqlite_options() -> dict[str, Any]:
    # SQLite does not let a transaction that has read wait for another writer: it fails at once.
    # IMMEDIATE takes the write lock at the start, where it can wait.
    return {
        "init_command": SQLITE_PRAGMAS,
        "transaction_mode": "IMMEDIATE",
        "timeout": SQLITE_BUSY_SECONDS,
    }
