"""What is asked of the public record at one moment: one face, whoever answers.

``by_sql.engine.SqlEngine`` is the reference, ``by_index.engine.IndexEngine`` the quick one; both
say the same. Which of them answers is decided in ``consistent_read`` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from meetings.models.record import Record

from .counts import Counted, Counts
from .filters.base import Chosen
from .form_choices import FormChoices
from .selection import Selection


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
