"""Nearly the same text is found again."""

import pytest

from meetings.desk.similar import likeness, similar_sources, sketch
from meetings.models import Capture, Source
from tests.drafts import Rio, rio
from tests.stories import TEXT, a_story

pytestmark = pytest.mark.django_db
LONG = " ".join(f"The ministers met for the {number}th time in Rio." for number in range(60))


@pytest.fixture
def story() -> Rio:
    return rio()


def test_texts_are_like_themselves_and_unlike_others() -> None:
    assert likeness(sketch(LONG), sketch(LONG)) == 1.0
    assert likeness(sketch(LONG), sketch(TEXT)) == 0.0
    assert likeness(sketch(LONG), []) == 0.0
    assert likeness(sketch(LONG), sketch(f"WORLD 3 MIN READ {LONG} Read also: more")) > 0.9


def test_a_text_without_spaces_has_a_sketch() -> None:
    chinese = "中国外交部长王毅在里约热内卢会见俄罗斯外交部长拉夫罗夫。"
    assert len(sketch(chinese)) > 10


def test_a_source_is_found_by_a_story_and_by_a_capture(story: Rio, settings: object) -> None:
    received = a_story(LONG)
    assert similar_sources(received.sketch) == []
    capture = Capture.objects.create(
        source=story.source, taken=received.received, text=f"{LONG} More.", sha256="0" * 64
    )
    assert [one.source for one in similar_sources(received.sketch)] == [story.source]
    capture.delete()
    received.source = Source.objects.get()
    received.save()
    assert [one.likeness for one in similar_sources(received.sketch)] == [1.0]
