"""Evaluates a selection on the index with set operations, also without one of its filters."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from pyroaring import BitMap

from meetings.search import parameters
from meetings.search.filters import base, participants
from meetings.search.filters.days import DAYS

from . import facet_index, sets

# Columns by parameter: for the parameters that ``match`` governs, and for parameters with values
# that mean *or*.
GOVERNED_COLUMNS = {name: parameters.SOURCES[name].name for name in parameters.GOVERNED}
ALTERNATIVES = {
    name: source.name
    for name, source in parameters.SOURCES.items()
    if name not in parameters.GOVERNED
}
ONE_DAY = datetime.timedelta(days=1)


class Evaluation:
    """The records that ``chosen`` selects in ``index``. Made for one answer, used by one thread.

    ``ids``: the results of a text search at the same state, which narrow the selection further.
    """

    def __init__(
        self, index: facet_index.FacetIndex, chosen: base.Chosen, ids: BitMap | None = None
    ) -> None:
        self.index = index
        self.chosen = chosen
        self._within: sets.Within | None = None
        # The matching records by part of the selection; parts without values are absent.
        self._kept: dict[str, BitMap] = {} if ids is None else {"text": ids}
        for name, column in ALTERNATIVES.items():
            if values := self.values(name):
                self._kept[name] = index.columns[column].union(values)
        if any(chosen[name] for name in parameters.GOVERNED):
            self._kept[participants.TOGETHER] = self._together()
        if chosen["from"] or chosen["to"]:
            self._kept[DAYS] = self._days()

    @cached_property
    def selected(self) -> BitMap:
        """The ids of the selected records. The caller must not change them."""
        return self.without("")

    def without(self, part: str) -> BitMap:
        """Return the records selected without a part. The caller must not change them."""
        if part and part not in self._kept:
            return self.selected
        parts = [ids for name, ids in self._kept.items() if name != part]
        return common(self.index.published, parts)

    def widened(self, name: str, widens: base.Widens) -> BitMap:
        """Return the records that the wider default of the other parameter would add.

        The widening value and those chosen of parameter ``name`` have them.
        """
        sources = parameters.SOURCES
        values = self.index.columns[sources[name].name].union([widens.value, *self.values(name)])
        also = self.index.columns[sources[widens.other].name].get(widens.also)
        parts = [ids for part, ids in self._kept.items() if part not in (name, widens.other)]
        return common(values, [also, *parts])

    def within(self, records: BitMap) -> sets.Within:
        """Return the counter for ``records``; it is cached for the selected records."""
        if records is not self.selected:
            return sets.Within(records, self.index.published)
        if self._within is None:
            self._within = sets.Within(records, self.index.published)
        return self._within

    def values(self, name: str) -> tuple[int | str, ...]:
        """Return the chosen values of a parameter: row numbers, or words of a vocabulary."""
        chosen = self.chosen[name]
        if chosen == parameters.FILTERS[name].left_out:
            return ()
        return tuple(value.entry.pk if isinstance(value, base.Named) else value for value in chosen)

    @property
    def way(self) -> str:
        """How the governed parameters are combined: all, any or only."""
        return str(self.chosen["match"][0])

    @property
    def actors(self) -> int:
        """The number of chosen actors."""
        return len(self.chosen["country"]) + len(self.chosen["organisation"])

    def each(self) -> list[BitMap]:
        """Return the records of each value of the governed parameters."""
        return [
            self.index.columns[column].get(value)
            for name, column in GOVERNED_COLUMNS.items()
            for value in self.values(name)
        ]

    def nobody_else(self, actors: int) -> BitMap:
        """Return the records with exactly this number of actors."""
        return self.index.columns["actors"].get(actors)

    def _together(self) -> BitMap:
        by_value = self.each()
        if self.way == "any":
            return BitMap().union(*by_value)
        if self.way == "only":
            by_value.append(self.nobody_else(self.actors))
        return common(by_value[0], by_value[1:])

    def _days(self) -> BitMap:
        select = certain if self.chosen["dates"] == ("certain",) else possible
        return select(self.index, self._day("from"), self._day("to"))

    def _day(self, name: str) -> datetime.date | None:
        day: datetime.date | None = self.chosen[name][0].day if self.chosen[name] else None
        return day


def common(first: BitMap, others: Iterable[BitMap]) -> BitMap:
    """Return the intersection of all sets, starting with the smallest."""
    smallest, *larger = sorted([first, *others], key=len)
    for ids in larger:
        smallest = smallest & ids
    return smallest


def possible(
    index: facet_index.FacetIndex, start: datetime.date | None, end: datetime.date | None
) -> BitMap:
    """Return the records possibly between ``start`` and ``end`` (inclusive; None: open)."""
    parts = []
    if start is not None:
        parts.append(_since(index, "latest", start))
    if end is not None:
        # Only meetings of several days are in the “earliest” columns, so both are needed.
        parts.append(_until(index, "latest", end) | _until(index, "earliest", end))
    return _both(parts)


def certain(
    index: facet_index.FacetIndex, start: datetime.date | None, end: datetime.date | None
) -> BitMap:
    """Return the records certainly between ``start`` and ``end`` (inclusive; None: open)."""
    parts = []
    if start is not None:
        began_before = (
            _until(index, "earliest", start - ONE_DAY) if start > datetime.date.min else BitMap()
        )
        parts.append(_since(index, "latest", start) - began_before)
    if end is not None:
        parts.append(_until(index, "latest", end))
    return _both(parts)


def spanning(index: facet_index.FacetIndex) -> BitMap:
    """Return the records whose range of days touches more than one year."""
    earlier = index.columns["earlier_year"]
    return earlier.union(earlier.values())


def _both(parts: list[BitMap]) -> BitMap:
    return parts[0] if len(parts) == 1 else parts[0] & parts[1]


def _since(index: facet_index.FacetIndex, bound: str, day: datetime.date) -> BitMap:
    """Return the records whose ``bound`` (latest or earliest) is on or after ``day``."""
    years = index.columns[f"{bound}_year"]
    parts = [years.get(year) for year in years.values() if year > day.year]
    months = range(day.month + 1, 13)
    return _with_parts(index, bound, day, parts, months, range(day.day, 32))


def _until(index: facet_index.FacetIndex, bound: str, day: datetime.date) -> BitMap:
    """Return the records whose ``bound`` is on or before ``day``."""
    years = index.columns[f"{bound}_year"]
    parts = [years.get(year) for year in years.values() if year < day.year]
    return _with_parts(index, bound, day, parts, range(1, day.month), range(1, day.day + 1))


def _with_parts(
    index: facet_index.FacetIndex,
    bound: str,
    day: datetime.date,
    years: list[BitMap],
    months: range,
    days: range,
) -> BitMap:
    """Return the union of ``years``, ``months`` in the year of ``day``, ``days`` in its month."""
    by_month = index.columns[f"{bound}_month"]
    by_day = index.columns[f"{bound}_day"]
    whole = [by_month.get(facet_index.month_number(day.year, month)) for month in months]
    if within := by_month.get(facet_index.month_number(day.year, day.month)):
        whole += (within & by_day.get(number) for number in days)
    return BitMap().union(*years, *whole)
