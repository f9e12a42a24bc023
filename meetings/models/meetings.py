"""Meetings in their state at the desk, and participations."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings import identifiers
from meetings.dates import edtf, fields, words

from . import actors, base, choices, offices, people, places, summits

_MOST_NAMED = 4


class Meeting(models.Model):
    """A meeting in its state at the desk.

    The public sees its ``record``, which only ``meetings.publication`` writes. ``revision`` counts
    changes to the meeting, its participations and its reports: a form opened at an older revision
    is refused. ``editors`` are the users who changed the meeting since it was last published.
    """

    public_id = models.CharField(
        max_length=10, unique=True, default=identifiers.new_public_id, editable=False
    )
    title = models.CharField(
        max_length=300, blank=True, help_text="Empty: made from the participants and the summit."
    )
    date = fields.EDTFField(blank=True)
    date_earliest: datetime.date | None
    date_latest: datetime.date | None
    date_basis = models.CharField(
        max_length=12, choices=edtf.Basis.choices, default=edtf.Basis.STATED
    )
    channel = models.CharField(
        max_length=20, choices=choices.Channel.choices, default=choices.Channel.IN_PERSON
    )
    setting = models.CharField(
        max_length=20, choices=choices.Setting.choices, default=choices.Setting.TALKS
    )
    place = models.ForeignKey(
        places.Place, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    summit = models.ForeignKey(
        summits.Summit, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    sidelines = models.BooleanField("on the sidelines of the summit", default=False)
    summary = models.TextField(blank=True, help_text="In our own words.")
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="The meeting that was called off and that this one was newly arranged for.",
    )
    occurrence_override = models.CharField(
        "occurrence", max_length=12, choices=choices.Occurrence.choices, blank=True,
        help_text="Empty: follows from the reports.",
    )  # fmt: skip
    occurrence_note = models.CharField(
        max_length=500, blank=True, help_text="Why it differs from the reports. Public."
    )
    notes = models.TextField("notes of the desk", blank=True, help_text="Never shown publicly.")
    checked = models.BooleanField(
        "checked by an editor",
        default=True,
        help_text="Not ticked: imported from a list, and its page says so.",
    )

    # What an editor answered to a doubt, or to a meeting that seems the same: key -> the note, ""
    # for a mere yes (``meetings.desk.plausibility``, ``meetings.desk.twins``). Never public.
    confirmed = models.JSONField(default=dict, blank=True, editable=False)

    status = models.CharField(
        max_length=12, choices=choices.Status.choices, default=choices.Status.DRAFT, editable=False
    )
    unpublished_changes = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, editable=False, related_name="+")
    record = models.OneToOneField(
        "Record", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-modified"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public_id__regex=f"^{identifiers.PATTERN}$"),
                name="meeting_public_id_form",
            ),
            base.choice_constraint("meeting", "date_basis", edtf.Basis.values),
            base.choice_constraint("meeting", "channel", choices.Channel.values),
            base.choice_constraint("meeting", "setting", choices.Setting.values),
            base.choice_constraint("meeting", "status", choices.Status.values),
            base.choice_constraint(
                "meeting", "occurrence_override", ["", *choices.Occurrence.values]
            ),
            fields.date_bounds_constraint("meeting", "date"),
            models.CheckConstraint(
                # A publication on the 19th does not imply a meeting on the 19th.
                condition=~Q(date_basis=edtf.Basis.PUBLICATION)
                | Q(date="")
                | Q(date_latest__gt=models.F("date_earliest")),
                name="meeting_publication_basis_no_bare_day",
            ),
            models.CheckConstraint(
                condition=Q(sidelines=False) | Q(summit__isnull=False),
                name="meeting_sidelines_of_a_summit",
            ),
            models.CheckConstraint(
                condition=Q(occurrence_override="") | ~Q(occurrence_note=""),
                name="meeting_occurrence_override_has_note",
            ),
            models.CheckConstraint(
                condition=~Q(replaces=models.F("id")), name="meeting_not_its_own_replacement"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[choices.Status.PUBLISHED, choices.Status.WITHDRAWN])
                | Q(record__isnull=False),
                name="meeting_published_has_record",
            ),
        ]
        indexes = [
            # The desk's list: meetings in review or with unpublished changes, newest first.
            models.Index(fields=["status", "-modified"], name="meeting_status_modified"),
            models.Index(
                fields=["-modified"],
                name="meeting_unpublished",
                condition=Q(unpublished_changes=True),
            ),
            models.Index(fields=["-modified"], name="meeting_modified"),
            # Meetings of about the same days, which may be the same one: ``meetings.desk.twins``.
            models.Index(fields=["date_earliest", "date_latest"], name="meeting_days"),
        ]
        permissions = [
            # Reviewers have all of these (``meetings.groups``), editors the first.
            ("submit_meeting", "Can hand a meeting to review"),
            ("publish_meeting", "Can publish and withdraw meetings"),
        ]

    def __str__(self) -> str:
        """Return the title, or participants and date: “Wang Yi (China) – Russia, 18 May 2024”."""
        if self.title:
            return self.title
        when = words.describe(edtf.parse(self.date)) if self.date else ""
        return ", ".join(filter(None, [self.who(self._participants()), when]))

    def _participants(self) -> "Sequence[Participation]":
        if not self.pk:
            return []
        rows = self.participations.all()
        # Rows that were fetched with a list of meetings have their people already.
        fetched = "participations" in getattr(self, "_prefetched_objects_cache", {})
        return list(rows if fetched else rows.select_related("actor", "person"))

    def who(self, rows: "Sequence[Participation]") -> str:
        """Return the names of the participants in ``rows``, and where there are none the id."""
        names = [f"{row.person} ({row.actor})" if row.person else str(row.actor) for row in rows]
        shown = " – ".join(names[:_MOST_NAMED]) or f"Meeting {self.public_id}"
        return f"{shown} and {more} more" if (more := len(names) - _MOST_NAMED) > 0 else shown


class Participation(models.Model):
    """An actor at a meeting, represented by a person in an office or an unnamed delegation."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participations")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    actor = models.ForeignKey(actors.Actor, models.PROTECT, related_name="participations")
    person = models.ForeignKey(
        people.Person, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    tenure = models.ForeignKey(
        offices.Tenure, models.PROTECT, null=True, blank=True, related_name="participations",
        verbose_name="office held",
    )  # fmt: skip
    title_as_reported = models.CharField(max_length=300, blank=True)
    side = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Same number: same side. Empty: each actor is a side of its own.",
    )
    role = models.CharField(
        max_length=12, choices=choices.Role.choices, default=choices.Role.PRINCIPAL
    )
    attendance = models.CharField(
        max_length=10, choices=choices.Attendance.choices, default=choices.Attendance.PRESENT
    )
    basis = models.CharField(
        max_length=12,
        choices=choices.ParticipationBasis.choices,
        default=choices.ParticipationBasis.NAMED,
    )
    standing_in_for = models.ForeignKey(
        people.Person, models.PROTECT, null=True, blank=True, related_name="stood_in_for"
    )
    also_for = models.ForeignKey(
        actors.Actor, models.PROTECT, null=True, blank=True, related_name="also_represented"
    )
    rank = models.CharField(
        max_length=30,
        choices=choices.Rank.choices,
        blank=True,
        help_text="Empty: that of the office held, frozen when saved.",
    )
    authority_as_reported = models.CharField(
        max_length=300, blank=True, help_text="Where representation is contested."
    )
    uncertain = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "position", "id"]
        constraints = [
            base.choice_constraint("participation", "rank", ["", *choices.Rank.values]),
            base.choice_constraint("participation", "role", choices.Role.values),
            base.choice_constraint("participation", "attendance", choices.Attendance.values),
            base.choice_constraint("participation", "basis", choices.ParticipationBasis.values),
            # Two constraints: NULLS NOT DISTINCT does nothing on SQLite.
            models.UniqueConstraint(
                fields=["meeting", "actor", "person"],
                condition=Q(person__isnull=False),
                name="participation_person_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "actor"],
                condition=Q(person__isnull=True),
                name="participation_delegation_once",
            ),
            models.CheckConstraint(
                condition=Q(tenure__isnull=True) | Q(person__isnull=False),
                name="participation_office_needs_person",
            ),
            models.CheckConstraint(
                condition=~Q(basis=choices.ParticipationBasis.ACTOR_ONLY) | Q(person__isnull=True),
                name="participation_actor_only_unnamed",
            ),
            models.CheckConstraint(
                condition=Q(standing_in_for__isnull=True)
                | Q(person__isnull=True)
                | ~Q(standing_in_for=models.F("person")),
                name="participation_not_own_stand_in",
            ),
            models.CheckConstraint(
                condition=Q(also_for__isnull=True) | ~Q(also_for=models.F("actor")),
                name="participation_also_for_another",
            ),
            models.CheckConstraint(
                condition=Q(side__isnull=True) | Q(side__gte=1), name="participation_side_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or 'Delegation'} ({self.actor})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an empty rank takes the rank of the office held, and keeps it."""
        self.freeze_rank()
        super().save(*args, **kwargs)

    def freeze_rank(self) -> None:
        """Take an empty rank from the office held; to be called before a bulk write."""
        if not self.rank and self.tenure is not None:
            self.rank = self.tenure.office.rank
