"""One answer to a selection: number, page of records, facets, all of one state of the register."""

from dataclasses import dataclass

from meetings.models.record import Record

from . import facets_sql
from .counts import Counts
from .facets import Facet, Year, entries_counted, facets_of, years_of
from .index.count import counts_of
from .index.evaluate import Evaluation
from .index.holder import holder
from .index.pages import page_ids
from .index.rows import state_now
from .index.snapshot import Snapshot
from .reading import one_state
from .selection import Selection
from .text.matching import by_relevance, matching_ids

# How often an answer begins anew because another thread brought the index on meanwhile, or
# built it.
_TRIES = 3
# In a large register SQL takes far longer than building the index it would stand in for (at a
# million meetings on SQLite, minutes; the index, ten seconds), and would slow the building down.
_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True)
class Answer:
    """What a list page shows of a selection; ``clock`` is the register's, of all of it."""

    number: int
    records: list[Record]
    facets: list[Facet]
    years: list[Year]
    clock: int
    indexed: bool


def answer(selection: Selection) -> Answer:
    """Answer a selection from the index, or in plain SQL where there is none.

    Everything is read in one transaction that sees one state; an index of any other is not
    used. Both ways give the same answer. An index that is being built is waited for a while.
    """
    for _ in range(_TRIES - 1):
        with one_state():
            state = state_now()
            snapshot = holder.at(state)
            if snapshot is not None:
                return _from_index(selection, snapshot)
            if not (holder.is_building or holder.is_past(state)):
                return _from_sql(selection, state.clock)
        holder.wait(_PATIENCE_SECONDS)
    return _last_try(selection)


def _last_try(selection: Selection) -> Answer:
    with one_state():
        state = state_now()
        snapshot = holder.at(state)
        if snapshot is not None:
            return _from_index(selection, snapshot)
        if holder.is_past(state):
            # Read again and again it is still older: another register, in this one's place.
            holder.start()
        return _from_sql(selection, state.clock)


def _from_index(selection: Selection, snapshot: Snapshot) -> Answer:
    text = selection.text
    found = matching_ids(text, snapshot.published) if text else None
    evaluation = Evaluation(snapshot, selection.chosen, found)
    ids = _page(selection, evaluation)
    records = Record.objects.in_bulk(ids)
    return _answer(
        selection,
        number=len(evaluation.selected),
        records=[records[pk] for pk in ids],
        counts=counts_of(evaluation),
        clock=snapshot.state.clock,
        indexed=True,
    )


def _page(selection: Selection, evaluation: Evaluation) -> list[int]:
    """Return the ids of the page asked for, in the order asked for."""
    offset, newest = _offset(selection), selection.chosen["sort"] != ("oldest",)
    parts = [evaluation.selected]
    if selection.text and selection.chosen["sort"] == ("relevance",):
        parts = by_relevance(selection.text, evaluation.selected)
    ids: list[int] = []
    for part in parts:
        wanted = selection.per_page - len(ids)
        ids += page_ids(evaluation.snapshot, part, offset, wanted, newest=newest)
        offset = max(0, offset - len(part))
    return ids


def _from_sql(selection: Selection, clock: int) -> Answer:
    records = selection.records()
    start = _offset(selection)
    return _answer(
        selection,
        number=records.count(),
        records=list(records[start : start + selection.per_page]),
        counts=facets_sql.counts_of(selection),
        clock=clock,
        indexed=False,
    )


def _answer(
    selection: Selection,
    *,
    number: int,
    records: list[Record],
    counts: Counts,
    clock: int,
    indexed: bool,
) -> Answer:
    return Answer(
        number=number,
        records=records,
        facets=facets_of(selection, counts, entries_counted(counts)),
        years=years_of(selection, counts),
        clock=clock,
        indexed=indexed,
    )


def _offset(selection: Selection) -> int:
    return (selection.page - 1) * selection.per_page
