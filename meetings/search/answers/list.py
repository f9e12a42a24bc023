"""The result list of a selection: total, page of records, facet counts, years; help when empty.

A facet count is what a click on the value yields. Values that must hold together (``match``)
narrow the selection, and so does the first value of any facet: their count is the number of
meetings left. A further alternative widens it: its count is the number of meetings that it adds.
Beside a chosen value is the number of selected meetings that have it.
The bar of a year counts the meetings that may have been in it, or certainly were with
``dates=certain``; a meeting that may have been in two years counts in both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from meetings import kinds
from meetings.english import counted
from meetings.models.record import Entry, Record
from meetings.search import engine, parameters, resolve
from meetings.search.filters.base import Chosen, Named
from meetings.search.query import Query
from meetings.search.selection import Clause, Selection, Suggestion

# Counting is costly, so only the first 12 clauses are counted; the others get a link without a
# number.
MOST_COUNTED = 12


@dataclass(frozen=True)
class FacetValue:
    """One value; ``toggle`` is the selection after a click, which adds or removes the value."""

    key: str
    label: str
    count: int
    selected: bool
    toggle: Query


@dataclass(frozen=True)
class Facet:
    """The values of one parameter.

    ``number``: how many values it has; None where only the most frequent are listed and there are
    more. ``open``: the facet starts unfolded. ``adds``: values are alternatives, so that a further
    one widens the selection. ``widened``: alternatives are chosen, so that counts of the others are
    what they add.
    """

    parameter: str
    caption: str
    values: tuple[FacetValue, ...]
    number: int | None
    open: bool
    adds: bool
    widened: bool


@dataclass(frozen=True)
class Year:
    """A bar of the timeline.

    ``within``: the year is in the selected range; ``selected``: the year is the whole range.
    """

    year: int
    count: int
    within: bool
    selected: bool
    toggle: Query


@dataclass(frozen=True)
class Answer:
    """The content of a list page: total, records of the page, facets and years.

    ``hidden``: the number of meetings, by occurrence, that only the default *held* leaves out.
    """

    number: int
    records: list[Record]
    facets: list[Facet]
    years: list[Year]
    hidden: dict[str, int]


def answer(selection: Selection, search_engine: engine.Engine) -> Answer:
    """Return the answer to a selection. One query for facet labels, plus those of the engine."""
    listing = search_engine.listing(selection)
    return Answer(
        number=listing.counts.number,
        records=listing.records,
        facets=facets_of(selection, listing.counts),
        years=years_of(selection, listing.counts),
        hidden=_hidden(selection, listing.counts),
    )


def _hidden(selection: Selection, counts: engine.Counts) -> dict[str, int]:
    if dict(selection.query.values).get("occurrence"):
        return {}
    kinds = counts.kinds["occurrence"]
    shown = parameters.DEFAULTS["occurrence"]
    return {value: number for value, number in kinds.items() if number and value not in shown}


@dataclass(frozen=True)
class WayOut:
    """A clause, and the number of meetings without it; None if that was not counted."""

    clause: Clause
    number: int | None

    @property
    def words(self) -> str:
        """The number with its noun; “still none” if there are no meetings without the clause."""
        return counted(self.number, "meeting") if self.number else "still none"


def ways_out(selection: Selection, search_engine: engine.Engine) -> list[WayOut]:
    """Return the clauses of a selection; first the clause whose removal gives most meetings.

    Each number is the total of the selection without that clause. One query at most.
    """
    clauses, uncounted = selection.clauses[:MOST_COUNTED], selection.clauses[MOST_COUNTED:]
    numbers = search_engine.relaxed([_relaxed(selection, clause.without) for clause in clauses])
    ways = [WayOut(*pair) for pair in zip(clauses, numbers, strict=True)]
    ways.sort(key=lambda way: -(way.number or 0))
    return [*ways, *(WayOut(clause, None) for clause in uncounted)]


def actors_meant(selection: Selection) -> list[Suggestion]:
    """Return the actors that a text is the name of, each with the query that selects them instead.

    Meetings have the names of their actors in our words; a name in another language finds none.
    One query at most.
    """
    typed = " ".join(selection.query.get("q"))
    return [
        Suggestion(
            entry.label,
            selection.query.without("q").including(
                kinds.kind_of(entry.kind, entry.card).name, entry.key
            ),
        )
        for entry in resolve.actors_called(typed)
    ]


def _relaxed(selection: Selection, query: Query) -> Chosen:
    """Return the values of ``query``, a subset of the selection's, without looking them up."""
    chosen, query_values = dict(selection.chosen), dict(query.values)
    for name, filter_ in parameters.FILTERS.items():
        keys = query.get(name)
        if keys != selection.query.get(name):
            values = tuple(value for value in chosen[name] if filter_.key_of_value(value) in keys)
            # A parameter without values falls back to its default.
            chosen[name] = values or filter_.choose(parameters.default_of(name, query_values))
    return chosen


def facets_of(selection: Selection, counts: engine.Counts) -> list[Facet]:
    """Return the facets that have values, in page order. One query, for labels."""
    entries = _labelled(pk for pairs in counts.entries.values() for pk, _ in pairs)
    facets = (_facet_of(selection, name, counts, entries) for name in parameters.FACETS)
    return [facet for facet in facets if facet.values]


def every_value(
    selection: Selection, name: str, search_engine: engine.Engine, page: slice
) -> Facet:
    """Return a facet of entries with those of all its values that are on a page.

    One query for labels, plus those of the engine.
    """
    counts = search_engine.values(selection, name)
    on_page = counts[page]
    values = _of_entries(selection, name, on_page, _labelled(pk for pk, _ in on_page))
    return _facet(selection, name, values, len(counts))


def _labelled(ids: Iterable[int]) -> dict[int, Entry]:
    return Entry.objects.defer("detail", "search_text").in_bulk({*ids})


def _facet_of(
    selection: Selection, name: str, counts: engine.Counts, entries: Mapping[int, Entry]
) -> Facet:
    if name in parameters.ENTRIES:
        values = _of_entries(selection, name, counts.entries[name], entries)
    else:
        values = list(_of_vocabulary(selection, name, counts))
    return _facet(selection, name, values, None if name in counts.cut else len(values))


def _facet(selection: Selection, name: str, values: list[FacetValue], number: int | None) -> Facet:
    return Facet(
        parameter=name,
        caption=parameters.FILTERS[name].caption,
        values=tuple(values),
        number=number,
        open=parameters.FACETS[name].open or any(value.selected for value in values),
        adds=name not in parameters.GOVERNED or selection.chosen["match"] == ("any",),
        widened=engine.is_widened(selection.chosen, name),
    )


def _of_entries(
    selection: Selection, name: str, counts: engine.Counted, entries: Mapping[int, Entry]
) -> list[FacetValue]:
    chosen_ids = {value.entry.pk for value in selection.chosen[name]}
    # An entry deleted since it was counted has no label, so it is skipped.
    labelled = [(entries[pk], number) for pk, number in counts if pk in entries]
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
    for value, label in parameters.VOCABULARIES[name].labelled(counts.kinds[name]):
        yield FacetValue(
            key=value,
            label=label,
            count=counts.kinds[name][value],
            selected=value in chosen,
            toggle=toggled(selection, name, value),
        )


def toggled(selection: Selection, name: str, key: str) -> Query:
    """Return the query with the value added, or removed if it is chosen already."""
    filter_ = parameters.FILTERS[name]
    chosen = {filter_.key_of_value(value) for value in selection.chosen[name]} - {*filter_.left_out}
    # A parameter without values means its default, which may be the value just removed.
    keys = chosen ^ {key} or filter_.left_out
    return selection.query.replacing({name: keys}).without_idle_match()


def years_of(selection: Selection, counts: engine.Counts) -> list[Year]:
    """Return a bar for every year from the first to the last year with meetings."""
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
