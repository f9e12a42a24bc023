"""Facet counts in plain SQL.

One query: a GROUP BY for each facet, with the same conditions as the list, joined by UNION ALL.
All rows have the same columns (``_COLUMNS``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    Counted,
    Counts,
    chosen_entries,
    chosen_kinds,
    is_widened,
    lineage,
    ranked,
    shown_of,
)
from meetings.search.filters import base, days
from meetings.search.filters.base import Chosen
from meetings.search.selection import Selection, everything

Role = record.RecordLink.Role
_COLUMNS_OF = {
    name: filter_.source for name, filter_ in parameters.VOCABULARIES.items() if filter_.source
}
# Name of the facet, the value as one or two numbers or as text, the number of meetings.
_COLUMNS = ("facet", "value", "other", "word", "n")
# Prefix of the facet name for chosen values that are counted among other records than the rest.
_CHOSEN = "chosen:"


def counts_of(
    selection: Selection, countries: Collection[int], parents: Mapping[int, int | None]
) -> Counts:
    """Return the counts of every facet of a selection. One query.

    ``countries``: row numbers of the actors listed as countries. ``parents``: the tree of topics.
    """
    conditions = _Conditions(selection.chosen)
    tally = _tallied(_parts(conditions, countries), parents)
    entries = {
        name: shown_of(*_counted(conditions, tally, name)) for name in parameters.ENTRY_FACETS
    }
    return Counts(
        number=tally.number,
        entries={name: shown for name, (shown, _) in entries.items()},
        cut=frozenset(name for name, (_, is_cut) in entries.items() if is_cut),
        kinds={name: _kinds(conditions, tally, name) for name in parameters.VOCABULARY_FACETS},
        years=_years(conditions.chosen, tally.spans),
    )


def values_of(
    selection: Selection, name: str, countries: Collection[int], parents: Mapping[int, int | None]
) -> Counted:
    """Return every value of a facet of entries that has meetings. One query."""
    conditions = _Conditions(selection.chosen)
    tally = _tallied(_parts_of_entries(conditions, name, countries), parents)
    counts, _ = _counted(conditions, tally, name)
    return counts


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
            parts.append(_of_ids(name, name, held, wanted))
    tally = _tallied(parts, parents)
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

    def added(self, part: str) -> QuerySet[record.Record]:
        """Return the records that are selected without a part and not with it."""
        kept = (
            filter_.condition(self.chosen)
            for filter_ in parameters.FILTERS.values()
            if filter_.part == part
        )
        return self.without(part).exclude(*kept)

    def counted(self, name: str) -> QuerySet[record.Record]:
        """Return the records among which the values that are not chosen are counted."""
        if is_widened(self.chosen, name):
            return self.added(parameters.FILTERS[name].part)
        if self.has_own_base(name):
            number = len(self.chosen["country"]) + len(self.chosen["organisation"])
            return _with_actors(self.records(match=("all",)), number + 1)
        return self.records()

    def has_own_base(self, name: str) -> bool:
        """Whether chosen values and further values are counted among different records."""
        of_actors = parameters.SOURCES[name] == base.Links(Role.ACTOR)
        return is_widened(self.chosen, name) or (self.way == "only" and of_actors)

    def widened(self, name: str, widens: base.Widens) -> QuerySet[record.Record]:
        """Return the records that the wider default of the other parameter would add."""
        values = {widens.value, *chosen_kinds(self.chosen, name)}
        return self.records(**{name: tuple(values), widens.other: (widens.also,)})


@dataclass
class _Tally:
    """Collects the rows of the query."""

    parents: Mapping[int, int | None]
    number: int = 0
    entries: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    _topics: dict[tuple[str, int], BitMap] = field(default_factory=lambda: defaultdict(BitMap))

    def add(self, facet: str, value: int, other: int, word: str, number: int) -> None:
        if facet == "number":
            self.number = number
        elif facet == "year":
            self.spans[value, other] = number
        elif (name := facet.removeprefix(_CHOSEN)) in parameters.VOCABULARY_FACETS:
            column = _COLUMNS_OF[name]
            for kind in column.words(value if column.spell else word):
                self._add_kind(facet, kind, number)
        elif name == "topic":
            self._add_topic(facet, value, word)
        else:
            self.entries[facet][value] = number

    def _add_kind(self, facet: str, value: str, number: int) -> None:
        if number:
            self.kinds[facet][value] = self.kinds[facet].get(value, 0) + number

    def _add_topic(self, facet: str, topic: int, ids: str) -> None:
        # A meeting about two subtopics counts once for the topic above them.
        records = BitMap(numbers_in(ids))
        for above in lineage(topic, self.parents):
            self._topics[facet, above] |= records
            self.entries[facet][above] = len(self._topics[facet, above])


def _tallied(parts: Iterable[QuerySet[Any]], parents: Mapping[int, int | None]) -> _Tally:
    """Read all parts. One query, none without parts."""
    tally = _Tally(parents)
    queries = [*parts]
    for row in queries[0].union(*queries[1:], all=True) if queries else ():
        tally.add(*row)
    return tally


def _parts(conditions: _Conditions, countries: Collection[int]) -> Iterator[QuerySet[Any]]:
    yield _part("number", conditions.records(), value=Value(0))
    for name in parameters.ENTRY_FACETS:
        yield from _parts_of_entries(conditions, name, countries)
    for name in parameters.VOCABULARY_FACETS:
        yield from _parts_of_words(conditions, name)
    dated = conditions.without(days.DAYS).filter(latest__isnull=False)
    first, last = (Cast(ExtractYear(name), IntegerField()) for name in ("earliest", "latest"))
    yield _part("year", dated, value=first, other=last)


def _parts_of_entries(
    conditions: _Conditions, name: str, countries: Collection[int]
) -> Iterator[QuerySet[Any]]:
    yield _of_entries(name, conditions.counted(name), countries)
    if conditions.has_own_base(name) and conditions.chosen[name]:
        ids = [pk for value in conditions.chosen[name] for pk in value.ids]
        yield _of_ids(_CHOSEN + name, name, conditions.records(), ids)


def _parts_of_words(conditions: _Conditions, name: str) -> Iterator[QuerySet[Any]]:
    column = _COLUMNS_OF[name]
    place = "value" if column.spell else "word"
    yield _part(name, conditions.counted(name), **{place: _stored(column.name)})
    if conditions.has_own_base(name):
        yield _part(_CHOSEN + name, conditions.records(), **{place: _stored(column.name)})
    widens = parameters.widening(name, conditions.chosen)
    if widens and widens.value not in conditions.chosen[name]:
        yield _part(name, conditions.widened(name, widens), word=Value(widens.value))


def _stored(column: str) -> Cast | F:
    """Return the values of a column; of a boolean as a number, which PostgreSQL can unite."""
    is_boolean = isinstance(record.Record._meta.get_field(column), BooleanField)
    return Cast(column, IntegerField()) if is_boolean else F(column)


def _of_entries(
    name: str, records: QuerySet[record.Record], countries: Collection[int]
) -> QuerySet[Any]:
    source = parameters.ENTRIES[name].source
    if isinstance(source, base.Pointer):
        pointing = records.filter(**{f"{source.column}__isnull": False})
        return _part(name, pointing, value=F(source.column))
    links = record.RecordLink.objects.filter(role=source.role, record__in=records.values("pk"))
    if name == "country":
        links = links.filter(entry_id__in=countries)
    if name == "organisation":
        links = links.exclude(entry_id__in=countries)
    return _of_links(name, name, links)


def _of_ids(
    label: str, name: str, records: QuerySet[record.Record], ids: Collection[int]
) -> QuerySet[Any]:
    """Return the rows of some entries of a parameter."""
    source = parameters.ENTRIES[name].source
    if isinstance(source, base.Pointer):
        return _part(label, records.filter(source.keeping(ids)), value=F(source.column))
    links = record.RecordLink.objects.filter(
        role=source.role, entry_id__in=ids, record__in=records.values("pk")
    )
    return _of_links(label, name, links)


def _of_links(label: str, name: str, links: QuerySet[record.RecordLink]) -> QuerySet[Any]:
    if name == "topic":
        return _part(label, links, value=F("entry_id"), word=IdList("record_id"))
    return _part(label, links, value=F("entry_id"))


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


def _counted(conditions: _Conditions, tally: _Tally, name: str) -> tuple[Counted, dict[int, int]]:
    """Return all values of a facet with their counts, and the chosen ones."""
    counts = tally.entries[name]
    of_chosen = tally.entries[_CHOSEN + name] if conditions.has_own_base(name) else counts
    chosen = {value: of_chosen.get(value, 0) for value in chosen_entries(conditions.chosen, name)}
    return ranked((counts | chosen).items()), chosen


def _kinds(conditions: _Conditions, tally: _Tally, name: str) -> dict[str, int]:
    chosen = chosen_kinds(conditions.chosen, name)
    counts = tally.kinds[name]
    of_chosen = tally.kinds[_CHOSEN + name] if conditions.has_own_base(name) else counts
    return counts | {value: of_chosen.get(value, 0) for value in chosen}


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
