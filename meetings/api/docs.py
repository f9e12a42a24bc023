"""The documentation page of the API."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.views.caching import public_page


@public_page
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the schema to people."""
    return render(request, "api/docs.html")
