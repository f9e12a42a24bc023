"""Integrity check: every public record equals the projection of its version.

Used by ``manage.py check_register``.
"""

from collections.abc import Iterator

from django.db.models import F, Max, QuerySet, Value

from meetings import models
from meetings.snapshot import read, shape
from meetings.snapshot.cards import Card, by_kind
from meetings.snapshot.shape import Snapshot

from . import references, renewal, reproject
from .entries import published_entries
from .project import Projection, project
from .things.cards import Name

_ENTRIES_AT_ONCE = 200


def problems_of_register(records: QuerySet[models.Record] | None = None) -> Iterator[str]:
    """Yield one sentence for each inconsistency; nothing where all is well.

    ``records`` limits the check to some records (a sample of a large register) and to the checks
    of entries that a single query can make.
    """
    yield from _clock_problems()
    chosen = models.Record.objects.all() if records is None else records
    rows = chosen.select_related("version", "summit", "series", "place", "host")
    # During a large update some records still show the previous cards, which is no error.
    updating = set(models.Entry.objects.filter(updating=True).values_list("kind", "key"))
    for record in rows.order_by("pk").iterator(chunk_size=200):
        for problem in _problems_of(record, updating):
            yield f"{record.public_id}: {problem}"
    yield from _address_problems()
    if records is None:
        yield from _entry_problems()


def _clock_problems() -> Iterator[str]:
    now = models.RegisterClock.objects.now()
    for model in (models.Record, models.Entry):
        last = model._default_manager.aggregate(last=Max("clock"))["last"] or 0
        if last > now:
            yield f"The clock stands at {now}, but one {model.__name__.lower()} is of {last}."


def _problems_of(record: models.Record, updating: set[Name]) -> Iterator[str]:
    version = record.version
    if version is None:
        yield "has no version"
        return
    numbers = list(record.versions.order_by("number").values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)) or version.number != numbers[-1]:
        yield f"versions {numbers}, current {version.number}"
    if record.last_published != version.published_at:
        yield f"last published {record.last_published}, its version {version.published_at}"
    if not record.addresses.filter(kind=models.Address.MEETING, key=record.public_id).exists():
        yield "has no address"
    snapshot = read.read_or_none(version)
    yield from _projection_problems(record, project(snapshot))
    if snapshot is not None:
        yield from _card_problems(version, snapshot, updating)


def _projection_problems(record: models.Record, projection: Projection) -> Iterator[str]:
    for column, value in projection.columns.items():
        if getattr(record, column) != value:
            yield f"{column} is {getattr(record, column)!r}, its version says {value!r}"
    for column, name in projection.entries.items():
        entry = getattr(record, column)
        if (entry and (entry.kind, entry.key)) != name:
            yield f"{column} is {entry}, its version says {name}"
    links = record.links.values_list("role", "entry__kind", "entry__key", "side")
    stored = {(role, (kind, key)): side for role, kind, key, side in links}
    projected = {(int(role), name): side for (role, name), side in projection.links.items()}
    if stored != projected:
        yield f"links differ: {sorted(stored.items() ^ projected.items(), key=str)}"
    text = models.RecordText.objects.filter(record=record).values_list("head", "body").first()
    if text != projection.text:
        yield "is searched by another text than its version has"


def _card_problems(
    version: models.Version, snapshot: Snapshot, updating: set[Name]
) -> Iterator[str]:
    names = set(references.names_in(snapshot))
    public = renewal.published_cards(published_entries(names))
    for kind, key in sorted(names - updating):
        card = by_kind(snapshot["entries"])[kind][key]
        if version.schema != shape.SCHEMA:
            card = _of_its_time(card)
        if (kind, key) not in public:
            yield f"shows {kind} {key}, which has no entry"
        elif not renewal.agree(card, public[kind, key]):
            yield f"shows an older state of {kind} {key}"


def _of_its_time(card: Card) -> Card:
    """Return a card frozen by an earlier release without its empty values.

    ``snapshot.read`` fills in empty values for the keys of later schemas, while the entry may hold
    real values for them.
    """
    return {key: value for key, value in card.items() if value not in ("", None, [], {})}


def _address_problems() -> Iterator[str]:
    unaddressed = models.Entry.objects.exclude(addresses__key=F("key"))
    for entry in unaddressed.iterator():
        yield f"{entry.kind} {entry.key}: has no address"


def _entry_problems() -> Iterator[str]:
    last = 0
    while entries := list(
        models.Entry.objects.filter(pk__gt=last).order_by("pk")[:_ENTRIES_AT_ONCE]
    ):
        last = entries[-1].pk
        for edit in reproject.stale_entries(entries):
            names = ", ".join(sorted(edit.columns))
            yield f"{edit.row.kind} {edit.row.key}: is not up to date in {names}"


def sample_of_records(number: int) -> QuerySet[models.Record]:
    """Return at most ``number`` records, spread evenly over the register."""
    bounds = models.Record.objects.aggregate(last=Max("pk"))
    last = bounds["last"] or 0
    step = max(1, -(-last // max(1, number)))
    counted_back = (Value(last) - F("pk")) % step  # the newest record is always one of them
    return models.Record.objects.alias(counted_back=counted_back).filter(counted_back=0)
