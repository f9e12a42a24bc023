"""An expired login loses nothing."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting
from tests.drafts import Rio, editor

from .forms import open_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(story: Rio) -> str:
    return f"/admin/meetings/meeting/{story.with_russia.pk}/change/?_changelist_filters=q%3Dx"


def logged_in(**options: Any) -> Client:
    client = Client(**options)
    client.force_login(editor())
    return client


def test_what_was_typed_comes_through_the_login(address: str, story: Rio) -> None:
    client = logged_in()
    typed = open_form(client, address, "meeting") | {"summary": "One line.\r\nAnother; “quoted”."}
    client.logout()

    answer = client.post(address, typed)
    assert answer.status_code == 403
    assert "What you typed is kept on this page" in answer.content.decode()
    carried = answer.context["carried"]

    wrong = client.post(
        "/admin/login/", {"username": "ada", "password": "no", "next": "/", "carried": carried}
    )
    assert wrong.context["carried"] == carried

    page = client.post(
        "/admin/login/",
        {"username": "ada", "password": "ada-password", "next": "/", "carried": carried},
    )
    assert page.status_code == 200
    assert page.context["address"] == address
    assert Meeting.objects.get(pk=story.with_russia.pk).summary == ""  # nothing by itself

    again = client.post(page.context["address"], dict(page.context["pairs"]))
    assert again.status_code == 302
    saved = Meeting.objects.get(pk=story.with_russia.pk).summary
    assert saved == "One line.\r\nAnother; “quoted”."


def test_passwords_are_never_carried(client: Client) -> None:
    answer = client.post(
        "/admin/password_change/", {"old_password": "secret", "new_password1": "x"}
    )
    client.force_login(editor())
    carried = answer.context["carried"]
    page = client.post(
        "/admin/login/", {"username": "ada", "password": "ada-password", "carried": carried}
    )
    assert page.context["pairs"] == []


def test_what_we_did_not_sign_is_not_offered(client: Client) -> None:
    editor()
    page = client.post(
        "/admin/login/", {"username": "ada", "password": "ada-password", "carried": "forged:x:y"}
    )
    assert (page.context["address"], page.context["pairs"]) == ("", [])
    assert "could not be kept" in page.content.decode()


def test_too_much_says_so(client: Client, address: str) -> None:
    answer = client.post(address, {"summary": "x" * (2 * 1024 * 1024 + 1)})
    assert answer.status_code == 403
    assert "too long to be kept here" in answer.content.decode()


def test_an_older_token_of_our_own_page_offers_to_send_again(address: str, story: Rio) -> None:
    client = logged_in(enforce_csrf_checks=True)
    client.get(address)
    answer = client.post(
        address,
        {"summary": "Typed", "csrfmiddlewaretoken": "old"},
        headers={"origin": "http://testserver"},
    )
    assert answer.status_code == 403
    assert answer.context["address"] == address
    assert answer.context["pairs"] == [("summary", "Typed")]
    assert Meeting.objects.get(pk=story.with_russia.pk).summary == ""


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_what_another_site_sent_is_only_refused(address: str, origin: str | None) -> None:
    client = logged_in(enforce_csrf_checks=True)
    client.get(address)
    headers = {"origin": origin} if origin else {}
    answer = client.post(address, {"summary": "Theirs"}, headers=headers)
    assert answer.status_code == 403
    assert "Theirs" not in answer.content.decode()


def test_leaving_twice_is_no_error(client: Client) -> None:
    assert client.post("/admin/logout/").headers["Location"] == "/admin/"
