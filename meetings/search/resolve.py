"""Which entries the values of a selection name: all of them in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings import kinds, text
from meetings.models import choices, record

from .filters.entries import EntryFilter, Parents
from .parameters import ENTRIES

MOST_SUGGESTIONS = 5

# Parameter and value as read from the address.
Value = tuple[str, str]


@dataclass
class Resolution:
    """What the values stand for; ``unknown`` ones stand for nothing.

    ``parents`` is the tree of topics by row number, where a topic is among the values.
    """

    entries: dict[Value, record.Entry] = field(default_factory=dict)
    parents: Parents = field(default_factory=dict)
    unknown: list[Value] = field(default_factory=list)
    # Value -> parameter and key of today: renamed, merged, or asked under the other parameter.
    moved: dict[Value, Value] = field(default_factory=dict)


def resolve(read: Mapping[str, Iterable[str]], parents: Parents | None = None) -> Resolution:
    """Look up every value that names an entry, in one query (none where there is no such).

    ``read``: values by parameter. ``parents`` is the tree of topics where the caller has it; else
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
    """Return the entries that values are keys of, by kind and key; one query at most.

    ``with_tree`` adds all other topics where one is asked for: there are a few hundred at most,
    and a topic stands for those below it too.
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
    """Return the entries of a kind that have a page of their own."""
    entries = record.Entry.objects.filter(kind=kind).defer("detail", "search_text")
    if kind in kinds.NEEDING_MEETINGS:
        entries = entries.filter(Exists(record.RecordLink.objects.filter(entry_id=OuterRef("pk"))))
    return entries


def entries_named(filter_: EntryFilter, words: str) -> list[record.Entry]:
    """Return up to five public entries that a filter takes, with a name that has all ``words``."""
    entries = public_entries(filter_.kind)
    folded = text.fold(words).split()
    if not folded:
        return []
    for word in folded:
        entries = entries.filter(search_text__contains=word)
    few = entries.order_by("sort_label", "key")[:MOST_SUGGESTIONS]
    return [entry for entry in few if filter_.takes(entry)]
