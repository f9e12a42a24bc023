"""The list of meetings: a selection, said in words and shown a line each."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.exports.links import output_addresses
from meetings.pages.addresses import list_address
from meetings.pages.facets import blocks_of, chart_of
from meetings.pages.lines import line_of
from meetings.pages.list_order import arrangement_of
from meetings.search.answers.empty import WayOut, ways_out
from meetings.search.answers.form import filter_form
from meetings.search.answers.form_choices import offer
from meetings.search.answers.list import answer
from meetings.search.consistent_read import Moment, at_one_moment
from meetings.search.filters.kinds import PageFilter
from meetings.search.problems import MovedSelection, UnreadableSelection
from meetings.search.query import Query
from meetings.search.selection import Selection, read_selection

from .caching import moved, validated
from .paging import Pages, page_count, pages


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponseBase:
    """Show a page of the meetings that the query string selects, with facets.

    All of it is of one state of the register. At most six queries, with an index or
    without; one more where nothing is found.
    """
    return at_one_moment(
        lambda moment: validated(request, moment.state.clock, lambda: _page(request, moment))
    )


def _page(request: HttpRequest, moment: Moment) -> HttpResponse:
    offered = offer(moment.snapshot)
    try:
        selection = read_selection(request.GET, offered.parents)
    except MovedSelection as elsewhere:
        return moved(list_address(elsewhere.query), permanently=False)
    except UnreadableSelection as error:
        return unreadable(request, error)
    found = answer(selection, moment, offered)
    context = {
        "words": selection.words(found.number),
        "title": selection.words(),
        "clauses": [(one, list_address(one.without)) for one in selection.clauses],
        "notes": selection.notes,
        "sought": selection.text,
        "clear": list_address(Query()) if selection.query else "",
        "canonical": list_address(selection.query),
        "lines": [line_of(record) for record in found.records],
        "number": found.number,
        "ways_out": [] if found.number else _ways_out(selection, moment),
        "arrangement": arrangement_of(selection, found.number),
        "pages": _pages(selection, found.number),
        "facets": blocks_of(found.facets),
        "chart": chart_of(found.years),
        "form": filter_form(selection, offered),
        "outputs": output_addresses(selection),
    }
    return render(request, "meetings/list.html", context)


def _ways_out(selection: Selection, moment: Moment) -> list[tuple[WayOut, str]]:
    found = ways_out(selection, moment.snapshot)
    return [(one, list_address(one.clause.without)) for one in found]


def _pages(selection: Selection, number: int) -> Pages:
    last = min(page_count(number, selection.per_page), PageFilter.last)
    return pages(selection.page, last, lambda page: list_address(selection.query.on_page(page)))


def unreadable(request: HttpRequest, error: UnreadableSelection) -> HttpResponse:
    """Say what is wrong with an address, and offer the selection without it."""
    problems = [
        (problem, [(one.label, list_address(one.query)) for one in problem.suggestions])
        for problem in error.problems
    ]
    context = {"problems": problems, "way_out": list_address(error.query), "rest": error.query}
    return render(request, "meetings/unreadable.html", context, status=400)
