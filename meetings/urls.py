"""Every public address of the register (design section 4)."""

from django.conf import settings
from django.urls import include, path, register_converter

from .views.components import components
from .views.entries import descriptions, indexes
from .views.entries.indexes import index_view
from .views.entries.pages import entry_view
from .views.home import home
from .views.lists import meeting_list
from .views.permalinks import meeting
from .views.suggest import suggest
from .views.versions import frozen_version, history


class _Pattern:
    regex: str

    def to_python(self, value: str) -> str:
        """Return the text as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the text as it stands."""
        return value


class PublicId(_Pattern):
    """Ten letters and digits, in any case and with misread ones: views put them right."""

    regex = "[0-9A-Za-z]{10}"


class Code(_Pattern):
    """The code of an actor, in any case."""

    regex = "[0-9A-Za-z]{2,12}"


class VersionNumber:
    """A number from 1, short enough for every database."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return its digits."""
        return str(value)


register_converter(PublicId, "public_id")
register_converter(Code, "code")
register_converter(VersionNumber, "version")

urlpatterns = [
    path("", home, name="home"),
    path("", include("meetings.views.output_urls")),
    path("", include("meetings.api.urls")),
    path("meetings/", meeting_list, name="meetings"),
    path("suggest/", suggest, name="suggest"),
    path("m/<public_id:public_id>", meeting, name="meeting-short"),
    path("meetings/<public_id:public_id>/", meeting, name="meeting-bare"),
    path("meetings/<public_id:public_id>/history/", history, name="meeting-history"),
    path(
        "meetings/<public_id:public_id>/v<version:number>/", frozen_version, name="meeting-version"
    ),
    path("meetings/<public_id:public_id>/<slug:slug>/", meeting, name="meeting"),
    path("countries/", index_view(indexes.COUNTRIES), name="countries"),
    path("countries/<code:key>/", entry_view(descriptions.ACTOR), name="country"),
    path("organisations/", index_view(indexes.ORGANISATIONS), name="organisations"),
    path("organisations/<code:key>/", entry_view(descriptions.ACTOR), name="organisation"),
    path("people/", index_view(indexes.PEOPLE), name="people"),
    path("people/<slug:key>/", entry_view(descriptions.PERSON), name="person"),
    path("summits/", index_view(indexes.SUMMITS), name="summits"),
    path("summits/<slug:key>/", entry_view(descriptions.SUMMIT), name="summit"),
    path("series/", index_view(indexes.SERIES_INDEX), name="series-index"),
    path("series/<slug:key>/", entry_view(descriptions.SERIES), name="series"),
    path("topics/", index_view(indexes.TOPICS), name="topics"),
    path("topics/<slug:key>/", entry_view(descriptions.TOPIC), name="topic"),
    path("publishers/", index_view(indexes.PUBLISHERS), name="publishers"),
    path("publishers/<slug:key>/", entry_view(descriptions.PUBLISHER), name="publisher"),
    path("sources/", index_view(indexes.SOURCES), name="sources"),
    path("sources/<public_id:key>/", entry_view(descriptions.SOURCE), name="source"),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", components, name="components"))
