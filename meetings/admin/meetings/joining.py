"""The page that adds the account of a draft to the meeting that it turned out to be."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.admin import bounds, generic
from meetings.admin.guard.view import GuardedAdmin
from meetings.desk import changes, joining, states
from meetings.models import Meeting
from meetings.publication.errors import EditorialError


def to_page(draft: Meeting, key: str) -> HttpResponse:
    """Redirect to the page that adds the accounts of a draft to the meeting with a key."""
    address = reverse("admin:meetings_meeting_account", args=[draft.pk])
    return HttpResponseRedirect(f"{address}?to={bounds.number_in(key)}")


class AccountPage(GuardedAdmin):
    """Shows what would be added to which meeting, and adds it on POST."""

    def get_urls(self) -> list[URLPattern]:
        """Return the URL of the page, before those of Django."""
        view = self.admin_site.admin_view(self.account_view)
        own = path("<int:pk>/account/", view, name="meetings_meeting_account")
        return [own, *super().get_urls()]

    def account_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether the draft is the meeting named by ``to``; add its accounts on POST."""
        draft = get_object_or_404(Meeting, pk=pk)
        meeting = get_object_or_404(Meeting, pk=bounds.number_in(request.GET.get("to", "")))
        if draft.pk == meeting.pk:
            raise Http404
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        goes = self.has_delete_permission(request, draft)
        refusal = ""
        if request.method == "POST":
            for kept in (meeting, draft):
                states.keep_before(Meeting, kept.pk)
            try:
                return self._add_accounts(
                    request, draft, meeting, drop=goes and "drop" in request.POST
                )
            except EditorialError as error:
                refusal = str(error)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "Add this account to a meeting",
            "opts": self.opts,
            "original": draft,
            "media": self.media,
            "meeting": meeting,
            "reports": joining.new_accounts(draft, meeting),
            "goes": goes,
            "refusal": refusal,
            "preserved_filters": self.get_preserved_filters(request),
        }
        return TemplateResponse(request, "admin/desk/account.html", context)

    def _add_accounts(
        self, request: HttpRequest, draft: Meeting, meeting: Meeting, *, drop: bool
    ) -> HttpResponse:
        """Add the accounts, and delete the draft if that was ticked; raises EditorialError."""
        revision = bounds.number_in(request.POST.get("revision", ""))
        with transaction.atomic():
            number = joining.add_accounts(draft, meeting, revision, generic.user_of(request))
            added = f"{number} account{'' if number == 1 else 's'} added from {draft.public_id}."
            self.log_change(request, meeting, added)
            if drop:
                changes.lock_meeting(draft.pk, draft.revision)
                self.log_deletions(request, Meeting.objects.filter(pk=draft.pk))
                draft.delete()
                added += " The draft was deleted; “Deleted drafts” has it still."
        self.message_user(request, added, messages.SUCCESS)
        return HttpResponseRedirect(self.change_url(meeting, request))
