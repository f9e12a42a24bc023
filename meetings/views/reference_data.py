"""The reference data as a release of its own: a page that describes it, and a CSV file a table."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from meetings.exports import limits, provenance, tables
from meetings.exports.reference import CODEBOOK, TABLES, ReferenceTable
from meetings.models.record import RegisterClock
from meetings.pages.addresses import absolute

from . import caching, export_limits

_MEDIA_TYPE = "text/csv; charset=utf-8"
_TITLE = "Reference data of the register"


@caching.public_page
def reference_page(request: HttpRequest) -> HttpResponse:
    """Describe the release: its tables, their columns, licence, how to cite it. Two queries."""
    address = reverse("reference-data")
    data_tables = [table for table in TABLES.values() if table is not CODEBOOK]
    context = {
        "canonical": address,
        "title": _TITLE,
        "tables": [(table, _address(table)) for table in data_tables],
        "codebook": _address(CODEBOOK),
        "clock": RegisterClock.objects.now(),
        "cited": absolute(request.build_absolute_uri("/"), address),
        "licence": provenance.LICENCE,
        "licence_address": provenance.LICENCE_ADDRESS,
    }
    return render(request, "data/reference.html", context)


def _address(table: ReferenceTable) -> str:
    return reverse("reference-table", args=[table.name])


@caching.public_page
def reference_table(request: HttpRequest, table: str) -> HttpResponseBase:
    """Answer with a table as CSV, in a slot of those that may be made at once; no rows for HEAD."""
    if table not in TABLES:
        raise Http404
    if request.method == "HEAD":
        return _described(HttpResponse(), request, TABLES[table], RegisterClock.objects.now())
    return export_limits.in_a_slot(request, lambda: _csv(request, TABLES[table]))


def _csv(request: HttpRequest, table: ReferenceTable) -> HttpResponseBase:
    base = request.build_absolute_uri("/")
    # Read before the rows, which may be of a later state and never of an earlier one.
    clock = RegisterClock.objects.now()
    page = absolute(base, reverse("reference-data"))
    about = provenance.About(f"{_TITLE}: {table.name}", page, clock, base, table.licence)
    rows = limits.while_read(table.rows(), request.META.get("gunicorn.socket"))
    response = StreamingHttpResponse(tables.csv_of(table, rows, about))
    return _described(response, request, table, clock)


def _described(
    response: HttpResponseBase, request: HttpRequest, table: ReferenceTable, clock: int
) -> HttpResponseBase:
    """Set media type, file name, links (RFC 8288) and the clock."""
    name = f"sidelines-reference-{table.name}-{clock}.csv"
    page = request.build_absolute_uri(reverse("reference-data"))
    response.headers["Content-Type"] = _MEDIA_TYPE
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Link"] = (
        f'<{page}>; rel="describedby", <{provenance.LICENCE_ADDRESS}>; rel="license"'
    )
    response.headers["X-Register-Clock"] = str(clock)
    return response
