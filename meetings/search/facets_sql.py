"""Count the values of every facet in plain SQL: the reference, and the answer without an index.

One grouped query a facet, over the same conditions that select the list.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from meetings.models.choices import RecordState
from meetings.models.record import Record, RecordLink

from .counts import (
    ENTRY_FACETS,
    MOST_SHOWN,
    VOCABULARY_FACETS,
    Counted,
    Counts,
    chosen_entries,
    chosen_kinds,
    with_chosen,
)
from .filters.base import Chosen
from .filters.participants import GOVERNED
from .index.columns import number_of_sides
from .index.rows import entry_rows
from .index.snapshot import lineage
from .selection import Selection

Role = RecordLink.Role
_ROLES = {
    "country": Role.ACTOR,
    "organisation": Role.ACTOR,
    "person": Role.PERSON,
    "topic": Role.TOPIC,
    "publisher": Role.PUBLISHER,
}
# A parameter left out: together with those that only mean something beside it.
_LEFT_OUT: dict[str, dict[str, tuple[str, ...]]] = {
    "together": {**dict.fromkeys(GOVERNED, ()), "match": ("all",)},
    "days": {"from": (), "to": ()},
    "occurrence": {"occurrence": ("any",)},
}


def counts_of(selection: Selection) -> Counts:
    """Return the counts of every facet of a selection."""
    counter = _Counter.of(selection)
    return Counts(
        entries={name: counter.entries(name) for name in ENTRY_FACETS},
        kinds={name: counter.kinds(name) for name in VOCABULARY_FACETS},
        years=counter.years(),
    )


@dataclass
class _Counter:
    selection: Selection
    countries: set[int]
    # Topics that have others below them, with all of these.
    branches: dict[int, set[int]]

    @classmethod
    def of(cls, selection: Selection) -> "_Counter":
        rows = list(entry_rows())
        countries = {pk for pk, _, _, is_country in rows if is_country}
        parents = {pk: parent for pk, kind, parent, _ in rows if kind == "topic"}
        return cls(selection, countries, _branches(parents))

    @property
    def chosen(self) -> Chosen:
        return self.selection.chosen

    @property
    def way(self) -> str:
        return str(self.chosen["match"][0])

    def records(self, **left_out: tuple[Any, ...]) -> QuerySet[Record]:
        """Return what is selected when some parameters are replaced."""
        chosen = {**self.chosen, **left_out}
        kept = Q(state=RecordState.PUBLISHED)
        for one in self.selection.filterset.named.values():
            kept &= one.condition(chosen)
        return Record.objects.filter(kept)

    def without(self, name: str) -> QuerySet[Record]:
        return self.records(**_LEFT_OUT.get(name, {name: ()}))

    def base(self, name: str) -> QuerySet[Record]:
        """Return the records among which a value that is not chosen is counted."""
        if name not in GOVERNED:
            return self.without(name)
        if self.way == "any":
            return self.without("together")
        if self.way == "only" and _ROLES[name] == Role.ACTOR:
            number = len(self.chosen["country"]) + len(self.chosen["organisation"])
            return _with_actors(self.records(match=("all",)), number + 1)
        return self.records()

    def entries(self, name: str) -> Counted:
        chosen = chosen_entries(self.chosen, name)
        base = self.base(name)
        now = self.records() if name in GOVERNED and self.way != "any" else base
        counted = self.of_values(name, now, chosen) if chosen else {}
        found = {**self.best(name, base, chosen), **counted}
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        top = [pair for pair in ranked if pair[1]][:MOST_SHOWN]
        return with_chosen(top, [(value, counted.get(value, 0)) for value in chosen])

    def best(self, name: str, base: QuerySet[Record], exclude: Collection[int]) -> dict[int, int]:
        """Return the most frequent values, without those in ``exclude``."""
        if name == "topic":
            found = self.topics(base)
            return {value: number for value, number in found.items() if value not in exclude}
        column, rows = self.rows(name, base)
        rows = rows.exclude(**{f"{column}__in": exclude})
        return dict(_grouped(column, rows).order_by("-n", column)[:MOST_SHOWN])

    def of_values(
        self, name: str, base: QuerySet[Record], values: Collection[int]
    ) -> dict[int, int]:
        """Return the counts of some values."""
        if name == "topic":
            found = self.topics(base)
            return {value: found.get(value, 0) for value in values}
        column, rows = self.rows(name, base)
        return dict(_grouped(column, rows.filter(**{f"{column}__in": values})))

    def rows(self, name: str, base: QuerySet[Record]) -> tuple[str, QuerySet[Any]]:
        """Return the rows to group for a facet, and the column to group them by."""
        if name not in _ROLES:
            return f"{name}_id", base.filter(**{f"{name}_id__isnull": False})
        links = RecordLink.objects.filter(role=_ROLES[name], record__in=base.values("pk"))
        if name == "country":
            links = links.filter(entry_id__in=self.countries)
        if name == "organisation":
            links = links.exclude(entry_id__in=self.countries)
        return "entry_id", links

    def topics(self, base: QuerySet[Record]) -> dict[int, int]:
        """Return the counts of topics; one with others below it counts their meetings too."""
        column, links = self.rows("topic", base)
        found = dict(_grouped(column, links.exclude(entry_id__in=self.branches)))
        several = {
            f"n{topic}": Count("record_id", distinct=True, filter=Q(entry_id__in=below))
            for topic, below in self.branches.items()
        }
        counted = links.aggregate(**several) if several else {}
        found |= {int(key[1:]): number for key, number in counted.items()}
        return {value: number for value, number in found.items() if number}

    def kinds(self, name: str) -> dict[str, int]:
        counts: dict[str, int] = dict.fromkeys(chosen_kinds(self.chosen, name), 0)
        for value, number in _grouped(name, self.without(name)):
            bucket = number_of_sides(value) if name == "sides" else value
            if bucket:
                counts[bucket] = counts.get(bucket, 0) + number
        return counts

    def years(self) -> dict[int, int]:
        """Return the counts by year: of what touches it, or lies in it where certain."""
        certain = self.chosen["dates"] == ("certain",)
        dated = self.without("days").filter(latest__isnull=False)
        spans = dated.values_list("earliest__year", "latest__year")
        counts: dict[int, int] = defaultdict(int)
        for first, last, number in spans.annotate(n=Count("pk")).order_by():
            if first == last or not certain:
                for year in range(first, last + 1):
                    counts[year] += number
        return dict(sorted(counts.items()))


def _grouped(column: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    number = Count("pk" if rows.model is Record else "record_id")
    grouped: QuerySet[Any] = rows.order_by().values_list(column).annotate(n=number)
    return grouped


def _with_actors(records: QuerySet[Record], number: int) -> QuerySet[Record]:
    """Keep the records in which exactly so many actors took part."""
    links = RecordLink.objects.filter(record_id=OuterRef("pk"), role=Role.ACTOR).order_by()
    actors = links.values("record_id").annotate(n=Count("entry_id")).values("n")
    return records.annotate(actors=Subquery(actors, IntegerField())).filter(actors=number)


def _branches(parents: Mapping[int, int | None]) -> dict[int, set[int]]:
    """Return the topics that have others below them, each with itself and all below."""
    below: dict[int, set[int]] = defaultdict(set)
    for topic in parents:
        for above in lineage(topic, parents):
            below[above].add(topic)
    return {topic: topics for topic, topics in below.items() if len(topics) > 1}
