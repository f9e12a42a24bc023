"""Series of summits and their editions."""

import datetime
from collections.abc import Iterable

from django.db import models

from meetings.dates import fields

from . import actors, base, choices, places


class Series(base.SharedThing):
    """A series of summits: G20, ASEAN Summit, NATO summit."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=100, unique=True)
    organisation = models.ForeignKey(
        actors.Actor, models.PROTECT, null=True, blank=True, related_name="series"
    )
    wikidata_id = models.CharField(max_length=20, blank=True, validators=[base.validate_wikidata])

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name

    def all_names(self) -> Iterable[str]:
        """Return the long and short name."""
        return (self.name, self.short_name)


class Summit(base.SharedThing):
    """An edition of a series, or a single summit: dates, place and host.

    A host does not necessarily attend: it takes part only if it has a participation.
    """

    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="summits"
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    date = fields.EDTFField("dates")
    date_earliest: datetime.date | None
    date_latest: datetime.date | None
    place = models.ForeignKey(
        places.Place, models.PROTECT, null=True, blank=True, related_name="summits"
    )
    host = models.ForeignKey(
        actors.Actor, models.PROTECT, null=True, blank=True, related_name="hosted"
    )
    channel = models.CharField(
        max_length=20, choices=choices.Channel.choices, default=choices.Channel.IN_PERSON
    )

    class Meta:
        ordering = ["-date_latest", "name"]
        constraints = [
            base.choice_constraint("summit", "channel", choices.Channel.values),
            models.CheckConstraint(condition=~models.Q(date=""), name="summit_has_date"),
            fields.date_bounds_constraint("summit", "date"),
        ]

    def __str__(self) -> str:
        return self.name

    def all_names(self) -> Iterable[str]:
        """Return the name, the names of the series, the place and the year."""
        yield self.name
        if self.series_id and self.series:
            yield from self.series.all_names()
        if self.place_id and self.place:
            yield self.place.name
        yield self.date[:4]
