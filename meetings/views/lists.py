"""The views of the list of meetings: search results with facets, and all values of a facet."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from meetings.english import counted
from meetings.exports.formats import output_addresses
from meetings.pages import addresses
from meetings.pages.list_page import list_page, values_page
from meetings.search import consistent_read, parameters
from meetings.search.answers.form import filter_form, form_as_typed
from meetings.search.answers.list import WayOut, actors_meant, answer, every_value, ways_out
from meetings.search.engine import Engine
from meetings.search.filters.presentation import PageFilter
from meetings.search.selection import MovedSelection, Selection, UnreadableSelection, read_selection

from . import caching, paging

_VALUES_A_PAGE = 100


@caching.page_at_one_moment
def meeting_list(request: HttpRequest, moment: consistent_read.Moment) -> HttpResponse:
    """Show a page of the meetings that the query string selects, with facets.

    All queries see one state of the register. At most six queries, with or without an index; two
    more if nothing is found, one more for each word if sorted by relevance, and five more if the
    index has to catch up. An address that cannot be read needs a few for each name in it.
    """
    engine = moment.engine
    choices = engine.offered()
    try:
        selection = read_selection(request.GET, choices.parents)
    except MovedSelection as elsewhere:
        return caching.moved(addresses.list_address(elsewhere.query), permanently=False)
    except UnreadableSelection as error:
        return _unreadable(request, error, engine)
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
        "meant": [] if answered.number else _meant(selection),
        "pages": _pages(selection, answered.number),
        "form": filter_form(selection, choices),
        "outputs": output_addresses(selection.query),
    }
    return render(request, "meetings/list.html", context)


@caching.page_at_one_moment
def facet_values(
    request: HttpRequest, moment: consistent_read.Moment, parameter: str
) -> HttpResponse:
    """Show all values of a facet with the numbers of meetings, the most frequent first.

    At most five queries, with or without an index; five more if the index has to catch up.
    """
    if parameter not in parameters.ENTRY_FACETS:
        raise Http404("No such facet.")
    engine = moment.engine
    try:
        selection = read_selection(request.GET, engine.offered().parents)
    except MovedSelection as elsewhere:
        address = addresses.values_address(parameter, elsewhere.query)
        return caching.moved(address, permanently=False)
    except UnreadableSelection as error:
        return _unreadable(request, error, engine)
    start = (selection.page - 1) * _VALUES_A_PAGE
    facet = every_value(selection, parameter, engine, slice(start, start + _VALUES_A_PAGE))
    last = min(paging.page_count(facet.number or 0, _VALUES_A_PAGE), PageFilter.last)
    if selection.page > last:
        raise Http404(f"This list has {last} pages.")
    address = addresses.values_address(parameter, selection.query)
    context = {
        "page": values_page(facet, selection.query),
        "words": selection.words(),
        "canonical": _turned(address, selection.page),
        "pages": paging.pages(selection.page, last, lambda page: _turned(address, page)),
    }
    return render(request, "meetings/values.html", context)


def _turned(address: str, page: int) -> str:
    if page == 1:
        return address
    return f"{address}{'&' if '?' in address else '?'}page={page}"


def _ways_out(selection: Selection, engine: Engine) -> list[tuple[WayOut, str]]:
    return [
        (way, addresses.list_address(way.clause.without)) for way in ways_out(selection, engine)
    ]


def _meant(selection: Selection) -> list[tuple[str, str]]:
    """Return label and address of the actors that the text may name."""
    return [(meant.label, addresses.list_address(meant.query)) for meant in actors_meant(selection)]


def _pages(selection: Selection, number: int) -> paging.Pages:
    last = min(paging.page_count(number, selection.per_page), PageFilter.last)
    return paging.pages(
        selection.page, last, lambda page: addresses.list_address(selection.query.on_page(page))
    )


def _unreadable(request: HttpRequest, error: UnreadableSelection, engine: Engine) -> HttpResponse:
    """Show the form with all that was typed and each problem at its control.

    With a link to the selection without them, and its number of meetings. A few queries.
    """
    form = form_as_typed(error, engine.offered())
    controls = (form.text, *form.main, *form.more)
    placed = {id(control.problem): control.id for control in controls if control.problem}
    context = {
        "problems": [
            Trouble(problem.words or problem.message, placed.get(id(problem), form.text.id))
            for problem in error.problems
        ],
        "form": form,
        "way_out": addresses.list_address(error.query),
        "rest": error.query,
        "number": _number_without(error, engine),
    }
    return render(request, "meetings/unreadable.html", context, status=400)


@dataclass(frozen=True)
class Trouble:
    """A problem in the words of the form, and the id of the control that it is about."""

    words: str
    control: str


def _number_without(error: UnreadableSelection, engine: Engine) -> str:
    """Return the number of meetings of the selection without its problems, "" if it is unclear."""
    try:
        rest = read_selection(QueryDict(error.query.encoded), engine.offered().parents)
    except (MovedSelection, UnreadableSelection):
        return ""
    return counted(engine.relaxed([rest.chosen])[0], "meeting")
