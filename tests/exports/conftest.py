"""The two Rio meetings, published."""

import pytest

from meetings.models import Actor
from meetings.publication.publish import publish
from tests.drafts import Rio, rio


@pytest.fixture
def story(db: None) -> Rio:
    """Publish both meetings; China and Russia with their numbers, India without."""
    story = rio()
    Actor.objects.filter(code="CHN").update(cow_number=710, gw_number=710)
    Actor.objects.filter(code="RUS").update(cow_number=365, gw_number=365)
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return story
