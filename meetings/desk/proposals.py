"""What the desk fills in when a meeting is saved, and the topics of its reports.

Nothing an editor entered is changed; only what was left empty is filled.
"""

from collections.abc import Iterable, Sequence

from meetings import models
from meetings.dates.edtf import Basis
from meetings.models import choices

from .dates import date_from_source
from .offices import possible_tenures

# Accounts of these may leave the date open: nothing has taken place yet.
_NOT_YET = (
    choices.Occurrence.ANNOUNCED,
    choices.Occurrence.POSTPONED,
    choices.Occurrence.CALLED_OFF,
)


def propose_place(meeting: models.Meeting) -> None:
    """Take the place of a summit that was just chosen, where none is entered."""
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

    Left alone where a basis was chosen, or where no account says that it took place.
    """
    if meeting.date or meeting.date_basis != Basis.STATED or not reports:
        return
    if all(report.occurrence in _NOT_YET for report in reports):
        return
    meeting.date, meeting.date_basis = date_from_source(reports[0].source, meeting.summit)
    summit = meeting.summit
    if not meeting.date and summit is not None and meeting.sidelines:
        meeting.date = f"[{summit.date_earliest}..{summit.date_latest}]"
        meeting.date_basis = Basis.RELATIVE


def fill_offices(meeting: models.Meeting) -> list[str]:
    """Give each participant the one office they may have held then; return what is not clear.

    The sentences name those who may have held several offices of the actor.
    """
    unclear = []
    days = (meeting.date_earliest, meeting.date_latest)
    rows = meeting.participations.select_related("person", "actor")
    for row in rows.filter(tenure=None, person__isnull=False):
        assert row.person is not None  # noqa: S101 - the filter says so
        held = possible_tenures(row.person, days, row.actor)
        if len(held) == 1:
            row.tenure = held[0]
            row.save()
        elif held:
            offices = "; ".join(one.office.name for one in held)
            unclear.append(f"{row.person} may have held several offices then: {offices}.")
    return unclear


def order_participations(rows: Iterable[models.Participation]) -> None:
    """Store the order given as positions, from 0."""
    for position, row in enumerate(rows):
        if row.position != position:
            models.Participation.objects.filter(pk=row.pk).update(position=position)
            row.position = position


def worded_topics(
    report: models.Report, topics: Iterable[models.Topic]
) -> list[models.ReportTopic]:
    """Return the topics of ``report`` that are not among ``topics`` and have words of their own."""
    kept = {topic.pk for topic in topics}
    return [row for row in report.topics.all() if row.topic_id not in kept and _has_words(row)]


def _has_words(row: models.ReportTopic) -> bool:
    return bool(row.says or row.term_used or row.span_start is not None)


def set_topics(report: models.Report, topics: Iterable[models.Topic]) -> None:
    """Bring the topics of a report in step with ``topics``; those with own words are kept."""
    wanted = list(topics)
    kept = {row.pk for row in worded_topics(report, wanted)}
    rows = models.ReportTopic.objects.filter(report=report)
    for row in rows.exclude(topic__in=wanted).exclude(pk__in=kept):
        row.delete()
    present = set(rows.values_list("topic_id", flat=True))
    for topic in wanted:
        if topic.pk not in present:
            models.ReportTopic.objects.create(report=report, topic=topic)
