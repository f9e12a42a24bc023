"""Actors: states, organisations and other bodies that are represented at meetings."""

import datetime
from collections.abc import Iterable

from django.core.validators import RegexValidator
from django.db import models

from meetings.dates import fields

from . import base, choices

CODE_PATTERN = r"^[A-Z0-9]{2,12}$"


class Actor(base.SharedThing):
    """A state, territory, organisation or other body that takes part in meetings.

    ``code`` is public and permanent: ISO 3166-1 alpha-3 for states and territories, ISO 3166-3
    for those that have ended, a documented local code (XAA–XZZ, XKX) where ISO has none; other
    kinds never take an ISO code. A renamed state stays the same actor; its names are dated.
    """

    code = models.CharField(
        max_length=12,
        unique=True,
        validators=[RegexValidator(CODE_PATTERN, "Use 2 to 12 capital letters or digits.")],
        help_text="ISO 3166-1 alpha-3 for states and territories. Public, never changed.",
    )
    kind = models.CharField(max_length=30, choices=choices.ActorKind.choices)
    name = models.CharField(max_length=200, help_text="Our own neutral name.")
    article = models.BooleanField(
        "takes “the”", default=False, help_text="In a sentence: the United States, the G20."
    )
    sort_name = models.CharField(max_length=200, blank=True)
    demonym = models.CharField(max_length=100, blank=True)
    alpha2 = models.CharField("ISO alpha-2", max_length=2, blank=True)
    region = models.CharField(max_length=60, blank=True)
    subregion = models.CharField(max_length=60, blank=True)
    capital = models.ForeignKey(
        "Place", models.SET_NULL, null=True, blank=True, related_name="capital_of"
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The organisation of an organ, or the state of a territory.",
    )
    predecessors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="successors"
    )
    start = fields.EDTFField(blank=True)
    end = fields.EDTFField(blank=True)
    start_earliest: datetime.date | None
    end_latest: datetime.date | None
    cow_number = models.PositiveSmallIntegerField("Correlates of War number", null=True, blank=True)
    gw_number = models.PositiveSmallIntegerField("Gleditsch–Ward number", null=True, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True, validators=[base.validate_wikidata])
    contested = models.BooleanField(
        "representation is contested",
        default=False,
        help_text="No flag is shown; each participation says by whose word it represents.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=CODE_PATTERN), name="actor_code_form"
            ),
            base.choice_constraint("actor", "kind", choices.ActorKind.values),
            models.CheckConstraint(
                # ISO and our local codes for countries have three characters.
                condition=~models.Q(kind__in=sorted(choices.COUNTRY_KINDS))
                | models.Q(code__regex=r"^[A-Z]{3}$"),
                name="actor_country_code_form",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=choices.ActorKind.ORGAN) | models.Q(parent__isnull=False),
                name="actor_organ_has_parent",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="actor_not_its_own_parent"
            ),
            fields.date_bounds_constraint("actor", "start"),
            fields.date_bounds_constraint("actor", "end"),
            models.CheckConstraint(
                condition=models.Q(start="")
                | models.Q(end="")
                | models.Q(end_latest__gte=models.F("start_earliest")),
                name="actor_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_country(self) -> bool:
        """Whether the actor is listed under /countries/ rather than /organisations/."""
        return self.kind in choices.COUNTRY_KINDS

    def all_names(self) -> Iterable[str]:
        """Return code, names and demonym."""
        yield from (self.name, self.code, self.alpha2, self.demonym)
        yield from (other.name for other in self._other_names() if not other.is_translated)

    def translated_names(self) -> Iterable[str]:
        """Return the names in other languages."""
        return (other.name for other in self._other_names() if other.is_translated)

    def _other_names(self) -> Iterable["ActorName"]:
        return self.names.all() if self.pk else ()


class ActorName(base.OtherName):
    """A former, formal or other name of an actor, with dates where they are known."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names")
    kind = models.CharField(
        max_length=10, choices=choices.ActorNameKind.choices, default=choices.ActorNameKind.OTHER
    )
    article = models.BooleanField("takes “the”", default=False)
    start = fields.EDTFField(blank=True)
    end = fields.EDTFField(blank=True)

    class Meta:
        ordering = ["actor", "end_latest", "name"]
        constraints = [
            base.choice_constraint("actorname", "kind", choices.ActorNameKind.values),
            models.UniqueConstraint(
                fields=["actor", "name", "language", "start"], name="actorname_unique"
            ),
            fields.date_bounds_constraint("actorname", "start"),
            fields.date_bounds_constraint("actorname", "end"),
        ]

    @property
    def is_translated(self) -> bool:
        """Whether the name is for search and intake only: cards and pages do not carry it."""
        return self.kind == choices.ActorNameKind.TRANSLATED


class Membership(models.Model):
    """An actor's membership of an organisation, from–to."""

    organisation = models.ForeignKey(Actor, models.CASCADE, related_name="members")
    member = models.ForeignKey(Actor, models.CASCADE, related_name="memberships")
    status = models.CharField(
        max_length=10,
        choices=choices.MembershipStatus.choices,
        default=choices.MembershipStatus.MEMBER,
    )
    start = fields.EDTFField(blank=True)
    end = fields.EDTFField(blank=True)

    class Meta:
        ordering = ["organisation", "member", "start_earliest"]
        constraints = [
            base.choice_constraint("membership", "status", choices.MembershipStatus.values),
            models.UniqueConstraint(
                fields=["organisation", "member", "start"], name="membership_unique"
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("member")),
                name="membership_not_of_itself",
            ),
            fields.date_bounds_constraint("membership", "start"),
            fields.date_bounds_constraint("membership", "end"),
            models.CheckConstraint(
                condition=models.Q(start="")
                | models.Q(end="")
                | models.Q(end_latest__gte=models.F("start_earliest")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.organisation}"
