"""Publishing a meeting: desk rows in, version, record, entries, addresses and clock out."""

import pytest

from meetings.editorial import desk
from meetings.editorial.check import problems_of_register
from meetings.editorial.clock import now
from meetings.editorial.errors import NotPublishable
from meetings.editorial.publish import publish, withdraw
from meetings.models import Address, Entry, Meeting, Record, Version
from meetings.models.choices import VersionKind
from tests.desk import rio

pytestmark = pytest.mark.django_db


def test_first_publication_makes_version_record_address_and_advances_the_clock() -> None:
    story = rio()
    version = publish(story.with_russia.pk, None)
    record = Record.objects.get()
    assert (version.number, version.kind) == (1, "first")
    assert record.title == (
        "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro"
    )
    assert record.slug == (
        "wang-yi-china-and-sergey-lavrov-russia-on-the-sidelines-of-g20-rio-de-janeiro"
    )
    assert (record.sides, record.level) == (2, "foreign_minister")
    assert (record.occurrence, record.accounts) == ("held", "all_sides")
    assert str(record.earliest) == "2024-11-18"
    assert record.host is not None
    assert record.host.key == "BRA"
    assert Address.objects.get(kind="meeting").key == story.with_russia.public_id
    assert now() == 1
    assert record.clock == 1
    assert list(problems_of_register()) == []
