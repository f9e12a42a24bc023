"""Addresses of the API, version 1. Within it nothing is renamed or removed."""

from django.urls import path

from meetings.views.caching import public_page

from .docs import documentation
from .entries import LISTS, entry_list_view
from .schema import openapi
from .views import DeletedView, MeetingsView, MeetingView

urlpatterns = [
    path("api/v1/meetings/", public_page(MeetingsView.as_view()), name="api-meetings"),
    path(
        "api/v1/meetings/<public_id:public_id>/",
        public_page(MeetingView.as_view()),
        name="api-meeting",
    ),
    path("api/v1/deleted/", public_page(DeletedView.as_view()), name="api-deleted"),
    *(
        path(
            f"api/v1/{one.name}/",
            public_page(entry_list_view(one).as_view()),
            name=f"api-{one.name}",
        )
        for one in LISTS
    ),
    path("api/v1/schema/", openapi, name="api-schema"),
    path("api/docs/", documentation, name="api-docs"),
]
