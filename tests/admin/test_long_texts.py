"""A document of several megabytes is kept; more than that is refused in words."""

import pytest
from django.test import Client
from pytest_django import Settings

from meetings.models import Capture
from tests.drafts import Rio, editor

from .forms import add_row, errors_of, open_form

pytestmark = pytest.mark.django_db


def typed(client: Client, story: Rio, text: str) -> tuple[str, dict[str, str]]:
    """Return the page of the source, and its form with a capture."""
    address = f"/admin/meetings/source/{story.source.pk}/change/"
    values = open_form(client, address, "source")
    return address, add_row(values, "captures", text=text, taken="2024-11-20 10:00")


def test_a_document_of_several_megabytes_is_kept(client: Client, story: Rio) -> None:
    client.force_login(editor())
    text = "Переговоры шли долго. " * 150_000
    address, values = typed(client, story, text)
    response = client.post(address, values)
    assert response.status_code == 302, errors_of(response)
    assert len(Capture.objects.get().text) == len(text.strip())


def test_more_is_refused_in_words(client: Client, story: Rio, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 2**20
    client.force_login(editor())
    address, values = typed(client, story, "x" * (4 * 2**20))
    response = client.post(address, values)
    assert response.status_code == 413
    assert "larger than 3 MB" in response.content.decode()
    assert "the form still holds what was typed" in response.content.decode()


def test_strangers_post_less(client: Client, story: Rio) -> None:
    response = client.post("/admin/login/", {"username": "x" * (3 * 2**20), "password": "x"})
    assert response.status_code == 413
