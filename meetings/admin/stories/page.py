"""The desk's queue of stories, and the pages where a story is received and becomes meetings."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.views.decorators.csrf import csrf_protect

from meetings.admin import base, bounds, generic, site
from meetings.intake import queue
from meetings.models import Story

from .receiving import PasteForm
from .working import StoryPage, link_to

# A page of another site opens this one and hands it the text; the desk's own pages refuse that.
_OPENER = "Cross-Origin-Opener-Policy"


@admin.register(Story, site=site.desk_site)
class StoryAdmin(base.DeskAdmin):
    """The queue of stories."""

    list_display = ["title_in_queue", "state", "age", "received_by", "worked_on_by", "meetings_of"]
    list_filter = ["state"]
    list_select_related = ["received_by", "worked_on_by"]
    search_fields = ["title", "url", "publisher"]
    ordering = ["-received", "-pk"]

    class Media:
        css = {"all": ["admin_desk/story.css"]}
        js = ["admin_desk/story.js"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Story]:
        """Return the stories without their texts, with the number of meetings they became."""
        rows: models.QuerySet[Story] = super().get_queryset(request)
        counted = rows.annotate(became=models.Count("accepted"))
        return counted.defer("text", "reading", "worksheet", "sketch")

    @admin.display(description="story", ordering="title")
    def title_in_queue(self, story: Story) -> str:
        """Return the title, with the publisher where it is known."""
        return f"{story} ({story.publisher})" if story.publisher else str(story)

    @admin.display(description="received", ordering="received")
    def age(self, story: Story) -> str:
        """Return how long ago it came."""
        return f"{timesince(story.received, depth=1)} ago"

    @admin.display(description="meetings")
    def meetings_of(self, story: Any) -> str:
        """Return how many meetings were accepted, of how many proposed."""
        return f"{story.became} of {max(story.proposed, story.became)}"

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs of the pages; that of the bookmarklet needs no login to be shown."""
        own = path("receive/", csrf_protect(self.receive_view), name="meetings_story_receive")
        return [own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the form for a new story; a posted one goes into the queue and is read."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PasteForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and form.document is not None:
            return self._receive(request, form)
        context = {**self._context(request, "New from a story"), "form": form}
        status = 422 if form.is_bound and form.errors else 200
        return TemplateResponse(request, "admin/stories/new.html", context, status=status)

    def _receive(self, request: HttpRequest, form: PasteForm) -> HttpResponse:
        document = form.document
        assert document is not None  # noqa: S101 - the form is valid
        user = generic.user_of(request)
        story, is_new = queue.receive(document, user, file_name=form.file_name)
        if story.reading is None:
            queue.read(story)
        for note in document.notes:
            messages.info(request, note)
        if not is_new:
            messages.warning(request, _known(story))
        return HttpResponseRedirect(reverse("admin:meetings_story_change", args=[story.pk]))

    def receive_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form that a bookmarklet fills; it posts to the page of a new story.

        It holds nothing of the register and is shown to everybody, because the address of the page
        being read comes in the fragment, which a login would lose; what is sent without a login is
        carried through it.
        """
        context = {**self._context(request, "New from the page you read"), "form": PasteForm()}
        response = TemplateResponse(request, "admin/stories/receive.html", context)
        response[_OPENER] = "unsafe-none"
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the story with its proposals, or do what was posted."""
        rows = Story.objects.select_related("source__publisher", "received_by", "worked_on_by")
        story = get_object_or_404(rows, pk=bounds.number_in(object_id))
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        page = StoryPage(request, story, self._context(request, str(story), story))
        return page.post() if request.method == "POST" else page.show(page.stored_sheet())

    def _context(
        self, request: HttpRequest, title: str, story: Story | None = None
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": story,
            "media": self.media,
            "is_nav_sidebar_enabled": False,
            "bookmarklet": bookmarklet_to(f"{request.scheme}://{request.get_host()}"),
        }

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the queue is shown: to those who work on it."""
        return self.has_change_permission(request, obj)


def _known(story: Story) -> str:
    who = f" by {story.received_by}" if story.received_by else ""
    ago = timesince(story.received, depth=1)
    return format_html("This story is in the queue already: {}, received {} ago{}.",
                       link_to(story), ago, who)  # fmt: skip


# Opens our page and hands it what is being read, when that page asks for it. The address and the
# title come in the fragment as well, for pages that let no other window talk to them.
_BOOKMARKLET = (
    "javascript:(()=>{const d=document,s=String(getSelection()),"
    "f=new URLSearchParams({url:location.href,title:d.title}),"
    "w=open('%(address)s#'+f,'_blank'),o='%(origin)s';"
    "addEventListener('message',e=>{if(e.source===w&&e.origin===o&&e.data==='sidelines:ready')"
    "w.postMessage({sidelines:1,url:location.href,title:d.title,"
    "text:s.trim().length>40?s:d.documentElement.outerHTML},o)})})()"
)


def bookmarklet_to(origin: str) -> str:
    """Return the address of the bookmark that hands a page to the desk at ``origin``."""
    address = origin + reverse("admin:meetings_story_receive")
    return _BOOKMARKLET % {"address": address, "origin": origin}
