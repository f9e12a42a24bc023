"""The admin site of the desk."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from axes.admin import AccessAttemptAdmin, AccessFailureLogAdmin, AccessLogAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import never_cache

from meetings.intake import queue

from . import bounds, relogin
from .stories.receiving import PasteForm
from .typed import holders, offices, suggestions

View = Callable[..., HttpResponse]


class DeskSite(admin.AdminSite):
    """The admin that editors and reviewers work in."""

    site_header = "Sidelines desk"
    site_title = "Sidelines desk"
    index_title = "Desk"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the URLs of the desk: Django's, and those that our own scripts call."""
        own_urls = [
            path("suggest/date/", self.admin_view(suggestions.explain_date)),
            path("suggest/tenure/", self.admin_view(offices.suggest_offices)),
            path("suggest/represented/", self.admin_view(holders.suggest_represented)),
            path("suggest/holders/", self.admin_view(holders.suggest_holders)),
            path("suggest/summit-details/", self.admin_view(offices.summit_details)),
            path("suggest/source-details/", self.admin_view(suggestions.source_details)),
            path("suggest/of-address/", self.admin_view(suggestions.publisher_of_address)),
            path("suggest/<slug:kind_name>/", self.admin_view(suggestions.suggest), name="suggest"),
        ]
        return [*own_urls, *super().get_urls()]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the desk; first thing, for those who may, the form for a new story."""
        context = dict(extra_context or {})
        if request.user.has_perm("meetings.add_story"):
            context["stories"] = {"form": PasteForm(), **queue.waiting()}
        return super().index(request, context)

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Return ``view`` for staff only; a post without a login is carried through the login."""
        protected = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            bounds.check_address(request)
            is_logout = request.path == reverse("admin:logout")
            if request.method == "POST" and not request.user.is_authenticated and not is_logout:
                return relogin.ask_to_log_in(request, self.each_context(request))
            return protected(request, *args, **kwargs)

        return update_wrapper(inner, view)

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log in; values typed before are carried along, and the editor may send them again."""
        carried = request.POST.get(relogin.CARRIED, "")
        context = {**(extra_context or {}), relogin.CARRIED: carried}
        response = super().login(request, context)
        if carried and self.has_permission(request):
            return relogin.offer_to_send(request, carried, self.each_context(request))
        return response


desk_site = DeskSite(name="admin")
desk_site.register(User, UserAdmin)
desk_site.register(Group, GroupAdmin)
# For administrators: who logged in, who failed, and who is locked out (deleting a row unlocks).
desk_site.register(AccessAttempt, AccessAttemptAdmin)
desk_site.register(AccessFailureLog, AccessFailureLogAdmin)
desk_site.register(AccessLog, AccessLogAdmin)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post that failed the CSRF check; at the desk, the typed values are kept.

    Only for posts from our own pages (by Origin, else Referer). A post from another site is
    refused as usual, because that site could persuade an editor to press the button.
    """
    login = reverse("admin:login")
    at_desk = request.path.startswith(reverse("admin:index")) and request.path != login
    if request.method != "POST" or not at_desk or not relogin.is_from_our_own_page(request):
        return plain_csrf_failure(request, reason)
    context = desk_site.each_context(request)
    if not desk_site.has_permission(request):
        return relogin.ask_to_log_in(request, context)
    response = relogin.offer_to_send(request, relogin.pack(request), context)
    response.status_code = 403
    return response
