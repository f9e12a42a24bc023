"""A meeting is called by its title, or by its participants and date."""

import pytest
from django.test import Client

from meetings.admin.typed.kinds import KINDS
from meetings.admin.typed.resolving import resolve
from meetings.models import Meeting
from tests.admin.forms import open_form
from tests.drafts import editor, rio

pytestmark = pytest.mark.django_db

NAME = "Wang Yi (China) – Sergey Lavrov (Russia), 18 or 19 November 2024"


def test_participants_and_date_make_the_name() -> None:
    meeting = rio().with_russia
    assert str(meeting) == NAME
    meeting.title = "Talks in Rio"
    assert str(meeting) == "Talks in Rio"
    empty = Meeting.objects.create()
    assert str(empty) == f"Meeting {empty.public_id}"


def test_the_desk_calls_it_so(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    base = f"/admin/meetings/meeting/{story.with_russia.pk}/"
    values = open_form(client, base + "change/", "meeting")
    client.post(base + "change/", values | {"summary": "They spoke."})
    for address in ("/admin/", base + "history/", base + "delete/", base + "change/"):
        assert NAME in client.get(address).content.decode(), address
    client.post(base + "delete/", {"post": "yes", "revision": "1"})
    assert NAME in client.get("/admin/meetings/meeting/recover/").content.decode()


def test_the_replaced_meeting_is_found_by_country_and_person(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    for typed in ("russia china", "Lavrov", "rio russia", story.with_russia.public_id):
        answer = client.get("/admin/suggest/meeting/", {"q": typed}).json()["results"]
        assert [one["label"] for one in answer] == [NAME], typed
    text = f"{NAME} [{story.with_russia.public_id}]"
    assert resolve(KINDS["meeting"], text) == story.with_russia
