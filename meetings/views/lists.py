"""The list of meetings: a selection, said in words and shown a line each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.exports.formats import output_addresses
from meetings.pages import addresses, facets, lines, list_order
from meetings.search import consistent_read, query
from meetings.search.answers.form import filter_form
from meetings.search.answers.list import WayOut, answer, ways_out
from meetings.search.engine import Engine
from meetings.search.filters.presentation import PageFilter
from meetings.search.problems import MovedSelection, UnreadableSelection
from meetings.search.selection import Selection, read_selection

from . import caching, paging


@caching.page_at_one_moment
def meeting_list(request: HttpRequest, moment: consistent_read.Moment) -> HttpResponse:
    """Show a page of the meetings that the query string selects, with facets.

    All of it is of one state of the register. At most six queries, with an index or without;
    one more where nothing is found, one for each word where the order is that of relevance, and
    five where the index has to catch up with changes first.
    """
    engine = moment.engine
    choices = engine.offered()
    try:
        selection = read_selection(request.GET, choices.parents)
    except MovedSelection as elsewhere:
        return caching.moved(addresses.list_address(elsewhere.query), permanently=False)
    except UnreadableSelection as error:
        return unreadable(request, error)
    found = answer(selection, engine)
    context = {
        "words": selection.words(found.number),
        "title": selection.words(),
        "clauses": [(one, addresses.list_address(one.without)) for one in selection.clauses],
        "notes": selection.notes,
        "sought": selection.text,
        "clear": addresses.list_address(query.Query()) if selection.query else "",
        "canonical": addresses.list_address(selection.query),
        "lines": [lines.line_of(record) for record in found.records],
        "number": found.number,
        "ways_out": [] if found.number else _ways_out(selection, engine),
        "arrangement": list_order.arrangement_of(selection, found.number),
        "pages": _pages(selection, found.number),
        "facets": facets.blocks_of(found.facets),
        "chart": facets.chart_of(found.years),
        "form": filter_form(selection, choices),
        "outputs": output_addresses(selection.query),
    }
    return render(request, "meetings/list.html", context)


def _ways_out(selection: Selection, engine: Engine) -> list[tuple[WayOut, str]]:
    return [
        (way, addresses.list_address(way.clause.without)) for way in ways_out(selection, engine)
    ]


def _pages(selection: Selection, number: int) -> paging.Pages:
    last = min(paging.page_count(number, selection.per_page), PageFilter.last)
    return paging.pages(
        selection.page, last, lambda page: addresses.list_address(selection.query.on_page(page))
    )


def unreadable(request: HttpRequest, error: UnreadableSelection) -> HttpResponse:
    """Say what is wrong with an address, and offer the selection without it."""
    problems = [
        (problem, [(one.label, addresses.list_address(one.query)) for one in problem.suggestions])
        for problem in error.problems
    ]
    context = {
        "problems": problems,
        "way_out": addresses.list_address(error.query),
        "rest": error.query,
    }
    return render(request, "meetings/unreadable.html", context, status=400)
