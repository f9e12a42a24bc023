"""Actions on a whole meeting: preview, publish, return to the editors, and those with a note."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from meetings.admin import generic
from meetings.admin.guard.view import GuardedAdmin
from meetings.desk import changes
from meetings.desk.plausibility.doubts import doubts_about, unanswered
from meetings.desk.twins import twins_of_meeting
from meetings.models import Meeting, choices
from meetings.pages import addresses, words
from meetings.publication import editors, errors
from meetings.publication.compile import compile_meeting
from meetings.publication.publish import may_publish_meeting, publish
from meetings.publication.rules.completeness import missing_from

from .asking import WITH_NOTE, ActionWithNote, NoteForm, PublishForm
from .preview import preview


class MeetingActions(GuardedAdmin):
    """Pages of the actions."""

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs of the actions, before those of Django."""
        views = {
            "preview": self.preview_view,
            "publish": self.publish_view,
            "return": require_POST(self.return_view),
        }
        own_urls = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"meetings_meeting_{name}",
            )
            for name, view in views.items()
        ]
        own_urls += [
            path(
                f"<int:pk>/{action.name}/",
                self.admin_site.admin_view(self.note_view),
                {"action": action},
                name=f"meetings_meeting_{action.name}",
            )
            for action in WITH_NOTE
        ]
        return own_urls + super().get_urls()

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the page that publishing now would show."""
        meeting = self._meeting(request, pk, "view")
        return preview(request, meeting, back=self.change_url(meeting, request))

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show missing values and the result of publishing; publish on POST."""
        meeting = self._meeting(request, pk, "publish")
        is_public = meeting.record is not None
        compiled = compile_meeting(meeting)
        initial = {
            "revision": meeting.revision,
            "things": editors.fingerprint(compiled.unpublished.values()),
            "kind": choices.VersionKind.ADDITION,
        }
        form = PublishForm(request.POST or None, again=is_public, initial=initial)
        refusals: list[str] = []
        if request.method == "POST" and form.is_valid():
            refusals = self._publish(request, meeting, form.cleaned_data)
            if not refusals:
                return self.to_list(request)
        snapshot = compiled.snapshot
        subtitle = snapshot["derived"]["title"] or "–"
        refusal = self._refusal(request, meeting)
        doubts = doubts_about(meeting)
        open_doubts = unanswered(meeting, doubts)
        context = self._context(request, meeting, "Publish", subtitle) | {
            "twins": twins_of_meeting(meeting),
            "doubts": open_doubts,
            "answered": [doubt for doubt in doubts if doubt not in open_doubts],
            "form": form,
            "refusals": refusals or ([refusal] if refusal else []),
            "refusal": refusal,
            "missing": missing_from(compiled.meeting, snapshot),
            "derived": snapshot["derived"],
            "occurrence": choices.Occurrence(snapshot["derived"]["occurrence"]).label,
            "accounts": words.recorded_accounts(snapshot),
            "labels": words.LABELS,
        }
        status = 409 if refusals else 200
        return TemplateResponse(request, "admin/desk/publish.html", context, status=status)

    def _publish(self, request: HttpRequest, meeting: Meeting, data: dict[str, Any]) -> list[str]:
        """Publish and show a message; return the reasons of a refusal."""
        kind, note = data.get("kind", choices.VersionKind.ADDITION), data.get("note", "")
        try:
            version = publish(
                meeting.pk,
                generic.user_of(request),
                revision=data["revision"],
                things=data["things"] or None,
                kind=kind,
                note=note,
            )
        except errors.NotPublishable as error:
            return [str(missing) for missing in error.missing]
        except errors.EditorialError as error:
            return [str(error)]
        self.log_change(request, meeting, f"Published as version {version.number}.")
        self.message_user(request, f"Published: {version.record.title}", messages.SUCCESS)
        return []

    def return_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a meeting in review back to the editors; go on with the list."""
        meeting = self._meeting(request, pk, "submit")
        try:
            changes.return_to_draft(meeting.pk, generic.user_of(request))
        except errors.EditorialError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.log_change(request, meeting, "Returned to the editors.")
            self.message_user(request, f"Returned to the editors: {meeting}", messages.SUCCESS)
        return self.to_list(request)

    def to_list(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the list of meetings, filtered as it was when the meeting was opened."""
        address = reverse("admin:meetings_meeting_changelist")
        return HttpResponseRedirect(self.with_filters(request, address))

    def note_view(self, request: HttpRequest, pk: int, action: ActionWithNote) -> HttpResponse:
        """Ask for the reason, and do the ``action``."""
        meeting = self._meeting(request, pk, action.permission)
        form = NoteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                action.act(meeting.pk, generic.user_of(request), form.cleaned_data["note"])
            except errors.EditorialError as error:
                form.add_error(None, str(error))
            else:
                self.log_change(request, meeting, action.done)
                self.message_user(request, action.done, messages.SUCCESS)
                return self.to_list(request)
        subtitle = self.generated_title(meeting)
        context = self._context(request, meeting, action.label, subtitle)
        context |= {"form": form, "action": action}
        return TemplateResponse(request, "admin/desk/with_note.html", context)

    def _meeting(self, request: HttpRequest, pk: int, action: str) -> Meeting:
        """Return the meeting; raise PermissionDenied unless the user may do ``action``."""
        meeting = get_object_or_404(Meeting.objects.select_related("record"), pk=pk)
        if not request.user.has_perm(f"meetings.{action}_meeting"):
            raise PermissionDenied
        return meeting

    def _context(
        self, request: HttpRequest, meeting: Meeting, title: str, subtitle: str
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": subtitle,
            "opts": self.opts,
            "original": meeting,
            "media": self.media,
            "preserved_filters": self.get_preserved_filters(request),
        }

    def generated_title(self, meeting: Meeting | None) -> str:
        """Return the title of a meeting; implemented by the page."""
        raise NotImplementedError

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Add the offered actions and the title of the meeting."""
        context = super().page_context(request, obj)
        meeting = None if obj is None else generic.of_type(Meeting, obj)
        context["offered"] = self.offered(request, meeting)
        if meeting is not None:
            context["subtitle"] = self.generated_title(meeting)
        return context

    def offered(self, request: HttpRequest, meeting: Meeting | None) -> dict[str, Any]:
        """Return which actions the page of ``meeting`` offers its user."""
        status = meeting.status if meeting is not None else choices.Status.DRAFT
        record = meeting.record if meeting is not None else None
        public = record is not None and record.state == choices.RecordState.PUBLISHED
        may_publish = request.user.has_perm("meetings.publish_meeting")
        may_submit = request.user.has_perm("meetings.submit_meeting")
        refusal = self._refusal(request, meeting) if meeting is not None and may_publish else ""
        return {
            "can_submit": status == choices.Status.DRAFT and may_submit,
            "can_return": status == choices.Status.IN_REVIEW and may_submit,
            "can_publish": meeting is not None and may_publish and not refusal,
            "not_publishable": refusal,
            "with_note": [
                action
                for action in WITH_NOTE
                if public and request.user.has_perm(f"meetings.{action.permission}_meeting")
            ],
            "public_address": addresses.meeting_address(record.public_id, record.slug)
            if record
            else "",
            "withdrawal": record.version if record and not public else None,
        }

    def _refusal(self, request: HttpRequest, meeting: Meeting) -> str:
        """Return why publishing would be refused, "" if it would not."""
        record = meeting.record
        public = record is not None and record.state == choices.RecordState.PUBLISHED
        if public and not meeting.unpublished_changes:
            return "Everything is published."
        try:
            may_publish_meeting(meeting, generic.user_of(request))
        except errors.EditorialError as error:
            return str(error)
        return ""
