"""Settings of the one database, SQLite or PostgreSQL, from DATABASE_URL."""

from typing import Any

from .environment import env, not_negative, read

# Readers go on while one writer writes; a commit survives a crash of the process, and a power
# cut can cost the last commits but not the file.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
SQLITE_BUSY_SECONDS = 20


def database_settings(default: dict[str, str]) -> dict[str, Any]:
    """Return the entry of DATABASES that DATABASE_URL asks for.

    `default` is `{"default": url}`, or empty where the variable is required. Raises
    SettingsError when it is missing, malformed, or names another kind of database.
    """
    settings: dict[str, Any] = dict(
        read(
            _supported_database,
            "DATABASE_URL",
            purpose="the address of the PostgreSQL or SQLite database",
            example="postgres://sidelines:password@db:5432/sidelines",
            **default,
        )
    )
    options = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        options |= _sqlite_options()
    else:
        options |= {"pool": _pool_options()}
        # The pool keeps connections, so Django must not; it hands out only living ones.
        settings |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    return settings


def _supported_database(name: str, **options: str) -> dict[str, Any]:
    parsed: dict[str, Any] = env.dj_db_url(name, **options)
    if parsed.get("ENGINE") not in {
        "django.db.backends.sqlite3",
        "django.db.backends.postgresql",
    }:
        raise ValueError("Only SQLite and PostgreSQL are supported.")
    if not parsed.get("NAME"):
        raise ValueError("The address names no database.")
    return parsed


def _sqlite_options() -> dict[str, Any]:
    # A transaction that reads first and writes later cannot wait for another writer: SQLite
    # fails it at once. Taking the write lock at the start makes it wait instead.
    return {
        "init_command": SQLITE_PRAGMAS,
        "transaction_mode": "IMMEDIATE",
        "timeout": SQLITE_BUSY_SECONDS,
    }


def _pool_options() -> dict[str, int]:
    return {
        "min_size": _number("DATABASE_POOL_MIN", 1, "how many connections a process keeps open"),
        "max_size": _number("DATABASE_POOL_MAX", 8, "how many connections a process may open"),
        "timeout": _number("DATABASE_POOL_TIMEOUT", 10, "the seconds to wait for a connection"),
    }


def _number(name: str, default: int, purpose: str) -> int:
    return read(
        env.int, name, purpose=purpose, example=str(default), validate=not_negative, default=default
    )
