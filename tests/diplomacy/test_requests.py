"""Request ids, and whom a request is believed to come from."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from diplomacy.requests import (
    HostPortMiddleware,
    RequestIdMiddleware,
    client_address,
    client_network,
    current_request_id,
)


def test_a_well_formed_request_id_is_kept(client: Client) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "edge-7f3a.2024_11"})
    assert response.headers["X-Request-ID"] == "edge-7f3a.2024_11"


@pytest.mark.parametrize(
    "given", [None, "", "short", "x" * 65, "with space", 'quote"}id', "٣٣٣٣٣٣٣٣"]
)
def test_any_other_request_id_is_replaced(client: Client, given: str | None) -> None:
    headers = {} if given is None else {"X-Request-ID": given}
    response = client.get("/healthz", headers=headers)
    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["X-Request-ID"])


def test_two_requests_have_two_ids(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/healthz")
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_the_id_is_known_while_the_request_is_handled() -> None:
    seen = []

    def handle(_request: HttpRequest) -> HttpResponse:
        seen.append(current_request_id.get())
        return HttpResponse()

    request = RequestFactory().get("/", headers={"X-Request-ID": "edge-7f3a"})
    RequestIdMiddleware(handle)(request)
    assert seen == ["edge-7f3a"]


def test_no_id_is_left_behind_when_the_answer_is_closed(client: Client) -> None:
    client.get("/healthz", headers={"X-Request-ID": "left-behind"})
    assert current_request_id.get() == "-"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, "198.51.100.9"),
        (0, "203.0.113.5", "198.51.100.9"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "192.0.2.66, 203.0.113.5", "203.0.113.5"),
        (2, "192.0.2.66, 203.0.113.5, 10.0.0.7", "203.0.113.5"),
        (2, "203.0.113.5", "198.51.100.9"),
        (1, None, "198.51.100.9"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUST_PROXY = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="198.51.100.9")
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_an_ipv6_network_is_one_client(address: str, network: str) -> None:
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == network


@pytest.mark.parametrize(
    ("host", "proxies", "allowed", "expected"),
    [
        ("testserver", 1, [], "testserver"),
        ("testserver:1234", 1, [], "testserver"),
        ("testserver:1234", 0, [], "testserver"),
        ("testserver:8443", 1, ["8443"], "testserver:8443"),
        ("testserver:80", 0, [], "testserver:80"),  # the port of the connection
        ("testserver:80", 1, [], "testserver"),
        ("[::1]:1234", 1, [], "[::1]"),
        ("[::1]", 1, [], "[::1]"),
    ],
)
def test_a_foreign_port_of_the_host_is_left_out(
    settings: Settings, host: str, proxies: int, allowed: list[str], expected: str
) -> None:
    settings.TRUST_PROXY, settings.ALLOWED_PORTS = proxies, allowed
    seen: list[str] = []

    def handle(request: HttpRequest) -> HttpResponse:
        seen.append(request.get_host())
        return HttpResponse()

    settings.ALLOWED_HOSTS = ["testserver", "[::1]"]
    HostPortMiddleware(handle)(RequestFactory().get("/", headers={"Host": host}))
    assert seen == [expected]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/meetings.atom", "/api/v1/meetings/"])
def test_no_address_in_an_answer_has_a_foreign_port(client: Client, address: str) -> None:
    response = client.get(address, headers={"Host": "testserver:1234"})
    assert response.status_code == 200
    assert "1234" not in response.getvalue().decode()
