"""The change page of a meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from meetings.admin import generic, site
from meetings.admin.guard.reading import FormSet
from meetings.desk import changes, entering, proposals
from meetings.desk.delegation import add_delegation
from meetings.models import Meeting, Participation
from meetings.models.choices import Status
from meetings.publication import errors
from meetings.publication.compile import compile_meeting

from . import actions, history, joining, listing, others
from .beside import BesideForm, confirm, not_shown
from .forms import ACCOUNT_TO, ParticipationFormSet
from .inlines import ParticipationInline, ReportInline, topics_field
from .kept import address_after, kept_in
from .meeting_form import MeetingForm
from .report_rows import ReportFormSet


@admin.register(Meeting, site=site.desk_site)
class MeetingAdmin(
    actions.MeetingActions,
    joining.AccountPage,
    others.OthersPage,
    history.MeetingHistory,
    listing.MeetingList,
    BesideForm,
):
    """Meetings at the desk."""

    class Media:
        css = {"all": ["admin_desk/meeting.css"]}
        js = ["admin_desk/rows.js", "admin_desk/beside.js"]

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
        if request.method == "GET" and obj.pk is None:
            kept = kept_in(request)
            is_report = isinstance(inline, ReportInline)
            kwargs["initial"] = kept.reports() if is_report else kept.participants()
        return kwargs

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[generic.ModelForm]:
        """Return the form class; it creates topics and people if the user has the permissions."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.may_add_people = request.user.has_perm("meetings.add_person")
        topics = form.base_fields["common_topics"]
        form.base_fields["common_topics"] = topics_field(
            request, label=topics.label, help_text=topics.help_text
        )
        return form  # type: ignore[no-any-return]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what a new meeting begins with: what is kept of the meeting before."""
        return {**super().get_changeform_initial_data(request), **kept_in(request).fields()}

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Add the ticks of what is kept of the meeting before."""
        context = super().page_context(request, obj)
        return context | ({"kept": kept_in(request)} if obj is None else {})

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
        if isinstance(formset, ReportFormSet):
            for row in formset.extra_forms:
                if row.has_changed() and "source" in row.cleaned_data:
                    proposals.propose_capture(row.instance)
        super().save_formset(request, form, formset, change)
        if isinstance(formset, ParticipationFormSet):
            rows = [row.instance for row in formset.in_order() if row.instance.pk]
            proposals.order_participations([*rows, *self._delegation(request, form)])
        if isinstance(formset, ReportFormSet):
            formset.save_topics_and_quotations(form.cleaned_data.get("common_topics") or [])

    def _delegation(self, request: HttpRequest, form: forms.BaseForm) -> list[Participation]:
        """Store the people of a pasted delegation."""
        if not isinstance(form, MeetingForm) or not form.listed:
            return []
        meeting, actor = form.instance, form.cleaned_data["delegation_of"]
        return add_delegation(meeting, actor, form.listed, generic.user_of(request))

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
        for remark in getattr(form, "remarks", ()):
            self.message_user(request, remark, messages.INFO)
        confirm(request, meeting)
        meeting.save(update_fields=["confirmed"])
        unclear = entering.finish(meeting, generic.user_of(request), is_new=not change)
        for sentence in unclear:
            self.message_user(request, sentence, messages.WARNING)
        if "_submit" not in request.POST:
            for doubt in not_shown(request, meeting):
                self.message_user(request, f"Is it so? {doubt.sentence}", messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Respond; submit to review, or go on, if that button was pressed."""
        return self._respond(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Respond; submit to review, or go on, if that button was pressed."""
        return self._respond(request, obj) or super().response_change(request, obj)

    def _respond(self, request: HttpRequest, obj: models.Model) -> HttpResponse | None:
        """Return the response to a button of ours, None if another was pressed."""
        meeting = generic.of_type(Meeting, obj)
        if "_submit" in request.POST:
            return self._hand_in(request, meeting)
        if ACCOUNT_TO in request.POST:
            return joining.to_page(meeting, request.POST[ACCOUNT_TO])
        report = meeting.reports.first()
        if "_addanother" in request.POST and report is not None:
            self.message_user(request, f"Saved: {meeting}", messages.SUCCESS)
            return HttpResponseRedirect(address_after(meeting, report.source_id))
        return None

    def _hand_in(self, request: HttpRequest, obj: Meeting) -> HttpResponse:
        """Submit the meeting just saved to review; it stays saved if that is refused.

        What is doubtful has to be shown once before: the second time it is handed in.
        """
        if doubts := not_shown(request, obj):
            self.message_user(
                request, "Saved, but not handed to review yet: is it so?", messages.WARNING
            )
            for doubt in doubts:
                self.message_user(request, doubt.sentence, messages.WARNING)
            return HttpResponseRedirect(self.change_url(obj, request))
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


def _handed_in(meeting: Meeting) -> str:
    """Return the message; it offers another meeting from the same source."""
    report = meeting.reports.select_related("source").first()
    if report is None:
        return "Saved and handed to review."
    return format_html(
        "Saved and handed to review. <a href='{}'>Add another meeting from “{}”</a>, or "
        "<a href='{}'>the same with others</a>.",
        address_after(meeting, report.source_id),
        report.source.title,
        others.address_of(meeting),
    )
