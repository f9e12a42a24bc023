"""The API views of meetings: a selection, one meeting, and withdrawn meetings."""

from django.http import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings.exports import actor_codes, documents, provenance
from meetings.exports.rows import few_rows_of
from meetings.models.choices import RecordState
from meetings.models.record import Record, RegisterClock, Stamp, Version
from meetings.pages.addresses import with_query
from meetings.search.selection import MovedSelection, Selection, read_selection
from meetings.views import caching, permalinks, selected

from . import paging, parameters, schemas
from .problems import Gone, bad_parameter

DELETED_AT_ONCE = 100


class MeetingsView(APIView):
    """Meetings of a selection, a short description each."""

    @extend_schema(
        operation_id="meetings",
        parameters=[
            *parameters.selection_parameters(),
            parameters.UPDATED_SINCE,
            parameters.CURSOR,
        ],
        responses={
            200: schemas.MEETINGS_PAGE,
            **schemas.MOVED,
            **schemas.UNREADABLE,
            **schemas.RESTORED,
            **schemas.TOO_MANY,
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """List the meetings that the parameters select, the same as the page /meetings/ does.

        Only meetings that were held, unless `occurrence` says otherwise. Whoever keeps a copy
        asks with `occurrence=any` and `updated_since`, and asks `/api/v1/deleted/` as well.
        """
        data = request.query_params
        try:
            selection = read_selection(data)
        except MovedSelection as elsewhere:
            return _moved(request, elsewhere)
        _refuse_pages(selection)
        stamp = RegisterClock.objects.stamp()  # before the rows
        about, order = selected.about_of(request, selection, stamp.clock), paging.NEWEST
        since, records = paging.read_clock(data, stamp.epoch), selection.records()
        if since is not None:
            order, records = paging.BY_CLOCK, records.filter(clock__gt=since)
        elif selection.chosen["sort"] == ("oldest",):
            order = paging.OLDEST
        page = paging.read_page(records, order, data, selection.per_page, stamp.epoch)
        results = _results(page, order, about)
        return Response(_page_document(request, about, stamp, results, page))


def _refuse_pages(selection: Selection) -> None:
    """Raise UnreadableSelection for list parameters that cursors do not support."""
    if selection.page != 1:
        message = "The API has no page numbers; follow “next” instead."
        raise bad_parameter("page", str(selection.page), message)
    if selection.chosen["sort"] == (parameters.RELEVANCE,):
        message = "The API lists the newest or the oldest first; relevance has no cursor."
        raise bad_parameter("sort", parameters.RELEVANCE, message)


def _moved(request: Request, elsewhere: MovedSelection) -> HttpResponseBase:
    """Redirect to the current keys and keep the parameters that only the API has."""
    query = request.query_params.copy()
    for name in list(query):
        if name not in ("cursor", "updated_since"):
            del query[name]
    address = with_query(request.path, elsewhere.query.encoded, query.urlencode())
    return caching.moved(address, permanently=False)


def _results(
    page: paging.Page, order: paging.Order, about: provenance.About
) -> list[documents.LineDocument]:
    records = order.arrange(Record.objects.filter(pk__in=page.ids))
    rows = few_rows_of(records, len(page.ids), about.base)
    actors = actor_codes.Actors()
    return [documents.line_document(row, actors, about.base) for row in rows]


def _page_document(
    request: Request,
    about: provenance.About,
    stamp: Stamp,
    results: list[documents.LineDocument],
    page: paging.Page,
) -> schemas.MeetingsPage:
    address = request.build_absolute_uri(request.path)
    following = paging.next_address(address, request.query_params, page.next_cursor)
    return {
        **about.document(),
        "register_state": paging.state_of(stamp),
        "next": following,
        "results": results,
    }


class MeetingView(APIView):
    """One meeting, whole."""

    @extend_schema(
        operation_id="meeting",
        responses={
            200: schemas.MEETING,
            **schemas.MOVED,
            **schemas.NOT_FOUND,
            **schemas.GONE,
            **schemas.TOO_MANY,
        },
    )
    def get(self, request: Request, public_id: str) -> HttpResponseBase:
        """Return a meeting as it is published now: what a version froze, and where it is."""
        record = permalinks.find_record(public_id)
        address = reverse("api-meeting", args=[record.public_id])
        if request.path != address:
            return caching.moved(address)
        version = permalinks.current_version(record)
        if record.state != RecordState.PUBLISHED:
            raise Gone(f"The meeting was withdrawn: {version.note}")
        return Response(
            documents.meeting_document(record, version, request.build_absolute_uri("/"))
        )


class DeletedView(APIView):
    """Meetings that are no longer part of the register."""

    @extend_schema(
        operation_id="deleted",
        parameters=[parameters.UPDATED_SINCE, parameters.CURSOR],
        responses={
            200: schemas.DELETED_PAGE,
            **schemas.UNREADABLE,
            **schemas.RESTORED,
            **schemas.TOO_MANY,
        },
    )
    def get(self, request: Request) -> Response:
        """List the meetings that were withdrawn, the oldest change first."""
        stamp = RegisterClock.objects.stamp()
        since = paging.read_clock(request.query_params, stamp.epoch)
        records = Record.objects.exclude(state=RecordState.PUBLISHED)
        if since is not None:
            records = records.filter(clock__gt=since)
        page = paging.read_page(
            records, paging.BY_CLOCK, request.query_params, DELETED_AT_ONCE, stamp.epoch
        )
        versions = Version.objects.filter(current_for__in=page.ids).select_related("record")
        rows = paging.BY_CLOCK.arrange(Record.objects.filter(pk__in=page.ids))
        notes = {version.record_id: version for version in versions.defer("snapshot")}
        address = request.build_absolute_uri(request.path)
        document: schemas.DeletedPage = {
            "register_clock": stamp.clock,
            "register_state": paging.state_of(stamp),
            "next": paging.next_address(address, request.query_params, page.next_cursor),
            "results": [documents.deleted_document(row, notes.get(row.pk)) for row in rows],
        }
        return Response(document)
