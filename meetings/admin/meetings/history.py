"""History pages of a meeting: view and restore earlier states, recover deleted drafts."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.admin.guard.view import GuardedAdmin
from meetings.desk import history
from meetings.models import Meeting
from meetings.publication.errors import EditorialError

_LEFT_OUT = {"id", "revision", "date_earliest", "date_latest", "meeting_id"}


class MeetingHistory(GuardedAdmin):
    """Pages of earlier states."""

    object_history_template = "admin/desk/history.html"

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs of history pages, before those of Django."""
        views: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "recover/": (self.recover_view, "recover"),
            "<int:pk>/history/<int:number>/": (self.restore_view, "restore"),
        }
        own_urls = [
            path(route, self.admin_site.admin_view(view), name=f"meetings_meeting_{name}")
            for route, (view, name) in views.items()
        ]
        return own_urls + super().get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the log of changes, and the states that can be restored."""
        states = history.states_of(int(object_id)) if object_id.isdecimal() else []
        return super().history_view(request, object_id, {**(extra_context or {}), "states": states})

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show the differences between an earlier state and the present; restore it on POST."""
        meeting = get_object_or_404(Meeting, pk=pk)
        user = _changer(request)
        kept_state = history.state(number, pk)
        if kept_state is None:
            raise Http404
        if request.method == "POST":
            return self._restore(request, meeting, kept_state, user)
        context = {
            **self.admin_site.each_context(request),
            "title": "An earlier state",
            "subtitle": f"{kept_state.revision.date_created:%d %B %Y, %H:%M} UTC",
            "opts": self.opts,
            "original": meeting,
            "media": self.media,
            "lines": list(differences(kept_state, meeting)),
        }
        return TemplateResponse(request, "admin/desk/restore.html", context)

    def _restore(
        self,
        request: HttpRequest,
        meeting: Meeting,
        kept_state: Any,
        user: User,
    ) -> HttpResponse:
        revision = request.POST.get("revision", "")
        try:
            history.restore(kept_state, user, int(revision) if revision.isdecimal() else -1)
        except EditorialError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path)
        done = f"Restored the state of {kept_state.revision.date_created:%d %B %Y, %H:%M} UTC."
        self.log_change(request, meeting, done)
        self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[meeting.pk]))

    def recover_view(self, request: HttpRequest) -> HttpResponse:
        """List deleted drafts; recover a draft on POST."""
        user = _changer(request)
        if not request.user.has_perm("meetings.add_meeting"):
            raise PermissionDenied
        if request.method == "POST":
            number = request.POST.get("state", "")
            kept_state = history.state(int(number)) if number.isdecimal() else None
            if kept_state is None:
                raise Http404
            try:
                meeting = history.recover(kept_state, user)
            except EditorialError as error:
                self.message_user(request, str(error), messages.ERROR)
                return HttpResponseRedirect(request.path)
            self.log_addition(request, meeting, "Recovered.")
            self.message_user(request, "Recovered.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[meeting.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": "Deleted drafts",
            "opts": self.opts,
            "media": self.media,
            "states": history.deleted_states(),
        }
        return TemplateResponse(request, "admin/desk/recover.html", context)


def differences(kept_state: Any, meeting: Meeting) -> Iterator[tuple[str, str, str]]:
    """Yield field, text in the kept state and text today, for each field that differs."""
    for name, kept_value in kept_state.field_dict.items():
        field = Meeting._meta.get_field(name)
        value = getattr(meeting, name)
        if name not in _LEFT_OUT and kept_value != value:
            label = str(getattr(field, "verbose_name", name))
            yield label[:1].upper() + label[1:], _words(field, kept_value), _words(field, value)
    rows = history.rows_of(kept_state)
    for group in ("participations", "reports"):
        model = Meeting._meta.get_field(group).related_model
        kept_rows = [row.words for row in rows if row.model is model]
        present_rows = [str(row) for row in getattr(meeting, group).all()]
        if kept_rows != present_rows:
            yield group.capitalize(), "; ".join(kept_rows), "; ".join(present_rows)


def _words(field: Any, value: Any) -> str:
    """Return a value as text: the name of a related row, the label of a choice."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or f"something deleted ({value})")
    return str(dict(field.flatchoices).get(value, value))


def _changer(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm("meetings.change_meeting"):
        raise PermissionDenied
    return request.user
