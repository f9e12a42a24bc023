"""Preview of a meeting: the page that publishing it now would show to readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from meetings.models import Meeting
from meetings.pages.meeting import page_of
from meetings.publication.compile import compile_meeting


def preview(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Render the snapshot that publication would freeze; nothing becomes public."""
    snapshot = compile_meeting(meeting).snapshot
    snapshot["entries"].setdefault("actor", {})  # a draft may not name anybody yet
    banner = {
        "title": "Preview – not public",
        "text": "Names that are public already are shown in their published form.",
        "link": reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        "link_text": "Back to the desk",
    }
    return render(request, "meetings/meeting.html", {"page": page_of(snapshot), "banner": banner})
