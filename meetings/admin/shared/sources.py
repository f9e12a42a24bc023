"""Pages of publishers and sources."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from meetings.admin import generic, site
from meetings.admin.base import DeskForm, DeskInline
from meetings.admin.typed.kinds import KINDS
from meetings.desk import captures, creation
from meetings.models import Capture, Meeting, Publisher, Source
from meetings.models.choices import OFFICIAL_PUBLISHERS

from .base import SharedAdmin


class PublisherForm(DeskForm):
    """Who publishes."""

    def clean(self) -> dict[str, Any]:
        """Ask whose publisher an official one is."""
        data = super().clean() or self.cleaned_data
        official = data.get("kind") in OFFICIAL_PUBLISHERS
        if official and not data.get("actor") and "actor" not in self.errors:
            self.add_error("actor", "Whose? An official publisher speaks for an actor.")
        if not official and data.get("actor"):
            self.add_error("actor", "Only ministries, presidencies and organisations have one.")
        return data


class SourceForm(DeskForm):
    """One document."""

    def clean_url(self) -> str:
        """Refuse an address that was entered before, and say where."""
        url = str(self.cleaned_data["url"])
        kind = KINDS["source"]
        found = kind.rows().filter(url=url).exclude(pk=self.instance.pk).first() if url else None
        if found is not None:
            raise ValidationError(f"This document is entered already: {kind.text(found)}.")
        return url


class CaptureForm(DeskForm):
    """A text as it was seen."""

    def clean_text(self) -> str:
        """Return the text as it is kept, and note its digest."""
        text = captures.as_kept(self.cleaned_data["text"])
        self.instance.sha256 = captures.text_digest(text)
        return text


class CaptureInline(DeskInline):
    """What we have seen of a source, and when."""

    model = Capture
    form = CaptureForm
    fields = ("taken", "archive_url", "excerpt", "text")

    def formfield_for_dbfield(
        self, db_field: generic.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the form field; a text is seen now, unless said otherwise."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "taken":
            # To the minute: what is shown is what is posted back.
            field.initial = timezone.now().replace(second=0, microsecond=0)
        return field


@admin.register(Publisher, site=site.desk_site)
class PublisherAdmin(SharedAdmin):
    """Publishers."""

    form = PublisherForm
    list_display = ["name", "kind", "actor", "awaiting"]
    list_filter = ["pending_update", "kind"]
    list_select_related = ["actor"]
    fields = ["name", ("kind", "actor"), "slug", "notes"]


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
        ("published", "language"),
        "same_text_as",
        "notes",
    ]
    inlines = [CaptureInline]
    makes = {"via": creation.new_agency}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Source]:
        """Return the sources with their publishers, which their labels show."""
        rows: models.QuerySet[Source] = super().get_queryset(request)
        return rows.select_related("publisher", "via", "same_text_as__publisher")

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Answer; go on to its first meeting where that was asked."""
        if "_addmeeting" in request.POST:
            return _to_new_meeting(obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Answer; go on to its next meeting where that was asked."""
        if "_addmeeting" in request.POST:
            return _to_new_meeting(obj)
        return super().response_change(request, obj)

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Add the meetings that the source reports."""
        context = super().page_context(request, obj)
        if obj is not None:
            found = Meeting.objects.filter(reports__source=obj.pk).distinct().order_by("pk")
            rows = found.prefetch_related("participations__actor", "participations__person")
            context["reported"] = list(rows.select_related("summit")[:100])
        return context


def _to_new_meeting(source: models.Model) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:meetings_meeting_add')}?source={source.pk}")
