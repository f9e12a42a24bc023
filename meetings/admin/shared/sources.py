"""Admin pages of publishers and sources."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin import generic, site, tables
from meetings.admin.base import DeskForm, DeskInline
from meetings.admin.guard.reading import FormSet
from meetings.desk import creation, documents
from meetings.models import Capture, Meeting, Publisher, PublisherName, PublisherSite, Source
from meetings.models.choices import OFFICIAL_PUBLISHERS

from .base import SharedAdmin
from .source_form import CaptureForm, SourceForm, link_to, proposed_from


class PublisherForm(DeskForm):
    """A publisher."""

    def clean(self) -> dict[str, Any]:
        """Require an actor for official publishers, and for no others."""
        data = super().clean() or self.cleaned_data
        official = data.get("kind") in OFFICIAL_PUBLISHERS
        if official and not data.get("actor") and "actor" not in self.errors:
            self.add_error("actor", "Whose? An official publisher speaks for an actor.")
        if not official and data.get("actor"):
            self.add_error("actor", "Only ministries, presidencies and organisations have one.")
        return data


class CaptureInline(DeskInline):
    """The captures of a source."""

    model = Capture
    form = CaptureForm
    fields = ("taken", "archive_url", "excerpt", "text")

    def formfield_for_dbfield(
        self, db_field: generic.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the form field; the default time of a capture is now."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "taken":
            # To the minute, so that the shown value is posted back unchanged.
            field.initial = timezone.now().replace(second=0, microsecond=0)
        return field


class PublisherNameInline(tables.TableInline):
    """Other names of a publisher."""

    model = PublisherName
    verbose_name = "other name"


class PublisherSiteInline(tables.TableInline):
    """The sites of a publisher."""

    model = PublisherSite
    fields = ("host", "language", "end")
    verbose_name = "site"


@admin.register(Publisher, site=site.desk_site)
class PublisherAdmin(SharedAdmin):
    """Publishers."""

    form = PublisherForm
    list_display = ["name", "kind", "actor", "awaiting"]
    list_filter = ["pending_update", "kind"]
    list_select_related = ["actor"]
    fields = ["name", ("kind", "actor"), "slug", "notes"]
    inlines = [PublisherNameInline, PublisherSiteInline]


@admin.register(Source, site=site.desk_site)
class SourceAdmin(SharedAdmin):
    """Sources, and the meetings they report."""

    form = SourceForm
    change_form_template = "admin/desk/source.html"
    list_display = ["title", "publisher", "published", "awaiting"]
    list_select_related = ["publisher"]
    date_hierarchy = "published_latest"
    fields = [
        ("publisher", "via"),
        "title",
        "url",
        "archive_url",
        ("published", "language"),
        "same_text_as",
        "notes",
    ]
    inlines = [CaptureInline]
    makes = {"via": creation.new_agency}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Source]:
        """Return the sources with the related rows of their labels."""
        rows: models.QuerySet[Source] = super().get_queryset(request)
        return rows.select_related("publisher", "via", "same_text_as__publisher")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what a new source begins with; an address given in the query tells more."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        return proposed_from(str(initial.get("url", ""))) | initial

    def save_related(
        self,
        request: HttpRequest,
        form: generic.ModelForm,
        formsets: Sequence[FormSet],
        change: bool,
    ) -> None:
        """Save the captures; say what was filled in; warn of what may be the same document."""
        super().save_related(request, form, formsets, change)
        for remark in getattr(form, "remarks", ()):
            self.message_user(request, remark, messages.WARNING)
        if {"publisher", "title", "published"}.intersection(form.changed_data):
            for other in documents.similar_documents(form.instance):
                warning = format_html(
                    "There is another document of this publisher, title and day: {}.",
                    link_to(other),
                )
                self.message_user(request, warning, messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Respond; go on to the source's first meeting if that button was pressed."""
        if "_addmeeting" in request.POST:
            return _to_new_meeting(obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Respond; go on to the source's next meeting if that button was pressed."""
        if "_addmeeting" in request.POST:
            return _to_new_meeting(obj)
        return super().response_change(request, obj)

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Add the meetings that the source reports."""
        context = super().page_context(request, obj)
        if obj is not None:
            meetings = Meeting.objects.filter(reports__source=obj.pk).distinct().order_by("pk")
            rows = meetings.prefetch_related("participations__actor", "participations__person")
            context["reported"] = list(rows.select_related("summit")[:100])
        return context


def _to_new_meeting(source: models.Model) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:meetings_meeting_add')}?source={source.pk}")
