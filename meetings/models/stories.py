"""Stories: texts that editors read, with what a reader proposed and what they decided so far."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from . import base, choices, meetings, sources


class Story(models.Model):
    """A text that somebody pasted or sent to the desk, and its place in the desk's queue.

    ``text`` is as received, but for line ends and characters that no page shows. ``title`` to
    ``language`` are as the document gives them. ``reading`` is what a reader proposes
    (``meetings.intake.stored``), ``worksheet`` what the story page shows: the texts of all its
    inputs, as editors left them (``meetings.intake.worksheet``). ``revision`` counts changes: a
    page opened at an older revision is merged. All of it is private.
    """

    text = models.TextField()
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    title = models.CharField(max_length=500, blank=True)
    url = models.CharField("address", max_length=1000, blank=True)
    published = models.CharField(max_length=100, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=20, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    received = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    state = models.CharField(
        max_length=12, choices=choices.StoryState.choices, default=choices.StoryState.WAITING
    )
    reading = models.JSONField(null=True, editable=False)
    worksheet = models.JSONField(null=True, editable=False)
    proposed = models.PositiveSmallIntegerField("meetings proposed", default=0, editable=False)
    # The smallest hashes of its phrases (``meetings.desk.similar``): nearly the same text is found.
    sketch = models.JSONField(default=list, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    worked_on = models.DateTimeField(null=True, editable=False)
    worked_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    source = models.ForeignKey(
        sources.Source, models.SET_NULL, null=True, editable=False, related_name="stories"
    )
    meetings: "models.ManyToManyField[meetings.Meeting, StoryMeeting]" = models.ManyToManyField(
        meetings.Meeting, through="StoryMeeting", editable=False, related_name="stories"
    )

    class Meta:
        ordering = ["-received", "-pk"]
        verbose_name_plural = "stories"
        constraints = [
            base.choice_constraint("story", "state", choices.StoryState.values),
            models.CheckConstraint(condition=~Q(text=""), name="story_has_text"),
            # The same text pasted twice is one story, at which both editors work.
            models.UniqueConstraint(fields=["sha256"], name="story_text_once"),
        ]
        indexes = [
            # The queue: stories waiting or begun, newest first.
            models.Index(fields=["state", "-received"], name="story_state_received"),
        ]

    def __str__(self) -> str:
        return self.title or " ".join(self.text[:200].split())[:80] or f"Story {self.pk}"


class StoryMeeting(models.Model):
    """A meeting that a story became, or that got an account from it.

    ``key`` is that of its card on the story page: no card is accepted twice.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="accepted")
    key = models.CharField(max_length=12)
    meeting = models.ForeignKey(meetings.Meeting, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["story", "id"]
        verbose_name = "accepted meeting"
        constraints = [
            models.UniqueConstraint(fields=["story", "key"], name="storymeeting_card_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}"
