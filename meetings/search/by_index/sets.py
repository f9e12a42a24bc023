"""Sets of record ids by value: the columns of the facet index."""

from array import array
from collections.abc import Hashable, Iterable, KeysView, Mapping
from typing import Generic, TypeVar

from pyroaring import BitMap

Value = TypeVar("Value", bound=Hashable)
# A bitmap of few ids costs sixty bytes for every block of 65,536 it reaches into; an array costs
# four bytes an id, and more time. Worth it for the thousands of people with few meetings.
FEW = 400

# Below one in sixteen a bitmap's blocks are sorted arrays, in which every id of a value has to be
# searched for; what is left of all records then has blocks with a bit for each id.
_SPARSE = 16

NONE = BitMap()


class ValueSets(Generic[Value]):
    """For each value of one facet the ids of the records that have it. Never changed.

    Record ids fit into 32 bits: four thousand million meetings. Sets of up to ``few`` are kept
    as arrays. The sets are the column's own from then on.
    """

    __slots__ = ("_any", "_few", "_ids", "_ranked")

    def __init__(self, ids: "Mapping[Value, BitMap] | None" = None, *, few: int = 0) -> None:
        self._few = few
        self._ids = {value: _frugal(bitmap, few) for value, bitmap in (ids or {}).items()}
        self._ranked: list[tuple[int, Value]] | None = None
        self._any: BitMap | None = None

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

    def values(self) -> KeysView[Value]:
        """Return the values that any record has."""
        return self._ids.keys()

    def ranked(self) -> list[tuple[int, Value]]:
        """Return the values with the number of their records, the most frequent first."""
        if self._ranked is None:
            # Two threads may both do this; they come to the same list.
            sizes = ((len(ids), value) for value, ids in self._ids.items())
            self._ranked = sorted(sizes, key=lambda pair: -pair[0])
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
        replaced: dict[Value, BitMap] = {}
        for value in {*having, *added}:
            ids, now = self.get(value), BitMap(added.get(value, ()))
            was = ids & dropped
            # Most of what is published again has most of its values as before.
            if was != now:
                replaced[value] = (ids - was) | now
        return self._replacing(replaced) if replaced else self

    def moved(self, dropped: BitMap, added: Mapping[Value, list[int]]) -> "ValueSets[Value]":
        """Return what ``changed`` does, for sets of which no id is in two.

        Hence an id that keeps its value need not be looked for in all others.
        """
        unchanged = BitMap().union(*(self.get(value) & BitMap(ids) for value, ids in added.items()))
        new = {
            value: moving
            for value, ids in added.items()
            if (moving := [record for record in ids if record not in unchanged])
        }
        gone = dropped - unchanged
        if gone:
            # Most of what has no value now had none before.
            gone &= self._having_any()
        return self.changed(gone, new) if gone or new else self

    def _having_any(self) -> BitMap:
        if self._any is None:
            self._any = _compact(self.union(self._ids))
        return self._any

    def _replacing(self, replaced: Mapping[Value, BitMap]) -> "ValueSets[Value]":
        after = ValueSets[Value](few=self._few)
        after._ids = self._ids.copy()
        for value, ids in replaced.items():
            if ids:
                after._ids[value] = _frugal(ids, self._few)
            else:
                del after._ids[value]
        return after

    def _having(self, dropped: BitMap) -> list[Value]:
        if not dropped:
            return []
        return [value for value in self._ids if self.get(value).intersect(dropped)]


class Within:
    """Some of the records that are published, among which values are counted the quicker way."""

    def __init__(self, records: BitMap, published: BitMap) -> None:
        self.records = records
        self._size = len(records)
        sparse = self._size * _SPARSE < len(published)
        self._rest = published - records if sparse else None

    def __len__(self) -> int:
        return self._size

    def count(self, sets: ValueSets[Value], value: Value, total: int) -> int:
        """Return how many of the records have the value, which ``total`` published ones have."""
        ids = sets.get(value)
        if self._rest is not None and total <= self._size:
            # All but those outside: testing bits is ten times quicker than searching.
            return total - self._rest.intersection_cardinality(ids)
        return self.records.intersection_cardinality(ids)


class Builder(Generic[Value]):
    """Collects sets while the index is built."""

    def __init__(self) -> None:
        self._ids: dict[Value, BitMap] = {}

    def add(self, value: Value, ids: "array[int]") -> None:
        """Add ``ids`` to a value."""
        bitmap = self._ids.get(value)
        if bitmap is None:
            self._ids[value] = BitMap(ids)
        else:
            bitmap.update(ids)

    def finish(self, *, few: int = 0) -> ValueSets[Value]:
        """Return what was collected; the builder is empty then."""
        collected, self._ids = self._ids, {}
        return ValueSets(collected, few=few)


def _compact(ids: BitMap) -> BitMap:
    """Let the ids take as little memory as they can; return them."""
    ids.run_optimize()
    ids.shrink_to_fit()
    return ids


def _frugal(ids: BitMap, few: int) -> "BitMap | array[int]":
    """Return the ids in the form that takes less memory."""
    return ids.to_array() if len(ids) <= few else _compact(ids)
