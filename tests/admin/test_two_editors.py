"""Two editors have the same page open: nothing that either typed is lost."""

import pytest
from django.test import Client

from meetings.models import Meeting
from tests.drafts import Rio, editor

from .forms import add_row, errors_of, inputs_of, open_form

pytestmark = pytest.mark.django_db


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(editor(name))
    return client


@pytest.fixture
def address(story: Rio) -> str:
    return f"/admin/meetings/meeting/{story.with_russia.pk}/change/"


def save(client: Client, address: str, values: dict[str, str]) -> None:
    response = client.post(address, values)
    assert response.status_code == 302, errors_of(response)


def test_the_second_save_is_refused_and_keeps_everything(story: Rio, address: str) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    mine = open_form(ada, address, "meeting")
    theirs = open_form(grace, address, "meeting")
    save(grace, address, theirs | {"summary": "They spoke.", "setting": "meal"})

    mine |= {"title": "Wang meets Lavrov", "setting": "reception"}
    mine = add_row(mine, "participations", actor="IND", person="+ Ajit DOVAL")
    refused = ada.post(address, mine)

    assert refused.status_code == 409
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert (meeting.title, meeting.summary, meeting.setting) == ("", "They spoke.", "meal")
    assert meeting.participations.count() == 2
    shown = inputs_of(refused, "meeting")
    assert (shown["title"], shown["summary"]) == ("Wang meets Lavrov", "They spoke.")
    assert shown["setting"] == "reception"
    assert shown["participations-2-person"] == "+ Ajit DOVAL"
    assert "setting: A colleague made this “Meal” (it was “Talks”). Yours is kept." in errors_of(
        refused
    )
    page = refused.content.decode()
    assert "Saved by grace, " in page
    assert "What a colleague changed while you had this open" in page

    save(ada, address, shown)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.summary, meeting.setting) == (
        "Wang meets Lavrov",
        "They spoke.",
        "reception",
    )
    assert meeting.participations.filter(person__name="Ajit Doval").exists()


def test_a_row_typed_in_and_deleted_by_a_colleague_comes_back(story: Rio, address: str) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    mine = open_form(ada, address, "meeting")
    theirs = open_form(grace, address, "meeting")
    assert mine["participations-1-actor"] == "Russia [RUS]"
    save(grace, address, theirs | {"participations-1-DELETE": "on"})

    refused = ada.post(address, mine | {"participations-1-title_as_reported": "FM Lavrov"})
    assert refused.status_code == 409
    shown = inputs_of(refused, "meeting")
    assert shown["participations-INITIAL_FORMS"] == "1"
    assert shown["participations-1-id"] == ""
    assert shown["participations-1-title_as_reported"] == "FM Lavrov"
    assert "__all__: A colleague removed this row; yours is kept as a new row." in errors_of(
        refused
    )
    save(ada, address, shown)
    rows = story.with_russia.participations.order_by("position")
    assert [(str(row), row.title_as_reported) for row in rows] == [
        ("Wang Yi (China)", ""),
        ("Sergey Lavrov (Russia)", "FM Lavrov"),
    ]


def test_a_row_a_colleague_added_is_shown_and_kept(story: Rio, address: str) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    mine = open_form(ada, address, "meeting")
    theirs = add_row(open_form(grace, address, "meeting"), "participations", actor="IND")
    save(grace, address, theirs)
    refused = ada.post(address, mine | {"title": "Three"})
    assert refused.status_code == 409
    shown = inputs_of(refused, "meeting")
    assert shown["participations-2-actor"] == "India [IND]"
    save(ada, address, shown)
    assert story.with_russia.participations.count() == 3
    assert Meeting.objects.get(pk=story.with_russia.pk).title == "Three"


def test_ones_own_work_in_another_window_is_merged_without_asking(story: Rio, address: str) -> None:
    ada = client_of("ada")
    first, second = (open_form(ada, address, "meeting") for _ in range(2))
    save(ada, address, first | {"summary": "They spoke."})
    save(ada, address, second | {"title": "Wang meets Lavrov"})
    meeting = Meeting.objects.get(pk=story.with_russia.pk)
    assert (meeting.title, meeting.summary) == ("Wang meets Lavrov", "They spoke.")


def test_a_form_without_its_token_is_not_saved(story: Rio, address: str) -> None:
    ada = client_of("ada")
    values = open_form(ada, address, "meeting") | {"title": "New"}
    del values["edit_token"]
    refused = ada.post(address, values)
    assert refused.status_code == 409
    shown = inputs_of(refused, "meeting")
    assert shown["title"] == "New"
    save(ada, address, shown)
    assert Meeting.objects.get(pk=story.with_russia.pk).title == "New"


def test_a_forged_token_counts_as_none(story: Rio, address: str) -> None:
    ada = client_of("ada")
    values = open_form(ada, address, "meeting") | {"title": "New", "edit_token": "x.y"}
    assert ada.post(address, values).status_code == 409


def test_a_meeting_deleted_meanwhile_is_offered_anew(story: Rio, address: str) -> None:
    ada = client_of("ada")
    values = open_form(ada, address, "meeting") | {"title": "Typed for an hour"}
    Meeting.objects.get(pk=story.with_russia.pk).delete()
    refused = ada.post(address, values)
    assert refused.status_code == 409
    assert 'action="/admin/meetings/meeting/add/"' in refused.content.decode()
    shown = inputs_of(refused, "meeting")
    assert shown["participations-INITIAL_FORMS"] == "0"
    response = ada.post("/admin/meetings/meeting/add/", shown)
    assert response.status_code == 302, errors_of(response)
    again = Meeting.objects.latest("pk")
    assert again.title == "Typed for an hour"
    assert again.participations.count() == 2
    assert again.reports.count() == 2


def test_a_failed_save_keeps_its_token(story: Rio, address: str) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    mine = open_form(ada, address, "meeting")
    theirs = open_form(grace, address, "meeting")
    failed = inputs_of(ada.post(address, mine | {"date": "soon"}), "meeting")
    assert failed["edit_token"] == mine["edit_token"]
    save(grace, address, theirs | {"summary": "They spoke."})
    assert ada.post(address, failed | {"date": "2024-11-18"}).status_code == 409


def test_deleting_what_a_colleague_changed_is_refused(story: Rio, address: str) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    delete = address.replace("/change/", "/delete/")
    page = ada.get(delete)
    revision = page.context["revision"]
    save(grace, address, open_form(grace, address, "meeting") | {"title": "New"})
    refused = ada.post(delete, {"post": "yes", "revision": revision}, follow=True)
    assert Meeting.objects.filter(pk=story.with_russia.pk).exists()
    assert "Not deleted: somebody else saved this meanwhile." in [
        str(message) for message in refused.context["messages"]
    ]
    page = ada.get(delete)
    ada.post(delete, {"post": "yes", "revision": page.context["revision"]})
    assert not Meeting.objects.filter(pk=story.with_russia.pk).exists()
