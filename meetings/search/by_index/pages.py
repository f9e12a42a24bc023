"""The ids of one page of a list, straight from the index."""

from collections.abc import Iterable, Iterator
from itertools import islice

from pyroaring import BitMap

from .columns import month_number
from .facet_index import Snapshot


def page_ids(
    snapshot: Snapshot, selected: BitMap, offset: int, number: int, *, newest: bool
) -> list[int]:
    """Return up to ``number`` ids after the first ``offset``.

    In the order of ``Record.listed_on`` and then of row numbers, both descending where
    ``newest``. A meeting is listed on its last day, one without date after all others.
    """
    return list(islice(_Walk(snapshot, offset, newest=newest).ids(selected), number))


class _Walk:
    """Goes through years, their months, their days; those before the offset it only counts."""

    def __init__(self, snapshot: Snapshot, offset: int, *, newest: bool) -> None:
        self._columns = snapshot.columns
        self._skip = offset
        self._newest = newest

    def ids(self, selected: BitMap) -> Iterator[int]:
        undated = self._columns["undated"].get(True)
        if self._newest:
            yield from self._sorted(selected, undated)
        for year in self._ordered(self._columns["latest_year"].values()):
            of_year = self._columns["latest_year"].get(year)
            if not self._is_before(selected, of_year):
                yield from self._of_year(selected & of_year, year)
        if not self._newest:
            yield from self._sorted(selected, undated)

    def _of_year(self, selected: BitMap, year: int) -> Iterator[int]:
        for month in self._ordered(range(1, 13)):
            of_month = self._columns["latest_month"].get(month_number(year, month))
            if not self._is_before(selected, of_month):
                within = selected & of_month
                for day in self._ordered(range(1, 32)):
                    yield from self._sorted(within, self._columns["latest_day"].get(day))

    def _sorted(self, selected: BitMap, part: BitMap) -> Iterator[int]:
        if not self._is_before(selected, part):
            ids = self._ordered(selected & part)
            skip, self._skip = self._skip, 0
            yield from ids[skip:]

    def _is_before(self, selected: BitMap, part: BitMap) -> bool:
        """Whether a part lies before the page; the offset is reduced by it then."""
        number = selected.intersection_cardinality(part)
        if number > self._skip:
            return False
        self._skip -= number
        return True

    def _ordered(self, values: Iterable[int]) -> list[int]:
        return sorted(values, reverse=self._newest)
