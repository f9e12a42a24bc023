"""Count values among some of the records, the quicker of two ways."""

from pyroaring import BitMap

from .sets import Value, ValueSets

# Below one in sixteen a bitmap's blocks are sorted arrays, in which every id of a value has to be
# searched for; what is left of all records then has blocks with a bit for each id.
_SPARSE = 16


class Among:
    """Some of the records that are published, among which values are counted."""

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
