"""The engine that answers from the facet index; rows and labels alone come from the database."""

import operator
from collections.abc import Sequence
from heapq import nlargest

from pyroaring import BitMap

from meetings.models.record import Entry, Record
from meetings.search.engine import Engine, Figures, Listing, Overview
from meetings.search.filters.base import Chosen
from meetings.search.filters.text import text_of
from meetings.search.form_choices import MOST_TYPED, NEWEST, WHOLE, FormChoices, read_choices
from meetings.search.selection import Selection
from meetings.search.text.matching import by_relevance, matching_ids

from .count import counts_of, most_frequent
from .evaluate import Evaluation
from .facet_index import Choices, FacetIndex, page_ids

# The columns of the index that are offered: all values of some, of others the newest.
_WHOLE = [one.source.name for one in WHOLE]
_NEWEST_OF = [one.source.name for one in NEWEST]


class IndexEngine(Engine):
    """Answers from an index of the very state that the open transaction reads."""

    def __init__(self, index: FacetIndex) -> None:
        self.index = index

    def listing(self, selection: Selection) -> Listing:
        """Return number, page and counts; one query for the rows, one for words sought.

        And one for each word where the order is that of relevance.
        """
        text = selection.text
        found = matching_ids(text, self.index.published) if text else None
        evaluation = Evaluation(self.index, selection.chosen, found)
        records = _in_order(_ids_of_page(selection, evaluation))
        return Listing(records, counts_of(evaluation))

    def overview(
        self, selection: Selection, latest: int, role: int | None, without: int
    ) -> Overview:
        """Return an overview; one query."""
        evaluation = Evaluation(self.index, selection.chosen)
        records = _in_order(page_ids(self.index, evaluation.selected, 0, latest, newest=True))
        frequent = most_frequent(evaluation, role, without) if role else []
        return Overview(len(evaluation.selected), records, frequent)

    def relaxed(self, choices: Sequence[Chosen]) -> list[int]:
        """Return how many meetings each selects; no query, one where words are sought."""
        found: BitMap | None = None
        numbers = []
        for chosen in choices:
            text = text_of(chosen)
            if text and found is None:
                found = matching_ids(text, self.index.published)
            numbers.append(len(Evaluation(self.index, chosen, found if text else None).selected))
        return numbers

    def offered(self) -> FormChoices:
        """Return what the form offers; no query while neither entries nor values changed."""
        kept, entries = self.index.kept_choices, self.index.entries
        before = kept.newest
        columns = tuple(self.index.columns[name] for name in (*_WHOLE, *_NEWEST_OF))
        # What changed among the entries themselves cannot be told from their row numbers.
        if before and before.entries is not entries:
            before = None
        # Mostly, after a change, all columns are the very ones of before.
        if before and all(map(operator.is_, before.columns, columns)):
            return before.offered
        rows = _offered_rows(self.index)
        if before and before.rows == rows:
            choices = before.offered
        else:
            choices = read_choices(Entry.objects.filter(pk__in=rows))
        kept.newest = Choices(entries, columns, rows, choices)
        return choices

    def figures(self) -> Figures:
        """Return what the register covers; no query."""
        columns = self.index.columns
        return Figures(
            held=len(columns["occurrence"].get("held")),
            countries=len(self.index.entries.countries.intersection(columns["actor"].values())),
            people=len(columns["person"].values()),
            publishers=len(columns["publisher"].values()),
        )


def _in_order(ids: list[int]) -> list[Record]:
    records = Record.objects.in_bulk(ids)
    return [records[pk] for pk in ids]


def _ids_of_page(selection: Selection, evaluation: Evaluation) -> list[int]:
    """Return the ids of the page asked for, in the order asked for."""
    offset, newest = selection.offset, selection.chosen["sort"] != ("oldest",)
    parts = [evaluation.selected]
    if selection.text and selection.chosen["sort"] == ("relevance",):
        parts = by_relevance(selection.text, evaluation.selected)
    ids: list[int] = []
    for part in parts:
        missing = selection.per_page - len(ids)
        ids += page_ids(evaluation.index, part, offset, missing, newest=newest)
        offset = max(0, offset - len(part))
    return ids


def _offered_rows(index: FacetIndex) -> set[int]:
    """Return the row numbers of what the form offers: what SQL would choose."""
    rows = set(index.entries.parents)
    for column in _WHOLE:
        rows.update(index.columns[column].values())
    for column in _NEWEST_OF:
        rows.update(nlargest(MOST_TYPED, index.columns[column].values()))
    return rows
