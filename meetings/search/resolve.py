"""Resolves the values of a selection to entries: looks up all keys in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings import kinds, text
from meetings.models import choices, record

from .filters.entries import EntryFilter, Parents
from .parameters import ENTRIES

MOST_SUGGESTIONS = 5

# Parameter and value from the address.
Value = tuple[str, str]


@dataclass
class Resolution:
    """The entries of the values; ``unknown``: values without an entry.

    ``parents``: the tree of topics by row number, if a topic is among the values.
    """

    entries: dict[Value, record.Entry] = field(default_factory=dict)
    parents: Parents = field(default_factory=dict)
    unknown: list[Value] = field(default_factory=list)
    # Value -> current parameter and key, for entries that were renamed or merged, or that belong
    # to another parameter.
    moved: dict[Value, Value] = field(default_factory=dict)


def resolve(read: Mapping[str, Iterable[str]], parents: Parents | None = None) -> Resolution:
    """Look up all values of entry filters in one query (no query without values).

    ``read``: values by parameter. ``parents``: the tree of topics, if the caller has it; otherwise
    it is read in the same query.
    """
    values = [(name, value) for name in ENTRIES for value in read[name]]
    addresses = addresses_of(values, with_tree=parents is None)
    resolution = Resolution(parents=_parents(addresses) if parents is None else parents)
    for name, value in values:
        entry = addresses.get((ENTRIES[name].kind.value, value))
        if entry is None:
            resolution.unknown.append((name, value))
            continue
        takes = ENTRIES[name].takes(entry)
        home = name if takes else kinds.kind_of(entry.kind, entry.card).name
        if (home, entry.key) != (name, value):
            resolution.moved[name, value] = (home, entry.key)
        resolution.entries[name, value] = entry
    return resolution


def _parents(addresses: dict[tuple[str, str], record.Entry]) -> Parents:
    topics = (entry for (kind, _), entry in addresses.items() if kind == choices.EntryKind.TOPIC)
    return {topic.pk: topic.parent_id for topic in topics}


def addresses_of(
    values: Iterable[Value], *, with_tree: bool = False
) -> dict[tuple[str, str], record.Entry]:
    """Return the entries whose keys are among the values, by kind and key. One query at most.

    ``with_tree``: if a topic is among the values, add all other topics, because a topic matches
    its descendants too. There are a few hundred topics at most.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for name, value in values:
        if ENTRIES[name].is_key(value):
            keys[ENTRIES[name].kind.value].add(value)
    if not keys:
        return {}
    condition = Q()
    for kind, of_kind in keys.items():
        is_tree = with_tree and kind == choices.EntryKind.TOPIC
        condition |= Q(kind=kind) if is_tree else Q(kind=kind, key__in=of_kind)
    rows = record.Address.objects.filter(condition).select_related("entry")
    rows = rows.defer("entry__detail", "entry__search_text")
    return {(row.kind, row.key): row.entry for row in rows if row.entry is not None}


def public_entries(kind: str) -> QuerySet[record.Entry]:
    """Return the entries of a kind that have their own page."""
    entries = record.Entry.objects.filter(kind=kind).defer("detail", "search_text")
    if kind in kinds.NEEDING_MEETINGS:
        entries = entries.filter(Exists(record.RecordLink.objects.filter(entry_id=OuterRef("pk"))))
    return entries


def entries_named(filter_: EntryFilter, words: str) -> list[record.Entry]:
    """Return up to five public entries that the filter takes, with all ``words`` in their names."""
    entries = public_entries(filter_.kind)
    folded = text.fold(words).split()
    if not folded:
        return []
    for word in folded:
        entries = entries.filter(search_text__contains=word)
    few = entries.order_by("sort_label", "key")[:MOST_SUGGESTIONS]
    return [entry for entry in few if filter_.takes(entry)]
