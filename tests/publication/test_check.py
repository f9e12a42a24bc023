"""``check_register`` notices whatever does not agree."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

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
from meetings.publication.check import problems_of_register, sample_of_records
from meetings.publication.publish import publish, withdraw
from meetings.tokens import SearchText
from tests.drafts import rio

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    """The first Rio meeting, published."""
    story = rio()
    publish(story.with_russia.pk, None)
    return Record.objects.get()


def problems() -> list[str]:
    return [problem.split(": ", 1)[-1] for problem in problems_of_register()]


def test_a_column_that_differs(record: Record) -> None:
    Record.objects.update(sides=3)
    assert problems() == ["sides is 3, its version says 2"]


def test_a_foreign_key_that_differs(record: Record) -> None:
    Record.objects.update(host=None)
    assert problems() == ["host is None, its version says ('actor', 'BRA')"]


def test_a_link_that_is_missing(record: Record) -> None:
    RecordLink.objects.filter(role=RecordLink.Role.TOPIC, entry__key="ukraine").delete()
    assert problems() == ["links differ: [((3, ('topic', 'ukraine')), None)]"]


def test_an_entry_that_moved_on(record: Record) -> None:
    card = Entry.objects.get(key="wang-yi").card
    Entry.objects.filter(key="wang-yi").update(card=card | {"name": "Somebody"}, label="Somebody")
    assert problems() == ["shows an older state of person wang-yi"]
    Entry.objects.filter(key="wang-yi").update(updating=True)
    assert problems() == []


def test_an_entry_in_another_shape(record: Record) -> None:
    Entry.objects.filter(key="ukraine").update(sort_label="?", schema=0)
    assert problems() == ["is not up to date in schema, sort_label"]
    assert list(problems_of_register(sample_of_records(1))) == []


def test_a_day_of_publication_that_differs(record: Record) -> None:
    Record.objects.update(last_published=datetime(2020, 1, 1, tzinfo=UTC))
    assert [one.split(", its")[0] for one in problems()] == [
        "last published 2020-01-01 00:00:00+00:00"
    ]


def test_a_withdrawn_record_that_says_something(record: Record) -> None:
    withdraw(Meeting.objects.get(record=record).pk, None, "A mix-up.")
    assert problems() == []
    RecordText.objects.write({record.pk: SearchText("wang yi", "")})
    Record.objects.update(card={"summary": "Leaked."})
    assert problems() == [
        "card is {'summary': 'Leaked.'}, its version says {}",
        "is searched by another text than its version has",
    ]


def test_an_address_that_is_missing(record: Record) -> None:
    Address.objects.filter(kind="meeting").delete()
    assert problems() == ["has no address"]


def test_a_clock_that_was_put_back(record: Record) -> None:
    RegisterClock.objects.update(value=0)
    assert problems() == [
        "The clock stands at 0, but one record is of 1.",
        "The clock stands at 0, but one entry is of 1.",
    ]


def test_a_version_that_is_missing(record: Record) -> None:
    Version.objects.update(number=2)
    assert problems() == ["versions [2], current 2"]


def test_the_command_fails_and_counts(record: Record) -> None:
    out = StringIO()
    call_command("check_register", stdout=out)
    assert out.getvalue() == "The register agrees with its versions.\n"
    Record.objects.update(sides=3)
    with pytest.raises(CommandError, match=r"^1 problem found\.$"):
        call_command("check_register", stderr=StringIO())


def test_a_sample_is_spread_over_the_register(record: Record) -> None:
    assert list(sample_of_records(10)) == [record]
    Record.objects.update(sides=3)
    with pytest.raises(CommandError, match=r"^1 problem found\.$"):
        call_command("check_register", sample=1, stderr=StringIO())
