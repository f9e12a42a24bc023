"""One meeting, or one version of it, as a file: JSON, citations, a calendar entry."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from meetings.exports.calendars import calendar_of
from meetings.exports.citations import bibtex, citation_of, csl_json, ris
from meetings.exports.documents import VersionDocument, meeting_document, version_document
from meetings.exports.provenance import LICENCE_ADDRESS, About
from meetings.exports.rows import few_rows_of
from meetings.models.choices import RecordState, VersionKind
from meetings.models.record import Record, RegisterClock, Version
from meetings.pages.addresses import meeting_address

from .caching import FROZEN, moved, public_page
from .errors import problem_document, problem_response
from .permalinks import current_version, find_record, find_version

MEDIA_TYPES = {
    "json": "application/json",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "ics": "text/calendar; charset=utf-8",
}


@public_page
def meeting_file(request: HttpRequest, public_id: str, extension: str) -> HttpResponseBase:
    """Answer with the current version of a meeting; 410 where it was withdrawn. Two queries."""
    record = find_record(public_id)
    here = reverse("meeting-file", args=[record.public_id, extension])
    if request.path != here:
        return moved(here)
    version = current_version(record)
    if record.state != RecordState.PUBLISHED:
        return _gone(f"The meeting was withdrawn: {version.note}")
    if extension == "json":
        return _json(meeting_document(record, version, request.build_absolute_uri("/")))
    if version.redacted:
        return _gone(f"This version is not shown: {version.redaction_reason}")
    if extension == "ics":
        return _calendar(request, record)
    return _citation(request, record, version, extension)


@public_page
def version_file(
    request: HttpRequest, public_id: str, number: str, extension: str
) -> HttpResponseBase:
    """Answer with a frozen version, the same for ever. One query beside the clock."""
    version = find_version(public_id, int(number))
    record = version.record
    here = reverse("version-file", args=[record.public_id, number, extension])
    if request.path != here:
        return moved(here)
    if extension == "json":
        response = _json(version_document(record, version, request.build_absolute_uri("/")))
    elif version.redacted:
        return _gone(f"This version is not shown: {version.redaction_reason}")
    elif version.kind == VersionKind.WITHDRAWAL:
        return _gone(f"The meeting was withdrawn: {version.note}")
    else:
        response = _citation(request, record, version, extension)
    response.headers["Cache-Control"] = FROZEN
    return response


def _json(document: VersionDocument) -> HttpResponse:
    response = HttpResponse(json.dumps(document, ensure_ascii=False), MEDIA_TYPES["json"])
    response.headers["Link"] = (
        f'<{document["address"]}>; rel="canonical", <{LICENCE_ADDRESS}>; rel="license"'
    )
    return response


_CITATIONS: dict[str, Callable[..., str]] = {"bib": bibtex, "ris": ris, "csl.json": csl_json}


def _citation(
    request: HttpRequest, record: Record, version: Version, extension: str
) -> HttpResponse:
    citation = citation_of(record, version, request.build_absolute_uri("/"))
    response = HttpResponse(_CITATIONS[extension](citation), MEDIA_TYPES[extension])
    name = f"sidelines-{record.public_id}-v{version.number}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _calendar(request: HttpRequest, record: Record) -> HttpResponse:
    permalink = request.build_absolute_uri(meeting_address(record.public_id, record.slug))
    base = request.build_absolute_uri("/")
    about = About(record.title, permalink, RegisterClock.objects.now(), base)
    rows = few_rows_of(Record.objects.filter(pk=record.pk), 1, about.base, deep=True)
    calendar = calendar_of(rows, about, request.build_absolute_uri())
    return HttpResponse(calendar, MEDIA_TYPES["ics"])


def _gone(detail: str) -> HttpResponse:
    return problem_response(problem_document(410, "Gone", detail))
