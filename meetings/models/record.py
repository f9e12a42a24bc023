"""The public record: published records, versions and entries, and the register clock.

Public pages, exports and the API read only these models; only ``meetings.publication`` writes them.
No row refers to a row of the desk.
"""

from collections.abc import Collection
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings import identifiers

from . import base, choices


def spaced(words: Collection[str]) -> str:
    """Return a set of words as a text column stores it, "" for none.

    A space stands before and after each, so that both databases find whole words in it.
    """
    return " ".join(("", *sorted({*words}), "")) if words else ""


class Stamp(NamedTuple):
    """The clock's value and epoch: together they name a public state once and for all."""

    clock: int
    epoch: str


class RegisterClockManager(models.Manager["RegisterClock"]):
    """Reads the clock."""

    def now(self) -> int:
        """Return the clock's value: 0 before the first publication."""
        return self.stamp().clock

    def stamp(self) -> Stamp:
        """Return the clock's value and its epoch; 0 and "" before the first publication."""
        row = self.filter(id=1).values_list("value", "epoch").first()
        return Stamp(*row) if row else Stamp(0, "")


class RegisterClock(models.Model):
    """The register's logical clock: one row, advanced only by public changes.

    The row lock is held from the advance to the commit, so whoever reads the value *n* also
    sees every change stamped *n* or less. Timestamps would lose late commits.

    ``epoch`` is random, and another after every restore from a backup (``manage.py new_epoch``):
    the register then reaches values of the clock again that meant another state before.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.PositiveBigIntegerField(default=0)
    epoch = models.CharField(max_length=12, default=identifiers.new_epoch)

    objects: RegisterClockManager = RegisterClockManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="registerclock_one_row")]

    def __str__(self) -> str:
        return str(self.value)


class Entry(models.Model):
    """The published state of a shared thing: an actor, person, topic, source.

    ``card`` holds its public facts, the same as in the snapshots that show it, in the shape of
    ``schema``; ``detail`` holds further facts for its own page. ``parent`` is the topic above, the
    series of a summit, the organisation of an organ, the publisher of a source.
    """

    kind = models.CharField(max_length=10, choices=choices.EntryKind.choices)
    key = models.CharField(max_length=120)
    label = models.CharField(max_length=500)
    sort_label = models.CharField(max_length=500)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    # The schema of snapshots, which contain cards (``meetings.snapshot.shape.SCHEMA``).
    schema = models.PositiveSmallIntegerField(default=1)
    card = models.JSONField(default=dict)
    detail = models.JSONField(default=dict)
    search_text = models.TextField(default="")
    # While a large update runs in batches: records after this row number may show the old card,
    # and this user published it.
    updating = models.BooleanField(default=False)
    updating_after = models.PositiveBigIntegerField(default=0)
    updating_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    clock = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="entry_key_unique"),
            base.choice_constraint("entry", "kind", choices.EntryKind.values),
        ]
        indexes = [
            # Index pages and the choices of filters: one kind in the order of the alphabet.
            models.Index(fields=["kind", "sort_label"], name="entry_kind_sorted"),
            # Finds entries changed since a clock value; usually there are none.
            models.Index(fields=["clock"], name="entry_clock"),
            # Processes look for updates to go on with, every few seconds: usually there are none.
            models.Index(fields=["id"], name="entry_updating", condition=Q(updating=True)),
        ]

    def __str__(self) -> str:
        return self.label


class Record(models.Model):
    """The projection of a meeting's current version, for lists and filters.

    ``card`` holds the values of a line in a list. A withdrawn or merged meeting keeps its record,
    without links, so that its page can say so.
    """

    public_id = models.CharField(max_length=10, unique=True)
    slug = models.SlugField(max_length=100)
    state = models.CharField(
        max_length=10, choices=choices.RecordState.choices, default=choices.RecordState.PUBLISHED
    )
    version = models.OneToOneField("Version", models.PROTECT, null=True, related_name="current_for")
    title = models.CharField(max_length=300)
    card = models.JSONField(default=dict)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    # The day that lists sort by: the latest; for a meeting without date, a day in the far future.
    listed_on = models.DateField()
    channel = models.CharField(max_length=20, choices=choices.Channel.choices)
    setting = models.CharField(max_length=20, choices=choices.Setting.choices)
    sides = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=30, choices=choices.Level.choices, blank=True)
    occurrence = models.CharField(max_length=12, choices=choices.Occurrence.choices)
    accounts = models.CharField(max_length=12, choices=choices.Accounts.choices)
    checked = models.BooleanField(default=True)
    # The languages of the sources, without script and region (``spaced``).
    source_languages = models.TextField(default="")
    summit = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    series = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    host = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    first_published = models.DateTimeField()
    last_published = models.DateTimeField()
    clock = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            base.choice_constraint("record", "state", choices.RecordState.values),
            base.choice_constraint("record", "occurrence", choices.Occurrence.values),
            base.choice_constraint("record", "accounts", choices.Accounts.values),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True, latest__isnull=True)
                | Q(latest__gte=F("earliest")),
                name="record_date_bounds",
            ),
        ]
        indexes = [
            # The list, newest first: meetings held.
            models.Index(
                fields=["-listed_on", "-id"],
                name="record_newest_held",
                condition=Q(
                    state=choices.RecordState.PUBLISHED, occurrence=choices.Occurrence.HELD
                ),
            ),
            # Caches and the API ask for what changed since a clock value.
            models.Index(fields=["clock"], name="record_clock"),
        ]

    def __str__(self) -> str:
        return self.title


class RecordLink(models.Model):
    """A link from a record to an entry that it shows, with the role of the entry."""

    class Role(models.IntegerChoices):
        """Role of the entry in the record. Filters count the first seven roles."""

        ACTOR = 1, "took part"
        PERSON = 2, "took part in person"
        TOPIC = 3, "was a topic"
        SOURCE = 4, "is a source"
        PUBLISHER = 5, "published a source"
        VOICE = 6, "gave an account of its own"
        OFFICE = 7, "was the office held"
        MENTION = 8, "is mentioned"

    # In this order, an EXISTS for one value and a scan of one facet both read the key in sequence.
    pk = models.CompositePrimaryKey("entry_id", "role", "record_id")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="links", db_index=False)
    role = models.PositiveSmallIntegerField(choices=Role.choices)
    record = models.ForeignKey(Record, models.CASCADE, related_name="links")
    side = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__gte=1, role__lte=8), name="recordlink_role_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.get_role_display()} {self.entry_id}"


class Version(models.Model):
    """A frozen published state of a meeting. Only redaction ever changes it.

    ``snapshot`` has the shape of ``meetings.snapshot.shape``, in the schema number ``schema``; read
    it only through ``meetings.snapshot.read``.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    kind = models.CharField(max_length=15, choices=choices.VersionKind.choices)
    note = models.CharField(max_length=500, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField()
    redacted = models.BooleanField(default=False)
    redaction_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["record", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            base.choice_constraint("version", "kind", choices.VersionKind.values),
            models.CheckConstraint(
                # Corrections and withdrawals need a note; the other kinds explain themselves.
                condition=~Q(
                    kind__in=[choices.VersionKind.CORRECTION, choices.VersionKind.WITHDRAWAL]
                )
                | ~Q(note=""),
                name="version_correction_has_note",
            ),
            models.CheckConstraint(
                condition=Q(redacted=False) | ~Q(redaction_reason=""),
                name="version_redaction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Address(models.Model):
    """A public key of an entry or a record: the current key, or an old key that redirects."""

    MEETING = "meeting"

    kind = models.CharField(
        max_length=10, choices=[*choices.EntryKind.choices, (MEETING, "Meeting")]
    )
    key = models.CharField(max_length=120)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="addresses")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="addresses")
    current = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="address_unique"),
            models.CheckConstraint(
                condition=Q(kind="meeting", record__isnull=False, entry__isnull=True)
                | (~Q(kind="meeting") & Q(record__isnull=True, entry__isnull=False)),
                name="address_one_target",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(current=True), name="address_one_current_of_entry"
            ),
            models.UniqueConstraint(
                fields=["record"], condition=Q(current=True), name="address_one_current_of_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
