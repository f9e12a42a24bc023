"""Exports are bounded: how many at once, how large, how long, and only while somebody reads."""

import socket
import threading
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from meetings.exports import limits, spreadsheet
from tests.drafts import Rio

pytestmark = pytest.mark.django_db
TABLES = ["csv", "xlsx", "json", "jsonl"]


@pytest.fixture(autouse=True)
def _two_in_all(settings: Settings) -> Iterator[None]:
    cache.clear()
    settings.EXPORTS_AT_ONCE, settings.EXPORTS_OF_ONE = 2, 1
    yield
    cache.clear()


def ask(client: Client, address: str, visitor: str) -> int:
    """Return the status of an export that is left open."""
    return client.get(address, REMOTE_ADDR=visitor).status_code


@pytest.mark.parametrize("extension", TABLES)
def test_one_visitor_takes_only_so_many_at_once(client: Client, story: Rio, extension: str) -> None:
    address = f"/meetings.{extension}?country=RUS"
    first = client.get(address)
    refused = client.get(address)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused["Retry-After"], refused["Cache-Control"]) == ("10", "no-store")
    assert "ETag" not in refused
    assert refused.json()["detail"] == (
        "You are taking 1 exports at once already; wait for one of them to end."
    )
    assert first.getvalue()
    again = client.get(address)
    assert again.status_code == 200
    assert again.getvalue()


def test_all_visitors_take_only_so_many_at_once(client: Client, story: Rio) -> None:
    address = "/meetings.csv"
    assert [ask(client, address, f"192.0.2.{one}") for one in range(3)] == [200, 200, 429]


def test_addresses_of_one_ipv6_network_are_one_visitor(client: Client, story: Rio) -> None:
    asked = [
        ask(client, "/meetings.csv", f"2001:db8:0:{net}::{one}")
        for net, one in [(1, 1), (1, 2), (2, 1)]
    ]
    assert asked == [200, 429, 200]


def test_feeds_heads_and_unchanged_answers_take_no_slot(client: Client, story: Rio) -> None:
    etag = client.get("/meetings.csv")["ETag"]  # and is left open
    assert client.get("/meetings.atom").status_code == 200
    assert client.head("/meetings.csv").status_code == 200
    assert client.get("/meetings.csv", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", ["/meetings.csv?country=QQQ", "/meetings.csv?unit=planet"])
def test_an_address_that_is_refused_gives_its_slot_back(
    client: Client, story: Rio, address: str
) -> None:
    assert client.get(address).status_code == 400
    assert client.get("/meetings.csv").status_code == 200


def test_what_a_killed_process_held_is_free_after_its_lease(
    client: Client, story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits._renewal, "add", lambda _: None)  # it died
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    assert [ask(client, "/meetings.csv", "192.0.2.1") for _ in range(2)] == [200, 429]
    now += limits.LEASE_SECONDS + 1
    assert ask(client, "/meetings.csv", "192.0.2.1") == 200


def test_a_long_export_keeps_its_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LEASE_SECONDS", 0.03)
    renewed = threading.Event()
    monkeypatch.setattr(limits.Slot, "renew", lambda _: renewed.set())
    slot = limits.take("client")
    assert renewed.wait(10)
    slot.release()


def test_a_slot_lost_to_another_is_not_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    slot = limits.take("client")
    for key in slot.keys:
        cache.set(key, "another export")
    keys = list(slot.keys)
    slot.release()
    assert [cache.get(key) for key in keys] == ["another export"] * 2


def test_a_workbook_is_counted_before_it_is_begun(
    client: Client, story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 1)
    monkeypatch.setattr(spreadsheet, "workbook_of", None)
    for unit in ("meeting", "pair", "pair-year", "statement"):
        answer = client.get(f"/meetings.xlsx?unit={unit}")
        assert answer.status_code == 400
        assert answer.json()["csv"] == f"http://testserver/meetings.csv?unit={unit}"


def test_rows_are_made_only_while_somebody_reads(settings: Settings) -> None:
    ours, theirs = socket.socketpair()
    rows = limits.while_read(range(1000), ours)
    assert next(rows) == 0
    theirs.close()
    with pytest.raises(limits.ReaderGone):
        list(rows)
    ours.close()


def test_a_reader_who_says_more_is_still_there() -> None:
    ours, theirs = socket.socketpair()
    theirs.send(b"GET / HTTP/1.1")
    assert not limits.has_left(ours)
    assert ours.recv(3) == b"GET"
    theirs.close()
    ours.close()
    assert limits.has_left(ours)


def test_a_workbook_nobody_waits_for_is_given_up(client: Client, story: Rio) -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    client.defaults["gunicorn.socket"] = ours  # type: ignore[assignment]
    answer = client.get("/meetings.xlsx")
    del client.defaults["gunicorn.socket"]
    assert (answer.status_code, answer["Cache-Control"]) == (499, "no-store")
    assert client.get("/meetings.csv").status_code == 200
    ours.close()


def test_an_export_ends_after_its_time(
    client: Client, story: Rio, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EXPORT_SECONDS = -1
    monkeypatch.setattr(limits, "_ROWS_BETWEEN_LOOKS", 1)
    answer = client.get("/meetings.xlsx")
    assert answer.status_code == 503
    with pytest.raises(limits.TakesTooLong):
        client.get("/meetings.csv").getvalue()


def test_the_store_in_the_database_counts_for_all_processes(settings: Settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "django_cache",
        }
    }
    call_command("createcachetable")
    slot = limits.take("client")
    with pytest.raises(limits.Busy):
        limits.take("client")
    slot.release()
    limits.take("client").release()
