"""What the page of a public thing says of its meetings: number, the latest, who else was there."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from meetings.models.record import Record, RecordLink
from meetings.search.by_index.count import most_frequent as most_frequent_in
from meetings.search.by_index.evaluate import Evaluation
from meetings.search.by_index.facet_index import Snapshot
from meetings.search.by_index.pages import page_ids
from meetings.search.consistent_read import Moment
from meetings.search.counts import Counted
from meetings.search.selection import Selection

MOST_FREQUENT = 10


@dataclass(frozen=True)
class Overview:
    """Number of meetings, the newest ``records``, and ``frequent``: entries with how many."""

    number: int
    records: list[Record]
    frequent: Counted


def overview(
    selection: Selection, moment: Moment, latest: int, role: int | None, without: int
) -> Overview:
    """Return an overview of a selection without text, from the index or in plain SQL.

    ``role`` says what is counted beside the entry ``without`` (actors or people), None for
    nothing. One query with an index, without one two, and one more where something is counted.
    """
    if moment.snapshot is not None:
        return _from_index(selection, moment.snapshot, latest, role, without)
    return overview_of(selection.records(), latest, role, without)


def _from_index(
    selection: Selection, snapshot: Snapshot, latest: int, role: int | None, without: int
) -> Overview:
    evaluation = Evaluation(snapshot, selection.chosen)
    ids = page_ids(snapshot, evaluation.selected, 0, latest, newest=True)
    records = Record.objects.in_bulk(ids)
    frequent = most_frequent_in(evaluation, role, without) if role else []
    return Overview(len(evaluation.selected), [records[pk] for pk in ids], frequent)


def overview_of(
    records: QuerySet[Record], latest: int, role: int | None = None, without: int = 0
) -> Overview:
    """Return an overview of records in their order, in plain SQL. Two or three queries."""
    frequent = _most_frequent(records, role, without) if role else []
    return Overview(records.count(), list(records[:latest]), frequent)


def _most_frequent(records: QuerySet[Record], role: int, without: int) -> Counted:
    links = RecordLink.objects.filter(role=role, record_id__in=records.order_by().values("pk"))
    counts = links.exclude(entry_id=without).order_by().values_list("entry_id")
    counted = counts.annotate(number=Count("record_id")).order_by("-number", "entry_id")
    return list(counted[:MOST_FREQUENT])
