"""DATABASE_URL becomes settings that suit each database."""

from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from diplomacy.database import database_settings
from diplomacy.variables import reader


@pytest.mark.django_db  # for leave to connect; the database is its own
def test_sqlite_takes_the_write_lock_first_and_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'register.sqlite3'}")
    settings = database_settings(reader(in_development=False))
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["CONN_MAX_AGE"] is None  # a thread keeps its connection
    connection = DatabaseWrapper(
        {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, **settings}
    )
    pragmas = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
    with connection.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    connection.close()
    # synchronous 1 is NORMAL.
    assert found == ["wal", 1, 20_000, 1]


def test_postgresql_gets_a_pool_whose_size_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://editor:pass@db:5433/sidelines?sslmode=require")
    monkeypatch.setenv("DATABASE_POOL_MAX", "12")
    monkeypatch.delenv("DATABASE_POOL_MIN", raising=False)
    monkeypatch.delenv("DATABASE_POOL_TIMEOUT", raising=False)
    settings = database_settings(reader(in_development=False))
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert settings["HOST"] == "db"
    assert settings["PORT"] == 5433
    assert settings["NAME"] == "sidelines"
    assert settings["CONN_MAX_AGE"] == 0
    assert settings["CONN_HEALTH_CHECKS"] is True
    assert settings["OPTIONS"] == {
        "sslmode": "require",
        "pool": {"min_size": 1, "max_size": 12, "timeout": 3},
    }
