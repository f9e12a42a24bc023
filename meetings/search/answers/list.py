"""One answer to a selection: number, page of records, facets; and ways out where it is empty."""

from dataclasses import dataclass

from meetings.english import counted
from meetings.models.record import Record
from meetings.search import parameters
from meetings.search.engine import Engine
from meetings.search.filters.base import Chosen
from meetings.search.query import Query
from meetings.search.selection import Clause, Selection

from .facets import Facet, Year, facets_of, years_of

# Each is counted over the whole register; who gives more has a link for each all the same.
MOST_COUNTED = 12


@dataclass(frozen=True)
class Answer:
    """What a list page shows of a selection."""

    number: int
    records: list[Record]
    facets: list[Facet]
    years: list[Year]


def answer(selection: Selection, engine: Engine) -> Answer:
    """Answer a selection: one query for the labels of the facets, besides those of the engine."""
    listing = engine.listing(selection)
    return Answer(
        number=listing.counts.number,
        records=listing.records,
        facets=facets_of(selection, listing.counts),
        years=years_of(selection, listing.counts),
    )


@dataclass(frozen=True)
class WayOut:
    """A clause with the number of meetings selected without it; None where it is not counted."""

    clause: Clause
    number: int | None

    @property
    def words(self) -> str:
        """The number with its noun; “still none” says that dropping the clause is not enough."""
        return counted(self.number, "meeting") if self.number else "still none"


def ways_out(selection: Selection, engine: Engine) -> list[WayOut]:
    """Return the clauses of a selection, the one whose loss gives most meetings first.

    The numbers are those that the selections without them show. One query at most.
    """
    clauses, others = selection.clauses[:MOST_COUNTED], selection.clauses[MOST_COUNTED:]
    numbers = engine.relaxed([_relaxed(selection, clause.without) for clause in clauses])
    ways = [WayOut(*pair) for pair in zip(clauses, numbers, strict=True)]
    ways.sort(key=lambda way: -(way.number or 0))
    return [*ways, *(WayOut(clause, None) for clause in others)]


def _relaxed(selection: Selection, query: Query) -> Chosen:
    """Return what ``query`` chooses, which has fewer values; without looking them up."""
    chosen = dict(selection.chosen)
    for name, one in parameters.FILTERS.items():
        keys = query.get(name)
        if keys != selection.query.get(name):
            left = tuple(value for value in chosen[name] if one.key_of_value(value) in keys)
            # Without any value of its own a parameter means its default again.
            chosen[name] = left or one.choose(parameters.DEFAULTS.get(name, ()))
    return chosen
