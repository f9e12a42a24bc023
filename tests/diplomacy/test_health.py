"""The two probes."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings


def test_healthz_answers_without_the_database(client: Client) -> None:
    # No database mark: a query would fail the test.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )


def test_a_probe_must_name_an_allowed_host(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["sidelines.example.org"]
    assert client.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 400
    assert client.get("/healthz", headers={"Host": "sidelines.example.org"}).status_code == 200


def test_a_probe_is_not_redirected_to_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/admin/login/").status_code == 301


def test_a_probe_only_reads(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_answers_when_everything_is_migrated(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_readyz_counts_missing_migrations(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "reason": "Migrations not yet applied: 1.",
    }


def test_readyz_tells_no_details_of_a_broken_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OperationalError("connection to server at db, user sidelines, failed")

    monkeypatch.setattr("diplomacy.health.MigrationExecutor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "reason": "The database cannot be reached.",
    }
