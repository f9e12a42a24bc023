"""Offices of actors, and tenures: who held them from when to when."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q

from meetings.dates import fields

from . import actors, base, choices, people


class Office(base.SharedThing):
    """An office of an actor: “Minister of Foreign Affairs” of China."""

    actor = models.ForeignKey(actors.Actor, models.PROTECT, related_name="offices")
    name = models.CharField(max_length=200)
    rank = models.CharField(max_length=30, choices=choices.Rank.choices)
    slug = models.SlugField(max_length=120, unique=True)
    start = fields.EDTFField(blank=True)
    end = fields.EDTFField(blank=True)
    start_earliest: datetime.date | None
    end_latest: datetime.date | None

    class Meta:
        ordering = ["actor", "name"]
        constraints = [
            base.choice_constraint("office", "rank", choices.Rank.values),
            models.UniqueConstraint(fields=["actor", "name"], name="office_unique"),
            fields.date_bounds_constraint("office", "start"),
            fields.date_bounds_constraint("office", "end"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.actor}"

    def all_names(self) -> Iterable[str]:
        """Return the title, the rank and all names of the actor."""
        yield from (self.name, self.get_rank_display())
        if self.actor_id:
            yield from self.actor.all_names()

    def translated_names(self) -> Iterable[str]:
        """Return the names of the actor in other languages."""
        return self.actor.translated_names() if self.actor_id else ()


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Queries of tenures by day."""

    def possibly_on(self, earliest: datetime.date, latest: datetime.date) -> Self:
        """Keep tenures that may have run on some day from ``earliest`` to ``latest``."""
        started = Q(start_earliest__isnull=True) | Q(start_earliest__lte=latest)
        running = Q(end_latest__isnull=True) | Q(end_latest__gte=earliest)
        return self.filter(started, running)


class Tenure(models.Model):
    """A person's time in an office. An empty start is unknown; an empty end unknown or open.

    A term that is not ``confirmed`` is known to the desk alone: suggestions and proposals show it
    as such, and public pages do not list it until an editor confirms it.
    """

    person = models.ForeignKey(people.Person, models.CASCADE, related_name="tenures")
    office = models.ForeignKey(Office, models.PROTECT, related_name="tenures")
    start = fields.EDTFField(blank=True)
    end = fields.EDTFField(blank=True)
    start_earliest: datetime.date | None
    end_latest: datetime.date | None
    acting = models.BooleanField(default=False)
    confirmed = models.BooleanField(
        default=True,
        help_text="Not ticked: from reference data, and not sure. Only the desk sees it.",
    )
    known_until = models.DateField(
        "checked to",
        null=True,
        blank=True,
        help_text="The last day on which the source of an open term had the person in office.",
    )

    # What a file of terms last said of start, end, acting and confirmed. A value that differs from
    # it, or is missing in it, was set by an editor, and files do not change it any more.
    as_loaded = models.JSONField(default=dict, blank=True, editable=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["person", F("start_earliest").desc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "office", "start"], name="tenure_unique"),
            fields.date_bounds_constraint("tenure", "start"),
            fields.date_bounds_constraint("tenure", "end"),
            models.CheckConstraint(
                condition=Q(start="") | Q(end="") | Q(end_latest__gte=F("start_earliest")),
                name="tenure_ends_after_start",
            ),
        ]
        indexes = [
            # The desk proposes the offices a person may have held on a day.
            models.Index(fields=["person", "start_earliest"], name="tenure_person_start"),
        ]

    def __str__(self) -> str:
        acting = "acting " if self.acting else ""
        return f"{self.person}, {acting}{self.office}"
