"""Publishing many meetings at once gives the rows that publishing one by one gives."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from meetings.models import (
    Address,
    Entry,
    Meeting,
    Record,
    RecordLink,
    RecordText,
    RegisterClock,
    Version,
)
from meetings.publication.check import problems_of_register
from meetings.publication.errors import EditorialError, NotPublishable
from meetings.publication.publish import publish, publish_first_versions
from meetings.publication.shared import publish_shared
from tests.drafts import Rio, account_of, rio, user_with

pytestmark = pytest.mark.django_db

# Row numbers and times differ from one publication to the next, whatever the way.
OWN = {"id", "version_id", "summit_id", "series_id", "place_id", "host_id", "clock"}
TIMES = {"first_published", "last_published"}


def without(rows: "QuerySet[Any]", left_out: set[str]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in row if name not in left_out} for row in rows.values()]


def columns_of_records() -> list[dict[str, Any]]:
    return without(Record.objects.order_by("public_id"), OWN | TIMES)


def foreign_keys() -> list[tuple[Any, ...]]:
    rows = Record.objects.order_by("public_id")
    return list(rows.values_list("summit__key", "series__key", "place__key", "host__key"))


def versions() -> list[tuple[Any, ...]]:
    rows = Version.objects.order_by("record__public_id")
    return list(
        rows.values_list(
            "record__public_id", "number", "schema", "snapshot", "kind", "note", "editor",
            "redacted", "redaction_reason",
        )
    )  # fmt: skip


def links() -> set[tuple[Any, ...]]:
    return set(
        RecordLink.objects.values_list(
            "record__public_id", "role", "entry__kind", "entry__key", "side"
        )
    )


def addresses() -> set[tuple[Any, ...]]:
    return set(Address.objects.values_list("kind", "key", "current", "entry__key"))


def entries() -> list[dict[str, Any]]:
    return without(Entry.objects.order_by("kind", "key"), {"id", "parent_id", "clock"})


def texts() -> set[tuple[Any, ...]]:
    return set(RecordText.objects.values_list("record__public_id", "head", "body"))


def public_record() -> dict[str, Any]:
    return {
        "records": columns_of_records(),
        "foreign keys": foreign_keys(),
        "versions": versions(),
        "links": links(),
        "addresses": addresses(),
        "entries": entries(),
        "texts": texts(),
    }


def forget_what_is_public() -> None:
    Meeting.objects.update(record=None, status="draft")
    Record.objects.update(version=None)
    RecordText.objects.clear(Record.objects.values_list("pk", flat=True))
    for model in (RecordLink, Version, Address, Record):
        model._base_manager.all().delete()
    Entry.objects.update(parent=None)
    Entry.objects.all().delete()


def ids(story: Rio) -> list[int]:
    return [story.with_russia.pk, story.with_india.pk]


def test_the_rows_are_those_of_publishing_one_by_one() -> None:
    story = rio()
    Meeting.objects.filter(pk=story.with_india.pk).update(summary='He said: "\\N",\ttwice.\n今天')
    for meeting_id in ids(story):
        publish(meeting_id, None)
    one_by_one = public_record()
    forget_what_is_public()
    assert publish_first_versions(ids(story)) == 2
    in_bulk = public_record()
    for part in one_by_one:
        assert in_bulk[part] == one_by_one[part], part
    assert list(problems_of_register()) == []


def test_literal_rows() -> None:
    story = rio()
    publish_first_versions(ids(story))
    record = Record.objects.get(public_id=story.with_russia.public_id)
    assert (record.state, record.sides, str(record.earliest)) == ("published", 2, "2024-11-18")
    assert record.version is not None
    assert (record.version.number, record.version.kind) == (1, "first")
    assert record.first_published == record.last_published == record.version.published_at
    assert record.clock == RegisterClock.objects.now() == 1
    assert RecordLink.objects.filter(entry__key="CHN", role=RecordLink.Role.ACTOR).count() == 2


def test_the_desk_knows_what_became_public() -> None:
    story = rio()
    story.with_russia.editors.add(user_with("ada"))
    publish_first_versions(ids(story))
    story.with_russia.refresh_from_db()
    assert (story.with_russia.status, story.with_russia.unpublished_changes) == ("published", False)
    assert story.with_russia.record is not None
    assert story.with_russia.record.public_id == story.with_russia.public_id
    assert story.with_russia.editors.count() == 0


def test_each_batch_is_one_tick_of_the_clock() -> None:
    story = rio()
    publish_first_versions(ids(story), batch=1)
    assert RegisterClock.objects.now() == 2
    assert list(Record.objects.order_by("clock").values_list("clock", flat=True)) == [1, 2]


def test_publication_goes_on_one_by_one_afterwards() -> None:
    story = rio()
    publish_first_versions([story.with_russia.pk])
    publish(story.with_india.pk, None)
    story.lavrov.person.name = "Sergei Lavrov"
    story.lavrov.person.save()
    assert publish_shared(story.lavrov.person, None) == 1
    assert Record.objects.get(public_id=story.with_russia.public_id).versions.count() == 2
    assert list(problems_of_register()) == []


def test_a_meeting_is_public_after_the_one_it_replaces() -> None:
    story = rio()
    Meeting.objects.filter(pk=story.with_india.pk).update(replaces=story.with_russia)
    publish_first_versions(ids(story))
    snapshot = Version.objects.get(record__public_id=story.with_india.public_id).snapshot
    assert snapshot["content"]["replaces"] == story.with_russia.public_id
    assert RegisterClock.objects.now() == 2


def test_more_meetings_of_known_things_cost_no_more_queries() -> None:
    story = rio()
    publish_first_versions([story.with_russia.pk])
    counts = []
    for number in (2, 6):
        drafts = [copy_of(story.with_russia) for _ in range(number)]
        with CaptureQueriesContext(connection) as context:
            publish_first_versions([meeting.pk for meeting in drafts])
        counts.append(len(context))
    assert counts[0] == counts[1]


def copy_of(meeting: Meeting) -> Meeting:
    """Return a draft with the participants of ``meeting`` and one account."""
    copy = Meeting.objects.create(date="2024-11-18", place=meeting.place)
    for row in meeting.participations.all():
        copy.participations.create(actor=row.actor, person=row.person, tenure=row.tenure)
    account_of(copy, meeting.reports.all()[0].source, meeting.participations.all()[0].actor)
    return copy


def test_what_lacks_something_is_refused_with_its_whole_batch() -> None:
    story = rio()
    story.with_india.reports.all().delete()
    with pytest.raises(NotPublishable, match="A report with a source is needed"):
        publish_first_versions(ids(story))
    assert (Record.objects.count(), Entry.objects.count(), RegisterClock.objects.now()) == (0, 0, 0)


def test_what_was_public_before_is_refused() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    with pytest.raises(EditorialError, match=f"{story.with_russia.public_id} was public before"):
        publish_first_versions(ids(story))
    assert Record.objects.count() == 1
