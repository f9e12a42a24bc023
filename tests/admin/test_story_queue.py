"""Stories before their page: received, recognised, queued, and by whom."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Capture, Source, Story
from tests.drafts import Rio, editor, reviewer
from tests.stories import TEXT, a_story, use_reader

from .story_pages import ADD, decided, page_of, paste, send

pytestmark = pytest.mark.django_db


def test_the_known_document_is_used_and_not_doubled(desk: Client, read: None, story: Rio) -> None:
    address = paste(desk, url="http://www.news.example/g20/?utm_source=x")
    values = page_of(desk, address)
    assert values["source-known"].endswith(f"[#{story.source.pk}]")
    assert "Entered already" in desk.get(address).content.decode()
    assert send(desk, address, decided(values), "_accept").status_code == 302
    assert Source.objects.count() == 1
    assert Capture.objects.get().source == story.source


def test_nearly_the_same_text_is_known(desk: Client, read: None) -> None:
    first = paste(desk)
    send(desk, first, decided(page_of(desk, first)), "_accept")
    again = paste(desk, f"WORLD\n3 MIN READ\n\n{TEXT}\n\nRelated: others")
    assert again != first
    assert page_of(desk, again)["source-known"].startswith("Gazette: Ministers of China")
    assert "by ada:" in " ".join(desk.get(again).content.decode().split())


def test_a_story_pasted_twice_is_one(desk: Client, read: None) -> None:
    assert paste(desk) == paste(desk)
    response = desk.get(paste(desk))
    assert "in the queue already" in str([str(one) for one in response.context["messages"]])


def test_a_file_is_received(desk: Client, read: None) -> None:
    file = SimpleUploadedFile("story.txt", f"# title: A title\n\n{TEXT}".encode())
    response = desk.post(ADD, {"file": file})
    assert response.status_code == 302
    story = Story.objects.get()
    assert (story.title, story.file_name, story.text) == ("A title", "story.txt", TEXT)


def test_what_cannot_be_read_is_kept_in_the_form(desk: Client, read: None) -> None:
    response = desk.post(ADD, {"text": "x" * 200_001})
    assert response.status_code == 422
    assert "200,001 characters" in response.context["form"].errors["text"][0]
    assert "x" * 200_001 in response.content.decode()
    assert desk.post(ADD, {"text": " "}).status_code == 422


def test_a_reader_that_fails_loses_no_story(
    desk: Client, monkeypatch: pytest.MonkeyPatch, story: Rio
) -> None:
    def fails(**_given: str) -> None:
        raise RuntimeError("no")

    use_reader(monkeypatch, fails)
    response = desk.get(paste(desk))
    assert response.context["reading"].notes == [
        "The reader failed at this story, so nothing is proposed: enter its meetings by hand."
    ]


@pytest.mark.parametrize("user", ["editor", "reviewer", "nobody", "stranger"])
def test_who_may_work_on_stories(client: Client, read: None, user: str) -> None:
    story = a_story()
    if user == "nobody":
        client.force_login(User.objects.create_user("nobody", is_staff=True))
    elif user != "stranger":
        client.force_login({"editor": editor, "reviewer": reviewer}[user]())
    expected = {"editor": 200, "reviewer": 200, "nobody": 403, "stranger": 302}[user]
    for address in ("", "add/", f"{story.pk}/change/"):
        response = client.get(f"/admin/meetings/story/{address}")
        assert response.status_code == expected, address
    posted = client.post(f"/admin/meetings/story/{story.pk}/change/", {"_no_meeting": "1"})
    assert posted.status_code == {"nobody": 403, "stranger": 403}.get(user, 409)


def test_the_queue_lists_state_age_and_who(desk: Client, read: None) -> None:
    paste(desk)
    page = desk.get("/admin/meetings/story/").content.decode()
    for shown in ("Waiting", "0\xa0minutes ago", "ada", "0 of 2"):
        assert shown in page, shown


def test_the_queue_reads_no_texts(desk: Client, read: None) -> None:
    paste(desk)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get("/admin/meetings/story/").status_code == 200
    assert not [query["sql"] for query in queries if '"meetings_story"."text"' in query["sql"]]


def test_the_desk_begins_with_a_new_story(desk: Client, read: None) -> None:
    page = desk.get("/admin/").content.decode()
    assert page.index("New from a story") < page.index("Meetings")
    a_story()
    assert "1 waiting" in desk.get("/admin/").content.decode()


def test_the_page_of_the_bookmarklet_opens_to_other_windows_and_holds_nothing(
    client: Client,
) -> None:
    response = client.get("/admin/meetings/story/receive/")
    assert response.status_code == 200
    assert response.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert response.headers["Content-Security-Policy"]
    strict = client.get("/admin/login/").headers["Cross-Origin-Opener-Policy"]
    assert strict == "same-origin"


def test_what_a_bookmarklet_sends_without_a_login_is_carried_through_it(client: Client) -> None:
    response = client.post(ADD, {"text": TEXT})
    assert response.status_code == 403
    assert 'name="carried"' in response.content.decode()
    assert Story.objects.count() == 0
