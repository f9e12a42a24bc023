"""The ways out of an empty answer: which clause to drop, and how many meetings that would give."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Q, Value

from meetings.english import counted
from meetings.models.choices import RecordState
from meetings.models.record import Record
from meetings.search.by_index.evaluate import Evaluation
from meetings.search.by_index.facet_index import Snapshot
from meetings.search.filters.base import Chosen
from meetings.search.query import DEFAULTS, Query
from meetings.search.selection import Clause, Selection
from meetings.search.text.matching import matching_ids

# Each is counted over the whole register; who gives more has a link for each all the same.
MOST_COUNTED = 12


@dataclass(frozen=True)
class WayOut:
    """A clause with the number of meetings selected without it; None where it is not counted."""

    clause: Clause
    number: int | None

    @property
    def words(self) -> str:
        """The number with its noun; “still none” says that dropping the clause is not enough."""
        return counted(self.number, "meeting") if self.number else "still none"


def ways_out(selection: Selection, snapshot: Snapshot | None) -> list[WayOut]:
    """Return the clauses of a selection, the one whose loss gives most meetings first.

    The numbers are those that the selections without them show. One query at most: what the
    text finds, or all of the counting where there is no index.
    """
    some = selection.clauses[:MOST_COUNTED]
    rest = selection.clauses[MOST_COUNTED:]
    chosen = [_chosen_for(selection, clause.without) for clause in some]
    numbers = _in_sql(selection, chosen) if snapshot is None else _in_index(chosen, snapshot)
    found = [WayOut(*pair) for pair in zip(some, numbers, strict=True)]
    found.sort(key=lambda one: -(one.number or 0))
    return [*found, *(WayOut(clause, None) for clause in rest)]


def _chosen_for(selection: Selection, query: Query) -> Chosen:
    """Return what ``query``, the selection with fewer values, chooses; without looking it up."""
    chosen = dict(selection.chosen)
    for name, one in selection.filterset.named.items():
        wanted = query.get(name)
        if wanted != selection.query.get(name):
            kept = tuple(value for value in chosen[name] if one.key_of_value(value) in wanted)
            # Without any value of its own a parameter means its default again.
            chosen[name] = kept or one.choose(DEFAULTS.get(name, ()))
    return chosen


def _in_index(several: list[Chosen], snapshot: Snapshot) -> Iterator[int]:
    found = None
    for chosen in several:
        if chosen["q"] and found is None:
            found = matching_ids(chosen["q"][0].query, snapshot.published)
        ids = found if chosen["q"] else None
        yield len(Evaluation(snapshot, chosen, ids).selected)


def _in_sql(selection: Selection, several: list[Chosen]) -> list[int]:
    parts = []
    for position, chosen in enumerate(several):
        conditions = (one.condition(chosen) for one in selection.filterset.named.values())
        records = Record.objects.filter(Q(state=RecordState.PUBLISHED), *conditions).order_by()
        numbered = records.values(position=Value(position, IntegerField()))
        parts.append(numbered.annotate(n=Count("pk")).values_list("position", "n"))
    if not parts:
        return []
    numbers = dict(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
    return [numbers.get(position, 0) for position in range(len(several))]
