"""Inline rows on the page of a meeting: participations and reports."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from meetings.admin import base, generic, voices
from meetings.admin.typed import kinds, offices
from meetings.admin.typed.fields import TypedInput, TypedManyField
from meetings.models import Office, Participation, Report, Source

from .forms import ParticipationForm, ParticipationFormSet
from .kept import kept_in
from .report_rows import ReportFormSet, ReportRowForm


class ParticipationInline(base.DeskInline):
    """The participations."""

    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    template = "admin/desk/lines.html"
    verbose_name = "participant"
    verbose_name_plural = "participants"
    rare_words = "More"
    fields = (*ParticipationForm.main, *ParticipationForm.rare)

    def get_extra(self, request: HttpRequest, obj: Any = None, **_rest: Any) -> int:
        """Return the number of new rows: two, as two have to meet, or one besides those kept."""
        if obj is not None and obj.pk:
            return 0
        return max(2, len(kept_in(request).participants()) + 1)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Participation]:
        """Return the rows with the related rows of their labels."""
        return super().get_queryset(request).select_related(
            "actor", "person", "tenure__office__actor", "standing_in_for", "also_for"
        )  # fmt: skip

    def formfield_for_foreignkey(
        self, db_field: generic.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return a typed field; the office held names tenures, with a plus sign for offices."""
        if db_field.name != "tenure":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        office = Office.tenures.rel.field
        widget = RelatedFieldWidgetWrapper(
            TypedInput("tenure"),  # type: ignore[arg-type]
            office.remote_field,
            self.admin_site,
            can_add_related=request.user.has_perm("meetings.add_office"),
        )
        return offices.OfficeHeldField(required=False, label="Office held", widget=widget)

    def formfield_for_dbfield(
        self, db_field: generic.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return the form field; the field of the office held already has its plus sign."""
        if db_field.name == "tenure":
            assert isinstance(db_field, models.ForeignKey)  # noqa: S101 - tells the type checker
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ReportInline(base.DeskInline):
    """The reports: source, voices and topics."""

    model = Report
    form = ReportRowForm
    formset = ReportFormSet
    rare_words = "Quotations, topics for several"
    above_rows = "admin/desk/common_topics.html"
    show_change_link = True
    change_link_words = "Topics and statements…"
    fields = ("source", "voice_names", "extent", "attribution", "occurrence", "topic_names")

    def get_extra(self, request: HttpRequest, obj: Any = None, **_rest: Any) -> int:
        """Return the number of empty rows: one, or two (for two sides) if entered from a source."""
        if obj is not None and obj.pk:
            return 0
        return 2 if "source" in request.GET else 1

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Report]:
        """Return the rows with the related rows of their labels."""
        rows: models.QuerySet[Report] = super().get_queryset(request)
        return rows.select_related("source__publisher").prefetch_related(
            voices.WITH_ACTORS, "topics__topic", "statements"
        )

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset class; topics can be created if the user has the permission."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["topic_names"] = topics_field(request, label="Topics")
        return formset


def topics_field(request: HttpRequest, **words: str) -> TypedManyField:
    """Return a field for topics; they can be created if the user has the permission."""
    topic = kinds.KINDS["topic"]
    make = topic.make if request.user.has_perm("meetings.add_topic") else None
    return TypedManyField(topic, make=make, required=False, **words)


def source_in(row: forms.BaseForm) -> Source | None:
    """Return the source that a row of the reports names, as stored, proposed or typed."""
    typed = getattr(row, "cleaned_data", {}).get("source")
    stored = getattr(row, "instance", None)
    if isinstance(typed, Source):
        return typed
    if isinstance(stored, Report) and stored.pk:
        return stored.source
    proposed = row.initial.get("source")
    return proposed if isinstance(proposed, Source) else None
