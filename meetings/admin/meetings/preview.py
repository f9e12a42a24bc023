"""What publishing a meeting now would show, on the page that readers get."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from meetings.editorial.compile import compile_meeting
from meetings.models import Meeting
from meetings.outputs.page import page_of


def preview(request: HttpRequest, meeting: Meeting, context: dict[str, Any]) -> HttpResponse:
    """Render the snapshot that publication would freeze; nothing of it is public."""
    snapshot = compile_meeting(meeting).snapshot
    context |= {"page": page_of(snapshot), "snapshot": snapshot, "preview": True}
    return TemplateResponse(request, "admin/desk/preview.html", context)
