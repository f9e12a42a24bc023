"""What is asked of the public record at one moment: one face, whoever answers.

``by_sql.engine.SqlEngine`` is the reference, ``by_index.engine.IndexEngine`` the quick one; both
say the same. Which of them answers is decided in ``consistent_read`` alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Values with the number of meetings they would give; see ``meetings.search.answers.list``.

    ``number``: how many meetings are selected.
    ``entries``: by facet, row number of an entry and count, the highest count first and the
    lowest row number first among equals; then the chosen ones that are not among them.
    ``kinds``: by facet, count by value; values without meetings are left out unless chosen.
    ``years``: count by year, of the years that have meetings.
    """

    number: int = 0
    entries: dict[str, Counted] = field(default_factory=dict)
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def chosen_entries(chosen: Chosen, name: str) -> tuple[int, ...]:
    """Return the row numbers of the entries chosen of a parameter."""
    return tuple(value.entry.pk for value in chosen[name] if isinstance(value, Named))


def chosen_kinds(chosen: Chosen, name: str) -> tuple[str, ...]:
    """Return the values chosen of a vocabulary; *any* chooses none."""
    return tuple(value for value in chosen[name] if value not in FILTERS[name].left_out)


def with_chosen(best: Iterable[tuple[int, int]], chosen: Iterable[tuple[int, int]]) -> Counted:
    """Return the ``best`` values and the chosen ones that are not among them."""
    counts = dict(best)
    return list((counts | {value: n for value, n in chosen if value not in counts}).items())


def lineage(topic: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """Yield a topic and those above it; a circle, which nobody should make, ends."""
    seen: set[int] = set()
    here: int | None = topic
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        here = parents.get(here)


@dataclass(frozen=True)
class Listing:
    """A page of a selection, in its order, and the counts of all of it, its number included."""

    records: list[Record]
    counts: Counts


@dataclass(frozen=True)
class Overview:
    """Number of meetings, the newest ``records``, and ``frequent``: entries with how many."""

    number: int
    records: list[Record]
    frequent: Counted = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """How many meetings were held, and how many countries, people and publishers they show."""

    held: int
    countries: int
    people: int
    publishers: int


class Engine(Protocol):
    """Answers questions about one state of the register. Made for one moment and one thread."""

    def listing(self, selection: Selection) -> Listing:
        """Return number, page and counts of a selection.

        At most two queries, the rows of the page and the words sought or the counts; with an
        index one for each word more where the order is that of relevance.
        """

    def overview(
        self, selection: Selection, latest: int, role: int | None, without: int
    ) -> Overview:
        """Return the number and the ``latest`` meetings of a selection without text.

        ``role`` (``RecordLink.Role``) says what is counted beside the entry ``without``: actors
        or people; None for nothing. At most three queries.
        """

    def relaxed(self, choices: Sequence[Chosen]) -> list[int]:
        """Return how many meetings each of several choices selects.

        They are what one selection has chosen, but for a few values. One query at most.
        """

    def offered(self) -> FormChoices:
        """Return what the form offers. One query at most."""

    def figures(self) -> Figures:
        """Return what the register covers. At most two queries."""
