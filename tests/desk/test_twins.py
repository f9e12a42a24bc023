"""Meetings that are perhaps the same are found by participants, days and summit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.dates.fields import fill_bounds
from meetings.desk.twins import Encounter, Twin, encounter_of, twins_of, twins_of_meeting
from meetings.models import Meeting, Participation, Report, Source, Tenure
from meetings.publication.publish import publish, withdraw
from tests.drafts import Rio, holder, reviewer, rio, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    """Return two drafts of 18 or 19 November 2024 in Rio: China with Russia, China with India."""
    return rio()


def entered(
    story: Rio, *tenures: Tenure, occurrence: str = "held", summit: bool = False, **values: object
) -> list[Twin]:
    """Return the twins of an unsaved meeting of the tenures' people, told by the source."""
    meeting = Meeting(summit=story.summit if summit else None, **values)
    fill_bounds([meeting])
    rows = [Participation(actor=one.office.actor, person=one.person) for one in tenures]
    return twins_of(
        encounter_of(meeting, rows, [Report(source=story.source, occurrence=occurrence)])
    )


def copy_of(meeting: Meeting) -> Meeting:
    """Return a second meeting like this, with the same participants."""
    rows = list(meeting.participations.all())
    meeting = Meeting.objects.create(
        date=meeting.date, date_basis=meeting.date_basis, channel=meeting.channel
    )
    for row in rows:
        Participation.objects.create(meeting=meeting, actor=row.actor, person=row.person)
    return meeting


def test_the_same_people_two_days_later_are_a_twin(story: Rio) -> None:
    (twin,) = entered(story, story.wang, story.lavrov, date="2024-11-21")
    assert twin.meeting == story.with_russia
    assert twin.signs == ("the same participants", "2 days apart")
    assert not twin.is_copy


def test_the_same_people_three_days_later_are_none(story: Rio) -> None:
    assert entered(story, story.wang, story.lavrov, date="2024-11-22") == []


def test_a_year_without_a_day_is_near_every_day_of_it(story: Rio) -> None:
    (twin,) = entered(story, story.wang, story.lavrov, date="2024")
    assert twin.signs == ("the same participants", "days that overlap")


def test_the_same_summit_is_enough_whatever_the_days(story: Rio) -> None:
    (twin,) = entered(story, story.wang, story.lavrov, date="2024-11-30", summit=True)
    assert twin.signs == ("the same participants", "11 days apart", "the same summit")


def test_other_people_of_the_same_states_are_another_meeting(story: Rio) -> None:
    xi = holder(story.wang.office.actor, "Xi Jinping", "President", "head_of_state")
    putin = holder(story.lavrov.office.actor, "Vladimir Putin", "President", "head_of_state")
    assert entered(story, xi, putin, date="2024-11-19") == []
    assert entered(story, xi, story.lavrov, date="2024-11-19") == []
    # The minister came with the president.
    (twin,) = entered(story, xi, story.wang, story.lavrov, date="2024-11-19")
    assert (twin.meeting, twin.signs) == (
        story.with_russia,
        ("people in common", "days that overlap"),
    )


def test_a_delegation_without_a_name_may_be_anybody(story: Rio) -> None:
    meeting = Meeting(date="2024-11-19")
    fill_bounds([meeting])
    rows = [Participation(actor=one.office.actor) for one in (story.wang, story.lavrov)]
    (twin,) = twins_of(encounter_of(meeting, rows, []))
    assert (twin.meeting, twin.signs) == (story.with_russia, ("days that overlap",))


def test_a_plenary_with_both_is_none(story: Rio) -> None:
    for code in ("BRA", "FRA", "DEU", "ITA"):
        Participation.objects.create(meeting=story.with_russia, actor=state(code, code))
    meeting = Meeting(date="2024-11-19")
    fill_bounds([meeting])
    rows = [Participation(actor=one.office.actor) for one in (story.wang, story.lavrov)]
    assert twins_of(encounter_of(meeting, rows, [])) == []


def test_a_call_on_another_day_is_none(story: Rio) -> None:
    assert entered(story, story.wang, story.lavrov, date="2024-11-20", channel="call") == []
    (twin,) = entered(story, story.wang, story.lavrov, date="2024-11-19", channel="call")
    assert twin.meeting == story.with_russia


def test_an_announced_meeting_is_near_for_sixty_days(story: Rio) -> None:
    story.with_russia.reports.update(occurrence="announced")
    (twin,) = entered(story, story.wang, story.lavrov, date="2025-01-18")
    assert twin.signs == ("the same participants", "60 days apart", "announced only")
    assert entered(story, story.wang, story.lavrov, date="2025-01-19") == []


def test_what_is_announced_finds_what_was_held_within_sixty_days(story: Rio) -> None:
    (twin,) = entered(story, story.wang, story.lavrov, date="2024-09-20", occurrence="called_off")
    assert twin.meeting == story.with_russia


def test_without_a_date_the_days_of_the_sources_stand_for_it(story: Rio) -> None:
    (twin,) = entered(story, story.wang, story.lavrov)
    assert twin.signs == ("the same participants", "days that overlap")
    Source.objects.update(published="", published_earliest=None, published_latest=None)
    story.source.refresh_from_db()
    assert entered(story, story.wang, story.lavrov) == []


def test_an_announced_meeting_without_a_date_is_a_twin(story: Rio) -> None:
    story.with_russia.reports.update(occurrence="announced")
    Meeting.objects.filter(pk=story.with_russia.pk).update(
        date="", date_basis="stated", date_earliest=None, date_latest=None
    )
    (twin,) = entered(story, story.wang, story.lavrov, date="2024-11-25")
    assert twin.meeting == story.with_russia


def test_a_copy_has_the_same_actors_people_day_and_channel(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(
        date="2024-11-19", date_basis="stated", date_earliest="2024-11-19"
    )
    (twin,) = entered(story, story.wang, story.lavrov, date="2024-11-19")
    assert twin.is_copy
    assert twin.signs == ("the same participants", "the same date")
    for date, channel in (("2024-11-18", "in_person"), ("2024-11-19", "video")):
        (twin,) = entered(story, story.wang, story.lavrov, date=date, channel=channel)
        assert not twin.is_copy


def test_a_span_of_days_makes_no_copy(story: Rio) -> None:
    (twin,) = entered(story, story.wang, story.lavrov, date="[2024-11-18..2024-11-19]")
    assert twin.signs == ("the same participants", "the same date")
    assert not twin.is_copy


def test_a_saved_meeting_is_no_twin_of_itself(story: Rio) -> None:
    assert twins_of_meeting(story.with_russia) == []
    other = copy_of(story.with_russia)
    assert [twin.meeting for twin in twins_of_meeting(story.with_russia)] == [other]


def test_a_withdrawn_meeting_is_no_twin(story: Rio) -> None:
    publish(story.with_russia.pk, None)
    withdraw(story.with_russia.pk, reviewer(), "Entered twice.")
    assert entered(story, story.wang, story.lavrov, date="2024-11-19") == []


def test_at_most_five_are_shown_in_few_queries(story: Rio) -> None:
    for _ in range(7):
        copy_of(story.with_russia)
    with CaptureQueriesContext(connection) as queries:
        twins = twins_of_meeting(story.with_russia)
        [str(twin.meeting) for twin in twins]
    assert len(twins) == 5
    # Two for the parts of the meeting, four for the keys, and the meetings with what they show.
    assert len(queries) == 11


def test_nothing_is_asked_before_two_take_part(story: Rio) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert twins_of(Encounter(actors=frozenset([1]), days=(None, None))) == []
    assert len(queries) == 0
