"""The way of a meeting from draft to review and back: who may take it, and from where."""

import pytest
from django.contrib.auth.models import User

from meetings.desk import changes
from meetings.models import Meeting
from meetings.publication.errors import NotAllowed, NotPublishable, StaleEdit, WrongState
from tests.drafts import Rio, rio, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    return rio()


def status(story: Rio) -> str:
    return Meeting.objects.get(pk=story.with_russia.pk).status


def may_change() -> User:
    """Return a user who may enter and change meetings, and no more."""
    return user_with("ada", "add_meeting", "change_meeting", "view_meeting")


def may_submit() -> User:
    """Return a user who may hand meetings to review."""
    return user_with("grace", "submit_meeting")


def test_who_may_change_meetings_may_not_therefore_hand_them_in(story: Rio) -> None:
    with pytest.raises(NotAllowed, match="hand meetings to review"):
        changes.submit(story.with_russia.pk, may_change())
    assert status(story) == "draft"


def test_who_may_change_meetings_may_not_therefore_take_them_back(story: Rio) -> None:
    changes.submit(story.with_russia.pk, may_submit())
    with pytest.raises(NotAllowed, match="return meetings to the editors"):
        changes.return_to_draft(story.with_russia.pk, may_change())
    assert status(story) == "in_review"


def test_a_draft_is_handed_in_and_returned(story: Rio) -> None:
    grace = may_submit()
    changes.submit(story.with_russia.pk, grace)
    assert status(story) == "in_review"
    changes.return_to_draft(story.with_russia.pk, grace)
    assert status(story) == "draft"


def test_each_way_begins_at_its_own_state(story: Rio) -> None:
    grace = may_submit()
    with pytest.raises(WrongState, match="Only a meeting in review"):
        changes.return_to_draft(story.with_russia.pk, grace)
    changes.submit(story.with_russia.pk, grace)
    with pytest.raises(WrongState, match="Only a draft"):
        changes.submit(story.with_russia.pk, grace)


def test_what_is_not_complete_is_not_handed_in() -> None:
    empty = Meeting.objects.create()
    with pytest.raises(NotPublishable) as refused:
        changes.submit(empty.pk, may_submit())
    assert [one.code for one in refused.value.missing] == ["actors", "date", "report"]
    assert Meeting.objects.get(pk=empty.pk).status == "draft"


def test_a_lock_is_refused_to_who_read_an_older_revision(story: Rio) -> None:
    meeting = story.with_russia
    assert changes.lock_meeting(meeting.pk, meeting.revision) == meeting
    changes.record_change(meeting, user_with("ada"))
    with pytest.raises(StaleEdit):
        changes.lock_meeting(meeting.pk, meeting.revision - 1)


def test_a_change_is_counted_and_its_author_remembered(story: Rio) -> None:
    meeting, ada = story.with_russia, user_with("ada")
    before = meeting.revision
    changes.record_change(meeting, ada)
    changes.record_change(meeting, ada)
    changes.record_change(meeting, None)
    assert meeting.revision == before + 3
    assert list(meeting.editors.all()) == [ada]
