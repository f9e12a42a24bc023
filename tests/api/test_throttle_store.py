"""The store of throttles keeps the count of a client, however many others come."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from rest_framework.throttling import SimpleRateThrottle

import diplomacy.settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of an installation without Redis, and a limit of two requests."""
    settings.CACHES = diplomacy.settings.CACHES
    call_command("createcachetable")
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})


def ask(address: str) -> int:
    return Client().get("/api/v1/people/", REMOTE_ADDR=address).status_code


@pytest.mark.usefixtures("stored")
def test_a_client_is_not_forgotten_when_hundreds_of_others_have_come() -> None:
    assert [ask("192.0.2.1") for _ in range(3)] == [200, 200, 429]
    for number in range(400):
        cache.set(f"another client {number}".replace(" ", "-"), [1.0], 60)
    assert ask("192.0.2.1") == 429


@pytest.mark.usefixtures("stored")
def test_addresses_of_one_ipv6_network_are_one_client() -> None:
    assert [ask(f"2001:db8::{number}") for number in range(3)] == [200, 200, 429]
