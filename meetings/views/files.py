"""Exports of one meeting or version: JSON, citations, calendar entry."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from meetings.exports import calendars, citations, documents, provenance
from meetings.exports.rows import few_rows_of
from meetings.models import choices
from meetings.models.record import Record, RegisterClock, Version
from meetings.pages.addresses import meeting_address

from . import caching, errors, permalinks

MEDIA_TYPES = {
    "json": "application/json",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "ics": "text/calendar; charset=utf-8",
}


@caching.public_page
def meeting_file(request: HttpRequest, public_id: str, extension: str) -> HttpResponseBase:
    """Answer with the current version of a meeting; 410 if it was withdrawn. Two queries."""
    record = permalinks.find_record(public_id)
    address = reverse("meeting-file", args=[record.public_id, extension])
    if request.path != address:
        return caching.moved(address)
    version = permalinks.current_version(record)
    if record.state != choices.RecordState.PUBLISHED:
        return _gone(f"The meeting was withdrawn: {version.note}")
    if extension == "json":
        return _json(documents.meeting_document(record, version, request.build_absolute_uri("/")))
    if version.redacted:
        return _gone(f"This version is not shown: {version.redaction_reason}")
    if extension == "ics":
        return _calendar(request, record)
    return _citation(request, record, version, extension)


@caching.public_page
def version_file(
    request: HttpRequest, public_id: str, number: str, extension: str
) -> HttpResponseBase:
    """Answer with a frozen version. One query, plus one for the clock."""
    version = permalinks.find_version(public_id, int(number))
    record = version.record
    address = reverse("version-file", args=[record.public_id, number, extension])
    if request.path != address:
        return caching.moved(address)
    if extension == "json":
        response = _json(
            documents.version_document(record, version, request.build_absolute_uri("/"))
        )
    elif version.redacted:
        return _gone(f"This version is not shown: {version.redaction_reason}")
    elif version.kind == choices.VersionKind.WITHDRAWAL:
        return _gone(f"The meeting was withdrawn: {version.note}")
    else:
        response = _citation(request, record, version, extension)
    response.headers["Cache-Control"] = caching.FROZEN
    return response


def _json(document: documents.VersionDocument) -> HttpResponse:
    response = HttpResponse(json.dumps(document, ensure_ascii=False), MEDIA_TYPES["json"])
    response.headers["Link"] = (
        f'<{document["address"]}>; rel="canonical", <{provenance.LICENCE_ADDRESS}>; rel="license"'
    )
    return response


_CITATIONS: dict[str, Callable[..., str]] = {
    "bib": citations.bibtex,
    "ris": citations.ris,
    "csl.json": citations.csl_json,
}


def _citation(
    request: HttpRequest, record: Record, version: Version, extension: str
) -> HttpResponse:
    citation = citations.citation_of(record, version, request.build_absolute_uri("/"))
    response = HttpResponse(_CITATIONS[extension](citation), MEDIA_TYPES[extension])
    name = f"sidelines-{record.public_id}-v{version.number}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _calendar(request: HttpRequest, record: Record) -> HttpResponse:
    permalink = request.build_absolute_uri(meeting_address(record.public_id, record.slug))
    base = request.build_absolute_uri("/")
    about = provenance.About(record.title, permalink, RegisterClock.objects.now(), base)
    rows = few_rows_of(Record.objects.filter(pk=record.pk), 1, about.base, deep=True)
    calendar = calendars.calendar_of(rows, about, request.build_absolute_uri())
    return HttpResponse(calendar, MEDIA_TYPES["ics"])


def _gone(detail: str) -> HttpResponse:
    return errors.problem_response(errors.problem_document(410, "Gone", detail))
