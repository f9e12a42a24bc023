"""URL patterns of the API, version 1. Within a version nothing is renamed or removed."""

from django.urls import path

from meetings.kinds import WITH_PAGES
from meetings.views.caching import public_page

from . import entries, schema, views

urlpatterns = [
    path("api/v1/meetings/", public_page(views.MeetingsView.as_view()), name="api-meetings"),
    path(
        "api/v1/meetings/<public_id:public_id>/",
        public_page(views.MeetingView.as_view()),
        name="api-meeting",
    ),
    path("api/v1/deleted/", public_page(views.DeletedView.as_view()), name="api-deleted"),
    *(
        path(
            f"api/v1/{kind.plural}/",
            public_page(entries.entry_list_view(kind).as_view()),
            name=f"api-{kind.plural}",
        )
        for kind in WITH_PAGES
    ),
    path("api/v1/schema/", schema.openapi, name="api-schema"),
    path("api/docs/", schema.documentation, name="api-docs"),
]
