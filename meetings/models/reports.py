"""Reports: the accounts of a meeting in our sources, with topics and statements."""

import datetime

from django.db import models
from django.db.models import F, Q

from meetings.dates import fields

from . import actors, base, choices, meetings, people, sources, topics


class Report(models.Model):
    """One account of one meeting in one source.

    ``voices`` are the actors that give the account: several for a joint text, none for a third
    party. That a voice speaks once in a source, and one third party, is checked by
    ``meetings.desk.checks`` and before publication: the rule spans tables.
    """

    meeting = models.ForeignKey(meetings.Meeting, models.CASCADE, related_name="reports")
    source = models.ForeignKey(sources.Source, models.PROTECT, related_name="reports")
    voices: "models.ManyToManyField[actors.Actor, ReportVoice]" = models.ManyToManyField(
        actors.Actor, through="ReportVoice", blank=True, related_name="accounts"
    )
    capture = models.ForeignKey(
        sources.Capture, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    extent = models.CharField(
        "extent seen",
        max_length=10,
        choices=choices.Extent.choices,
        default=choices.Extent.RELAYED,
        help_text="“Not mentioned” is only ever said of a whole document.",
    )
    attribution = models.CharField(
        max_length=15, choices=choices.Attribution.choices, default=choices.Attribution.STATEMENT
    )
    attributed_to = models.CharField(
        max_length=200, blank=True, help_text="Name and title of the official, as reported."
    )
    occurrence = models.CharField(
        max_length=12,
        choices=choices.REPORTED_OCCURRENCES,
        default=choices.Occurrence.HELD,
        help_text="As this account has it.",
    )
    date = fields.EDTFField("date as this account has it", blank=True)
    summary = models.TextField(blank=True, help_text="What it says, in our own words.")
    notes = models.TextField("notes of the desk", blank=True, help_text="Never shown publicly.")
    date_earliest: datetime.date | None
    date_latest: datetime.date | None

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            base.choice_constraint("report", "extent", choices.Extent.values),
            base.choice_constraint("report", "attribution", choices.Attribution.values),
            base.choice_constraint(
                "report", "occurrence", [value for value, _ in choices.REPORTED_OCCURRENCES]
            ),
            fields.date_bounds_constraint("report", "date"),
        ]

    def __str__(self) -> str:
        voices = ", ".join(str(row.actor) for row in self.voice_rows.all()) if self.pk else ""
        return f"{voices or 'Third party'}, in {self.source}"


class ReportVoice(models.Model):
    """An actor that gives an account, alone or with others."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="voice_rows")
    actor = models.ForeignKey(actors.Actor, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "id"]
        verbose_name = "voice"
        constraints = [
            models.UniqueConstraint(fields=["report", "actor"], name="reportvoice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}"


class ReportTopic(models.Model):
    """A topic in a report: the words of the account on it, and the term it uses."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="topics")
    topic = models.ForeignKey(topics.Topic, models.PROTECT, related_name="mentions")
    says = models.TextField("what it says", blank=True, help_text="In our own words.")
    term_used = models.CharField(max_length=200, blank=True)
    span_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="First character in the captured text, counted from 0."
    )
    span_end = models.PositiveIntegerField(
        null=True, blank=True, help_text="The character after the last one."
    )

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "topic"], name="reporttopic_once"),
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True)
                | Q(span_end__gt=F("span_start")),
                name="reporttopic_span_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}"


class Statement(models.Model):
    """A quotation in a report.

    The speaker is a person (not necessarily a participant) or an institution.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="statements")
    speaker = models.ForeignKey(
        people.Person, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    institution = models.ForeignKey(
        actors.Actor, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    text = models.TextField(help_text="The words quoted, without quotation marks.")
    language = models.CharField(max_length=20, default="en", validators=[base.validate_language])
    translated = models.BooleanField(default=False, help_text="The words are a translation.")

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker__isnull=False, institution__isnull=True)
                | Q(speaker__isnull=True, institution__isnull=False),
                name="statement_one_speaker",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="statement_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker or self.institution}: {self.text[:60]}"
