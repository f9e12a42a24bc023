"""Prove that the public record is what its versions say. Used by ``manage.py check_register``."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Max, QuerySet

from meetings.models import Address, Entry, Record, RecordText, RegisterClock, Version
from meetings.models.choices import RecordState

from .entries import published_cards
from .project import project
from .searchable import search_text_of
from .things.cards import Name


def problems_of_register(records: QuerySet[Record] | None = None) -> Iterator[str]:
    """Yield one sentence for everything that does not agree; nothing where all is well.

    ``records`` limits the check to some records (a sample of a large register).
    """
    yield from _clock_problems()
    chosen = Record.objects.all() if records is None else records
    rows = chosen.select_related("version", "summit", "series", "place", "host")
    # Some records still show the cards before, and a large update says so.
    updating = set(Entry.objects.filter(updating=True).values_list("kind", "key"))
    for record in rows.order_by("pk").iterator(chunk_size=200):
        for problem in _problems_of(record, updating):
            yield f"{record.public_id}: {problem}"
    yield from _entry_problems()


def _clock_problems() -> Iterator[str]:
    now = RegisterClock.objects.filter(id=1).values_list("value", flat=True).first() or 0
    for model in (Record, Entry):
        last = model._default_manager.aggregate(last=Max("clock"))["last"] or 0
        if last > now:
            yield f"The clock stands at {now}, but one {model.__name__.lower()} is of {last}."


def _problems_of(record: Record, updating: set[Name]) -> Iterator[str]:
    version = record.version
    if version is None:
        yield "has no version"
        return
    numbers = list(record.versions.order_by("number").values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)) or version.number != numbers[-1]:
        yield f"versions {numbers}, current {version.number}"
    if not record.addresses.filter(kind=Address.MEETING, key=record.public_id).exists():
        yield "has no address"
    if record.state == RecordState.PUBLISHED:
        yield from _projection_problems(record, version)
        yield from _card_problems(version.snapshot["entries"], updating)
    elif record.links.exists():
        yield f"is {record.state} but still linked"


def _projection_problems(record: Record, version: Version) -> Iterator[str]:
    snapshot = version.snapshot
    projection = project(snapshot)
    for column, value in projection.columns.items():
        if getattr(record, column) != value:
            yield f"{column} is {getattr(record, column)!r}, its version says {value!r}"
    for column, name in projection.entries.items():
        entry = getattr(record, column)
        if (entry and (entry.kind, entry.key)) != name:
            yield f"{column} is {entry}, its version says {name}"
    links = record.links.values_list("role", "entry__kind", "entry__key", "side")
    stored = {(role, (kind, key)): side for role, kind, key, side in links}
    wanted = {(int(role), name): side for (role, name), side in projection.links.items()}
    if stored != wanted:
        yield f"links differ: {sorted(stored.items() ^ wanted.items(), key=str)}"
    text = RecordText.objects.filter(record=record).values_list("head", "body").first()
    if text != search_text_of(snapshot):
        yield "is searched by another text than its version has"


def _card_problems(entries: dict[str, dict[str, Any]], updating: set[Name]) -> Iterator[str]:
    names = {(kind, key) for kind, cards in entries.items() for key in cards}
    public = published_cards(names)
    for name in sorted(names - updating):
        if name not in public:
            yield f"shows {name[0]} {name[1]}, which has no entry"
        elif public[name] != entries[name[0]][name[1]]:
            yield f"shows an older state of {name[0]} {name[1]}"


def _entry_problems() -> Iterator[str]:
    without = Entry.objects.exclude(addresses__key=F("key"))
    for entry in without.iterator():
        yield f"{entry.kind} {entry.key}: has no address"


def sample_of_records(number: int) -> QuerySet[Record]:
    """Return at most ``number`` records, spread evenly over the register."""
    bounds = Record.objects.aggregate(last=Max("pk"))
    step = max(1, -(-(bounds["last"] or 0) // max(1, number)))
    return Record.objects.annotate(place_in_line=F("pk") % step).filter(place_in_line=0)
