"""Answers to programs when something is wrong: problem details (RFC 9457)."""

import json
from typing import Any

from django.http import HttpResponse

from meetings.exports.problems import MEDIA_TYPE


def problem_response(document: dict[str, Any]) -> HttpResponse:
    """Return the problem as an answer with its status."""
    body = json.dumps(document, ensure_ascii=False)
    return HttpResponse(body, status=document["status"], content_type=MEDIA_TYPE)
