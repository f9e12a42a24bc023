"""Places: the cities and sites where meetings take place."""

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from meetings.dates import fields

from . import actors, base


class Place(base.SharedThing):
    """A city or site. Its state may be unknown or contested, or may have been another before."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    state = models.ForeignKey(
        actors.Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        help_text="The state or territory it lies in today. Empty where unknown or contested.",
    )
    latitude = models.DecimalField(
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north, WGS 84.",
    )
    longitude = models.DecimalField(
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east, WGS 84.",
    )
    contested = models.BooleanField("its state is contested", default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_coordinates_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def all_names(self) -> Iterable[str]:
        """Return all names of the place."""
        yield self.name
        if self.pk:
            yield from (other.name for other in self.names.all())


class PlaceName(base.OtherName):
    """Another name of a place: Rio, Leningrad, 北京."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")

    class Meta:
        ordering = ["place", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name", "language"], name="placename_unique"),
        ]


class FormerState(models.Model):
    """A state in which a place lay before, from–to."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="former_states")
    state = models.ForeignKey(actors.Actor, models.PROTECT, related_name="former_places")
    start = fields.EDTFField(blank=True)
    end = fields.EDTFField()

    class Meta:
        ordering = ["place", "end_latest"]
        constraints = [
            models.UniqueConstraint(fields=["place", "state", "end"], name="formerstate_unique"),
            models.CheckConstraint(condition=~Q(end=""), name="formerstate_has_end"),
            fields.date_bounds_constraint("formerstate", "start"),
            fields.date_bounds_constraint("formerstate", "end"),
            models.CheckConstraint(
                condition=Q(start="") | Q(end_latest__gte=F("start_earliest")),
                name="formerstate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} in {self.state}"
