"""The views of frozen versions of a meeting, and of its history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from meetings.exports.citations import citation_of
from meetings.models import choices
from meetings.models.record import Record, Version
from meetings.pages import addresses, meeting
from meetings.pages.versions import changes, version_lines
from meetings.snapshot.read import read

from . import caching, paging, permalinks

VERSIONS_A_PAGE = 20


@caching.public_page
def frozen_version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show a version as it was published. Two queries.

    Only the banner of the page changes: it names the current version, or says that the meeting was
    withdrawn.
    """
    version = permalinks.find_version(public_id, number)
    record = version.record
    address = addresses.version_address(record.public_id, version.number)
    if request.path != address:
        return caching.moved(address)
    if version.redacted:
        return permalinks.redacted(request, record, version, [])
    if version.kind == choices.VersionKind.WITHDRAWAL:
        return permalinks.withdrawn(request, record)
    context = {
        "page": meeting.page_of(read(version)),
        "canonical": addresses.meeting_address(record.public_id, record.slug),
        "permalink": addresses.meeting_address(record.public_id, record.slug),
        "record": record,
        "version": version,
        "banner": _banner(record, version),
        "citation": citation_of(record, version, request.build_absolute_uri("/")),
        "is_frozen": True,
    }
    response = render(request, "meetings/meeting.html", context)
    response.headers["Cache-Control"] = caching.FROZEN
    return response


def _banner(record: Record, version: Version) -> dict[str, Any]:
    """Return the banner: the number of the version, and the present state of the meeting."""
    current = record.version
    if record.state == choices.RecordState.WITHDRAWN:
        text = "The meeting has since been withdrawn from the register."
    elif current is not None and current.number == version.number:
        text = "It is the current version."
    else:
        text = f"The current version is {current.number}." if current else ""
    return {
        "title": f"Version {version.number} of this meeting",
        "text": text,
        "link": addresses.meeting_address(record.public_id, record.slug),
        "link_text": "See the current page",
    }


@caching.public_page
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the versions of a meeting with their differences. Four queries."""
    record = permalinks.find_record(public_id)
    address = reverse("meeting-history", args=[record.public_id])
    if request.path != address:
        return caching.moved(address)
    last = paging.page_count(record.versions.count(), VERSIONS_A_PAGE)
    page = paging.read_page(request.GET, last)
    start = (page - 1) * VERSIONS_A_PAGE
    # One more than the page shows, because the last version is compared with the one before.
    versions = list(record.versions.order_by("-number")[start : start + VERSIONS_A_PAGE + 1])
    page_versions = versions[:VERSIONS_A_PAGE]
    predecessors = [*versions[1:], None][: len(page_versions)]
    lines = version_lines(record.public_id, page_versions)
    context = {
        "record": record,
        "permalink": addresses.meeting_address(record.public_id, record.slug),
        "entries": [
            (line, changes(old, new))
            for line, new, old in zip(lines, page_versions, predecessors, strict=True)
        ],
        "pages": paging.pages(page, last, lambda number: f"{address}?page={number}"),
    }
    return render(request, "meetings/history.html", context)
