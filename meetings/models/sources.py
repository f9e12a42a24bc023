"""Publishers, sources (their documents), and captures of their texts."""

import datetime
from collections.abc import Iterable

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from meetings.dates import fields
from meetings.identifiers import new_public_id

from . import actors, base, choices

validate_web_address = URLValidator(schemes=["http", "https"])
validate_host = RegexValidator(
    r"^(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./~-]+)?$",
    "Write a host in small letters such as “en.kremlin.ru”, without “https://” and “www.”.",
)


class Publisher(base.SharedThing):
    """A publisher: an agency, a newspaper, a ministry. Official publishers have an actor."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=100, unique=True, blank=True)
    kind = models.CharField(
        max_length=20, choices=choices.PublisherKind.choices, default=choices.PublisherKind.PRESS
    )
    actor = models.ForeignKey(
        actors.Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publishers",
        help_text="Whose publisher it is. Needed exactly for official ones.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            base.choice_constraint("publisher", "kind", choices.PublisherKind.values),
            models.CheckConstraint(condition=~Q(slug=""), name="publisher_has_slug"),
            models.CheckConstraint(
                condition=Q(kind__in=list(choices.OFFICIAL_PUBLISHERS), actor__isnull=False)
                | (~Q(kind__in=list(choices.OFFICIAL_PUBLISHERS)) & Q(actor__isnull=True)),
                name="publisher_actor_if_official",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def all_names(self) -> Iterable[str]:
        """Return the name, every other name, and the sites."""
        yield self.name
        if self.pk:
            yield from (other.name for other in self.names.all())
            yield from (site.host for site in self.sites.all())


class PublisherName(base.OtherName):
    """Another name of a publisher: Kremlin, MEA, FCDO."""

    publisher = models.ForeignKey(Publisher, models.CASCADE, related_name="names")

    class Meta:
        ordering = ["publisher", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "name", "language"], name="publishername_unique"
            ),
        ]


class PublisherSite(models.Model):
    """A site of a publisher: “en.kremlin.ru”. Several publishers may share a host (gov.uk)."""

    publisher = models.ForeignKey(Publisher, models.CASCADE, related_name="sites")
    host = models.CharField(
        max_length=200,
        validators=[validate_host],
        help_text="Without “www.”; a path follows where publishers share a host.",
    )
    language = models.CharField(
        max_length=20,
        blank=True,
        validators=[base.validate_language],
        help_text="BCP 47, if all of the site is in one language: “ru”.",
    )
    end = fields.EDTFField(
        blank=True, help_text="When the publisher left this site; empty: still there."
    )

    class Meta:
        ordering = ["publisher", "end", "host"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "host"], name="publishersite_unique"),
            fields.date_bounds_constraint("publishersite", "end"),
        ]

    def __str__(self) -> str:
        return self.host


class Source(base.SharedThing):
    """A document: a news story, a readout, a joint statement."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="sources")
    title = models.CharField(max_length=500)
    url = models.URLField("address", max_length=1000, blank=True, validators=[validate_web_address])
    archive_url = models.URLField(
        "archived copy",
        max_length=1000,
        blank=True,
        validators=[validate_web_address],
        help_text="At an archive such as web.archive.org, for when the address no longer opens.",
    )
    published = fields.EDTFField(blank=True, help_text="The day it was published.")
    published_earliest: datetime.date | None
    published_latest: datetime.date | None
    language = models.CharField(max_length=20, default="en", validators=[base.validate_language])
    via = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credited",
        help_text="The agency the publisher credits.",
    )
    same_text_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="same_text"
    )

    class Meta:
        ordering = ["-published_latest", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_has_title"),
            # The same document entered twice would count as two accounts.
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="source_url_unique"),
            models.CheckConstraint(
                condition=~Q(same_text_as=models.F("id")), name="source_not_same_as_itself"
            ),
            fields.date_bounds_constraint("source", "published"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    def all_names(self) -> Iterable[str]:
        """Return title, publisher and address."""
        yield from (self.title, self.url)
        if self.publisher_id:
            yield self.publisher.name


class Capture(models.Model):
    """The text of a source at one time; a revised document gets a new capture."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="captures")
    taken = models.DateTimeField(help_text="When it was seen (UTC).")
    text = models.TextField(blank=True, help_text="The whole text. Never shown publicly.")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    archive_url = models.URLField("archived copy", max_length=1000, blank=True)
    excerpt = models.CharField(
        "public excerpt", max_length=500, blank=True, help_text="Short, shown publicly."
    )

    class Meta:
        ordering = ["source", "-taken"]
        constraints = [
            models.UniqueConstraint(fields=["source", "taken"], name="capture_unique"),
            models.CheckConstraint(
                condition=Q(text="", sha256="") | (~Q(text="") & ~Q(sha256="")),
                name="capture_hash_with_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken:%d %B %Y %H:%M}"
