"""One document has many forms of its address, and is entered once."""

import pytest
from django.test import Client

from meetings.desk.documents import canonical_address, same_document
from meetings.models import Source
from tests.admin.forms import open_form
from tests.drafts import editor, rio

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/g20",
        "http://news.example/g20",
        "https://www.news.example/g20/",
        "https://NEWS.example/g20?utm_source=x&utm_medium=y",
        "https://news.example/g20?fbclid=abc#history",
        "http://news.example:80/g20/",
    ],
)
def test_every_form_of_an_address_is_recognised(address: str) -> None:
    source = rio().source
    assert same_document(address) == source
    assert same_document(address, but=source.pk) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://news.example/g20-rio",
        "https://news.example/G20/photos",
        "https://news.example/g20?id=7",
        "https://news.example/g20#!/other",
        "https://other.example/g20",
    ],
)
def test_other_documents_are_not(address: str) -> None:
    rio()
    assert same_document(address) is None


def test_parameters_that_name_a_document_stay_in_any_order() -> None:
    assert canonical_address("https://a.example/?p=1&q=2&utm_id=3") == "a.example?p=1&q=2"
    assert canonical_address("http://www.a.example?q=2&p=1") == "a.example?p=1&q=2"
    assert canonical_address("http://[broken") == "http://[broken"


ADD = "/admin/meetings/source/add/"


def test_the_desk_links_to_the_source_that_is_there(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    typed = open_form(client, ADD, "source") | {
        "publisher": "TRT World", "title": "Again", "url": "http://news.example/g20/?utm_id=1",
    }  # fmt: skip
    page = client.post(ADD, typed).content.decode()
    assert Source.objects.count() == 1
    assert f'<a href="/admin/meetings/source/{story.source.pk}/change/" target="_blank">' in page


def test_a_source_whose_address_was_entered_twice_before_is_still_saved(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    Source.objects.create(
        publisher=story.source.publisher, title="Copy", url="http://news.example/g20"
    )
    address = f"/admin/meetings/source/{story.source.pk}/change/"
    typed = open_form(client, address, "source") | {"notes": "See the copy."}
    assert client.post(address, typed).status_code == 302


def test_the_same_title_and_day_is_warned_about(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    typed = open_form(client, ADD, "source") | {
        "publisher": "TRT World",
        "title": "Foreign Ministers of China and Russia meet at the G20",
        "published": "19 November 2024",
    }
    response = client.post(ADD, typed, follow=True)
    assert Source.objects.count() == 2
    (warning,) = [str(one) for one in response.context["messages"] if one.level_tag == "warning"]
    assert warning.startswith("There is another document of this publisher, title and day: <a href")
    assert f"/admin/meetings/source/{story.source.pk}/change/" in warning
