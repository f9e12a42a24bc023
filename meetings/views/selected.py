"""Exports of a selection: /meetings.csv, .xlsx, .json, .jsonl, .atom and .ics.

They take the parameters of the list. Tables have all its meetings, feed and calendar the newest.
Tables also take ``unit``, the unit of observation of a row.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from urllib.parse import quote, urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from meetings.exports import (
    actor_codes,
    calendars,
    cells,
    feed,
    formats,
    limits,
    provenance,
    tables,
)
from meetings.exports.rows import few_rows_of, rows_of
from meetings.exports.units import MEETING, UNITS, Unit
from meetings.models.record import RegisterClock
from meetings.pages import addresses
from meetings.search.selection import (
    MovedSelection,
    Problem,
    Selection,
    UnreadableSelection,
    read_selection,
)

from . import caching, errors, export_limits

MakeTable = Callable[[Unit, Iterable[list[cells.Cell]], provenance.About], Iterator[bytes]]


@dataclass(frozen=True)
class _Output:
    """The output that a request asks for, after validation."""

    request: HttpRequest
    selection: Selection
    unit: Unit
    about: provenance.About
    address: str

    def table(self) -> Generator[list[cells.Cell], None, None]:
        """Return the rows of the table, while somebody reads them."""
        records = self.selection.records()
        if self.unit.newest_first:
            records = records.order_by("-listed_on", "-id")
        rows = rows_of(records, self.about.base, deep=self.unit.deep)
        read = limits.while_read(rows, self.request.META.get("gunicorn.socket"))
        return self.unit.rows(read, actor_codes.Actors())

    def has_more_meetings_than(self, number: int) -> bool:
        """Whether the selection has more meetings than ``number``. One query."""
        return self.selection.records().order_by()[number : number + 1].exists()

    def has_more_rows_than(self, number: int) -> bool:
        """Whether the table has more rows than ``number``; makes no more than it has to."""
        with closing(self.table()) as rows:
            return next(islice(rows, number, None), None) is not None


@caching.public_page
def selected(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Answer with the selection in a format; for HEAD, no records are read.

    Tables take a slot of those that may be made at once.
    """
    if request.method == "HEAD" or formats.FORMATS[extension].followed:
        return _answer(request, extension)
    return export_limits.in_a_slot(request, lambda: _answer(request, extension))


def _answer(request: HttpRequest, extension: str) -> HttpResponseBase:
    try:
        output = _read(request, formats.FORMATS[extension])
    except MovedSelection as elsewhere:
        return caching.moved(_moved_address(request, elsewhere), permanently=False)
    except UnreadableSelection as error:
        address = request.build_absolute_uri(request.path)
        return errors.problem_response(errors.unreadable_document(error, address))
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(
            content_type=formats.FORMATS[extension].media_type
        )
    else:
        response = _ANSWERS[extension](output)
    return _described(response, output, formats.FORMATS[extension])


def _read(request: HttpRequest, format_: formats.Format) -> _Output:
    """Read the request. Reads the clock again, because it must be read before the rows."""
    selection = read_selection(request.GET)
    unit = _unit(request, selection) if not format_.followed else MEETING
    about = about_of(request, selection)
    return _Output(request, selection, unit, about, request.build_absolute_uri())


def about_of(
    request: HttpRequest, selection: Selection, clock: int | None = None
) -> provenance.About:
    """Return the provenance of the response to a request. One query, unless ``clock`` was read."""
    return provenance.About(
        selection=selection.words(),
        selection_address=request.build_absolute_uri(
            addresses.list_address(selection.query.selecting())
        ),
        register_clock=RegisterClock.objects.now() if clock is None else clock,
        base=request.build_absolute_uri("/"),
    )


def _unit(request: HttpRequest, selection: Selection) -> Unit:
    names = list(filter(None, request.GET.getlist("unit"))) or [MEETING.name]
    if len(names) == 1 and names[0] in UNITS:
        return UNITS[names[0]]
    message = f"Unit is one of {', '.join(UNITS)}."
    raise UnreadableSelection([Problem("unit", names[0][:60], message)], selection.query)


def _moved_address(request: HttpRequest, elsewhere: MovedSelection) -> str:
    unit = urlencode({"unit": request.GET["unit"]}) if request.GET.get("unit") else ""
    return addresses.with_query(request.path, elsewhere.query.encoded, unit)


def _table(make: MakeTable, output: _Output) -> HttpResponseBase:
    return StreamingHttpResponse(make(output.unit, output.table(), output.about))


def _workbook(output: _Output) -> HttpResponseBase:
    # The library needs 5 MiB, or 20 with numpy, and most workers never write a workbook.
    from meetings.exports import spreadsheet  # noqa: PLC0415

    most = spreadsheet.MOST_ROWS
    # Counted first: making rows takes a tenth of the time of writing them into a workbook.
    if output.has_more_meetings_than(most) or output.has_more_rows_than(most):
        return _too_large_for_a_workbook(output, most)
    try:
        return FileResponse(spreadsheet.workbook_of(output.unit, output.table(), output.about))
    except spreadsheet.TooManyRows:  # published since they were counted
        return _too_large_for_a_workbook(output, most)


def _too_large_for_a_workbook(output: _Output, most: int) -> HttpResponse:
    detail = (
        f"A spreadsheet holds at most {most:,} rows here, of at most as many meetings. "
        "Narrow the selection, or take it as CSV."
    )
    csv = output.address.replace(addresses.file_address("xlsx"), addresses.file_address("csv"), 1)
    return errors.problem_response(errors.problem_document(400, "Bad Request", detail, csv=csv))


def _feed(output: _Output) -> HttpResponseBase:
    # By clock, which is the order of publication and has an index.
    records = output.selection.records().order_by("-clock", "-id")
    rows = few_rows_of(records, feed.MOST_ENTRIES, output.about.base, deep=True)
    return HttpResponse(feed.feed_of(rows, output.about, output.address))


def _calendar(output: _Output) -> HttpResponseBase:
    records = output.selection.records().filter(earliest__isnull=False)
    records = records.order_by("-listed_on", "-id")
    rows = few_rows_of(records, calendars.MOST_EVENTS, output.about.base, deep=True)
    return HttpResponse(calendars.calendar_of(rows, output.about, output.address))


_ANSWERS: dict[str, Callable[[_Output], HttpResponseBase]] = {
    "csv": partial(_table, tables.csv_of),
    "xlsx": _workbook,
    "json": partial(_table, tables.json_of),
    "jsonl": partial(_table, tables.json_lines_of),
    "atom": _feed,
    "ics": _calendar,
}


def _described(
    response: HttpResponseBase, output: _Output, format_: formats.Format
) -> HttpResponseBase:
    """Set the headers of the response: RFC 8288 links, file name, register clock."""
    if response.status_code != 200:
        return response
    about = output.about
    words = quote(about.selection, safe="")
    name = formats.file_name(
        output.selection.query, output.unit.name, about.register_clock, format_.extension
    )
    response.headers["Content-Type"] = format_.media_type
    response.headers["Content-Disposition"] = f'{format_.disposition}; filename="{name}"'
    response.headers["Link"] = (
        f"<{about.selection_address}>; rel=\"canonical\"; title*=UTF-8''{words}, "
        f'<{provenance.LICENCE_ADDRESS}>; rel="license"'
    )
    response.headers["X-Register-Clock"] = str(about.register_clock)
    return response
