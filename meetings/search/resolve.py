"""Resolves the values of a selection to entries: looks up all keys in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from meetings import kinds, nearness
from meetings.models import choices, record

from .filters.entries import EntryFilter, Parents
from .parameters import ENTRIES

MOST_SUGGESTIONS = 5
# As many as are read and measured of those that have all words in their names.
MOST_MEASURED = 50

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
    entries = record.Entry.objects.filter(kind=kind).defer("search_text")
    if kind in kinds.NEEDING_MEETINGS:
        entries = entries.filter(Exists(record.RecordLink.objects.filter(entry_id=OuterRef("pk"))))
    return entries


@dataclass(frozen=True)
class Candidate:
    """An entry that may be meant; ``met``: a published meeting shows it."""

    entry: record.Entry
    nearness: nearness.Nearness
    met: bool = True


def names_of(entry: record.Entry) -> Iterator[str]:
    """Yield every name of ours, and the codes, by which an entry is found."""
    card, detail = entry.card, entry.detail
    yield from (entry.label, entry.key)
    yield from (card.get(name) or "" for name in ("alpha2", "demonym", "short"))
    for others in (card.get("names", ()), card.get("former", ())):
        yield from (other["name"] for other in others)
    yield from detail.get("aliases", ())


def translations_of(entry: record.Entry) -> Iterator[str]:
    """Yield the names in other languages by which an entry is found."""
    return (name["name"] for name in entry.detail.get("translations", ()))


def nearness_of(words: Sequence[str], entry: record.Entry) -> nearness.Nearness:
    """Return how near the nearest name of an entry is to folded words."""
    return nearness.nearness(words, names_of(entry), translations_of(entry))


def named(entries: QuerySet[record.Entry], words: Sequence[str]) -> QuerySet[record.Entry]:
    """Return the entries with all ``words`` in their names, roughly the nearest first.

    Among equals the latest summit comes first, then the alphabet decides.
    """
    narrowed = entries.filter(nearness.having_words(words, "key"))
    return narrowed.order_by(nearness.roughly(words), KT("card__date").desc(), "sort_label", "key")


def resembling(entries: QuerySet[record.Entry], words: Sequence[str]) -> list[int]:
    """Return the row numbers of entries with a name spelt like ``words``, the likest first.

    One query at most; none for words that are too short.
    """
    condition = nearness.resembling(words)
    if condition is None:
        return []
    rows = entries.filter(condition).values_list("pk", "search_text", "sort_label")
    degrees = [(nearness.likeness(words, text), label, pk) for pk, text, label in rows]
    alike = sorted((-degree, label, pk) for degree, label, pk in degrees if degree)
    return [pk for _, _, pk in alike]


def candidates(filter_: EntryFilter, typed: str) -> list[Candidate]:
    """Return the public entries that a typed value may mean, the nearest first.

    Those with meetings come before those without. Names spelt alike are looked for if nothing has
    the words. Two queries at most for a name that is there, three otherwise.
    """
    words = nearness.words_of(typed)
    if not words:
        return []
    met = Exists(record.RecordLink.objects.filter(entry_id=OuterRef("pk")))
    entries: Any = public_entries(filter_.kind).defer("search_text").annotate(met=met)
    rows: list[Any] = list(named(entries, words)[:MOST_MEASURED])
    if not rows:
        alike = resembling(public_entries(filter_.kind), words)[:MOST_MEASURED]
        found = {entry.pk: entry for entry in entries.filter(pk__in=alike)} if alike else {}
        rows = [found[pk] for pk in alike if pk in found]
    measured = [
        Candidate(entry, nearness_of(words, entry), entry.met)
        for entry in rows
        if filter_.takes(entry)
    ]
    return sorted(measured, key=lambda one: (not one.met, one.nearness.tier))


def actors_called(typed: str) -> list[record.Entry]:
    """Return the actors with the whole name ``typed``, in any language. One query at most."""
    words = nearness.words_of(typed)
    if not words:
        return []
    rows = named(public_entries(choices.EntryKind.ACTOR), words)[:MOST_MEASURED]
    whole = nearness.Nearness.TRANSLATED
    return [entry for entry in rows if nearness_of(words, entry) <= whole]


def only_one(found: Iterable[Candidate]) -> record.Entry | None:
    """Return the entry that a name stands for, None if several or none may be meant.

    A whole name goes before words of a name, and what has meetings before what has none.
    """
    found = list(found)
    kinds_of_name = (
        nearness.Nearness.EXACT,
        nearness.Nearness.TRANSLATED,
        nearness.Nearness.WORDS,
    )
    for near in kinds_of_name:
        alike = [one for one in found if one.nearness == near]
        with_meetings = [one for one in alike if one.met]
        for some in (alike, with_meetings):
            if len(some) == 1:
                return some[0].entry
        if alike:
            return None
    return None
