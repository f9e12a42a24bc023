"""One answer to a selection: number, page of records, facets; and ways out where it is empty.

A count says what clicking yields. Values that hold together (``match``) narrow: theirs is the
number with one more of them. Alternatives widen: theirs is the number with that value alone,
whatever else of the same facet is chosen. The bar of a year counts what may have been in it, or
certainly was where ``dates=certain``; a meeting that may have been in two years is in both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from meetings.english import counted
from meetings.models.record import Entry, Record
from meetings.search import engine, parameters
from meetings.search.filters.base import Chosen, Named
from meetings.search.query import Query
from meetings.search.selection import Clause, Selection

# Each is counted over the whole register; who gives more has a link for each all the same.
MOST_COUNTED = 12


@dataclass(frozen=True)
class FacetValue:
    """One value; ``toggle`` is the selection with it, or without it where it is chosen."""

    key: str
    label: str
    count: int
    selected: bool
    toggle: Query


@dataclass(frozen=True)
class Facet:
    """The values of one parameter; ``cut`` where only the most frequent are listed.

    ``open`` where it shows its values at once.
    """

    parameter: str
    caption: str
    values: tuple[FacetValue, ...]
    cut: bool
    open: bool


@dataclass(frozen=True)
class Year:
    """A bar: ``within`` the days asked for; ``selected`` where they are this year alone."""

    year: int
    count: int
    within: bool
    selected: bool
    toggle: Query


@dataclass(frozen=True)
class Answer:
    """What a list page shows of a selection."""

    number: int
    records: list[Record]
    facets: list[Facet]
    years: list[Year]


def answer(selection: Selection, search_engine: engine.Engine) -> Answer:
    """Answer a selection: one query for the labels of the facets, besides those of the engine."""
    listing = search_engine.listing(selection)
    return Answer(
        number=listing.counts.number,
        records=listing.records,
        facets=facets_of(selection, listing.counts),
        years=years_of(selection, listing.counts),
    )


@dataclass(frozen=True)
class WayOut:
    """A clause with the number of meetings selected without it; None where it is not counted."""

    clause: Clause
    number: int | None

    @property
    def words(self) -> str:
        """The number with its noun; “still none” says that dropping the clause is not enough."""
        return counted(self.number, "meeting") if self.number else "still none"


def ways_out(selection: Selection, search_engine: engine.Engine) -> list[WayOut]:
    """Return the clauses of a selection, the one whose loss gives most meetings first.

    The numbers are those that the selections without them show. One query at most.
    """
    clauses, uncounted = selection.clauses[:MOST_COUNTED], selection.clauses[MOST_COUNTED:]
    numbers = search_engine.relaxed([_relaxed(selection, clause.without) for clause in clauses])
    ways = [WayOut(*pair) for pair in zip(clauses, numbers, strict=True)]
    ways.sort(key=lambda way: -(way.number or 0))
    return [*ways, *(WayOut(clause, None) for clause in uncounted)]


def _relaxed(selection: Selection, query: Query) -> Chosen:
    """Return what ``query`` chooses, which has fewer values; without looking them up."""
    chosen = dict(selection.chosen)
    for name, filter_ in parameters.FILTERS.items():
        keys = query.get(name)
        if keys != selection.query.get(name):
            values = tuple(value for value in chosen[name] if filter_.key_of_value(value) in keys)
            # Without any value of its own a parameter means its default again.
            chosen[name] = values or filter_.choose(parameters.DEFAULTS.get(name, ()))
    return chosen


def facets_of(selection: Selection, counts: engine.Counts) -> list[Facet]:
    """Return the facets that have any value, in the order of the page. One query, for labels."""
    ids = {pk for pairs in counts.entries.values() for pk, _ in pairs}
    entries = Entry.objects.defer("detail", "search_text").in_bulk(ids)
    facets = (_facet(selection, name, counts, entries) for name in parameters.FACETS)
    return [facet for facet in facets if facet.values]


def _facet(
    selection: Selection, name: str, counts: engine.Counts, entries: Mapping[int, Entry]
) -> Facet:
    if name in parameters.ENTRIES:
        values = _of_entries(selection, name, counts, entries)
        cut = len(counts.entries[name]) >= engine.MOST_SHOWN
    else:
        values, cut = list(_of_vocabulary(selection, name, counts)), False
    is_open = parameters.FACETS[name].open or any(value.selected for value in values)
    return Facet(name, parameters.FILTERS[name].caption, tuple(values), cut, is_open)


def _of_entries(
    selection: Selection, name: str, counts: engine.Counts, entries: Mapping[int, Entry]
) -> list[FacetValue]:
    chosen_ids = {value.entry.pk for value in selection.chosen[name]}
    # An entry that is gone since has no label; the next answer does without it.
    labelled = [(entries[pk], number) for pk, number in counts.entries[name] if pk in entries]
    labelled.sort(key=lambda pair: (pair[0].pk not in chosen_ids, -pair[1], pair[0].sort_label))
    label = parameters.FILTERS[name].label_of_value
    return [
        FacetValue(
            key=entry.key,
            label=label(Named(entry, (entry.pk,))),
            count=number,
            selected=entry.pk in chosen_ids,
            toggle=toggled(selection, name, entry.key),
        )
        for entry, number in labelled
    ]


def _of_vocabulary(selection: Selection, name: str, counts: engine.Counts) -> Iterator[FacetValue]:
    chosen = engine.chosen_kinds(selection.chosen, name)
    for value, label in parameters.VOCABULARIES[name].choices:
        if value in counts.kinds[name]:
            yield FacetValue(
                key=value,
                label=label,
                count=counts.kinds[name][value],
                selected=value in chosen,
                toggle=toggled(selection, name, value),
            )


def toggled(selection: Selection, name: str, key: str) -> Query:
    """Return the selection with one more value, or without it where it is chosen."""
    filter_ = parameters.FILTERS[name]
    chosen = {filter_.key_of_value(value) for value in selection.chosen[name]} - {*filter_.left_out}
    # Without any value a parameter means its default, which may be what was taken out.
    keys = chosen ^ {key} or filter_.left_out
    return selection.query.replacing({name: keys}).without_idle_match()


def years_of(selection: Selection, counts: engine.Counts) -> list[Year]:
    """Return a bar for each year from the first to the last that has meetings."""
    if not counts.years:
        return []
    first, last = (
        selection.chosen[name][0].day.year if selection.chosen[name] else None
        for name in ("from", "to")
    )
    bounds = selection.query.get("from"), selection.query.get("to")
    return [
        Year(
            year=year,
            count=counts.years.get(year, 0),
            within=(first is None or first <= year) and (last is None or year <= last),
            selected=bounds == ((f"{year:04}",), (f"{year:04}",)),
            toggle=_toggled_year(selection.query, f"{year:04}"),
        )
        for year in range(min(counts.years), max(counts.years) + 1)
    ]


def _toggled_year(query: Query, year: str) -> Query:
    alone = query.get("from") == query.get("to") == (year,)
    return query.replacing(dict.fromkeys(("from", "to"), () if alone else (year,)))
