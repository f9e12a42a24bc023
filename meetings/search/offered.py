"""What there is to choose from: things that published meetings have, in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry, Record, RecordLink

from .filters.base import Option

# Lists to type into hold the newest; whatever is not among them can be typed all the same.
MOST_TYPED = 100

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


def offer() -> Offered:
    """Return what selects and lists offer."""
    rows = _rows().order_by("sort_label", "key")
    values: Iterable[_Row] = rows.annotate(actor_kind=KT("card__kind")).values_list(
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
        Q(Exists(links.filter(role=RecordLink.Role.ACTOR)), kind=EntryKind.ACTOR)
        | Q(kind=EntryKind.TOPIC)
        | Q(series, kind=EntryKind.SERIES)
        | Q(pk__in=_newest(EntryKind.PERSON, Q(Exists(links))))
        | Q(pk__in=_newest(EntryKind.PUBLISHER, Q(Exists(links))))
        | Q(pk__in=_newest(EntryKind.SUMMIT, Q(summits)))
    )


def _newest(kind: EntryKind, condition: Q) -> QuerySet[Entry]:
    return Entry.objects.filter(condition, kind=kind).order_by("-pk").only("pk")[:MOST_TYPED]


def _tree(
    topics: dict[int | None, list[tuple[int, Option]]], parent: int | None, depth: int
) -> Iterator[Option]:
    for pk, option in topics[parent]:
        yield Option(option.value, f"{'– ' * depth}{option.label}")
        yield from _tree(topics, pk, depth + 1)
