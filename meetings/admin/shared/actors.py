"""Admin pages of actors: states, organisations and other bodies."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from meetings.admin import site, tables
from meetings.models import Actor, ActorName, Membership

from .base import SharedAdmin


class ActorNameInline(tables.TableInline):
    """Former, formal and other names."""

    model = ActorName
    verbose_name = "other name"
    verbose_name_plural = "other names"
    # Names in other languages, which are many and seldom edited, come last.
    ordering = ("kind", "end_latest", "name")


class MembershipInline(tables.TableInline):
    """Organisations the actor belongs to."""

    model = Membership
    fk_name = "member"
    fields = ("organisation", "status", "start", "end")
    verbose_name_plural = "memberships"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Membership]:
        """Return the rows with the related rows of their labels."""
        rows: models.QuerySet[Membership] = super().get_queryset(request)
        return rows.select_related("organisation", "member")


@admin.register(Actor, site=site.desk_site)
class ActorAdmin(SharedAdmin):
    """Actors."""

    list_display = ["name", "code", "kind", "awaiting"]
    list_filter = ["pending_update", "kind", "region"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("code", "kind"),
                    ("name", "sort_name"),
                    ("article", "demonym", "contested"),
                ]
            },
        ),
        ("Where it belongs", {"fields": ["parent", "capital", ("region", "subregion")]}),
        ("From–to", {"fields": [("start", "end"), "predecessors"]}),
        (
            "Identifiers elsewhere, notes",
            {
                "classes": ["collapse"],
                "fields": [("alpha2", "wikidata_id"), ("cow_number", "gw_number"), "notes"],
            },
        ),
    ]
    inlines = [ActorNameInline, MembershipInline]
