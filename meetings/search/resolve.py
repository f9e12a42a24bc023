"""Which entries the values of a selection name: all of them in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.kinds import NEEDING_MEETINGS
from meetings.models.choices import EntryKind
from meetings.models.record import Address, Entry, RecordLink
from meetings.text import fold

from .filters.base import Named, Read, SelectionFilter
from .filters.entries import EntryFilter

MOST_SUGGESTIONS = 5

# Parameter and value as read from the address.
Value = tuple[str, str]
# The topic above each topic, by row number.
Parents = Mapping[int, int | None]


@dataclass
class Resolution:
    """What the values stand for; ``unknown`` ones stand for nothing.

    ``parents`` is the tree of topics by row number, where a topic is among the values.
    """

    entries: dict[Value, Entry] = field(default_factory=dict)
    parents: Parents = field(default_factory=dict)
    unknown: list[Value] = field(default_factory=list)
    # Value -> parameter and key of today: renamed, merged, or asked under the other parameter.
    moved: dict[Value, Value] = field(default_factory=dict)


def resolve(
    filters: dict[str, SelectionFilter], read: dict[str, Read], parents: Parents | None = None
) -> Resolution:
    """Look up every value that names an entry, in one query (none where there is no such).

    ``parents`` is the tree of topics where the caller has it; else it is read in the same query.
    """
    wanted = list(_entry_values(filters, read))
    addresses = addresses_of(filters, wanted, with_tree=parents is None)
    resolution = Resolution(parents=_parents(addresses) if parents is None else parents)
    for name, value in wanted:
        entry = addresses.get((filters[name].kind.value, value))
        if entry is None:
            resolution.unknown.append((name, value))
            continue
        home = name if filters[name].takes(entry) else _other_parameter(name)
        if (home, entry.key) != (name, value):
            resolution.moved[name, value] = (home, entry.key)
        resolution.entries[name, value] = entry
    return resolution


def _parents(addresses: dict[tuple[str, str], Entry]) -> Parents:
    topics = (entry for (kind, _), entry in addresses.items() if kind == EntryKind.TOPIC)
    return {topic.pk: topic.parent_id for topic in topics}


def _entry_values(filters: dict[str, SelectionFilter], read: dict[str, Read]) -> Iterator[Value]:
    for name, one in filters.items():
        if isinstance(one, EntryFilter):
            yield from ((name, value) for value in read[name].values)


def _other_parameter(name: str) -> str:
    return "organisation" if name == "country" else "country"


def addresses_of(
    filters: dict[str, SelectionFilter], wanted: list[Value], *, with_tree: bool = False
) -> dict[tuple[str, str], Entry]:
    """Return the entries that values are keys of, by kind and key; one query at most.

    ``with_tree`` adds all other topics where one is wanted: there are a few hundred at most, and
    a topic stands for those below it too.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for name, value in wanted:
        if filters[name].is_key(value):
            keys[filters[name].kind.value].add(value)
    if not keys:
        return {}
    condition = Q()
    for kind, of_kind in keys.items():
        is_tree = with_tree and kind == EntryKind.TOPIC
        condition |= Q(kind=kind) if is_tree else Q(kind=kind, key__in=of_kind)
    rows = Address.objects.filter(condition).select_related("entry")
    rows = rows.defer("entry__detail", "entry__search_text")
    return {(row.kind, row.key): row.entry for row in rows if row.entry is not None}


def with_descendants(entries: Iterable[Entry], parents: Parents) -> Iterator[Named]:
    """Yield topics with the row numbers of everything below them in the tree."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in parents.items():
        children[parent].append(pk)
    for entry in entries:
        yield Named(entry, tuple(_below(entry.pk, children)))


def _below(root: int, children: dict[int | None, list[int]]) -> list[int]:
    found = {root: None}
    waiting = [root]
    while waiting:
        for child in children[waiting.pop()]:
            if child not in found:
                found[child] = None
                waiting.append(child)
    return list(found)


def public_entries(kind: str) -> QuerySet[Entry]:
    """Return the entries of a kind that have a page of their own."""
    entries = Entry.objects.filter(kind=kind).defer("detail", "search_text")
    if kind in NEEDING_MEETINGS:
        entries = entries.filter(Exists(RecordLink.objects.filter(entry_id=OuterRef("pk"))))
    return entries


def entries_named(kind: str, words: str) -> list[Entry]:
    """Return up to five public entries with a name that has every one of ``words``."""
    found = public_entries(kind)
    folded = fold(words).split()
    if not folded:
        return []
    for word in folded:
        found = found.filter(search_text__contains=word)
    return list(found.order_by("sort_label", "key")[:MOST_SUGGESTIONS])
