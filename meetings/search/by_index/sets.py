"""Bitmaps of record ids by value: the columns of the facet index."""

from array import array
from collections.abc import Hashable, Iterable, KeysView, Mapping
from typing import Generic, TypeVar

from pyroaring import BitMap

Value = TypeVar("Value", bound=Hashable)
# A bitmap of few ids takes 60 bytes for every block of 65,536 ids it touches. An array takes four
# bytes an id but more time, which is worth it for the thousands of people with few meetings.
FEW = 400

# If fewer than one record in sixteen is set, the blocks of a bitmap are sorted arrays, in which
# each id is found by search. The complement then has blocks with one bit for each id.
_SPARSE = 16

NONE = BitMap()


class ValueSets(Generic[Value]):
    """The ids of records by value, for one facet. Immutable.

    Record ids fit into 32 bits: four thousand million meetings. Sets of up to ``few`` ids are
    stored as arrays. The caller must not use the bitmaps of ``ids`` afterwards.
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
        """Return the number of records in ``within`` that have the value."""
        return within.intersection_cardinality(self.get(value))

    def values(self) -> KeysView[Value]:
        """Return the values that at least one record has."""
        return self._ids.keys()

    def ranked(self) -> list[tuple[int, Value]]:
        """Return the number of records and the value, the most frequent value first."""
        if self._ranked is None:
            # No lock: two threads that do this at once get the same list.
            sizes = ((len(ids), value) for value, ids in self._ids.items())
            self._ranked = sorted(sizes, key=lambda pair: -pair[0])
        return self._ranked

    def changed(
        self,
        dropped: BitMap,
        added: Mapping[Value, list[int]],
        touched: Iterable[Value] | None = None,
    ) -> "ValueSets[Value]":
        """Return new sets without the ids in ``dropped`` and with the ids ``added`` by value.

        ``touched``: the values of the dropped ids, if the caller knows them. Sets that do not
        change are shared with the result.
        """
        having = self._having(dropped) if touched is None else touched
        replaced: dict[Value, BitMap] = {}
        for value in {*having, *added}:
            ids, new_ids = self.get(value), BitMap(added.get(value, ()))
            removed = ids & dropped
            # A record that is published again usually keeps most of its values.
            if removed != new_ids:
                replaced[value] = (ids - removed) | new_ids
        return self._replacing(replaced) if replaced else self

    def moved(self, dropped: BitMap, added: Mapping[Value, list[int]]) -> "ValueSets[Value]":
        """Return the same result as ``changed``, but quicker, for sets that are disjoint.

        An id that keeps its value is not searched for in the other sets.
        """
        unchanged = BitMap().union(*(self.get(value) & BitMap(ids) for value, ids in added.items()))
        additions = {
            value: moving
            for value, ids in added.items()
            if (moving := [record for record in ids if record not in unchanged])
        }
        removed = dropped - unchanged
        if removed:
            # Most records without a value now had none before.
            removed &= self._having_any()
        return self.changed(removed, additions) if removed or additions else self

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
    """A subset of the published records; counts values in it or in its complement."""

    def __init__(self, records: BitMap, published: BitMap) -> None:
        self.records = records
        self._size = len(records)
        sparse = self._size * _SPARSE < len(published)
        self._rest = published - records if sparse else None

    def __len__(self) -> int:
        return self._size

    def count(self, sets: ValueSets[Value], value: Value, total: int) -> int:
        """Return the number of records with the value; ``total``: the number of published ones."""
        ids = sets.get(value)
        if self._rest is not None and total <= self._size:
            # Count in the complement: testing bits is ten times quicker than searching arrays.
            return total - self._rest.intersection_cardinality(ids)
        return self.records.intersection_cardinality(ids)


class Builder(Generic[Value]):
    """Collects the sets of a column while the index is built."""

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
        """Return the finished sets; this empties the builder."""
        collected, self._ids = self._ids, {}
        return ValueSets(collected, few=few)


def _compact(ids: BitMap) -> BitMap:
    """Shrink the bitmap in place and return it."""
    ids.run_optimize()
    ids.shrink_to_fit()
    return ids


def _frugal(ids: BitMap, few: int) -> "BitMap | array[int]":
    """Return up to ``few`` ids as an array, more as a compact bitmap."""
    return ids.to_array() if len(ids) <= few else _compact(ids)
