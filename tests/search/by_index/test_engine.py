"""What the form offers after the register changed: read anew only where it differs."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from meetings.models.choices import Setting, VersionKind
from meetings.publication.publish import publish, withdraw
from meetings.publication.shared import publish_shared
from meetings.search.by_index.engine import IndexEngine
from meetings.search.by_index.holder import holder
from meetings.search.by_sql.engine import SqlEngine
from meetings.search.form_choices import FormChoices
from meetings.search.one_state import state_now
from tests.drafts import Rio
from tests.register import meeting_of, published_rio

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Iterator[Rio]:
    """A register with an index, whose form was shown before."""
    story = published_rio()
    holder.build_now()
    offered_now()
    yield story
    holder.forget()


def engine_now() -> IndexEngine:
    index = holder.at(state_now())
    assert index is not None
    return IndexEngine(index)


def offered_now() -> FormChoices:
    choices = engine_now().offered()
    # Without an index everything is read.
    assert choices == SqlEngine().offered()
    return choices


def labels(parameter: str) -> list[str]:
    return [option.label for option in offered_now().by_parameter[parameter]]


def test_nothing_is_read_again_while_no_entry_changes(
    story: Rio, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = offered_now()
    meeting = story.with_russia
    meeting.setting = Setting.BRIEF
    meeting.save()
    publish(meeting.pk, None, kind=VersionKind.CORRECTION, note="It was short.")
    after = engine_now()
    with django_assert_num_queries(0):
        assert after.offered() is before


def test_a_new_name_is_offered(story: Rio) -> None:
    person = story.wang.person
    person.name = "Wang Yih"
    person.save()
    publish_shared(person, None)
    assert labels("person") == ["Sergey Lavrov", "Subrahmanyam Jaishankar", "Wang Yih"]


def test_a_country_is_offered_from_its_first_meeting_to_its_last(story: Rio) -> None:
    assert labels("country") == ["China", "India", "Russia"]
    meeting = meeting_of(["CHN", "FRA"], "2024-01-01")
    assert labels("country") == ["China", "Fra", "India", "Russia"]
    withdraw(meeting.pk, None, "Reported by mistake.")
    assert labels("country") == ["China", "India", "Russia"]
