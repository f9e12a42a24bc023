"""The change page of a meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from meetings.admin import generic, site
from meetings.admin.guard.reading import FormSet
from meetings.desk import changes, entering, proposals
from meetings.models import Meeting, Report
from meetings.models.choices import Status
from meetings.publication import errors
from meetings.publication.compile import compile_meeting

from . import actions, history, listing
from .forms import MeetingForm
from .inlines import ParticipationInline, ReportInline, prefilled_reports


@admin.register(Meeting, site=site.desk_site)
class MeetingAdmin(actions.MeetingActions, history.MeetingHistory, listing.MeetingList):
    """Meetings at the desk."""

    form = MeetingForm
    inlines = [ParticipationInline, ReportInline]
    change_form_template = "admin/desk/meeting.html"
    readonly_fields = ["generated_title"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("summit", "sidelines"),
                    ("date", "date_basis"),
                    ("place", "channel", "setting"),
                ],
            },
        ),
        ("Title and summary", {"fields": ["title", "generated_title", "summary"]}),
        (
            "Replaced meeting, occurrence, checked, notes",
            {
                "classes": ["collapse"],
                "fields": [
                    "replaces",
                    ("occurrence_override", "occurrence_note"),
                    "checked",
                    "notes",
                ],
            },
        ),
    ]

    def revision_of(self, obj: models.Model) -> int:
        """Return the revision of a meeting, its participations and its reports."""
        return generic.of_type(Meeting, obj).revision

    def lock(self, obj: models.Model, revision: int) -> None:
        """Lock the meeting."""
        changes.lock_meeting(obj.pk, revision)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Meeting | None:
        """Return the meeting with the related rows of its labels."""
        meeting: Meeting | None = super().get_object(request, object_id, from_field)
        if meeting is not None:
            models.prefetch_related_objects([meeting], "summit", "place", "replaces", "record")
        return meeting

    def get_formset_kwargs(
        self, request: HttpRequest, obj: models.Model, inline: generic.InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        """Return the arguments of the formset; new reports begin with their source."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ReportInline) and request.method == "GET" and obj.pk is None:
            kwargs["initial"] = prefilled_reports(request)
        return kwargs

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.BaseForm, change: bool
    ) -> None:
        """Save the meeting, with the place of its summit if no place is entered."""
        if "summit" in form.changed_data:
            proposals.propose_place(generic.of_type(Meeting, obj))
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: forms.BaseForm, formset: FormSet, change: bool
    ) -> None:
        """Save the rows, the order of the participants and the topics of the reports."""
        super().save_formset(request, form, formset, change)
        kept_rows = [row for row in formset.forms if row.instance.pk and not _goes(formset, row)]
        if formset.prefix == "participations":
            proposals.order_participations(row.instance for row in kept_rows)
        for row in kept_rows:
            if "topic_names" in row.changed_data:
                proposals.set_topics(row.instance, row.cleaned_data["topic_names"])

    def save_related(
        self,
        request: HttpRequest,
        form: generic.ModelForm,
        formsets: Sequence[FormSet],
        change: bool,
    ) -> None:
        """Save the rows, fill in derived values, and count the change."""
        super().save_related(request, form, formsets, change)
        meeting: Meeting = form.instance
        unclear = entering.finish(meeting, generic.user_of(request), is_new=not change)
        for sentence in unclear:
            self.message_user(request, sentence, messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Respond; submit to review if that button was pressed."""
        if "_submit" in request.POST:
            return self._hand_in(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Respond; submit to review if that button was pressed."""
        if "_submit" in request.POST:
            return self._hand_in(request, obj)
        return super().response_change(request, obj)

    def _hand_in(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Submit the meeting just saved to review; it stays saved if that is refused."""
        try:
            changes.submit(obj.pk, generic.user_of(request))
        except errors.NotPublishable as error:
            self.message_user(request, "Saved, but not handed to review yet.", messages.WARNING)
            for missing in error.missing:
                self.message_user(request, str(missing), messages.ERROR)
            return HttpResponseRedirect(self.change_url(obj, request))
        except errors.EditorialError as error:
            self.message_user(request, f"Saved. {error}", messages.WARNING)
            return HttpResponseRedirect(self.change_url(obj, request))
        self.message_user(request, _handed_in(obj), messages.SUCCESS)
        return self.to_list(request)

    def generated_title(self, meeting: Meeting | None) -> str:
        """Return the editor's title, or a title generated from participants and summit."""
        if meeting is None or meeting.pk is None:
            return "–"
        attributes = vars(meeting)  # the page needs the title twice
        if "desk_title" not in attributes:
            attributes["desk_title"] = compile_meeting(meeting).snapshot["derived"]["title"]
        return attributes["desk_title"] or "–"

    def why_not_deleted(self, obj: models.Model) -> str:
        """Return why a meeting stays: what was public is withdrawn, not deleted."""
        return "Only drafts that were never public are deleted; what is public can be withdrawn."

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the meeting may be deleted: only drafts that were never public."""
        may = super().has_delete_permission(request, obj)
        never_public = obj is None or (obj.record_id is None and obj.status == Status.DRAFT)
        return may and never_public


def _handed_in(meeting: models.Model) -> str:
    """Return the message; it offers another meeting from the same source."""
    report = Report.objects.filter(meeting=meeting.pk).select_related("source").first()
    if report is None:
        return "Saved and handed to review."
    return format_html(
        "Saved and handed to review. <a href='{}?source={}'>Add another meeting from “{}”</a>",
        reverse("admin:meetings_meeting_add"),
        report.source_id,
        report.source.title,
    )


def _goes(formset: FormSet, row: forms.BaseForm) -> bool:
    return bool(formset._should_delete_form(row))  # type: ignore[attr-defined] # noqa: SLF001
