"""Incremental update of the facet index: applies the changes between two states of the clock."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from meetings.models import choices
from meetings.models.record import Record
from meetings.search import engine, one_state

from . import facet_index
from .columns import LINK_COLUMNS, SEVERAL, pairs_of
from .rows import EntryRow, Role, entries_since, links_since, record_rows
from .sets import ValueSets

# Reading more changes would keep the reader waiting. In that case SQL answers while the index is
# rebuilt in the background.
MOST_CHANGES = 5000


def follow(before: facet_index.FacetIndex, state: one_state.State) -> facet_index.FacetIndex | None:
    """Return the index at ``state``, the state that the current transaction reads.

    None if a full build is needed: there are too many changes, a topic moved within the tree, or
    the database was replaced by another register.
    """
    clock = before.state.clock
    # Without an order: to avoid sorting a few rows, SQLite would scan the whole table.
    changed = Record.objects.filter(clock__gt=clock)
    if not one_state.follows(before.state) or changed[MOST_CHANGES:].exists():
        return None
    entries = _entries(before.entries, list(entries_since(clock)))
    if entries is None:
        return None
    changes = _Changes()
    changes.read_records(changed)
    changes.read_links(clock, entries.parents)
    return facet_index.FacetIndex(
        state=state,
        published=(before.published - changes.changed) | changes.published,
        columns=changes.columns(before),
        people=before.people.changed(changes.changed, changes.people),
        entries=entries,
        kept_choices=before.kept_choices,
    )


def _entries(before: facet_index.Entries, rows: list[EntryRow]) -> facet_index.Entries | None:
    """Return the entries after the changes in ``rows``; None if a topic moved."""
    if not rows:
        return before
    parents = {pk: parent for pk, kind, parent, _ in rows if kind == choices.EntryKind.TOPIC}
    if any(before.parents.get(pk, parent) != parent for pk, parent in parents.items()):
        return None
    changed = {pk for pk, *_ in rows}
    return facet_index.Entries(
        {**before.parents, **parents},
        (before.countries - changed) | {pk for pk, _, _, is_country in rows if is_country},
    )


class _Changes:
    """The changed records, which of them are published, and the present values of those."""

    def __init__(self) -> None:
        self.changed, self.published = BitMap(), BitMap()
        self.added: dict[str, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.people: dict[int, list[int]] = defaultdict(list)

    def read_records(self, records: QuerySet[Record]) -> None:
        for row in record_rows(records):
            self.changed.add(row[0])
            if row[-1] == choices.RecordState.PUBLISHED:
                self.published.add(row[0])
                for column, value in pairs_of(row):
                    self.added[column][value].append(row[0])

    def read_links(self, clock: int, parents: Mapping[int, int | None]) -> None:
        actors: Counter[int] = Counter()
        added = {role: self.added[column] for role, column in LINK_COLUMNS.items()}
        for record, role, entry in links_since(clock):
            if record not in self.published:
                continue
            if role == Role.ACTOR:
                actors[record] += 1
            if role == Role.PERSON:
                self.people[record].append(entry)
            values = engine.lineage(entry, parents) if role == Role.TOPIC else (entry,)
            for value in values:
                added[role][value].append(record)
        for record, number in actors.items():
            self.added["actors"][number].append(record)

    def columns(self, before: facet_index.FacetIndex) -> dict[str, ValueSets[Any]]:
        # The index has the people of each record; other columns have few values, so all of them
        # are searched.
        touched = {
            "person": {person for record in self.changed for person in before.people.of(record)}
        }
        dropped = self.changed & before.published
        return {
            name: sets.changed(dropped, self.added[name], touched.get(name))
            if name in SEVERAL
            else sets.moved(dropped, self.added[name])
            for name, sets in before.columns.items()
        }
