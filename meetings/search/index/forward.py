"""Who took part, by record: the facet of people read from the other side.

With twenty thousand people, most of them rare, counting the people of a few thousand records one
record at a time is quicker than asking every person; and a record that changes says so whose sets
it leaves.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyroaring import BitMap

# Records a chunk: small enough to be copied for every change.
_BITS = 8
_SIZE = 1 << _BITS
_LAST = _SIZE - 1
# Pairs are put in order a range of this many ids at a time, so that little memory is needed.
_RANGE_BITS = 14


class Forward:
    """For each record its values (row numbers of entries). Never changed.

    A chunk is 257 offsets and the values of 256 records, one record after the other.
    """

    __slots__ = ("_chunks",)

    def __init__(self, chunks: "Mapping[int, tuple[array[int], array[int]]] | None" = None) -> None:
        self._chunks = dict(chunks or {})

    def of(self, record: int) -> "array[int]":
        """Return the values of one record."""
        chunk = self._chunks.get(record >> _BITS)
        if chunk is None:
            return array("I")
        offsets, values = chunk
        position = record & _LAST
        return values[offsets[position] : offsets[position + 1]]

    def counts(self, records: BitMap) -> Counter[int]:
        """Return how many of ``records`` have each value."""
        found = array("I")
        extend = found.extend
        chunks, number = self._chunks, -1
        offsets, values = _NOTHING
        for record in records:
            if record >> _BITS != number:
                number = record >> _BITS
                offsets, values = chunks.get(number, _NOTHING)
            position = record & _LAST
            extend(values[offsets[position] : offsets[position + 1]])
        return Counter(found)

    def changed(self, records: Iterable[int], added: Mapping[int, Iterable[int]]) -> "Forward":
        """Return this with the values of ``records`` replaced by ``added`` (none: no values)."""
        by_chunk: dict[int, set[int]] = defaultdict(set)
        for record in records:
            if sorted(self.of(record)) != sorted(added.get(record, ())):
                by_chunk[record >> _BITS].add(record)
        if not by_chunk:
            return self
        chunks = self._chunks.copy()
        for number, changed in by_chunk.items():
            first = number << _BITS
            chunks[number] = _chunk(
                added.get(record, ()) if record in changed else self.of(record)
                for record in range(first, first + _SIZE)
            )
        return Forward(chunks)


_NOTHING = (array("H", [0]) * (_SIZE + 1), array("I"))


def _chunk(values_of: Iterable[Iterable[int]]) -> "tuple[array[int], array[int]]":
    offsets, values = [0], list[int]()
    for one in values_of:
        values.extend(one)
        offsets.append(len(values))
    # Made at once, arrays are no longer than they have to be.
    return array("H" if len(values) < 1 << 16 else "I", offsets), array("I", values)


class ForwardBuilder:
    """Collects pairs, value by value, and turns them round."""

    def __init__(self) -> None:
        self._pairs: dict[int, array[int]] = {}

    def add(self, value: int, records: "array[int]") -> None:
        """Say that ``records`` have ``value``."""
        pairs = self._pairs
        for record in records:
            try:
                pairs[record >> _RANGE_BITS].append(record << 32 | value)
            except KeyError:
                pairs[record >> _RANGE_BITS] = array("Q", [record << 32 | value])

    def finish(self) -> Forward:
        """Return what was collected; the builder is empty then."""
        chunks: dict[int, tuple[array[int], array[int]]] = {}
        while self._pairs:
            _, pairs = self._pairs.popitem()
            chunks.update(_chunks(sorted(pairs)))
        return Forward(chunks)


def _chunks(pairs: list[int]) -> "Iterator[tuple[int, tuple[array[int], array[int]]]]":
    number, lists = -1, [array("I")]
    for pair in pairs:
        record = pair >> 32
        if record >> _BITS != number:
            if number >= 0:
                yield number, _chunk(lists)
            number, lists = record >> _BITS, [array("I") for _ in range(_SIZE)]
        lists[record & _LAST].append(pair & 0xFFFFFFFF)
    if number >= 0:
        yield number, _chunk(lists)
