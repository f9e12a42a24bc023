"""The rows on the page of a meeting: who took part, and the reports of it."""

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from meetings.admin import base, generic
from meetings.admin.typed import kinds, offices
from meetings.admin.typed.fields import TypedInput, TypedManyField
from meetings.models import Office, Participation, Report, Source

from . import forms


class ParticipationInline(base.DeskInline):
    """Who took part."""

    model = Participation
    form = forms.ParticipationForm
    formset = forms.ParticipationFormSet
    rare_words = "Side, role, attendance, basis, rank …"
    fields = (*forms.ParticipationForm.main, *forms.ParticipationForm.rare)

    def get_extra(self, request: HttpRequest, obj: Any = None, **_rest: Any) -> int:
        """Return two rows for a new meeting: it takes two to meet."""
        return 0 if obj is not None and obj.pk else 2

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Participation]:
        """Return the rows with all that their labels show."""
        return super().get_queryset(request).select_related(
            "actor", "person", "tenure__office__actor", "standing_in_for", "also_for"
        )  # fmt: skip

    def formfield_for_foreignkey(
        self, db_field: generic.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return a typed field; the office held is one over tenures, with a plus for offices."""
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
        """Return the form field; that of the office held has its plus sign already."""
        if db_field.name == "tenure":
            assert isinstance(db_field, models.ForeignKey)  # noqa: S101 - tells the type checker
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ReportInline(base.DeskInline):
    """The reports: whose account, in which source, about what."""

    model = Report
    form = forms.ReportRowForm
    formset = forms.ReportFormSet
    show_change_link = True
    change_link_words = "Topics and statements…"
    fields = ("source", "voice", "extent", "attribution", "occurrence", "topic_names")

    def get_extra(self, request: HttpRequest, obj: Any = None, **_rest: Any) -> int:
        """Return a row for a new meeting; two where it is entered from a source: two sides."""
        if obj is not None and obj.pk:
            return 0
        return 2 if "source" in request.GET else 1

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Report]:
        """Return the rows with all that their labels show."""
        rows: models.QuerySet[Report] = super().get_queryset(request)
        return rows.select_related("source__publisher", "voice").prefetch_related("topics__topic")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the rows' class; topics may be created where the user may."""
        formset = super().get_formset(request, obj, **kwargs)
        topic = kinds.KINDS["topic"]
        make = topic.make if request.user.has_perm("meetings.add_topic") else None
        formset.form.base_fields["topic_names"] = TypedManyField(
            topic, make=make, required=False, label="Topics"
        )
        return formset


def prefilled_reports(request: HttpRequest) -> list[dict[str, str]]:
    """Return what new report rows begin with: the source the meeting is entered from."""
    number = request.GET.get("source", "")
    source = Source.objects.filter(pk=number).first() if number.isdecimal() else None
    if source is None:
        return []
    return [{"source": kinds.KINDS["source"].text(source)}] * 2
