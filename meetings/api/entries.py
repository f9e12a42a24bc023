"""Lists of what meetings refer to: countries, people, summits, sources."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings.exports.documents import entry_document
from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry, RegisterClock
from meetings.search.resolve import public_entries

from .paging import BY_CLOCK, BY_ROW, next_address, read_clock, read_page
from .parameters import CURSOR, UPDATED_SINCE
from .schemas import ENTRIES_PAGE, TOO_MANY, UNREADABLE

ENTRIES_AT_ONCE = 100


@dataclass(frozen=True)
class EntryList:
    """A list of the API: its name, its kind of entries, and which of them."""

    name: str
    kind: EntryKind
    condition: Q = Q()  # noqa: RUF009 - nothing ever changes it

    def entries(self) -> QuerySet[Entry]:
        """Return the entries that have a page of their own."""
        return public_entries(self.kind).filter(self.condition).defer("search_text")


_COUNTRY = Q(card__kind__in=list(COUNTRY_KINDS))
LISTS = (
    EntryList("countries", EntryKind.ACTOR, _COUNTRY),
    EntryList("organisations", EntryKind.ACTOR, ~_COUNTRY),
    EntryList("people", EntryKind.PERSON),
    EntryList("summits", EntryKind.SUMMIT),
    EntryList("series", EntryKind.SERIES),
    EntryList("topics", EntryKind.TOPIC),
    EntryList("publishers", EntryKind.PUBLISHER),
    EntryList("sources", EntryKind.SOURCE),
)


def entry_list_view(listed: EntryList) -> type[APIView]:
    """Return the view of a list."""

    class EntriesView(APIView):
        @extend_schema(
            operation_id=listed.name,
            description=f"List the {listed.name} that have a page in the register.",
            parameters=[UPDATED_SINCE, CURSOR],
            responses={200: ENTRIES_PAGE, **UNREADABLE, **TOO_MANY},
        )
        def get(self, request: Request) -> Response:
            return Response(_page(request, listed.entries()))

    EntriesView.__doc__ = f"The {listed.name} that have a page in the register."
    return EntriesView


def _page(request: Request, entries: QuerySet[Entry]) -> dict[str, Any]:
    clock = RegisterClock.objects.now()
    since, order = read_clock(request.query_params), BY_ROW
    if since is not None:
        order, entries = BY_CLOCK, entries.filter(clock__gt=since)
    page = read_page(entries, order, request.query_params, ENTRIES_AT_ONCE)
    rows = order.arrange(Entry.objects.filter(pk__in=page.ids).select_related("parent"))
    here, base = request.build_absolute_uri(request.path), request.build_absolute_uri("/")
    return {
        "register_clock": clock,
        "next": next_address(here, request.query_params, page.next_cursor),
        "results": [entry_document(row, base) for row in rows],
    }
