"""What there is to choose from: things that published meetings have, in one query.

With a facet index the query names the rows it wants, and its answer is kept as long as these are
the same and no entry changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry, Record, RecordLink
from meetings.search.by_index.facet_index import Snapshot
from meetings.search.filters.base import Option

# The columns of the index that are offered: all values of some, of others the newest.
_WHOLE, _NEWEST_OF = ("actor", "series"), ("person", "publisher", "summit")
# Lists to type into hold the newest; whatever is not among them can be typed all the same.
MOST_TYPED = 100

Role = RecordLink.Role

# Kind, key, label, kind of actor, row number and parent of an entry.
_Row = tuple[str, str, str, str | None, int, int | None]


@dataclass
class Offered:
    """Options by parameter in the order of the alphabet, topics as a tree.

    ``countries``: the row numbers of the actors among them that are listed as countries.
    ``parents``: the whole tree of topics, by row number.
    """

    by_parameter: dict[str, list[Option]] = field(default_factory=lambda: defaultdict(list))
    countries: set[int] = field(default_factory=set)
    parents: dict[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Kept:
    """What a snapshot offers, and the row numbers it was read from."""

    snapshot: Snapshot
    wanted: set[int]
    offered: Offered


# Of the newest snapshot asked for. Replaced as a whole, never changed.
_kept: _Kept | None = None


def offer(snapshot: Snapshot | None = None) -> Offered:
    """Return what selects and lists offer; shared between requests, so not to be changed.

    ``snapshot`` is the index at the moment that is read, where there is one. One query at most.
    """
    global _kept  # noqa: PLW0603 - a cache of one
    if snapshot is None:
        return _read(_rows())
    kept = _kept
    if kept is None or kept.snapshot is not snapshot:
        _kept = kept = _brought_on(kept, snapshot)
    return kept.offered


def _brought_on(kept: _Kept | None, snapshot: Snapshot) -> _Kept:
    """Return what ``snapshot`` offers; read anew only where that may be something else."""
    if kept and _same_values(kept.snapshot, snapshot):
        return _Kept(snapshot, kept.wanted, kept.offered)
    wanted = _wanted(snapshot)
    if kept and kept.snapshot.entries is snapshot.entries and kept.wanted == wanted:
        return _Kept(snapshot, wanted, kept.offered)
    return _Kept(snapshot, wanted, _read(Entry.objects.filter(pk__in=wanted)))


def _read(rows: QuerySet[Entry]) -> Offered:
    ordered = rows.order_by("sort_label", "key").annotate(actor_kind=KT("card__kind"))
    values: Iterable[_Row] = ordered.values_list(
        "kind", "key", "label", "actor_kind", "pk", "parent_id"
    )
    offered = Offered()
    topics: dict[int | None, list[tuple[int, Option]]] = defaultdict(list)
    for kind, key, label, actor_kind, pk, parent in values:
        if kind == EntryKind.TOPIC:
            topics[parent].append((pk, Option(key, label)))
            offered.parents[pk] = parent
            continue
        if kind == EntryKind.ACTOR and actor_kind in COUNTRY_KINDS:
            offered.countries.add(pk)
        for parameter in _parameters_of(kind, actor_kind):
            offered.by_parameter[parameter].append(Option(key, label))
    offered.by_parameter["topic"] = list(_tree(topics, None, 0))
    return offered


def _parameters_of(kind: str, actor_kind: str | None) -> tuple[str, ...]:
    if kind != EntryKind.ACTOR:
        return (kind,)
    return ("country", "host") if actor_kind in COUNTRY_KINDS else ("organisation",)


def _rows() -> QuerySet[Entry]:
    links = RecordLink.objects.filter(entry_id=OuterRef("pk"))
    summits, series = (
        Exists(Record.objects.filter(**{column: OuterRef("pk")})) for column in ("summit", "series")
    )
    return Entry.objects.filter(
        Q(Exists(links.filter(role=Role.ACTOR)), kind=EntryKind.ACTOR)
        | Q(kind=EntryKind.TOPIC)
        | Q(series, kind=EntryKind.SERIES)
        | Q(pk__in=_newest(EntryKind.PERSON, Q(Exists(links.filter(role=Role.PERSON)))))
        | Q(pk__in=_newest(EntryKind.PUBLISHER, Q(Exists(links.filter(role=Role.PUBLISHER)))))
        | Q(pk__in=_newest(EntryKind.SUMMIT, Q(summits)))
    )


def _same_values(before: Snapshot, after: Snapshot) -> bool:
    """Whether all columns that are offered are the very ones of before: mostly, after a change."""
    return before.entries is after.entries and all(
        before.columns[name] is after.columns[name] for name in _WHOLE + _NEWEST_OF
    )


def _wanted(snapshot: Snapshot) -> set[int]:
    """Return the numbers of the same rows, by what the index knows."""
    wanted = set(snapshot.entries.parents)
    for column in _WHOLE:
        wanted.update(snapshot.columns[column].values())
    for column in _NEWEST_OF:
        wanted.update(nlargest(MOST_TYPED, snapshot.columns[column].values()))
    return wanted


def _newest(kind: EntryKind, condition: Q) -> QuerySet[Entry]:
    return Entry.objects.filter(condition, kind=kind).order_by("-pk").only("pk")[:MOST_TYPED]


def _tree(
    topics: dict[int | None, list[tuple[int, Option]]], parent: int | None, depth: int
) -> Iterator[Option]:
    for pk, option in topics[parent]:
        yield Option(option.value, f"{'– ' * depth}{option.label}")
        yield from _tree(topics, pk, depth + 1)
