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
from .parameters import FILTERS, GOVERNED
from .selection import Selection

MOST_SHOWN = 10
# One more tells whether there are more.
MOST_COUNTED = MOST_SHOWN + 1

Counted = list[tuple[int, int]]


@dataclass
class Counts:
    """Facet counts; see ``meetings.search.answers.list`` for their meaning.

    ``number``: the number of selected meetings.
    ``entries``: by facet, pairs of row number and count, highest count first and lowest row
    number first among equal counts; then the chosen entries that are not among them.
    ``cut``: the facets that have further values.
    ``kinds``: by facet, count by value; values without meetings are left out unless chosen.
    ``years``: count by year, for years with meetings.
    """

    number: int = 0
    entries: dict[str, Counted] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def is_widened(chosen: Chosen, name: str) -> bool:
    """Whether a further value of a facet adds meetings to those that chosen values select.

    If not, it narrows the selection, or is the first value of its facet.
    """
    if name in GOVERNED:
        return chosen["match"] == ("any",) and any(chosen[governed] for governed in GOVERNED)
    return chosen[name] not in ((), FILTERS[name].left_out)


def chosen_entries(chosen: Chosen, name: str) -> tuple[int, ...]:
    """Return the row numbers of the chosen entries of a parameter."""
    return tuple(value.entry.pk for value in chosen[name] if isinstance(value, Named))


def chosen_kinds(chosen: Chosen, name: str) -> tuple[str, ...]:
    """Return the chosen words of a vocabulary, without *any*."""
    return tuple(value for value in chosen[name] if value not in FILTERS[name].left_out)


def ranked(counts: Iterable[tuple[int, int]]) -> Counted:
    """Return the values with meetings: highest count first, then lowest row number."""
    return sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0]))


def shown_of(counts: Counted, chosen: Mapping[int, int]) -> tuple[Counted, bool]:
    """Return the values that a facet shows, and whether there are more.

    They are the first of ``counts`` and then the ``chosen`` values that are not among them.
    """
    shown = dict(counts[:MOST_SHOWN])
    shown |= {value: number for value, number in chosen.items() if value not in shown}
    return list(shown.items()), any(value not in shown for value, _ in counts)


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
    """The figures of the register: meetings held, countries, people, publishers.

    ``people``: as many as the index of people lists, which has those who were absent or never met
    too.
    """

    held: int
    countries: int
    people: int
    publishers: int


class Engine(Protocol):
    """Answers questions about one state of the register. Made for one moment and one thread."""

    def listing(self, selection: Selection) -> Listing:
        """Return number, page and counts of a selection.

        At most two queries: the rows of the page, and the text search or the counts. With an
        index, sorting by relevance needs one more query for each word.
        """

    def values(self, selection: Selection, name: str) -> Counted:
        """Return every value of a facet of entries that has meetings, with its count.

        Counted and sorted as in ``Counts``, but whole. One query at most, one more if ``offered``
        was not called before.
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
        """Return the figures of the register. At most three queries."""
