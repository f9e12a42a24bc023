"""The data of the facet index at one state of the register, and pagination straight from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from pyroaring import BitMap

from meetings.models.choices import EntryKind
from meetings.search import form_choices, one_state, resolve

from .people import Forward
from .sets import ValueSets


@dataclass(frozen=True)
class Entries:
    """The tree of topics (``parents``), and the actors that are listed as countries.

    Successive indexes share the same object until an entry of any kind changes.
    """

    parents: Mapping[int, int | None]
    countries: frozenset[int]


@dataclass(frozen=True)
class Choices:
    """The cached options of the form, and the data they depend on.

    See ``engine.IndexEngine.offered``.

    ``columns``: the sets whose values are offered. ``rows``: the row numbers of the entries.
    """

    entries: Entries
    columns: tuple[ValueSets[Any], ...]
    rows: set[int]
    offered: form_choices.FormChoices


@dataclass
class KeptChoices:
    """A mutable holder of the newest ``Choices``; None until the first request.

    An updated index takes it over from the index before.
    """

    newest: Choices | None = None


@dataclass(frozen=True)
class FacetIndex:
    """The index at ``state``. Immutable and shared between threads.

    ``published``: all records. ``columns``: their sets by value, under the names of
    ``columns.WORD_COLUMNS``, ``columns.POINTER_COLUMNS``, ``columns.LINK_COLUMNS`` and, for
    ``columns.DAY_COLUMNS``, *latest_year*, *earliest_year* and so on; also *actors* (the number of
    actors), *undated* and *earlier_year*. ``people``: participants by record. ``entries``: topics
    and countries.
    """

    state: one_state.State
    published: BitMap
    columns: Mapping[str, ValueSets[Any]]
    people: Forward
    entries: Entries
    kept_choices: KeptChoices = field(default_factory=KeptChoices, compare=False)

    @cached_property
    def people_named(self) -> int:
        """The number of people with a page; one query, in a transaction that sees ``state``."""
        return resolve.public_entries(EntryKind.PERSON).count()


def month_number(year: int, month: int) -> int:
    """Return the months since the year 0, so that consecutive months are consecutive numbers."""
    return year * 12 + month - 1


def page_ids(
    index: FacetIndex, selected: BitMap, offset: int, number: int, *, newest: bool
) -> list[int]:
    """Return up to ``number`` ids after the first ``offset``.

    Sorted by ``Record.listed_on`` and then by row number, both descending if ``newest``. A meeting
    is listed on its last day; a meeting without a date counts as later than all others.
    """
    return list(islice(_Walk(index, offset, newest=newest).ids(selected), number))


class _Walk:
    """Walks through years, months and days; sets before the offset are only counted."""

    def __init__(self, index: FacetIndex, offset: int, *, newest: bool) -> None:
        self._columns = index.columns
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
        """Whether a part lies wholly before the page; if so, reduce the offset by its size."""
        number = selected.intersection_cardinality(part)
        if number > self._skip:
            return False
        self._skip -= number
        return True

    def _ordered(self, values: Iterable[int]) -> list[int]:
        return sorted(values, reverse=self._newest)
