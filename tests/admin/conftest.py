"""Fixtures of the desk's tests."""

import pytest
from django.test import Client

from meetings.models import Meeting
from tests.drafts import Rio, editor, rio
from tests.stories import use_reader


@pytest.fixture
def story() -> Rio:
    """Both Rio meetings, drafted."""
    return rio()


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk of an editor."""
    client.force_login(editor())
    return client


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, story: Rio) -> None:
    """The reader that reads the Rio story, in a register without its meetings."""
    use_reader(monkeypatch)
    Meeting.objects.all().delete()
