"""The two Rio meetings, published; every test starts with an empty count of requests."""

import pytest
from django.core.cache import cache

from meetings.publication.publish import publish
from tests.drafts import Rio, rio


@pytest.fixture(autouse=True)
def no_requests_yet(db: None) -> None:
    """Forget how often other tests have asked."""
    cache.clear()


@pytest.fixture
def story(db: None) -> Rio:
    """Publish both meetings."""
    story = rio()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return story
