"""Builds the facet index from the whole public record with little memory.

Rows are read once into arrays of numbers, about 20 bytes a record; then the columns are made from
the arrays one by one. Peak memory is little more than the size of the finished index.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from sys import intern
from typing import Any

from pyroaring import BitMap

from meetings.models.choices import RecordState
from meetings.models.record import Record
from meetings.search import engine, one_state

from . import facet_index, sets
from .columns import (
    DAY_COLUMNS,
    LINK_COLUMNS,
    POINTER_COLUMNS,
    WORD_COLUMNS,
    day_number,
    earlier_years,
)
from .people import Forward, ForwardBuilder
from .rows import Role, all_rows, entry_rows, link_rows

_WORDS = slice(3, 3 + len(WORD_COLUMNS))
_POINTERS = slice(_WORDS.stop, _WORDS.stop + len(POINTER_COLUMNS))


def build(state: one_state.State) -> facet_index.FacetIndex:
    """Return the index of the register at ``state``.

    The caller must have read ``state`` in the same transaction (``one_state``), so that all rows
    read here belong to that state.
    """
    entries = list(entry_rows())
    parents = {pk: parent for pk, kind, parent, _ in entries if kind == "topic"}
    rows = _Rows()
    rows.read()
    columns = dict(rows.columns())
    published = BitMap(rows.ids)
    del rows
    people = _add_links(columns, parents)
    return facet_index.FacetIndex(
        state=state,
        published=published,
        columns=columns,
        people=people,
        entries=facet_index.Entries(
            parents, frozenset(pk for pk, _, _, is_country in entries if is_country)
        ),
    )


class _Numbers(dict[tuple[Any, ...], int]):
    """Gives each distinct combination of stored words a number, from 0, in order of appearance."""

    def __missing__(self, row: tuple[Any, ...]) -> int:
        # The database driver makes a new string for every word; interning saves megabytes.
        shared = tuple(intern(value) if isinstance(value, str) else value for value in row)
        self[shared] = number = len(self)
        return number


class _Rows:
    """The published records as parallel arrays of numbers."""

    def __init__(self) -> None:
        self.ids = array("I")
        self._stored, self._stored_numbers = array("I"), _Numbers()
        self._days = array("I")
        self._pointers = [array("I") for _ in POINTER_COLUMNS]
        # Only meetings whose first day may be before their last day.
        self._longer, self._first_days = array("I"), array("I")
        self._earlier = sets.Builder[int]()

    def read(self) -> None:
        numbers = self._stored_numbers
        published = Record.objects.filter(state=RecordState.PUBLISHED)
        for row in all_rows(published.order_by("pk")):
            record, first, last = row[0], day_number(row[1]), day_number(row[2])
            self.ids.append(record)
            self._stored.append(numbers[row[_WORDS]])
            self._days.append(last)
            for column, entry in zip(self._pointers, row[_POINTERS], strict=True):
                column.append(entry or 0)
            if first != last:
                self._longer.append(record)
                self._first_days.append(first)
                for year in earlier_years(first, last):
                    self._earlier.add(year, array("I", [record]))

    def columns(self) -> Iterator[tuple[str, sets.ValueSets[Any]]]:
        """Yield the columns whose values are stored in the records themselves."""
        for name, words_of in WORD_COLUMNS.items():
            words = {number: words_of(stored) for stored, number in self._stored_numbers.items()}
            yield name, _by_word(_grouped(self.ids, self._stored, words))
        for name, numbers in zip(POINTER_COLUMNS, self._pointers, strict=True):
            yield (
                name,
                _grouped(self.ids, numbers, {entry: entry or None for entry in set(numbers)}),
            )
        for name, part_of in DAY_COLUMNS.items():
            yield f"latest_{name}", _grouped(self.ids, self._days, _parts(self._days, part_of))
            parts = _parts(self._first_days, part_of)
            yield f"earliest_{name}", _grouped(self._longer, self._first_days, parts)
        undated = _parts(self._days, lambda day: None if day else True)
        yield "undated", _grouped(self.ids, self._days, undated)
        yield "earlier_year", self._earlier.finish()


def _parts(days: "array[int]", part_of: Callable[[int], int | bool | None]) -> dict[int, Any]:
    return {day: part_of(day) for day in set(days)}


def _grouped(
    ids: "array[int]", numbers: "array[int]", values: Mapping[int, Any]
) -> sets.ValueSets[Any]:
    """Return ``ids`` grouped by value.

    ``numbers`` has a number for each id; ``values`` maps it to the value, None for no value.
    """
    groups: dict[Any, array[int]] = {value: array("I") for value in values.values()}
    add = {number: groups[value].append for number, value in values.items()}
    for record, number in zip(ids, numbers, strict=True):
        add[number](record)
    groups.pop(None, None)
    return sets.ValueSets({value: BitMap(group) for value, group in groups.items() if group})


def _by_word(by_words: sets.ValueSets[tuple[str, ...]]) -> sets.ValueSets[str]:
    """Return the sets of each word from those of each combination of words."""
    ids: dict[str, BitMap] = defaultdict(BitMap)
    for words in by_words.values():
        for word in words:
            ids[word] |= by_words.get(words)
    return sets.ValueSets(ids)


def _add_links(
    columns: dict[str, sets.ValueSets[Any]], parents: Mapping[int, int | None]
) -> Forward:
    """Add the columns that come from links; return the people of each record."""
    builders = {name: sets.Builder[int]() for name in LINK_COLUMNS.values()}
    people = ForwardBuilder()
    at_least: list[BitMap] = []
    for entry, role, records in link_rows():
        for value in engine.lineage(entry, parents) if role == Role.TOPIC else (entry,):
            builders[LINK_COLUMNS[role]].add(value, records)
        if role == Role.PERSON:
            people.add(entry, records)
        if role == Role.ACTOR:
            _one_more(at_least, BitMap(records))
    for name, builder in builders.items():
        columns[name] = builder.finish(few=sets.FEW if name == "person" else 0)
    exactly = {
        number: ids.difference(*at_least[number : number + 1])
        for number, ids in enumerate(at_least, start=1)
    }
    columns["actors"] = sets.ValueSets({number: ids for number, ids in exactly.items() if ids})
    return people.finish()


def _one_more(at_least: list[BitMap], records: BitMap) -> None:
    """Count one more actor for ``records``; ``at_least[n - 1]`` has the records with n or more."""
    for number, ids in enumerate(at_least):
        overlap = ids & records
        at_least[number] = ids | records
        records = overlap
        if not records:
            return
    if records:
        at_least.append(records)
