"""Default values that the desk fills in when a meeting is saved, and the topics of its reports.

Values that an editor entered are never changed; only empty values are filled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings import models
from meetings.dates.edtf import Basis
from meetings.models import choices

from .dates import date_from_source
from .offices import meant_by, possible_tenures


@dataclass(frozen=True)
class Account:
    """What a document tells by itself of the account in it."""

    voice: models.Actor | None
    attribution: str
    extent: str


def account_in(source: models.Source) -> Account | None:
    """Return the account that an official publisher gives in its own document; None for others.

    ``source`` should have its publisher with the actor.
    """
    publisher = source.publisher
    if publisher.kind not in choices.OFFICIAL_PUBLISHERS:
        return None
    return Account(publisher.actor, choices.Attribution.STATEMENT, choices.Extent.WHOLE)


def capture_of(source: models.Source) -> models.Capture | None:
    """Return the newest captured text of a source, which a new report is taken from."""
    captures = models.Capture.objects.filter(source=source.pk).exclude(text="")
    return captures.defer("text").order_by("-taken").first()


def propose_capture(report: models.Report) -> None:
    """Give a report without a capture the newest captured text of its source."""
    if report.capture_id is None:
        report.capture = capture_of(report.source)


def propose_place(meeting: models.Meeting) -> None:
    """Take the place from a summit that was just chosen, if no place is entered."""
    summit = meeting.summit
    if (
        summit
        and summit.place
        and not meeting.place
        and meeting.channel == choices.Channel.IN_PERSON
    ):
        meeting.place = summit.place


def propose_date(meeting: models.Meeting, reports: Sequence[models.Report]) -> None:
    """Date a meeting without date by the publication of its first source, else by its summit.

    Nothing is changed if a basis was chosen, or if no account says that the meeting took place.
    """
    if meeting.date or meeting.date_basis != Basis.STATED or not reports:
        return
    if all(report.occurrence in choices.NOT_YET_HELD for report in reports):
        return
    meeting.date, meeting.date_basis = date_from_source(reports[0].source, meeting.summit)
    summit = meeting.summit
    if not meeting.date and summit is not None and meeting.sidelines:
        meeting.date = f"[{summit.date_earliest}..{summit.date_latest}]"
        meeting.date_basis = Basis.RELATIVE


def fill_offices(meeting: models.Meeting) -> list[str]:
    """Give each participant the only office they may have held then; return open questions.

    Of several the title as reported may tell which.

    Each sentence names a participant who may have held several offices of the actor, or whose term
    comes from reference data and is not confirmed.
    """
    unclear = []
    days = (meeting.date_earliest, meeting.date_latest)
    rows = meeting.participations.select_related("person", "actor")
    for row in rows.filter(tenure=None, person__isnull=False):
        assert row.person is not None  # noqa: S101 - the filter says so
        tenures = possible_tenures(row.person, days, row.actor)
        tenure = tenures[0] if len(tenures) == 1 else meant_by(row.title_as_reported, tenures)
        if tenure is not None:
            row.tenure = tenure
            row.save()
            if len(tenures) > 1:
                unclear.append(
                    f"{row.person} was taken for {tenure.office}, of several offices, because the "
                    f"title is “{row.title_as_reported}”."
                )
            if not tenure.confirmed:
                unclear.append(
                    f"{row.person} was taken for {tenure.office}: reference data say so, and "
                    "no editor has confirmed it yet. Confirm the term at the person."
                )
        elif tenures:
            offices = "; ".join(tenure.office.name for tenure in tenures)
            unclear.append(f"{row.person} may have held several offices then: {offices}.")
    return unclear


def order_participations(rows: Iterable[models.Participation]) -> None:
    """Store the order of ``rows`` as positions, from 0."""
    for position, row in enumerate(rows):
        if row.position != position:
            models.Participation.objects.filter(pk=row.pk).update(position=position)
            row.position = position


def worded_topics(
    report: models.Report, topics: Iterable[models.Topic]
) -> list[models.ReportTopic]:
    """Return the topics of ``report`` that have words of their own and are not in ``topics``."""
    topic_ids = {topic.pk for topic in topics}
    return [row for row in report.topics.all() if row.topic_id not in topic_ids and has_words(row)]


def has_words(row: models.ReportTopic) -> bool:
    """Whether a topic has what the report says of it, not its name alone."""
    return bool(row.says or row.term_used or row.span_start is not None)


def add_topics(report: models.Report, topics: Iterable[models.Topic]) -> None:
    """Add the ``topics`` that a report does not have yet."""
    stored = set(models.ReportTopic.objects.filter(report=report).values_list("topic", flat=True))
    for topic in topics:
        if topic.pk not in stored:
            models.ReportTopic.objects.create(report=report, topic=topic)


def set_topics(report: models.Report, topics: Iterable[models.Topic]) -> None:
    """Make the topics of a report equal to ``topics``; topics with words of their own are kept."""
    new_topics = list(topics)
    worded_ids = {row.pk for row in worded_topics(report, new_topics)}
    rows = models.ReportTopic.objects.filter(report=report)
    for row in rows.exclude(topic__in=new_topics).exclude(pk__in=worded_ids):
        row.delete()
    add_topics(report, new_topics)
