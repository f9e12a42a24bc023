"""Slugs of meetings keep clear of the addresses beside them."""

import pytest

from meetings.text import meeting_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("History", "meeting-history"),
        ("V1", "meeting-v1"),
        ("v 12", "v-12"),
        ("v01", "meeting-v01"),
        ("History of talks", "history-of-talks"),
        ("Wang Yi (China)", "wang-yi-china"),
        ("王毅", "meeting"),
    ],
)
def test_a_slug_is_never_the_address_of_a_history_or_a_version(title: str, slug: str) -> None:
    assert meeting_slug(title) == slug
