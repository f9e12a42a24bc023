"""A conference that belongs to no series is published like any other."""

import pytest

from meetings.models import Record, Summit
from meetings.publication.publish import publish
from tests.drafts import rio

pytestmark = pytest.mark.django_db


def test_a_meeting_at_a_summit_outside_any_series_is_published() -> None:
    story = rio()
    Summit.objects.update(series=None)
    publish(story.with_russia.pk, None)
    record = Record.objects.get()
    assert record.series is None
    assert record.summit is not None
    assert record.summit.key == "g20-2024-rio-de-janeiro"
