"""Facet counts from the index: exact counts, with top-k pruning for columns with many values."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import heapify, heappush, heappushpop, nlargest, nsmallest

from pyroaring import BitMap

from meetings.models.record import RecordLink
from meetings.search import engine, parameters
from meetings.search.filters import base, days, participants

from . import evaluate
from .columns import LINK_COLUMNS
from .sets import FEW, ValueSets, Within

# Up to this number of meetings, people are counted by going through the meetings.
FEW_RECORDS = 6_000
# Above that, frequent people are counted first, by intersecting their sets. Rare people are
# counted in the same way, unless going through the meetings is quicker: intersecting the set of
# one person takes as long as going through this number of meetings.
RECORDS_A_PERSON = 8

Predicate = Callable[[int], bool]


def counts_of(evaluation: evaluate.Evaluation) -> engine.Counts:
    """Return the counts of every facet of a selection."""
    entries = {name: _entries(evaluation, name) for name in parameters.ENTRY_FACETS}
    return engine.Counts(
        number=len(evaluation.selected),
        entries={name: shown for name, (shown, _) in entries.items()},
        cut=frozenset(name for name, (_, is_cut) in entries.items() if is_cut),
        kinds={name: _kinds(evaluation, name) for name in parameters.VOCABULARY_FACETS},
        years=_years(evaluation),
    )


def values_of(evaluation: evaluate.Evaluation, name: str) -> engine.Counted:
    """Return every value of a facet of entries that has meetings, highest count first."""
    chosen = _chosen(evaluation, name)
    predicate = _predicate(evaluation, name, chosen)
    within = evaluation.within(_base(evaluation, name))
    sets: ValueSets[int] = evaluation.index.columns[parameters.SOURCES[name].name]
    if name == "person" and len(within) < len(sets.values()) * RECORDS_A_PERSON:
        counts = evaluation.index.people.counts(within.records)
    else:
        counts = {value: within.count(sets, value, total) for total, value in sets.ranked()}
    further = {value: number for value, number in counts.items() if predicate(value)}
    return engine.ranked((further | chosen).items())


def _entries(evaluation: evaluate.Evaluation, name: str) -> tuple[engine.Counted, bool]:
    sets: ValueSets[int] = evaluation.index.columns[parameters.SOURCES[name].name]
    chosen = _chosen(evaluation, name)
    predicate = _predicate(evaluation, name, chosen)
    within = evaluation.within(_base(evaluation, name))
    if name == "person":
        best = _people(evaluation, within, predicate)
    else:
        best = _pruned(sets, within, predicate, sets.ranked())
    return engine.shown_of(engine.ranked([*best, *chosen.items()]), chosen)


def _chosen(evaluation: evaluate.Evaluation, name: str) -> dict[int, int]:
    """Return the number of selected records of each chosen value."""
    sets: ValueSets[int] = evaluation.index.columns[parameters.SOURCES[name].name]
    return {
        value: sets.count(value, evaluation.selected)
        for value in engine.chosen_entries(evaluation.chosen, name)
    }


def most_frequent(evaluation: evaluate.Evaluation, role: int, without: int) -> engine.Counted:
    """Return the entries most often linked in ``role`` by the selected records.

    ``role`` (``RecordLink.Role``) is actor or person; the entry ``without`` is left out.
    """
    within = evaluation.within(evaluation.selected)
    column = LINK_COLUMNS[role]
    if column == "person":
        best = _people(evaluation, within, lambda value: value != without)
    else:
        sets: ValueSets[int] = evaluation.index.columns[column]
        best = _pruned(sets, within, lambda value: value != without, sets.ranked())
    return sorted(best, key=_order)[: engine.MOST_SHOWN]


def _order(pair: tuple[int, int]) -> tuple[int, int]:
    """Return the sort key: highest count first, lowest row number first among equal counts."""
    value, number = pair
    return -number, value


def _base(evaluation: evaluate.Evaluation, name: str) -> BitMap:
    """Return the records among which the values of a facet that are not chosen are counted."""
    if engine.is_widened(evaluation.chosen, name):
        # Those that a further value would add.
        return evaluation.without(parameters.FILTERS[name].part) - evaluation.selected
    if evaluation.way == "only" and parameters.SOURCES[name] == base.Links(RecordLink.Role.ACTOR):
        # One more actor, and still no others.
        one_more = evaluation.nobody_else(evaluation.actors + 1)
        return evaluate.common(
            evaluation.without(participants.TOGETHER), [*evaluation.each(), one_more]
        )
    return evaluation.selected


def _predicate(evaluation: evaluate.Evaluation, name: str, exclude: Collection[int]) -> Predicate:
    countries = evaluation.index.entries.countries
    if name == "country":
        return lambda value: value in countries and value not in exclude
    if name == "organisation":
        return lambda value: value not in countries and value not in exclude
    return lambda value: value not in exclude


def _people(
    evaluation: evaluate.Evaluation, within: Within, predicate: Predicate
) -> engine.Counted:
    """Return the people with the highest counts; there are thousands of people."""
    sets: ValueSets[int] = evaluation.index.columns["person"]
    if len(within) > FEW_RECORDS:
        ranked = sets.ranked()
        rare = bisect_left(ranked, -FEW, key=lambda pair: -pair[0])
        best = _pruned(sets, within, predicate, ranked[:rare])
        least = min(number for _, number in best) if len(best) == engine.MOST_COUNTED else 1
        end = bisect_right(ranked, -least, key=lambda pair: -pair[0])
        if (end - rare) * RECORDS_A_PERSON < len(within):
            return _pruned(sets, within, predicate, ranked[rare:end], best)
    counted = evaluation.index.people.counts(within.records)
    return _top({value: number for value, number in counted.items() if predicate(value)})


def _top(counted: dict[int, int]) -> engine.Counted:
    """Return the highest counts. Comparing pairs is slow, so a first pass compares numbers only."""
    highest = nlargest(engine.MOST_COUNTED, counted.values())
    if not highest:
        return []
    return nsmallest(
        engine.MOST_COUNTED,
        (pair for pair in counted.items() if pair[1] >= highest[-1]),
        key=_order,
    )


def _pruned(
    sets: ValueSets[int],
    within: Within,
    predicate: Predicate,
    ranked: Sequence[tuple[int, int]],
    before: Iterable[tuple[int, int]] = (),
) -> engine.Counted:
    """Count values from the most frequent down; stop when no further value can reach the top.

    ``ranked``: values of ``sets`` with the number of all their records, highest first.
    ``before``: the best counts of the values that rank higher.
    """
    best = [(number, -value) for value, number in before]
    heapify(best)
    for total, value in ranked:
        if len(best) == engine.MOST_COUNTED and total < best[0][0]:
            break
        if predicate(value) and (number := within.count(sets, value, total)):
            # Negative row numbers: of two equal counts the lower row number wins.
            if len(best) < engine.MOST_COUNTED:
                heappush(best, (number, -value))
            else:
                heappushpop(best, (number, -value))
    return [(-negative, number) for number, negative in best]


def _kinds(evaluation: evaluate.Evaluation, name: str) -> dict[str, int]:
    sets: ValueSets[str] = evaluation.index.columns[parameters.SOURCES[name].name]
    chosen = engine.chosen_kinds(evaluation.chosen, name)
    base = _base(evaluation, name)
    counts = {value: sets.count(value, base) for value in sets.values() if value not in chosen}
    widens = parameters.widening(name, evaluation.chosen)
    if widens and widens.value not in chosen:
        more = len(evaluation.widened(name, widens))
        counts[widens.value] = counts.get(widens.value, 0) + more
    counted = {value: sets.count(value, evaluation.selected) for value in chosen}
    return counted | {value: number for value, number in counts.items() if number}


def _years(evaluation: evaluate.Evaluation) -> dict[int, int]:
    columns, base = evaluation.index.columns, evaluation.without(days.DAYS)
    last: ValueSets[int] = columns["latest_year"]
    earlier: ValueSets[int] = columns["earlier_year"]
    if evaluation.chosen["dates"] == ("certain",):
        base, earlier = base - evaluate.spanning(evaluation.index), ValueSets()
    years = sorted({*last.values(), *earlier.values()})
    counts = {year: last.count(year, base) + earlier.count(year, base) for year in years}
    return {year: number for year, number in counts.items() if number}
