"""Admin pages of places, series, summits and topics."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from meetings.admin import site, tables
from meetings.models import FormerState, Place, PlaceName, Series, Summit, Topic, TopicAlias

from .base import SharedAdmin


class PlaceNameInline(tables.TableInline):
    """Other names of a place."""

    model = PlaceName
    verbose_name = "other name"
    verbose_name_plural = "other names"


class FormerStateInline(tables.TableInline):
    """Former states of a place."""

    model = FormerState

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[FormerState]:
        """Return the rows with the related rows of their labels."""
        rows: models.QuerySet[FormerState] = super().get_queryset(request)
        return rows.select_related("state", "place")


class TopicAliasInline(tables.TableInline):
    """Other terms for a topic."""

    model = TopicAlias
    verbose_name = "other term"
    verbose_name_plural = "other terms"


@admin.register(Place, site=site.desk_site)
class PlaceAdmin(SharedAdmin):
    """Places."""

    list_display = ["name", "state", "awaiting"]
    list_select_related = ["state"]
    fields = [("name", "state"), ("latitude", "longitude"), "contested", "slug", "notes"]
    inlines = [PlaceNameInline, FormerStateInline]


@admin.register(Series, site=site.desk_site)
class SeriesAdmin(SharedAdmin):
    """Series of summits."""

    list_display = ["name", "short_name", "organisation", "awaiting"]
    list_select_related = ["organisation"]
    fields = [("name", "short_name"), "organisation", ("slug", "wikidata_id"), "notes"]


@admin.register(Summit, site=site.desk_site)
class SummitAdmin(SharedAdmin):
    """Summits."""

    list_display = ["name", "date", "place", "awaiting"]
    list_select_related = ["place"]
    date_hierarchy = "date_earliest"
    fields = [("name", "series"), "date", ("place", "host"), ("channel", "slug"), "notes"]


@admin.register(Topic, site=site.desk_site)
class TopicAdmin(SharedAdmin):
    """Topics."""

    list_display = ["name", "parent", "awaiting"]
    list_select_related = ["parent"]
    fields = [("name", "parent"), "article", "definition", "slug", "notes"]
    inlines = [TopicAliasInline]
