"""Fixtures of the desk's tests."""

import pytest
from django.test import Client

from tests.drafts import Rio, editor, rio


@pytest.fixture
def story() -> Rio:
    """Both Rio meetings, drafted."""
    return rio()


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk of an editor."""
    client.force_login(editor())
    return client
