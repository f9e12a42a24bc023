"""Streams outside of any transaction of the test's, as a server makes them."""

import pytest
from django.test import Client

from meetings.models import Meeting
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish
from tests.drafts import Rio, rio

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published() -> Rio:
    """Publish both meetings."""
    story = rio()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return story


@pytest.mark.parametrize("unit", ["meeting", "participation"])
def test_a_stream_ends_and_leaves_nothing_open(client: Client, published: Rio, unit: str) -> None:
    content = client.get(f"/meetings.csv?unit={unit}").getvalue()
    assert content.count(b"\r\n") == {"meeting": 3, "participation": 5}[unit]
    _can_publish(published)


def test_a_stream_cut_short_leaves_nothing_open(client: Client, published: Rio) -> None:
    answer = client.get("/meetings.csv")
    parts = iter(answer)
    assert b"meeting_id" in next(parts)
    answer.close()
    _can_publish(published)


def _can_publish(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="More.")
    assert publish(story.with_russia.pk, None, kind=VersionKind.ADDITION).number == 2
