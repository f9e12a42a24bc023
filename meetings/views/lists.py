"""The view of the list of meetings: search results with facets and pagination."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.exports.formats import output_addresses
from meetings.pages import addresses
from meetings.pages.list_page import list_page
from meetings.search import consistent_read
from meetings.search.answers.form import filter_form
from meetings.search.answers.list import WayOut, answer, ways_out
from meetings.search.engine import Engine
from meetings.search.filters.presentation import PageFilter
from meetings.search.selection import MovedSelection, Selection, UnreadableSelection, read_selection

from . import caching, paging


@caching.page_at_one_moment
def meeting_list(request: HttpRequest, moment: consistent_read.Moment) -> HttpResponse:
    """Show a page of the meetings that the query string selects, with facets.

    All queries see one state of the register. At most six queries, with or without an index; one
    more if nothing is found, one more for each word if sorted by relevance, and five more if the
    index has to catch up.
    """
    engine = moment.engine
    choices = engine.offered()
    try:
        selection = read_selection(request.GET, choices.parents)
    except MovedSelection as elsewhere:
        return caching.moved(addresses.list_address(elsewhere.query), permanently=False)
    except UnreadableSelection as error:
        return unreadable(request, error)
    answered = answer(selection, engine)
    page = list_page(selection, answered)
    context = {
        "page": page,
        "words": selection.words(answered.number),
        "title": selection.words(),
        "notes": selection.notes,
        "sought": selection.text,
        "canonical": page.canonical,
        "number": answered.number,
        "ways_out": [] if answered.number else _ways_out(selection, engine),
        "pages": _pages(selection, answered.number),
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
    """Show the problems of an address, and a link to the selection without them."""
    problems = [
        (
            problem,
            [
                (suggestion.label, addresses.list_address(suggestion.query))
                for suggestion in problem.suggestions
            ],
        )
        for problem in error.problems
    ]
    context = {
        "problems": problems,
        "way_out": addresses.list_address(error.query),
        "rest": error.query,
    }
    return render(request, "meetings/unreadable.html", context, status=400)
