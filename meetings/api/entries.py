"""API lists of entries: countries, people, summits, sources and so on."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings.exports.documents import entry_document
from meetings.kinds import Kind
from meetings.models import record
from meetings.search.resolve import public_entries

from . import paging, parameters, schemas

ENTRIES_AT_ONCE = 100


def entry_list_view(kind: Kind) -> type[APIView]:
    """Return the list view of a kind of entry that has pages."""

    class EntriesView(APIView):
        @extend_schema(
            operation_id=kind.plural,
            description=f"List the {kind.plural} that have a page in the register.",
            parameters=[parameters.UPDATED_SINCE, parameters.CURSOR],
            responses={
                200: schemas.ENTRIES_PAGE,
                **schemas.UNREADABLE,
                **schemas.RESTORED,
                **schemas.TOO_MANY,
            },
        )
        def get(self, request: Request) -> Response:
            return Response(_page(request, _entries(kind)))

    EntriesView.__doc__ = f"The {kind.plural} that have a page in the register."
    return EntriesView


def _entries(kind: Kind) -> QuerySet[record.Entry]:
    return public_entries(kind.kind).filter(kind.condition).defer("search_text")


def _page(request: Request, entries: QuerySet[record.Entry]) -> schemas.EntriesPage:
    stamp = record.RegisterClock.objects.stamp()
    since, order = paging.read_clock(request.query_params, stamp.epoch), paging.BY_ROW
    if since is not None:
        order, entries = paging.BY_CLOCK, entries.filter(clock__gt=since)
    page = paging.read_page(entries, order, request.query_params, ENTRIES_AT_ONCE, stamp.epoch)
    rows = order.arrange(record.Entry.objects.filter(pk__in=page.ids).select_related("parent"))
    address, base = request.build_absolute_uri(request.path), request.build_absolute_uri("/")
    return {
        "register_clock": stamp.clock,
        "register_state": paging.state_of(stamp),
        "next": paging.next_address(address, request.query_params, page.next_cursor),
        "results": [entry_document(row, base) for row in rows],
    }
