"""Admin pages of people and offices, with tenures."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from meetings.admin import generic, site, tables
from meetings.admin.base import DeskForm
from meetings.desk.changes import counted_in_meetings
from meetings.models import Office, Person, PersonName, Tenure

from .base import SharedAdmin


class TenureForm(DeskForm):
    """A tenure; person and office cannot change while meetings refer to it."""

    def clean(self) -> dict[str, Any]:
        """Refuse another person or office for a tenure that meetings refer to."""
        data = super().clean() or self.cleaned_data
        moved = {"person", "office"}.intersection(self.changed_data)
        if moved and self.instance.pk and self.instance.participations.exists():
            self.add_error(
                moved.pop(), "Meetings refer to this one: add another, and choose it in them."
            )
        return data


class PersonNameInline(tables.TableInline):
    """Other names of a person."""

    model = PersonName
    verbose_name = "other name"
    verbose_name_plural = "other names and spellings"


class TenureOfPersonInline(tables.TableInline):
    """Offices that a person held."""

    model = Tenure
    form = TenureForm
    fields = ("office", "start", "end", "acting", "confirmed")
    verbose_name = "term of office"
    verbose_name_plural = "offices held"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Tenure]:
        """Return the rows with the related rows of their labels."""
        rows: models.QuerySet[Tenure] = super().get_queryset(request)
        return rows.select_related("office__actor", "person")


class TenureOfOfficeInline(TenureOfPersonInline):
    """Holders of an office."""

    fields = ("person", "start", "end", "acting", "confirmed")
    verbose_name = "holder"
    verbose_name_plural = "holders"


class HoldsTenures(SharedAdmin):
    """A page with tenures: a change of *acting* counts as a change of the meetings showing it."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows and count the change of the meetings concerned."""
        rows = formset.initial_forms if formset.model is Tenure else []
        tenures = [row.instance.pk for row in rows if "acting" in row.changed_data]
        # The meetings are locked before anything is created in place, as on the page of a meeting.
        with counted_in_meetings(tenures, generic.user_of(request)):
            super().save_formset(request, form, formset, change)


@admin.register(Person, site=site.desk_site)
class PersonAdmin(HoldsTenures):
    """People."""

    list_display = ["name", "sort_name", "awaiting"]
    fields = [
        ("name", "family_name"),
        ("sort_name", "short_name"),
        ("slug", "wikidata_id"),
        "notes",
    ]
    inlines = [PersonNameInline, TenureOfPersonInline]


@admin.register(Office, site=site.desk_site)
class OfficeAdmin(HoldsTenures):
    """Offices."""

    list_display = ["name", "actor", "rank", "awaiting"]
    list_filter = ["pending_update", "rank"]
    list_select_related = ["actor"]
    fields = ["actor", ("name", "rank"), ("start", "end"), "slug", "notes"]
    inlines = [TenureOfOfficeInline]
