"""History pages of a meeting: view and restore earlier states, recover deleted drafts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.admin.bounds import number_in
from meetings.admin.history import KeptHistory, when_saved
from meetings.desk import history, states
from meetings.models import Meeting
from meetings.publication.errors import EditorialError


class MeetingHistory(KeptHistory):
    """Pages of earlier states, which can be restored."""

    restores = True

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs of history pages, before those of Django."""
        views: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "recover/": (self.recover_view, "recover"),
            "<int:pk>/discard/": (self.discard_view, "discard"),
        }
        own_urls = [
            path(route, self.admin_site.admin_view(view), name=f"meetings_meeting_{name}")
            for route, (view, name) in views.items()
        ]
        return own_urls + super().get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the log, the states that can be restored, and whether changes can be discarded."""
        meeting = self.get_object(request, unquote(object_id))
        context = dict(extra_context or {})
        if isinstance(meeting, Meeting) and history.published_state(meeting) is not None:
            context["published"] = history.published_version(meeting)
        return super().history_view(request, object_id, context)

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what differs from the public record; bring the meeting back to it on POST."""
        meeting = get_object_or_404(Meeting, pk=pk)
        user = _changer(request)
        kept_state, version = history.published_state(meeting), history.published_version(meeting)
        if kept_state is None or version is None:
            raise Http404
        if request.method == "POST":
            done = f"Discarded the changes since version {version.number}."
            return self._change(
                request, meeting, done, lambda seen: history.discard(meeting, user, seen)
            )
        subtitle = f"Back to version {version.number}"
        return self.show_state(
            request, meeting, kept_state,
            title="Discard changes", subtitle=subtitle, version=version,
        )  # fmt: skip

    def state_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show the differences between an earlier state and the present; restore it on POST."""
        meeting = get_object_or_404(Meeting, pk=pk)
        user = _changer(request)
        kept_state = self.kept_state(meeting, number)
        if request.method != "POST":
            return self.show_state(request, meeting, kept_state)
        done = f"Restored the state of {when_saved(kept_state)}."
        return self._change(
            request, meeting, done, lambda seen: history.restore(kept_state, user, seen)
        )

    def _change(
        self,
        request: HttpRequest,
        meeting: Meeting,
        done: str,
        change: Callable[[int], Meeting],
    ) -> HttpResponse:
        """Call ``change`` with the revision that the user looked at, and say what was ``done``."""
        revision = request.POST.get("revision", "")
        try:
            change(number_in(revision))
        except EditorialError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path)
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
            kept_state = states.state(number_in(number), Meeting)
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
            "states": states.deleted_states(),
        }
        return TemplateResponse(request, "admin/desk/recover.html", context)


def _changer(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm("meetings.change_meeting"):
        raise PermissionDenied
    return request.user
