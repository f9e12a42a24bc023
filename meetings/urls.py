"""URL patterns of all public pages."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, include, path, register_converter

from .kinds import WITH_PAGES
from .views import lists, permalinks, versions
from .views.components import components
from .views.entries import descriptions, indexes, pages
from .views.home import home
from .views.reference_data import reference_page, reference_table
from .views.suggest import suggest


class _Pattern:
    regex: str

    def to_python(self, value: str) -> str:
        """Return the text unchanged."""
        return value

    def to_url(self, value: str) -> str:
        """Return the text unchanged."""
        return value


class PublicId(_Pattern):
    """Ten letters and digits, in any case; views correct misread letters."""

    regex = "[0-9A-Za-z]{10}"


class Code(_Pattern):
    """The code of an actor, in any case."""

    regex = "[0-9A-Za-z]{2,12}"


class VersionNumber:
    """A number from 1, small enough for both databases."""

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


def _of_shared_things() -> Iterator[URLPattern]:
    """Yield the patterns of the index and the pages of each kind with pages."""
    for kind in WITH_PAGES:
        description = descriptions.DESCRIPTIONS[kind.name]
        index, page = (
            indexes.index_view(kind, description.index),
            pages.entry_view(kind, description),
        )
        yield path(f"{kind.plural}/", index, name=kind.index_name)
        yield path(f"{kind.plural}/<{kind.key_field}:key>/", page, name=kind.name)


urlpatterns = [
    path("", home, name="home"),
    path("", include("meetings.views.output_urls")),
    path("", include("meetings.api.urls")),
    path("meetings/", lists.meeting_list, name="meetings"),
    path("meetings/values/<slug:parameter>/", lists.facet_values, name="facet-values"),
    path("data/reference/", reference_page, name="reference-data"),
    path("data/reference/<slug:table>.csv", reference_table, name="reference-table"),
    path("suggest/", suggest, name="suggest"),
    path("m/<public_id:public_id>", permalinks.meeting, name="meeting-short"),
    path("meetings/<public_id:public_id>/", permalinks.meeting, name="meeting-bare"),
    path("meetings/<public_id:public_id>/history/", versions.history, name="meeting-history"),
    path(
        "meetings/<public_id:public_id>/v<version:number>/",
        versions.frozen_version,
        name="meeting-version",
    ),
    path("meetings/<public_id:public_id>/<slug:slug>/", permalinks.meeting, name="meeting"),
    *_of_shared_things(),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", components, name="components"))
