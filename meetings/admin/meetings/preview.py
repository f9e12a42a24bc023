"""Preview of a meeting: the page that publishing it now would show to readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Meeting
from meetings.pages.meeting import page_of
from meetings.publication.compile import compile_meeting


def preview(request: HttpRequest, meeting: Meeting, back: str) -> HttpResponse:
    """Render the snapshot that publication would freeze, with a link ``back``; publish nothing."""
    snapshot = compile_meeting(meeting).snapshot
    snapshot["entries"].setdefault("actor", {})  # a draft may not name anybody yet
    banner = {
        "title": "Preview – not public",
        "text": "Names that are public already are shown in their published form.",
        "link": back,
        "link_text": "Back to the desk",
    }
    return render(request, "meetings/meeting.html", {"page": page_of(snapshot), "banner": banner})
