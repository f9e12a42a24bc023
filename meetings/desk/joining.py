"""Adding the accounts of a draft to the meeting that it turned out to be."""

from django.contrib.auth.models import User
from django.db import transaction

from meetings.models import Meeting, Report, ReportTopic, Statement
from meetings.publication.errors import EditorialError

from . import checks
from .entering import DescribedReport, add_report


class NothingToAdd(EditorialError):
    """The meeting has every account of the draft already."""


def new_accounts(draft: Meeting, meeting: Meeting) -> list[Report]:
    """Return the reports of a draft that are no account of the meeting yet."""
    known = list(meeting.reports.prefetch_related("voice_rows"))
    reports = draft.reports.select_related("source__publisher").prefetch_related(
        "voice_rows__actor", "topics", "statements"
    )
    return [
        report
        for report in reports
        if not checks.is_account_of(
            known, report.source, [row.actor for row in report.voice_rows.all()]
        )
    ]


@transaction.atomic
def add_accounts(draft: Meeting, meeting: Meeting, revision: int, user: User) -> int:
    """Add the accounts of a draft to the meeting read at ``revision``; return how many.

    The draft stays as it is. Raises NothingToAdd, NotEnterable, StaleEdit, Deleted.
    """
    reports = new_accounts(draft, meeting)
    if not reports:
        raise NothingToAdd("That meeting has this account already.")
    for number, report in enumerate(reports):
        add_report(meeting.pk, revision + number, _copy(report), user)
    return len(reports)


def _copy(report: Report) -> DescribedReport:
    return DescribedReport(
        Report(**_values(report, "meeting")),
        [ReportTopic(**_values(row, "report")) for row in report.topics.all()],
        [Statement(**_values(row, "report")) for row in report.statements.all()],
        [row.actor for row in report.voice_rows.all()],
    )


def _values(row: Report | ReportTopic | Statement, parent: str) -> dict[str, object]:
    """Return the values of a row for a new one, without its key and its parent."""
    return {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in ("id", parent)
    }
