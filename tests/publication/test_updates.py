"""A name that many meetings show is published in steps, which go on by themselves."""

import io
import threading
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import Actor, Entry, Record, Version
from meetings.models.base import SharedThing
from meetings.publication import publish as publish_module
from meetings.publication import shared, updates
from meetings.publication.errors import NothingToPublish
from tests.drafts import reviewer, rio
from tests.register import meeting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five published meetings of China, two of which are updated at once."""
    rio()
    for day in range(1, 6):
        meeting_of(["CHN", "EGY"], f"2024-12-{day:02}")
    monkeypatch.setattr(publish_module, "BATCH", 2)


def renamed() -> SharedThing:
    china = Actor.objects.get(code="CHN")
    china.name = "Middle Kingdom"
    china.save()
    return china


def updated() -> int:
    return Record.objects.filter(title__contains="Middle Kingdom").count()


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often the thread was woken, which does not run."""
    calls: list[bool] = []
    monkeypatch.setattr(updates.updater, "wake", lambda: calls.append(True))
    return calls


def begin(client: Client) -> SharedThing:
    """Publish the new name at the desk, and let it be under way."""
    client.force_login(reviewer())
    china = renamed()
    address = f"/admin/meetings/actor/{china.pk}/publish-change/"
    seen = client.get(address).context["seen"]
    response = client.post(address, {"things": seen}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Published: 2 meetings updated; 3 more follow in the background."
    ]
    return china


@pytest.mark.usefixtures("five")
def test_the_request_returns_after_the_first_batch(client: Client, woken: list[bool]) -> None:
    china = begin(client)
    assert (updated(), woken) == (2, [True])
    page = client.get(f"/admin/meetings/actor/{china.pk}/change/").content.decode()
    assert "being brought up to date: 3 to go" in page
    with pytest.raises(NothingToPublish, match="are being brought up to date"):
        shared.publish_shared(china, None)


@pytest.mark.usefixtures("five", "woken")
def test_what_is_under_way_is_told(client: Client) -> None:
    begin(client)
    output = io.StringIO()
    call_command("check_register", stdout=output)
    assert "Country or organisation CHN: an update" in output.getvalue()
    assert "under way; 3 are to do" in output.getvalue()
    assert client.get("/readyz").json() == {"status": "ok", "updates": 1}
    shared.finish_updates()
    assert client.get("/readyz").json() == {"status": "ok"}


@pytest.mark.usefixtures("five", "woken")
def test_it_goes_on_in_the_name_of_who_published_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client)
    monkeypatch.setattr("meetings.publication.updates.connection", Mock())
    assert updates.finish() == 3
    assert updated() == 5
    assert not Entry.objects.filter(updating=True).exists()
    editors = Version.objects.filter(kind="update").values_list("editor__username", flat=True)
    assert list(editors) == ["grace"] * 5


@pytest.mark.usefixtures("five", "woken")
def test_set_up_goes_on_with_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(client)
    monkeypatch.setattr("meetings.reference.fingerprint.is_loaded", lambda *_: True)
    call_command("set_up", stdout=io.StringIO())
    assert updated() == 5


def test_an_error_does_not_end_the_thread(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran = threading.Semaphore(0)

    def fails() -> int:
        ran.release()
        raise RuntimeError("the database went away")

    monkeypatch.setattr(shared, "finish_updates", fails)
    monkeypatch.setattr(updates, "_LOOK_SECONDS", 0.01)
    updater = updates.Updater()
    updater.start()
    updater.wake()
    assert all(ran.acquire(timeout=10) for _ in range(3))
    monkeypatch.setattr(updates, "_LOOK_SECONDS", None)  # and so it waits from now on
    assert "An update of published meetings stopped" in caplog.text
