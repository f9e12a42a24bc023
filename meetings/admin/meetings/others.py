"""The page “The same with others”: somebody met or called several, and each becomes a draft."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.admin import bounds, generic
from meetings.admin.guard.view import GuardedAdmin
from meetings.desk import creation, entering, twins
from meetings.models import Meeting, Person, ReportTopic, Source

from . import kept
from .others_form import (
    OtherForm,
    OtherFormSet,
    SharedForm,
    meeting_of,
    proposed_rows,
    report_of,
    rows_of,
)

_PREFIX = "others"


def address_of(meeting: Meeting) -> str:
    """Return the address of the page that begins with what a meeting says."""
    return f"{reverse('admin:meetings_meeting_others')}?{urlencode({'meeting': meeting.pk})}"


class OthersPage(GuardedAdmin):
    """Names become rows to look at, and the rows drafts, all or none."""

    def get_urls(self) -> list[URLPattern]:
        """Return the URL of the page, before those of Django."""
        view = self.admin_site.admin_view(self.others_view)
        return [path("others/", view, name="meetings_meeting_others"), *super().get_urls()]

    def others_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form; look the names up, or make the drafts, on POST."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        shared = SharedForm(request.POST or None, initial=_initial(request))
        rows: Any = None
        if request.method == "POST" and shared.is_valid():
            if "_make" in request.POST:
                rows = OtherFormSet(request.POST, prefix=_PREFIX)
                if rows.is_valid() and self._make_drafts(request, shared, rows):
                    source = shared.cleaned_data["source"]
                    return HttpResponseRedirect(
                        reverse("admin:meetings_source_change", args=[source.pk])
                    )
            else:
                proposed = [*proposed_rows(shared.cleaned_data["names"], shared.days())]
                rows = OtherFormSet(_posted(proposed), prefix=_PREFIX)
            _note_twins(shared, rows)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "The same with others",
            "opts": self.opts,
            "media": self.media,
            "form": shared,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/desk/others.html", context)

    def _make_drafts(self, request: HttpRequest, shared: SharedForm, rows: Any) -> bool:
        """Enter a draft for each row that is ticked, all or none; return whether they are made."""
        user = generic.user_of(request)
        ticked = [row for row in rows.forms if row.cleaned_data.get("take")]
        try:
            with transaction.atomic():
                made = [self._enter_draft(row, shared.cleaned_data, user) for row in ticked]
        except entering.NotEnterable as error:
            rows.forms[error.position].add_error(None, str(error))
            return False
        for entered in made:
            self.log_addition(request, entered.meeting, "Entered with others.")
            for sentence in entered.unclear:
                self.message_user(request, sentence, messages.WARNING)
        number = len(made)
        self.message_user(
            request, f"{number} draft{'' if number == 1 else 's'} made.", messages.SUCCESS
        )
        return True

    def _enter_draft(self, row: OtherForm, shared: dict[str, Any], user: Any) -> entering.Entered:
        """Enter one draft; a person who is new is saved. Raises NotEnterable with the row."""
        data = row.cleaned_data
        if data["person"].pk is None:
            if not user.has_perm("meetings.add_person"):
                raise PermissionDenied
            data["person"] = creation.save_new(data["person"], user)
        report = entering.DescribedReport(
            report_of(shared),
            [ReportTopic(topic=topic) for topic in shared["topic_names"]],
            voices=shared["voice_names"],
        )
        described = entering.DescribedMeeting(meeting_of(shared), rows_of(shared, data), [report])
        try:
            return entering.enter(described, user, ask_twins=True)
        except entering.NotEnterable as error:
            number = int((row.prefix or "").rpartition("-")[2])
            raise entering.NotEnterable(error.refusals, number) from error


def _posted(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return proposed rows as a form posts them, so that what is missing is said at once."""
    data = {f"{_PREFIX}-TOTAL_FORMS": str(len(rows)), f"{_PREFIX}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{_PREFIX}-{number}-{name}": text for name, text in row.items()}
        data[f"{_PREFIX}-{number}-take"] = "on"
    return data


def _note_twins(shared: SharedForm, rows: Any) -> None:
    """Set the twins of each row that is understood."""
    rows.is_valid()
    for row in rows.forms:
        data = getattr(row, "cleaned_data", {})
        if data.get("actor") and isinstance(data.get("person"), Person):
            row.twins = twins.twins_before_saving(
                meeting_of(shared.cleaned_data),
                rows_of(shared.cleaned_data, data),
                [report_of(shared.cleaned_data)],
            )


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Return what the page begins with: what a meeting says, or what a source tells."""
    key = bounds.number_in(request.GET.get("meeting", ""))
    meeting = Meeting.objects.select_related("summit", "place").filter(pk=key).first()
    if meeting is not None:
        return _of_meeting(meeting)
    key = bounds.number_in(request.GET.get("source", ""))
    source = Source.objects.select_related("publisher__actor").filter(pk=key).first()
    return {"source": source, **kept.proposed(source)} if source is not None else {}


def _of_meeting(meeting: Meeting) -> dict[str, Any]:
    names = ("date", "date_basis", "channel", "setting", "summit", "place")
    values: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    first = meeting.participations.select_related("actor", "person").first()
    if first is not None:
        values |= {"actor": first.actor, "person": first.person}
    report = meeting.reports.select_related("source").first()
    if report is not None:
        topics = [row.topic for row in report.topics.select_related("topic")]
        values |= {"source": report.source, "topic_names": topics, **kept.account(report)}
    return values
