"""Count the values of every facet from the index."""

from collections.abc import Callable, Collection, Iterator
from heapq import heappush, heappushpop
from typing import Any

from pyroaring import BitMap

from meetings.search.counts import (
    ENTRY_FACETS,
    MOST_SHOWN,
    VOCABULARY_FACETS,
    Counted,
    Counts,
    chosen_entries,
    chosen_kinds,
    with_chosen,
)

from .dates import spanning
from .evaluate import GOVERNED, Evaluation, common
from .sets import ValueSets

# Up to this many meetings are counted by going through their people.
FEW_RECORDS = 20_000


def counts_of(evaluation: Evaluation) -> Counts:
    """Return the counts of every facet of a selection."""
    return Counts(
        entries={name: _entries(evaluation, name) for name in ENTRY_FACETS},
        kinds={name: _kinds(evaluation, name) for name in VOCABULARY_FACETS},
        years=_years(evaluation),
    )


def _entries(evaluation: Evaluation, name: str) -> Counted:
    column = GOVERNED.get(name, name)
    sets = evaluation.snapshot.columns[column]
    chosen = chosen_entries(evaluation.chosen, name)
    base = _base(evaluation, name)
    # What is chosen already narrows to what is selected now; more of it would be narrower.
    now = evaluation.selected if name in GOVERNED and evaluation.way != "any" else base
    best = [(n, value) for value, n in _best(evaluation, name, base, exclude=chosen)]
    counted = [(sets.count(value, now), value) for value in chosen]
    ranked = sorted([*best, *counted], key=lambda pair: (-pair[0], pair[1]))
    top = [(value, n) for n, value in ranked if n][:MOST_SHOWN]
    return with_chosen(top, [(value, n) for n, value in counted])


def _base(evaluation: Evaluation, name: str) -> BitMap:
    """Return the records among which a value of a facet that is not chosen is counted."""
    if name not in GOVERNED:
        return evaluation.without(name)
    if evaluation.way == "any":
        return evaluation.without("together")
    if evaluation.way == "only" and GOVERNED[name] == "actor":
        # With one more of them, and still nobody else.
        one_more = evaluation.nobody_else(evaluation.actors + 1)
        return common(evaluation.without("together"), [*evaluation.each(), one_more])
    return evaluation.selected


def _best(
    evaluation: Evaluation, name: str, base: BitMap, exclude: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Return the values with the highest counts, the lowest row number among equals."""
    column = GOVERNED.get(name, name)
    sets: ValueSets[int] = evaluation.snapshot.columns[column]
    if name == "person" and len(base) <= FEW_RECORDS:
        found = evaluation.snapshot.people.counts(base)
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return (pair for pair in ranked[: MOST_SHOWN + len(exclude)] if pair[0] not in exclude)
    return _pruned(sets, base, _wanted(evaluation, name, exclude))


def _wanted(evaluation: Evaluation, name: str, exclude: Collection[int]) -> Callable[[int], bool]:
    countries = evaluation.snapshot.countries
    if name == "country":
        return lambda value: value in countries and value not in exclude
    if name == "organisation":
        return lambda value: value not in countries and value not in exclude
    return lambda value: value not in exclude


def _pruned(
    sets: ValueSets[int], base: BitMap, wanted: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """Count from the most frequent value on; stop where no value can be among the best."""
    best: list[tuple[int, int]] = []
    for total, value in sets.ranked():
        if len(best) == MOST_SHOWN and total < best[0][0]:
            break
        if wanted(value) and (number := sets.count(value, base)):
            # Of two with the same count the lower row number is the better.
            if len(best) < MOST_SHOWN:
                heappush(best, (number, -value))
            else:
                heappushpop(best, (number, -value))
    return ((-negative, number) for number, negative in best)


def _kinds(evaluation: Evaluation, name: str) -> dict[str, int]:
    sets: ValueSets[str] = evaluation.snapshot.columns[name]
    base = evaluation.without(name)
    found = {value: sets.count(value, base) for value in sets.values()}
    chosen = dict.fromkeys(chosen_kinds(evaluation.chosen, name), 0)
    return chosen | {value: number for value, number in found.items() if number}


def _years(evaluation: Evaluation) -> dict[int, int]:
    columns: dict[str, ValueSets[Any]] = dict(evaluation.snapshot.columns)
    base = evaluation.without("days")
    last, earlier = columns["latest_year"], columns["earlier_year"]
    if evaluation.chosen["dates"] == ("certain",):
        base, earlier = base - spanning(evaluation.snapshot), ValueSets()
    years = {*last.values(), *earlier.values()}
    found = {year: last.count(year, base) + earlier.count(year, base) for year in sorted(years)}
    return {year: number for year, number in found.items() if number}
