"""The forward index of people: the participants of each record.

With 20,000 people, most of them rare, counting the people of a few thousand records one record at
a time is quicker than intersecting the set of every person. When a record changes, the forward
index also tells which people had it.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyroaring import BitMap

# Records in a chunk: a power of two, small enough to copy the chunk for every change.
_BITS = 8
_SIZE = 1 << _BITS
_LAST = _SIZE - 1
# Pairs are sorted in ranges of this many ids (as a power of two), to save memory.
_RANGE_BITS = 14


class _Numbered:
    """The values, numbered from 0 in order of appearance; two bytes suffice in most registers.

    All versions of the index share it. It only grows, and a number keeps its meaning.
    """

    __slots__ = ("_numbers", "values")

    def __init__(self) -> None:
        self.values = array("I")
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.values)

    def number(self, value: int) -> int:
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number


class Forward:
    """The values (row numbers of entries) of each record. Immutable.

    A chunk covers 256 records: 257 offsets, and the numbers of the values of all its records in
    sequence.
    """

    __slots__ = ("_chunks", "_numbered", "_type")

    def __init__(
        self,
        numbered: _Numbered | None = None,
        chunks: "Mapping[int, tuple[array[int], array[int]]] | None" = None,
    ) -> None:
        self._numbered = numbered or _Numbered()
        self._chunks = dict(chunks or {})
        self._type = _type_of(self._numbered)

    def of(self, record: int) -> list[int]:
        """Return the values of one record."""
        values = self._numbered.values
        return [values[number] for number in self._numbers_of(record)]

    def _numbers_of(self, record: int) -> "array[int]":
        chunk = self._chunks.get(record >> _BITS)
        if chunk is None:
            return array(self._type)
        offsets, numbers = chunk
        position = record & _LAST
        return numbers[offsets[position] : offsets[position + 1]]

    def counts(self, records: BitMap) -> dict[int, int]:
        """Return the number of ``records`` by value."""
        collected = array(self._type)
        extend = collected.extend
        chunks, block = self._chunks, -1
        nothing = offsets, numbers = array("H", [0]) * (_SIZE + 1), array(self._type)
        for record in records:
            if record >> _BITS != block:
                block = record >> _BITS
                offsets, numbers = chunks.get(block, nothing)
            position = record & _LAST
            extend(numbers[offsets[position] : offsets[position + 1]])
        values = self._numbered.values
        return {values[number]: count for number, count in Counter(collected).items()}

    def changed(self, records: Iterable[int], added: Mapping[int, Iterable[int]]) -> "Forward":
        """Return a copy in which ``records`` have the values in ``added``, or none if absent."""
        changes: dict[int, dict[int, list[int]]] = defaultdict(dict)
        for record in records:
            numbers = [self._numbered.number(value) for value in added.get(record, ())]
            if sorted(self._numbers_of(record)) != sorted(numbers):
                changes[record >> _BITS][record] = numbers
        if not changes:
            return self
        after = Forward(self._numbered, self._chunks)
        if after._type != self._type:
            after._widen()
        for block, replaced in changes.items():
            start = block << _BITS
            after._chunks[block] = _chunk(
                after._type,
                (
                    replaced[record] if record in replaced else self._numbers_of(record)
                    for record in range(start, start + _SIZE)
                ),
            )
        return after

    def _widen(self) -> None:
        self._chunks = {
            block: (offsets, array(self._type, numbers))
            for block, (offsets, numbers) in self._chunks.items()
        }


def _type_of(numbered: _Numbered) -> str:
    return "H" if len(numbered) <= 1 << 16 else "I"


def _chunk(code: str, numbers_of: Iterable[Iterable[int]]) -> "tuple[array[int], array[int]]":
    offsets, numbers = [0], list[int]()
    for of_record in numbers_of:
        numbers.extend(of_record)
        offsets.append(len(numbers))
    # An array made from a list has no spare capacity.
    return array("H" if len(numbers) < 1 << 16 else "I", offsets), array(code, numbers)


class ForwardBuilder:
    """Collects records by value and turns them into values by record."""

    def __init__(self) -> None:
        self._numbered = _Numbered()
        self._pairs: dict[int, array[int]] = {}

    def add(self, value: int, records: "array[int]") -> None:
        """Add ``value`` to each of ``records``."""
        pairs, number = self._pairs, self._numbered.number(value)
        for record in records:
            try:
                pairs[record >> _RANGE_BITS].append(record << 32 | number)
            except KeyError:
                pairs[record >> _RANGE_BITS] = array("Q", [record << 32 | number])

    def finish(self) -> Forward:
        """Return the finished index; this empties the builder."""
        code = _type_of(self._numbered)
        chunks: dict[int, tuple[array[int], array[int]]] = {}
        while self._pairs:
            _, pairs = self._pairs.popitem()
            chunks.update(_chunks(code, sorted(pairs)))
        return Forward(self._numbered, chunks)


def _chunks(code: str, pairs: list[int]) -> "Iterator[tuple[int, tuple[array[int], array[int]]]]":
    block, lists = -1, [array("I")]
    for pair in pairs:
        record = pair >> 32
        if record >> _BITS != block:
            if block >= 0:
                yield block, _chunk(code, lists)
            block, lists = record >> _BITS, [array("I") for _ in range(_SIZE)]
        lists[record & _LAST].append(pair & 0xFFFFFFFF)
    if block >= 0:
        yield block, _chunk(code, lists)
