"""History pages of meetings and shared things: kept states, compared field by field."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from meetings.desk import states

from .bounds import number_in
from .guard.view import GuardedAdmin

MOST_STATES = 50


class KeptHistory(GuardedAdmin):
    """A page whose states are kept, from the one before the first edit."""

    object_history_template = "admin/desk/history.html"
    # Whether the page of a state can bring it back.
    restores = False

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs: an earlier state, then those of Django."""
        view = self.admin_site.admin_view(self.state_view)
        name = f"{self._address()}_state"
        return [path("<int:pk>/history/<int:number>/", view, name=name), *super().get_urls()]

    def before_change(self, request: HttpRequest, object_id: str) -> None:
        """Keep the state before the first edit."""
        if object_id.isdecimal() and self.has_change_permission(request):
            states.keep_before(self.model, number_in(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the log of changes, and the kept states with what changed in each."""
        thing = self.get_object(request, unquote(object_id))
        context = dict(extra_context or {})
        if thing is not None:
            kept_states = list(states.states_of(thing))
            context["steps"] = states.steps(kept_states[:MOST_STATES])
            context |= {"states": kept_states, "state_url": f"admin:{self._address()}_state"}
            context["restores"] = self.restores
        return super().history_view(request, object_id, context)

    def state_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show the differences between an earlier state and the present."""
        thing = get_object_or_404(self.model, pk=pk)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        return self.show_state(request, thing, self.kept_state(thing, number))

    def kept_state(self, thing: models.Model, number: int) -> Any:
        """Return a kept state of ``thing``. Raises Http404."""
        kept_state = states.state(number, self.model, thing.pk)
        if kept_state is None:
            raise Http404
        return kept_state

    def show_state(
        self,
        request: HttpRequest,
        thing: models.Model,
        kept_state: Any,
        **context: Any,
    ) -> HttpResponse:
        """Show how ``thing`` differs from a kept state; ``context`` goes before the usual words."""
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": thing,
            "media": self.media,
            "title": "An earlier state",
            "subtitle": when_saved(kept_state),
            "lines": states.since(kept_state, thing),
            "restores": self.restores,
            "history_url": f"admin:{self._address()}_history",
            **context,
        }
        return TemplateResponse(request, "admin/desk/restore.html", page)


def when_saved(kept_state: Any) -> str:
    """Return the second at which a state was kept."""
    return f"{kept_state.revision.date_created:%d %B %Y, %H:%M:%S} UTC"
