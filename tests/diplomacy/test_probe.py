"""The container's own health check."""

import pytest
from pytest_django.live_server_helper import LiveServer

from diplomacy.probe import main


@pytest.fixture
def port(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    number = live_server.url.rpartition(":")[2]
    monkeypatch.setenv("BIND", f"0.0.0.0:{number}")
    return number


def test_it_sends_an_allowed_host(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost, other.example.org")
    assert main([]) == 0


def test_it_fails_where_the_server_does(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "stranger.example.org")
    assert main([]) == 1


def test_it_fails_where_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    # Port 1 is reserved; nothing listens there.
    monkeypatch.setenv("BIND", "0.0.0.0:1")
    assert main(["/readyz"]) == 1
