"""The interface of the two search engines, and the types of their answers.

``by_sql.engine.SqlEngine`` is the reference, ``by_index.engine.IndexEngine`` is fast; both give
the same answers. Only ``consistent_read`` decides which of them answers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from meetings.models.record import Record

from .filters.base import Chosen, Named
from .form_choices import FormChoices
from .parameters import FILTERS
from .selection import Selection

MOST_SHOWN = 10

Counted = list[tuple[int, int]]


@dataclass
class Counts:
    """Facet counts; see ``meetings.search.answers.list`` for their meaning.

    ``number``: the number of selected meetings.
    ``entries``: by facet, pairs of row number and count, highest count first and lowest row
    number first among equal counts; then the chosen entries that are not among them.
    ``kinds``: by facet, count by value; values without meetings are left out unless chosen.
    ``years``: count by year, for years with meetings.
    """

    number: int = 0
    entries: dict[str, Counted] = field(default_factory=dict)
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def chosen_entries(chosen: Chosen, name: str) -> tuple[int, ...]:
    """Return the row numbers of the chosen entries of a parameter."""
    return tuple(value.entry.pk for value in chosen[name] if isinstance(value, Named))


def chosen_kinds(chosen: Chosen, name: str) -> tuple[str, ...]:
    """Return the chosen words of a vocabulary, without *any*."""
    return tuple(value for value in chosen[name] if value not in FILTERS[name].left_out)


def with_chosen(best: Iterable[tuple[int, int]], chosen: Iterable[tuple[int, int]]) -> Counted:
    """Return the ``best`` values, then the chosen values that are not among them."""
    counts = dict(best)
    return list((counts | {value: n for value, n in chosen if value not in counts}).items())


def lineage(topic: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """Yield a topic and its ancestors; stops at a cycle, which corrupt data could have."""
    visited: set[int] = set()
    current: int | None = topic
    while current is not None and current not in visited:
        visited.add(current)
        yield current
        current = parents.get(current)


@dataclass(frozen=True)
class Listing:
    """A page of a selection in its order, and the facet counts of the whole selection."""

    records: list[Record]
    counts: Counts


@dataclass(frozen=True)
class Overview:
    """The number of meetings, the newest ``records``, and the most ``frequent`` entries."""

    number: int
    records: list[Record]
    frequent: Counted = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """The figures of the register: meetings held, countries, publishers."""

    held: int
    countries: int
    publishers: int


class Engine(Protocol):
    """Answers questions about one state of the register. Made for one moment and one thread."""

    def listing(self, selection: Selection) -> Listing:
        """Return number, page and counts of a selection.

        At most two queries: the rows of the page, and the text search or the counts. With an
        index, sorting by relevance needs one more query for each word.
        """

    def overview(
        self, selection: Selection, latest: int, role: int | None, without: int
    ) -> Overview:
        """Return the number and the ``latest`` newest meetings of a selection without text.

        ``role`` (``RecordLink.Role``) is the role whose most frequent entries are counted, actor
        or person, or None; the entry ``without`` is left out. At most three queries.
        """

    def relaxed(self, choices: Sequence[Chosen]) -> list[int]:
        """Return the number of meetings for each of several choices.

        All are the choices of the same selection without a few values. One query at most.
        """

    def meetings_with(self, ids: Mapping[str, Collection[int]]) -> dict[tuple[str, int], int]:
        """Return the number of meetings held that each entry alone would select.

        ``ids``: row numbers of entries by parameter. The result is by parameter and row number,
        without entries of no meeting. One query at most.
        """

    def offered(self) -> FormChoices:
        """Return the options of the form. One query at most."""

    def figures(self) -> Figures:
        """Return the figures of the register. At most two queries."""
