"""The search engine that answers from the facet index; only rows and labels come from SQL."""

import operator
from collections.abc import Collection, Mapping, Sequence
from heapq import nlargest

from pyroaring import BitMap

from meetings.models import record
from meetings.search import engine, form_choices, parameters
from meetings.search.filters.base import Chosen
from meetings.search.filters.text import text_of
from meetings.search.selection import Selection
from meetings.search.text import matching

from . import count, evaluate, facet_index

# The columns offered in the form: with all their values, and with the newest values only.
_WHOLE = [filter_.source.name for filter_ in form_choices.WHOLE]
_NEWEST_OF = [filter_.source.name for filter_ in form_choices.NEWEST]


class IndexEngine(engine.Engine):
    """Answers from an index that has the same state as the open transaction."""

    def __init__(self, index: facet_index.FacetIndex) -> None:
        self.index = index

    def listing(self, selection: Selection) -> engine.Listing:
        """Return number, page and counts; one query for the rows, one for a text search.

        Sorting by relevance needs one more query for each word.
        """
        text = selection.text
        ids = matching.matching_ids(text, self.index.published) if text else None
        evaluation = evaluate.Evaluation(self.index, selection.chosen, ids)
        records = _in_order(_ids_of_page(selection, evaluation))
        return engine.Listing(records, count.counts_of(evaluation))

    def values(self, selection: Selection, name: str) -> engine.Counted:
        """Return every value of a facet of entries; no query, one for a text search."""
        text = selection.text
        ids = matching.matching_ids(text, self.index.published) if text else None
        return count.values_of(evaluate.Evaluation(self.index, selection.chosen, ids), name)

    def overview(
        self, selection: Selection, latest: int, role: int | None, without: int
    ) -> engine.Overview:
        """Return an overview; one query."""
        evaluation = evaluate.Evaluation(self.index, selection.chosen)
        records = _in_order(
            facet_index.page_ids(self.index, evaluation.selected, 0, latest, newest=True)
        )
        frequent = count.most_frequent(evaluation, role, without) if role else []
        return engine.Overview(len(evaluation.selected), records, frequent)

    def relaxed(self, choices: Sequence[Chosen]) -> list[int]:
        """Return the number of meetings of each choice; no query, or one for a text search."""
        ids: BitMap | None = None
        numbers = []
        for chosen in choices:
            text = text_of(chosen)
            if text and ids is None:
                ids = matching.matching_ids(text, self.index.published)
            numbers.append(
                len(evaluate.Evaluation(self.index, chosen, ids if text else None).selected)
            )
        return numbers

    def meetings_with(self, ids: Mapping[str, Collection[int]]) -> dict[tuple[str, int], int]:
        """Return the number of meetings held by parameter and entry; no query."""
        held = self.index.columns["occurrence"].get("held") & self.index.published
        return {
            (name, pk): number
            for name, of_parameter in ids.items()
            for pk in of_parameter
            if (number := self.index.columns[parameters.SOURCES[name].name].count(pk, held))
        }

    def offered(self) -> form_choices.FormChoices:
        """Return the options of the form; no query unless entries or values have changed."""
        cache, entries = self.index.kept_choices, self.index.entries
        before = cache.newest
        columns = tuple(self.index.columns[name] for name in (*_WHOLE, *_NEWEST_OF))
        # A changed label, for example, is not visible in the row numbers.
        if before and before.entries is not entries:
            before = None
        # Most changes do not touch these columns, which then are the same objects as before.
        if before and all(map(operator.is_, before.columns, columns)):
            return before.offered
        rows = _offered_rows(self.index)
        if before and before.rows == rows:
            choices = before.offered
        else:
            choices = form_choices.read_choices(record.Entry.objects.filter(pk__in=rows))
        cache.newest = facet_index.Choices(entries, columns, rows, choices)
        return choices

    def figures(self) -> engine.Figures:
        """Return the figures of the register; one query the first time for an index."""
        columns = self.index.columns
        return engine.Figures(
            held=len(columns["occurrence"].get("held")),
            countries=len(self.index.entries.countries.intersection(columns["actor"].values())),
            people=self.index.people_named,
            publishers=len(columns["publisher"].values()),
        )


def _in_order(ids: list[int]) -> list[record.Record]:
    records = record.Record.objects.in_bulk(ids)
    return [records[pk] for pk in ids]


def _ids_of_page(selection: Selection, evaluation: evaluate.Evaluation) -> list[int]:
    """Return the ids of the selected page, in the selected order."""
    offset, newest = selection.offset, selection.chosen["sort"] != ("oldest",)
    parts = [evaluation.selected]
    if selection.text and selection.chosen["sort"] == ("relevance",):
        parts = matching.by_relevance(selection.text, evaluation.selected)
    ids: list[int] = []
    for part in parts:
        missing = selection.per_page - len(ids)
        ids += facet_index.page_ids(evaluation.index, part, offset, missing, newest=newest)
        offset = max(0, offset - len(part))
    return ids


def _offered_rows(index: facet_index.FacetIndex) -> set[int]:
    """Return the row numbers of the entries in the form, the same that SQL would choose."""
    rows = set(index.entries.parents)
    for column in _WHOLE:
        rows.update(index.columns[column].values())
    for column in _NEWEST_OF:
        rows.update(nlargest(form_choices.MOST_TYPED, index.columns[column].values()))
    return rows
