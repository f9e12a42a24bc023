"""What every answer carries, and what a guesser of passwords meets."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; "
    "script-src 'self'; style-src 'self'"
)


@pytest.mark.parametrize("address", ["/healthz", "/admin/login/"])
@pytest.mark.django_db
def test_the_policy_is_strict_everywhere(client: Client, address: str) -> None:
    response = client.get(address)
    directives = response.headers["Content-Security-Policy"].split("; ")
    assert "; ".join(sorted(directives)) == POLICY


@pytest.mark.django_db
def test_the_other_headers(client: Client) -> None:
    headers = client.get("/admin/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_that_asks_for_no_login_sets_no_cookie_and_varies_by_none(client: Client) -> None:
    response = client.get("/healthz")
    assert not response.cookies
    assert "Vary" not in response.headers


@pytest.mark.django_db
def test_the_eighth_guess_is_refused_even_with_the_right_password(
    client: Client, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    User.objects.create_superuser("chief", password="the right one")

    def log_in(password: str, address: str = "198.51.100.9") -> int:
        form = {"username": "chief", "password": password}
        return client.post("/admin/login/", form, REMOTE_ADDR=address).status_code

    assert [log_in("wrong") for _ in range(7)] == [200, 200, 200, 200, 200, 200, 429]
    assert log_in("the right one") == 429
    assert log_in("the right one", address="203.0.113.5") == 302
