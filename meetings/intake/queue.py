"""The desk's queue of stories: received, read, worked on, and done with."""

import logging
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from meetings.desk import similar
from meetings.desk.captures import text_digest
from meetings.models import Story
from meetings.models.choices import STORIES_READ, StoryState
from meetings.publication.errors import Deleted, StaleEdit, WrongState

from . import stored, worksheet
from .documents import Document
from .proposal import Reading
from .reader import read_story
from .second import reader as second

logger = logging.getLogger(__name__)

NOT_READ = "The reader failed at this story, so nothing is proposed: enter its meetings by hand."


def receive(document: Document, user: User | None, *, file_name: str = "") -> tuple[Story, bool]:
    """Put a document into the queue; return its story, and whether it is new there.

    The same text is one story, whoever pastes it; an address that was not known then is added.
    """
    digest = text_digest(document.text)
    given = {
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "publisher": document.publisher,
        "language": document.language,
        "file_name": file_name[:200],
    }
    story, is_new = Story.objects.get_or_create(
        sha256=digest,
        defaults={
            **given,
            "text": document.text,
            "sketch": similar.sketch(document.text),
            "received_by": user,
        },
    )
    if not is_new:
        _add_given(story, given)
    return story, is_new


def _add_given(story: Story, given: Mapping[str, str]) -> None:
    missing = {name: value for name, value in given.items() if value and not getattr(story, name)}
    if missing:
        Story.objects.filter(pk=story.pk).update(**missing)
        story.refresh_from_db()


def read(story: Story) -> Reading:
    """Return what the reader proposes for a story, and keep it.

    A reader that fails proposes nothing, and says so: the story is never lost by it.
    """
    try:
        reading = read_story(
            story.text, url=story.url, title=story.title, published=story.published
        )
    except Exception:  # whatever it raises, the story can be entered by hand
        logger.exception("The reader failed at story %s.", story.pk)
        reading = Reading(is_read=False, notes=[NOT_READ])
    story.reading = stored.as_json(reading)
    story.proposed = sum(not meeting.background for meeting in reading.meetings)
    story.title = story.title or reading.source.title[:500]
    Story.objects.filter(pk=story.pk).update(
        reading=story.reading, proposed=story.proposed, title=story.title
    )
    return reading


def ask_second(story: Story) -> Reading:
    """Return what the second reader proposes for a story; the text is sent to its endpoint.

    Nothing is kept: an editor takes what is right of it. Raises NoAnswer where there is none.
    """
    given = {"url": story.url, "title": story.title, "published": story.published}
    return second.read_story(story.text, **given)


def lock(story_id: int, revision: int) -> Story:
    """Lock a story that was opened at ``revision``; needs a transaction.

    Raises StaleEdit if it was changed since, Deleted if it is gone.
    """
    try:
        story = Story.objects.select_for_update(of=("self",), no_key=True).get(pk=story_id)
    except ObjectDoesNotExist as error:
        raise Deleted("The story was deleted meanwhile.") from error
    if story.revision != revision:
        raise StaleEdit("Somebody else saved this story since you opened it.")
    return story


@transaction.atomic
def keep(story_id: int, revision: int, sheet: worksheet.Worksheet, user: User) -> Story:
    """Keep what an editor has decided so far, as it stands. Raises StaleEdit, Deleted."""
    story = lock(story_id, revision)
    if story.state == StoryState.WAITING:
        story.state = StoryState.BEGUN
    return _kept(story, sheet, user)


@transaction.atomic
def note_no_meeting(story_id: int, revision: int, sheet: worksheet.Worksheet, user: User) -> Story:
    """Keep that a story reports no meeting, and what was typed.

    Raises StaleEdit, Deleted, WrongState.
    """
    story = lock(story_id, revision)
    if story.accepted.exists():
        raise WrongState("Meetings of this story were accepted already.")
    story.state = StoryState.NO_MEETING
    return _kept(story, sheet, user)


@transaction.atomic
def reopen(story_id: int, revision: int, sheet: worksheet.Worksheet, user: User) -> Story:
    """Take a story up again that was done with, and keep what was typed.

    Raises StaleEdit, Deleted, WrongState.
    """
    story = lock(story_id, revision)
    if story.state not in STORIES_READ:
        raise WrongState("This story is open already.")
    story.state = StoryState.BEGUN
    return _kept(story, sheet, user)


def _kept(story: Story, sheet: worksheet.Worksheet, user: User) -> Story:
    story.worksheet = worksheet.as_json(sheet)
    count_change(story, user)
    return story


def count_change(story: Story, user: User) -> None:
    """Save a locked story, count the change, and remember who made it."""
    story.revision += 1
    story.worked_on, story.worked_on_by = timezone.now(), user
    story.save()


def waiting() -> dict[str, Any]:
    """Return how many stories wait and how many are begun, by state."""
    states = (StoryState.WAITING, StoryState.BEGUN)
    return {state.value: Story.objects.filter(state=state).count() for state in states}
