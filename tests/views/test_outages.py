"""A database that is away is a 503: a page for people, a problem for programs, never cached."""

import json
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from tests.drafts import rio


@pytest.fixture
def away() -> Client:
    """A client of a register whose database refuses every statement."""
    return Client(raise_request_exception=False)


def _refusing(error: Exception) -> Callable[..., Any]:
    def refuse(*_: object) -> NoReturn:
        raise error

    return refuse


def ask(client: Client, address: str, error: Exception) -> HttpResponse:
    with connection.execute_wrapper(_refusing(error)):
        response: Any = client.get(address)
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize("address", ["/", "/meetings/", "/admin/login/?next=/admin/"])
def test_people_get_a_page(away: Client, address: str, error: Exception) -> None:
    if "admin" in address:
        away.cookies["sessionid"] = "x" * 32
    response = ask(away, address, error)
    assert response.status_code == 503
    assert "The register cannot be read just now" in response.content.decode()
    assert response["Retry-After"] == "10"
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/api/v1/meetings/", "/meetings.csv", "/meetings.atom", "/meetings/0000000000.json"]
)
def test_programs_get_a_problem(away: Client, address: str) -> None:
    response = ask(away, address, OperationalError("gone"))
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(response.content)["status"] == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("10", "no-store")


@pytest.mark.django_db
def test_any_other_failure_is_still_a_500(away: Client) -> None:
    response = ask(away, "/meetings/", ZeroDivisionError())
    assert response.status_code == 500


@pytest.mark.django_db
def test_a_full_disk_does_not_silence_the_api(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rio()
    monkeypatch.setattr(LocMemCache, "set", _refusing(DatabaseError("disk full")))
    assert client.get("/api/v1/meetings/").status_code == 200
