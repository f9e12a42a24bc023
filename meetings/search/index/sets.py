"""Sets of record ids by value: the columns of the facet index."""

from array import array
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from pyroaring import BitMap

Value = TypeVar("Value", bound=Hashable)
# A bitmap of few ids costs some hundred bytes a block of 65,536; an array four bytes an id.
FEW = 128

NONE = BitMap()


class ValueSets(Generic[Value]):
    """For each value of one facet the ids of the records that have it. Never changed.

    Record ids fit into 32 bits: four thousand million meetings.
    """

    __slots__ = ("_ids", "_ranked")

    def __init__(self, ids: "Mapping[Value, BitMap | array[int]] | None" = None) -> None:
        self._ids = dict(ids or {})
        self._ranked: list[tuple[int, Value]] | None = None

    def get(self, value: Value) -> BitMap:
        """Return the ids of a value; the caller must not change them."""
        ids = self._ids.get(value, NONE)
        return ids if isinstance(ids, BitMap) else BitMap(ids)

    def union(self, values: Iterable[Value]) -> BitMap:
        """Return the ids of any of the values, as a new set."""
        return BitMap().union(*map(self.get, values))

    def count(self, value: Value, within: BitMap) -> int:
        """Return how many of ``within`` have the value."""
        return within.intersection_cardinality(self.get(value))

    def values(self) -> Iterable[Value]:
        """Return the values that any record has."""
        return self._ids.keys()

    def ranked(self) -> list[tuple[int, Value]]:
        """Return the values with the number of their records, the most frequent first."""
        if self._ranked is None:
            # Two threads may both do this; they come to the same list.
            self._ranked = sorted(
                ((len(ids), value) for value, ids in self._ids.items()),
                key=lambda pair: -pair[0],
            )
        return self._ranked

    def changed(
        self,
        dropped: BitMap,
        added: Mapping[Value, list[int]],
        touched: Iterable[Value] | None = None,
    ) -> "ValueSets[Value]":
        """Return these sets without the ids ``dropped`` and with those ``added`` by value.

        ``touched`` names the values that dropped ids had, where the caller knows them. Sets
        that stay the same are shared with the result.
        """
        having = self._having(dropped) if touched is None else touched
        wanted = {*having, *added}
        if not wanted:
            return self
        ids = self._ids.copy()
        for value in wanted:
            after = (self.get(value) - dropped) | BitMap(added.get(value, ()))
            if after:
                ids[value] = compact(after)
            else:
                ids.pop(value, None)
        return ValueSets(ids)

    def _having(self, dropped: BitMap) -> list[Value]:
        ids = set(dropped)
        return [
            value
            for value, one in self._ids.items()
            if (one.intersect(dropped) if isinstance(one, BitMap) else not ids.isdisjoint(one))
        ]


class Builder(Generic[Value]):
    """Collects sets while the index is built."""

    def __init__(self) -> None:
        self._ids: dict[Value, BitMap] = {}

    def add(self, value: Value, ids: "array[int]") -> None:
        """Add ``ids`` to a value."""
        found = self._ids.get(value)
        if found is None:
            self._ids[value] = BitMap(ids)
        else:
            found |= BitMap(ids)

    def finish(self) -> ValueSets[Value]:
        """Return what was collected; the builder is empty then."""
        done: dict[Value, BitMap | array[int]] = {}
        while self._ids:
            value, ids = self._ids.popitem()
            done[value] = compact(ids)
        return ValueSets(done)


def compact(ids: BitMap) -> "BitMap | array[int]":
    """Return the ids in the form that takes less memory."""
    if len(ids) <= FEW:
        return ids.to_array()
    ids.run_optimize()
    ids.shrink_to_fit()
    return ids
