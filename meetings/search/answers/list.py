"""One answer to a selection: number, page of records, facets, all of one state of the register."""

from dataclasses import dataclass

from meetings.models.record import Record
from meetings.search import by_sql
from meetings.search.by_index.count import counts_of
from meetings.search.by_index.evaluate import Evaluation
from meetings.search.by_index.facet_index import Snapshot
from meetings.search.by_index.pages import page_ids
from meetings.search.consistent_read import Moment
from meetings.search.counts import Counts
from meetings.search.selection import Selection
from meetings.search.text.matching import by_relevance, matching_ids

from .facets import Facet, Year, entries_counted, facets_of, years_of
from .form_choices import Offered


@dataclass(frozen=True)
class Answer:
    """What a list page shows of a selection; ``clock`` is the register's, of all of it."""

    number: int
    records: list[Record]
    facets: list[Facet]
    years: list[Year]
    clock: int
    indexed: bool


def answer(selection: Selection, moment: Moment, offered: Offered) -> Answer:
    """Answer a selection from the index, or in plain SQL where there is none.

    Inside ``at_one_moment``. Both ways give the same answer: in two queries (rows, labels), three
    with words to search for or without an index.
    """
    snapshot = moment.snapshot
    if snapshot is None:
        records, counts = _from_sql(selection, offered)
    else:
        records, counts = _from_index(selection, snapshot)
    return Answer(
        number=counts.number,
        records=records,
        facets=facets_of(selection, counts, entries_counted(counts)),
        years=years_of(selection, counts),
        clock=moment.state.clock,
        indexed=snapshot is not None,
    )


def _from_index(selection: Selection, snapshot: Snapshot) -> tuple[list[Record], Counts]:
    text = selection.text
    found = matching_ids(text, snapshot.published) if text else None
    evaluation = Evaluation(snapshot, selection.chosen, found)
    ids = _page(selection, evaluation)
    records = Record.objects.in_bulk(ids)
    return [records[pk] for pk in ids], counts_of(evaluation)


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


def _from_sql(selection: Selection, offered: Offered) -> tuple[list[Record], Counts]:
    counts = by_sql.counts_of(selection, offered.countries, offered.parents)
    start = _offset(selection)
    if start >= counts.number:
        return [], counts
    return list(selection.records()[start : start + selection.per_page]), counts


def _offset(selection: Selection) -> int:
    return (selection.page - 1) * selection.per_page
