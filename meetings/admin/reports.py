"""The admin page of a report: its topics in our words, and its quotations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from meetings.dates.forms import HistoricalDateField
from meetings.dates.understanding import is_relative
from meetings.desk import changes, checks, dates, entering, states
from meetings.models import Meeting, Report, ReportTopic, Statement

from . import base, generic, site, voices
from .bounds import number_in
from .guard import reading, view


class ReportForm(voices.VoicedForm):
    """One account in one source."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capture = self.fields.get("capture")
        if isinstance(capture, forms.ModelChoiceField):
            capture.queryset = self.instance.source.captures.all()
        date = self.fields.get("date")
        if isinstance(date, HistoricalDateField) and is_relative(self.data.get("date", "")):
            occurrence = self.data.get("occurrence", "")
            date.reference = dates.reference_of(self.instance.source, occurrence)

    def clean(self) -> dict[str, Any]:
        """Refuse a voice that has another account in the source."""
        data = super().clean()
        others = Report.objects.filter(meeting=self.instance.meeting_id).exclude(
            pk=self.instance.pk
        )
        if {"source", "voice_names"} <= data.keys() and checks.is_account_of(
            others.prefetch_related("voice_rows"), data["source"], data["voice_names"]
        ):
            self.add_error("voice_names", checks.ACCOUNT_TWICE)
        return data


class StatementForm(base.DeskForm):
    """A quotation."""

    def clean(self) -> dict[str, Any]:
        """Require a speaker: either a person or an institution."""
        data = super().clean() or self.cleaned_data
        if {"speaker", "institution"}.isdisjoint(self.errors):
            self.add_problems(
                checks.problems_of_statement(
                    speaker=data.get("speaker"), institution=data.get("institution")
                )
            )
        return data


class ReportTopicInline(base.DeskInline):
    """The topics of the account, and its words on each."""

    model = ReportTopic
    fields = ("topic", "term_used", "says")
    verbose_name = "topic"
    verbose_name_plural = "topics"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ReportTopic]:
        """Return the rows with the related rows of their labels."""
        rows: models.QuerySet[ReportTopic] = super().get_queryset(request)
        return rows.select_related("topic")


class StatementInline(base.DeskInline):
    """The quotations of the account."""

    model = Statement
    form = StatementForm
    fields = ("speaker", "institution", "text", "language", "translated")
    extra = 1

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        """Return the rows with the related rows of their labels."""
        rows: models.QuerySet[Statement] = super().get_queryset(request)
        return rows.select_related("speaker", "institution")


@admin.register(Report, site=site.desk_site)
class ReportAdmin(view.GuardedAdmin):
    """Reports; linked from the page of their meeting."""

    form = ReportForm
    fields = [
        ("source", "voice_names"),
        ("extent", "attribution", "attributed_to"),
        ("occurrence", "date", "capture"),
        "summary",
        "notes",
    ]
    inlines = [ReportTopicInline, StatementInline]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return False: there is no list of reports without their meetings."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: a report is added on the page of its meeting."""
        return False

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refuse: a report is deleted on the page of its meeting."""
        raise PermissionDenied

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Remove the link to the deletion page."""
        return {**super().page_context(request, obj), "show_delete": False}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Report]:
        """Return the reports with the related rows of their labels."""
        rows: models.QuerySet[Report] = super().get_queryset(request)
        return rows.select_related("source__publisher", "meeting").prefetch_related(
            voices.WITH_ACTORS
        )

    def revision_of(self, obj: models.Model) -> int:
        """Return the revision of the meeting that the report belongs to."""
        return generic.of_type(Report, obj).meeting.revision

    def lock(self, obj: models.Model, revision: int) -> None:
        """Lock the meeting."""
        changes.lock_meeting(generic.of_type(Report, obj).meeting_id, revision)

    def before_change(self, request: HttpRequest, object_id: str) -> None:
        """Keep the state of the meeting before the first edit of any of its parts."""
        report = Report.objects.filter(pk=number_in(object_id)).first()
        if report is not None and self.has_change_permission(request):
            states.keep_before(Meeting, report.meeting_id)

    def save_related(
        self,
        request: HttpRequest,
        form: generic.ModelForm,
        formsets: Sequence[reading.FormSet],
        change: bool,
    ) -> None:
        """Save topics and statements, and count the change of the meeting."""
        super().save_related(request, form, formsets, change)
        meeting = Meeting.objects.get(pk=form.instance.meeting_id)
        entering.count_change(meeting, generic.user_of(request))
        self.log_change(request, meeting, f"Changed the report of {form.instance}.")

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Close the popup, or go back to the meeting."""
        if IS_POPUP_VAR in request.POST or "_continue" in request.POST:
            return super().response_change(request, obj)
        return HttpResponseRedirect(
            reverse("admin:meetings_meeting_change", args=[generic.of_type(Report, obj).meeting_id])
        )
