"""After a restore the same clock names another state: caches and copies are told."""

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import Meeting, RegisterClock
from meetings.publication.publish import publish
from tests.drafts import Rio, rio

pytestmark = pytest.mark.django_db
LISTS = ["/api/v1/meetings/", "/api/v1/deleted/", "/api/v1/people/"]


@pytest.fixture
def story() -> Rio:
    story = rio()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return story


def restored() -> None:
    """Begin the epoch that follows a restore; the clock stays where the backup has it."""
    call_command("new_epoch")


@pytest.mark.parametrize("address", ["/", "/meetings/", "/meetings.csv", "/people/"])
def test_a_page_of_the_lost_state_is_sent_anew(client: Client, story: Rio, address: str) -> None:
    headers = {"If-None-Match": client.get(address)["ETag"]}
    assert client.get(address, headers=headers).status_code == 304
    clock = RegisterClock.objects.now()
    restored()
    assert RegisterClock.objects.now() == clock
    assert client.get(address, headers=headers).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_whoever_keeps_a_copy_is_told_to_begin_anew(
    client: Client, story: Rio, address: str
) -> None:
    state = client.get(address).json()["register_state"]
    assert state == f"2-{RegisterClock.objects.get().epoch}"
    assert client.get(address, {"updated_since": state}).status_code == 200
    restored()
    gone = client.get(address, {"updated_since": state})
    assert (gone.status_code, gone["Content-Type"]) == (410, "application/problem+json")
    assert "restored from a backup" in gone.json()["detail"]
    assert client.get(address, {"updated_since": "2"}).status_code == 200


def test_a_cursor_of_the_lost_state_leads_nowhere(client: Client, story: Rio) -> None:
    first = client.get("/api/v1/meetings/?per_page=25&updated_since=0").json()
    assert first["next"] is None
    for number in range(30):
        Meeting.objects.get(pk=story.with_russia.pk)
        record = Meeting.objects.get(pk=story.with_russia.pk).record
        assert record is not None
        record.pk, record.version, record.public_id = None, None, f"{number:010d}"
        record.save(force_insert=True)
    following = client.get("/api/v1/meetings/").json()["next"]
    assert client.get(following).status_code == 200
    restored()
    assert client.get(following).status_code == 410


@pytest.mark.parametrize("value", ["-", "1-", "-x", "x-1", "1-" + "z" * 300])
def test_other_texts_are_no_states(client: Client, story: Rio, value: str) -> None:
    assert client.get("/api/v1/meetings/", {"updated_since": value}).status_code in (400, 410)
