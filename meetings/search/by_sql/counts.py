"""Facet counts in plain SQL.

One query: a GROUP BY for each facet, with the same conditions as the list, joined by UNION ALL.
All rows have the same columns (``_COLUMNS``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, ExtractYear
from pyroaring import BitMap

from meetings.models import choices, record
from meetings.search import parameters
from meetings.search.by_index.rows import IdList, numbers_in
from meetings.search.engine import (
    MOST_SHOWN,
    Counted,
    Counts,
    chosen_entries,
    chosen_kinds,
    lineage,
    with_chosen,
)
from meetings.search.filters import base, days, participants
from meetings.search.filters.base import Chosen
from meetings.search.selection import Selection, everything

Role = record.RecordLink.Role
_COLUMNS_OF = {
    name: filter_.source for name, filter_ in parameters.VOCABULARIES.items() if filter_.source
}
# Name of the facet, the value as one or two numbers or as text, the number of meetings.
_COLUMNS = ("facet", "value", "other", "word", "n")
# Prefix of the facet name for chosen actors that are counted among other records than the rest.
_CHOSEN = "chosen:"


def counts_of(
    selection: Selection, countries: Collection[int], parents: Mapping[int, int | None]
) -> Counts:
    """Return the counts of every facet of a selection. One query.

    ``countries``: row numbers of the actors listed as countries. ``parents``: the tree of topics.
    """
    conditions = _Conditions(selection.chosen)
    first, *rest = _parts(conditions, countries)
    tally = _Tally(parents)
    for facet, value, other, word, number in first.union(*rest, all=True):
        tally.add(facet, value, other, word, number)
    return Counts(
        number=tally.number,
        entries={name: _ranked(conditions, tally, name) for name in parameters.ENTRY_FACETS},
        kinds={
            name: _kinds(conditions.chosen, tally, name) for name in parameters.VOCABULARY_FACETS
        },
        years=_years(conditions.chosen, tally.spans),
    )


def held_with(
    ids: Mapping[str, Collection[int]], parents: Mapping[int, int | None]
) -> dict[tuple[str, int], int]:
    """Return the number of meetings held by parameter and entry. One query, none without ids.

    ``parents``: the tree of topics. A topic has the meetings of those below it too.
    """
    held = everything().records().order_by()
    parts = []
    for name, of_parameter in ids.items():
        wanted = set(of_parameter)
        if name == "topic":
            wanted = {topic for topic in parents if wanted & {*lineage(topic, parents)}}
        if wanted:
            parts.append(_of_ids(name, held, wanted))
    tally = _Tally(parents)
    for facet, value, other, word, number in parts[0].union(*parts[1:], all=True) if parts else ():
        tally.add(facet, value, other, word, number)
    return {
        (name, pk): number
        for name, of_parameter in ids.items()
        for pk in of_parameter
        if (number := tally.entries[name].get(pk, 0))
    }


def records_of(chosen: Chosen) -> QuerySet[record.Record]:
    """Return the published records that ``chosen`` selects, in no order."""
    conditions = (filter_.condition(chosen) for filter_ in parameters.FILTERS.values())
    return record.Record.objects.filter(
        Q(state=choices.RecordState.PUBLISHED), *conditions
    ).order_by()


@dataclass
class _Conditions:
    """The records among which each facet is counted."""

    chosen: Chosen

    @property
    def way(self) -> str:
        return str(self.chosen["match"][0])

    def records(self, **replaced: tuple[Any, ...]) -> QuerySet[record.Record]:
        """Return the records selected after some parameters are replaced."""
        return records_of({**self.chosen, **replaced})

    def without(self, part: str) -> QuerySet[record.Record]:
        return self.records(**parameters.left_out(part))

    def base(self, name: str) -> QuerySet[record.Record]:
        """Return the records among which the values that are not chosen are counted."""
        if name not in parameters.GOVERNED:
            return self.without(name)
        if self.way == "any":
            return self.without(participants.TOGETHER)
        if self.has_own_base(name):
            number = len(self.chosen["country"]) + len(self.chosen["organisation"])
            return _with_actors(self.records(match=("all",)), number + 1)
        return self.records()

    def alternatives(self, name: str) -> Iterator[QuerySet[record.Record]]:
        """Yield the records among which the words of a vocabulary are counted.

        A word that widens the default of another parameter has further records.
        """
        widens = parameters.widening(name, self.chosen)
        if widens is None:
            yield self.without(name)
            return
        rest = parameters.left_out(name)
        yield self.records(**rest, **{widens.other: parameters.default_of(widens.other, {})})
        yield self.records(**{name: (widens.value,), widens.other: (widens.also,)})

    def has_own_base(self, name: str) -> bool:
        """Whether chosen values and further values are counted among different records."""
        return self.way == "only" and parameters.SOURCES[name] == base.Links(Role.ACTOR)


@dataclass
class _Tally:
    """Collects the rows of the query."""

    parents: Mapping[int, int | None]
    number: int = 0
    entries: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    _topics: dict[int, BitMap] = field(default_factory=lambda: defaultdict(BitMap))

    def add(self, facet: str, value: int, other: int, word: str, number: int) -> None:
        if facet == "number":
            self.number = number
        elif facet == "year":
            self.spans[value, other] = number
        elif facet in parameters.VOCABULARY_FACETS:
            column = _COLUMNS_OF[facet]
            self._add_kind(facet, column.word(value if column.spell else word), number)
        elif facet == "topic":
            self._add_topic(value, word)
        else:
            self.entries[facet][value] = number

    def _add_kind(self, facet: str, value: str, number: int) -> None:
        if value:
            self.kinds[facet][value] = self.kinds[facet].get(value, 0) + number

    def _add_topic(self, topic: int, ids: str) -> None:
        # A meeting about two subtopics counts once for the topic above them.
        records = BitMap(numbers_in(ids))
        for above in lineage(topic, self.parents):
            self._topics[above] |= records
            self.entries["topic"][above] = len(self._topics[above])


def _parts(conditions: _Conditions, countries: Collection[int]) -> Iterator[QuerySet[Any]]:
    yield _part("number", conditions.records(), value=Value(0))
    for name in parameters.ENTRY_FACETS:
        yield _of_entries(name, name, conditions.base(name), countries)
        if conditions.has_own_base(name):
            yield _of_entries(_CHOSEN + name, name, conditions.records(), countries)
    for name in parameters.VOCABULARY_FACETS:
        column = _COLUMNS_OF[name]
        place = "value" if column.spell else "word"
        for records in conditions.alternatives(name):
            yield _part(name, records, **{place: _stored(column.name)})
    dated = conditions.without(days.DAYS).filter(latest__isnull=False)
    first, last = (Cast(ExtractYear(name), IntegerField()) for name in ("earliest", "latest"))
    yield _part("year", dated, value=first, other=last)


def _stored(column: str) -> Cast | F:
    """Return the values of a column; of a boolean as a number, which PostgreSQL can unite."""
    is_boolean = isinstance(record.Record._meta.get_field(column), BooleanField)
    return Cast(column, IntegerField()) if is_boolean else F(column)


def _of_entries(
    label: str, name: str, records: QuerySet[record.Record], countries: Collection[int]
) -> QuerySet[Any]:
    source = parameters.ENTRIES[name].source
    if isinstance(source, base.Pointer):
        pointing = records.filter(**{f"{source.column}__isnull": False})
        return _part(label, pointing, value=F(source.column))
    links = record.RecordLink.objects.filter(role=source.role, record__in=records.values("pk"))
    if name == "country":
        links = links.filter(entry_id__in=countries)
    if name == "organisation":
        links = links.exclude(entry_id__in=countries)
    if name == "topic":
        return _part(label, links, value=F("entry_id"), word=IdList("record_id"))
    return _part(label, links, value=F("entry_id"))


def _of_ids(name: str, records: QuerySet[record.Record], ids: Collection[int]) -> QuerySet[Any]:
    """Return the rows of some entries of a parameter."""
    source = parameters.ENTRIES[name].source
    if isinstance(source, base.Pointer):
        return _part(name, records.filter(source.keeping(ids)), value=F(source.column))
    links = record.RecordLink.objects.filter(
        role=source.role, entry_id__in=ids, record__in=records.values("pk")
    )
    if name == "topic":
        return _part(name, links, value=F("entry_id"), word=IdList("record_id"))
    return _part(name, links, value=F("entry_id"))


def _part(facet: str, rows: QuerySet[Any], **values: Any) -> QuerySet[Any]:
    """Return the rows of a facet: meetings grouped by ``values``, with constants for the rest."""
    columns: dict[str, Any] = {
        "facet": Value(facet),
        "value": Value(0),
        "other": Value(0),
        "word": Value(""),
        "n": Count("pk" if rows.model is record.Record else "record_id"),
    }
    grouped = {
        name: expression
        for name, expression in values.items()
        if not isinstance(expression, IdList)
    }
    annotations = {
        name: expression for name, expression in (columns | values).items() if name not in grouped
    }
    counted: QuerySet[Any] = rows.order_by().values(**grouped).annotate(**annotations)
    return counted.values_list(*_COLUMNS)


def _ranked(conditions: _Conditions, tally: _Tally, name: str) -> Counted:
    chosen = chosen_entries(conditions.chosen, name)
    counts = tally.entries[name]
    of_chosen = tally.entries[_CHOSEN + name] if conditions.has_own_base(name) else counts
    counted = {value: of_chosen.get(value, 0) for value in chosen}
    ranked = sorted({**counts, **counted}.items(), key=lambda pair: (-pair[1], pair[0]))
    top = [pair for pair in ranked if pair[1]][:MOST_SHOWN]
    return with_chosen(top, counted.items())


def _kinds(chosen: Chosen, tally: _Tally, name: str) -> dict[str, int]:
    return dict.fromkeys(chosen_kinds(chosen, name), 0) | tally.kinds[name]


def _years(chosen: Chosen, spans: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Return the counts by year: meetings that touch it, or with *certain* lie wholly in it."""
    certain = chosen["dates"] == ("certain",)
    counts: dict[int, int] = defaultdict(int)
    for (first, last), number in spans.items():
        if first == last or not certain:
            for year in range(first, last + 1):
                counts[year] += number
    return dict(sorted(counts.items()))


def _with_actors(records: QuerySet[record.Record], number: int) -> QuerySet[record.Record]:
    """Keep the records with exactly this number of actors."""
    links = record.RecordLink.objects.filter(record_id=OuterRef("pk"), role=Role.ACTOR).order_by()
    actors = links.values("record_id").annotate(n=Count("entry_id")).values("n")
    return records.annotate(actors=Subquery(actors, IntegerField())).filter(actors=number)
