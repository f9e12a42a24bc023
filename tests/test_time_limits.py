"""What a request asks of the database ends, also where nobody waits for it any more."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from meetings import time_limits

# Counts further than any test waits.
_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) "
    "SELECT COUNT(*) FROM n"
)
sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way")
postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way")


@pytest.fixture
def watched() -> Iterator[None]:
    """The connection of this test, watched as in a process that serves requests."""
    connection.ensure_connection()
    time_limits._watch_sqlite(connection)
    yield
    connection.connection.set_progress_handler(None, 0)


def long_query(_request: object = None) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(_LONG)
    return HttpResponse()


@sqlite_only
@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
def test_sqlite_stops_a_long_statement_of_a_request(settings: Settings) -> None:
    settings.STATEMENT_SECONDS = 0
    request: HttpRequest = RequestFactory().get("/")
    with pytest.raises(OperationalError, match="interrupted"):
        time_limits.TimeLimitMiddleware(long_query)(request)


@sqlite_only
@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
def test_other_work_has_its_own_limit(settings: Settings) -> None:
    settings.STATEMENT_SECONDS, settings.STATEMENT_SECONDS_EXPORTS = 60, 0
    with pytest.raises(OperationalError, match="interrupted"), time_limits.longer_for("exports"):
        long_query()


@postgresql_only
@pytest.mark.django_db
def test_postgresql_is_told_the_limits(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limits._applied, "is_set", lambda: True)
    settings.STATEMENT_SECONDS_EXPORTS = 77
    with time_limits.longer_for("exports"), connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone()[0] == "77s"


def test_the_limits_are_options_of_each_connection(settings: Settings) -> None:
    settings.STATEMENT_SECONDS, settings.LOCK_SECONDS, settings.EXPORT_SECONDS = 20, 10, 300
    options: dict[str, Any] = {"options": "-c jit=off"}
    time_limits._limit_postgresql(options)
    assert options["options"] == (
        "-c jit=off -c statement_timeout=20s -c lock_timeout=10s "
        "-c idle_in_transaction_session_timeout=300s -c client_connection_check_interval=5s"
    )


def test_a_process_that_serves_requests_applies_them() -> None:
    script = (
        "import diplomacy.wsgi; from meetings import time_limits; "
        "print(time_limits._applied.is_set())"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "True\n"


def test_a_command_has_none() -> None:
    assert not time_limits._applied.is_set()
    assert all(entry[0][0] != "time_limits" for entry in connection_created.receivers)
