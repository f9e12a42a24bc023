"""Convert the description of a meeting in the files to a meeting at the desk."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from meetings import models
from meetings.dates import edtf, fields
from meetings.desk import entering
from meetings.models import choices

from . import files
from .shelf import Shelf, fixed_public_id

# Keys of a table in ``who`` -> fields of the participation that take their values unchanged.
_PLAIN = {
    "title": "title_as_reported",
    "side": "side",
    "role": "role",
    "attendance": "attendance",
    "basis": "basis",
    "authority": "authority_as_reported",
    "uncertain": "uncertain",
    "rank": "rank",
}


def public_id_of(key: str) -> str:
    """Return the public identifier of the demonstration meeting with ``key``."""
    return fixed_public_id("meeting", key)


def create_meeting(item: files.Item[files.MeetingEntry], shelf: Shelf) -> models.Meeting:
    """Enter a meeting with its participations and reports at the desk; raises MalformedDemo."""
    entry = item.content
    meeting = models.Meeting(public_id=public_id_of(item.key))
    _set_values(meeting, item, shelf)
    reports = [
        files.built(files.ReportEntry, item.file, item.key, values) for values in entry.reports
    ]
    described = entering.DescribedMeeting(
        meeting,
        [_participation(item, meeting, _as_table(who), shelf) for who in entry.who],
        [_report(item, report, shelf) for report in reports],
    )
    try:
        # The files are complete, so the desk need not propose values.
        return entering.enter(described, None, propose=False).meeting
    except entering.NotEnterable as error:
        raise item.refusal(str(error)) from error


def _set_values(
    meeting: models.Meeting, item: files.Item[files.MeetingEntry], shelf: Shelf
) -> None:
    """Set what the files say of the meeting itself; raises MalformedDemo."""
    entry = item.content
    replaced = models.Meeting.objects.filter(public_id=public_id_of(entry.replaces)).first()
    if entry.replaces and replaced is None:
        raise item.refusal(f"there is no meeting “{entry.replaces}”.")
    values = {
        "title": entry.title,
        "date": entry.date,
        "date_basis": entry.basis,
        "channel": entry.channel,
        "setting": entry.setting,
        "place": shelf.maybe(models.Place, entry.place, item),
        "summit": shelf.maybe(models.Summit, entry.summit, item),
        "sidelines": entry.sidelines,
        "summary": entry.summary,
        "replaces": replaced,
        "occurrence_override": entry.occurrence,
        "occurrence_note": entry.occurrence_note,
    }
    for name, value in values.items():
        setattr(meeting, name, value)
    try:
        fields.fill_bounds([meeting])
    except edtf.DateError as error:
        raise item.refusal(f"date: {error}") from error


def later(
    item: files.Item[files.MeetingEntry], version: files.VersionEntry
) -> files.Item[files.MeetingEntry]:
    """Return the item with the new values of a later version; raises MalformedDemo."""
    try:
        content = replace(item.content, **version.values)
    except TypeError as error:
        raise item.refusal(f"versions: {error}.") from error
    return files.Item(item.file, item.key, content)


def change_meeting(
    meeting: models.Meeting,
    item: files.Item[files.MeetingEntry],
    version: files.VersionEntry,
    shelf: Shelf,
) -> None:
    """Bring the desk's state of a meeting to that of a later version; raises MalformedDemo.

    ``item`` has the values of that version, ``version`` the reports that came with it.
    """
    _set_values(meeting, item, shelf)
    try:
        entering.change(meeting, None)
        for values in version.reports:
            report = files.built(files.ReportEntry, item.file, item.key, values)
            described = _report(item, report, shelf)
            entering.add_report(meeting.pk, meeting.revision, described, None)
            meeting.refresh_from_db()
    except entering.NotEnterable as error:
        raise item.refusal(str(error)) from error


def _as_table(who: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(who, dict):
        return who
    return dict(zip(("actor", "person", "office"), who.split(), strict=False))


def _participation(
    item: files.Item[files.MeetingEntry], meeting: models.Meeting, who: dict[str, Any], shelf: Shelf
) -> models.Participation:
    unknown = set(who) - set(_PLAIN) - {"actor", "person", "office", "for", "also_for"}
    if unknown:
        raise item.refusal(f"who: nothing is known of {', '.join(sorted(unknown))}.")
    actor = shelf.get(models.Actor, who["actor"], item)
    person = shelf.maybe(models.Person, who.get("person", ""), item)
    tenure = _tenure(meeting, actor, person, who.get("office", "")) if person else None
    if person and tenure is None and "title" not in who:
        raise item.refusal(f"{person} held no office of {actor} then, and no title is given.")
    return models.Participation(
        actor=actor,
        person=person,
        tenure=tenure,
        standing_in_for=shelf.maybe(models.Person, who.get("for", ""), item),
        also_for=shelf.maybe(models.Actor, who.get("also_for", ""), item),
        **{field: who[name] for name, field in _PLAIN.items() if name in who},
    )


def _tenure(
    meeting: models.Meeting, actor: models.Actor, person: models.Person, office: str
) -> models.Tenure | None:
    """Return the tenure of the named office, else the highest-ranking possible on the days."""
    tenures = models.Tenure.objects.filter(person=person, office__actor=actor).select_related(
        "office"
    )
    if meeting.date_earliest and meeting.date_latest:
        tenures = tenures.possibly_on(meeting.date_earliest, meeting.date_latest)
    if office:
        tenures = tenures.filter(office__slug=office)
    return min(tenures, key=lambda tenure: choices.RANK_ORDER[tenure.office.rank], default=None)


def _report(
    item: files.Item[files.MeetingEntry], entry: files.ReportEntry, shelf: Shelf
) -> entering.DescribedReport:
    attribution = choices.Attribution.STATEMENT if entry.voices else choices.Attribution.OUTLET
    report = models.Report(
        source=_source(item, entry, shelf),
        extent=entry.extent,
        attribution=entry.attribution or attribution,
        attributed_to=entry.attributed_to,
        occurrence=entry.occurrence,
        date=entry.date,
        summary=entry.summary,
    )
    voices = [shelf.get(models.Actor, voice, item) for voice in entry.voices]
    return entering.DescribedReport(
        report, list(_topics(item, entry, shelf)), list(_statements(item, entry, shelf)), voices
    )


def _source(
    item: files.Item[files.MeetingEntry], entry: files.ReportEntry, shelf: Shelf
) -> models.Source:
    if isinstance(entry.source, str):
        return shelf.get(models.Source, entry.source, item)
    described = files.built(files.SourceEntry, item.file, item.key, entry.source)
    return shelf.source(files.Item(item.file, item.key, described))


def _topics(
    item: files.Item[files.MeetingEntry], entry: files.ReportEntry, shelf: Shelf
) -> Iterator[models.ReportTopic]:
    for described in entry.topics:
        words = [described] if isinstance(described, str) else described
        key, says, term = [*words, "", ""][:3]
        yield models.ReportTopic(
            topic=shelf.get(models.Topic, key, item), says=says, term_used=term
        )


def _statements(
    item: files.Item[files.MeetingEntry], entry: files.ReportEntry, shelf: Shelf
) -> Iterator[models.Statement]:
    for speaker, text, *marks in entry.quotes:
        # Codes of actors are in capital letters, keys of people in lower case.
        institution = speaker.isupper()
        languages = [mark for mark in marks if mark != "translated"]
        yield models.Statement(
            speaker=None if institution else shelf.get(models.Person, speaker, item),
            institution=shelf.get(models.Actor, speaker, item) if institution else None,
            text=text,
            language=languages[0] if languages else "en",
            translated="translated" in marks,
        )
