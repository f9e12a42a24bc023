"""The view of a meeting's page, and redirects from its shorter and older addresses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.exports.citations import citation_of
from meetings.identifiers import normalise_public_id
from meetings.models.choices import RecordState
from meetings.models.record import Address, Record, RegisterClock, Stamp, Version
from meetings.pages import addresses
from meetings.pages.meeting import actors_address, page_of
from meetings.pages.versions import VersionLine, version_lines
from meetings.snapshot.read import read

from . import caching
from .entries.together import summits_of


@require_safe
def meeting(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:  # noqa: ARG001
    """Show the current version of a meeting. Four queries at most.

    Other spellings of the address redirect; a withdrawn meeting answers 410.
    """
    stamp = RegisterClock.objects.stamp()
    return caching.validated(request, stamp, lambda: _page(request, public_id, stamp))


def _page(request: HttpRequest, public_id: str, stamp: Stamp) -> HttpResponse:
    record = find_record(public_id)
    if record.state == RecordState.WITHDRAWN:
        return withdrawn(request, record)
    permalink = addresses.meeting_address(record.public_id, record.slug)
    if request.path != permalink:
        return caching.moved(permalink)
    version = current_version(record)
    versions = version_lines(record.public_id, versions_of(record))
    if version.redacted:
        return redacted(request, record, version, versions)
    snapshot = read(version)
    context = {
        "page": page_of(snapshot),
        "summits": summits_of(snapshot, stamp),
        "permalink": permalink,
        "canonical": permalink,
        "record": record,
        "version": version,
        "citation": citation_of(record, version, request.build_absolute_uri("/")),
        "frozen": addresses.version_address(record.public_id, version.number),
        "versions": versions,
        "same_actors": actors_address(snapshot),
    }
    return render(request, "meetings/meeting.html", context)


def find_record(public_id: str) -> Record:
    """Return the record of a public id, with its current version. Raises Http404."""
    records = Record.objects.select_related("version").defer("card")
    key = normalise_public_id(public_id)
    matching = records.filter(addresses__kind=Address.MEETING, addresses__key=key)
    # A slice, not ``first()``, which would add an order: an address has only one record.
    for record in matching[:1]:
        return record
    raise Http404("No meeting has this address.")


def find_version(public_id: str, number: int) -> Version:
    """Return a frozen version with its record, and the current version without its snapshot.

    One query. Raises Http404.
    """
    versions = Version.objects.select_related("record__version")
    version = (
        versions.defer("record__version__snapshot")
        .filter(record__public_id=normalise_public_id(public_id), number=number)
        .first()
    )
    if version is None:
        raise Http404("No version has this address.")
    return version


def current_version(record: Record) -> Version:
    """Return the current version of ``record``. Raises Http404 if there is none."""
    if record.version is None:
        raise Http404("Nothing is published at this address.")
    return record.version


def versions_of(record: Record) -> list[Version]:
    """Return all versions without snapshots, newest first. No query if there is only one."""
    if record.version is not None and record.version.number == 1:
        return [record.version]
    return list(record.versions.defer("snapshot").order_by("-number"))


def withdrawn(request: HttpRequest, record: Record) -> HttpResponse:
    """Show that a meeting was withdrawn, the reason, and its earlier versions."""
    context = {
        "record": record,
        "version": record.version,
        "versions": version_lines(record.public_id, versions_of(record)),
    }
    return render(request, "meetings/withdrawn.html", context, status=410)


def redacted(
    request: HttpRequest, record: Record, version: Version, versions: list[VersionLine]
) -> HttpResponse:
    """Show that a version is redacted, and the reason."""
    context = {"record": record, "version": version, "versions": versions}
    return render(request, "meetings/redacted.html", context)
