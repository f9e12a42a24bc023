"""Base classes of all desk pages: typed relations and creation in place."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth import get_permission_codename
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from meetings.desk import checks, creation

from . import generic
from .guard.reading import FormSet
from .guard.request import desk_of
from .typed import fields, kinds


class DeskForm(fields.TypedModelForm):
    """A form of the desk: typed relations, and clashes with a colleague's changes."""

    # Field (or "" for the whole form) -> sentence; set when a page is shown again after a merge.
    clashes: dict[str, str] = {}
    # Rarely used fields of a row: on a second line, which opens when needed.
    rare: Sequence[str] = ()

    def __init__(self, *args: Any, clashes: dict[str, str] | None = None, **kwargs: Any) -> None:
        if clashes:
            self.clashes = clashes
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Clean, then add the colleague's change as an error beside each clashing field."""
        super().full_clean()
        if self.is_bound:
            for name, sentence in self.clashes.items():
                self.add_error(name if name in self.fields else None, sentence)

    def main_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields of a row's first line."""
        hidden = {*self.rare, "DELETE", self._meta.model._meta.pk.name}
        for name, field in self.fields.items():
            if name not in hidden and not isinstance(field, InlineForeignKeyField):
                yield self[name]

    def rare_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields of a row's second line."""
        yield from (self[name] for name in self.rare if name in self.fields)

    def rare_open(self) -> bool:
        """Whether a field of the second line has an unusual value or an error."""
        return any(bound.errors or not self.is_usual(bound) for bound in self.rare_fields())

    def is_usual(self, bound: forms.BoundField) -> bool:
        """Whether a field has the value that it has in a new row."""
        field = self._meta.model._meta.get_field(bound.name)
        assert isinstance(field, models.Field)  # noqa: S101 - a form of the model's own fields
        return str(bound.value() or "") == str(field.get_default() or "")

    def add_problems(self, problems: Iterable[checks.FieldProblem]) -> None:
        """Add the problems as errors, each sentence beside its field."""
        for name, sentence in problems:
            self.add_error(name, sentence)

    def before_creation(self, thing: models.Model) -> None:
        """Complete a thing created in place just before it is saved."""


class DeskFormSet(generic.InlineFormSet):
    """Rows of a desk page; ``clashes`` holds the clashes of each row, by its index."""

    def __init__(
        self, *args: Any, clashes: dict[int, dict[str, str]] | None = None, **kwargs: Any
    ) -> None:
        self.clashes = clashes or {}
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Return the arguments of a row's form."""
        kwargs = super().get_form_kwargs(index)
        clashes = self.clashes.get(index, {}) if index is not None else {}
        return {**kwargs, "clashes": clashes}

    def add_fields(self, form: generic.ModelForm, index: int | None) -> None:
        """Add the fields that every row has; the hidden parent shows the key, not the name."""
        super().add_fields(form, index)
        # A typed relation to the parent put the parent itself there.
        form.initial.pop(self.fk.name, None)


class TypedRelations(generic.BaseModelAdmin):
    """Makes every relation of a form a typed one."""

    formfield_overrides = {
        # One input for one value; the admin's own widget splits it in two.
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": forms.DateTimeInput},
        models.URLField: {"assume_scheme": "https"},
    }
    # Relation -> how ``+ name`` makes a new thing, if it differs from the default of the kind.
    makes: dict[str, kinds.Make] = {}

    def formfield_for_dbfield(
        self, db_field: generic.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the form field; a typed field has a plus sign only if it cannot create things."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, fields.TypedField) and isinstance(
            field.widget, RelatedFieldWidgetWrapper
        ):
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_delete_related = False
            wrapper.can_view_related = False
            wrapper.can_add_related = wrapper.can_add_related and field.make is None
        return field

    def formfield_for_foreignkey(
        self, db_field: generic.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return a typed field for a relation to a kind that text can name."""
        kind = kinds.kind_of_model(db_field.remote_field.model)
        if kind is None:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        make = self._make(db_field.name, kind, request)
        return fields.TypedField(kind, make=make, **_words_of(db_field))

    def formfield_for_manytomany(
        self, db_field: generic.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return a typed field for several things."""
        kind = kinds.kind_of_model(db_field.remote_field.model)
        if kind is None:
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return fields.TypedManyField(kind, **_words_of(db_field))

    def _make(self, name: str, kind: kinds.Kind, request: HttpRequest) -> kinds.Make | None:
        codename = get_permission_codename("add", kind.model._meta)
        may = request.user.has_perm(f"meetings.{codename}")
        return self.makes.get(name, kind.make) if may else None


def _words_of(db_field: generic.Field) -> dict[str, Any]:
    label = str(db_field.verbose_name)
    return {
        "required": not db_field.blank,
        "label": label[:1].upper() + label[1:],
        "help_text": db_field.help_text,
    }


class DeskInline(TypedRelations, generic.StackedInline):
    """Rows of a desk page."""

    form = DeskForm
    formset = DeskFormSet
    template = "admin/desk/rows.html"
    extra = 0
    # A template with fields of the page's own form that belong to the rows.
    above_rows = ""
    # Labels of the link to the row's own page, and of the second line of its form.
    change_link_words = "Change"
    rare_words = "More"


class DeskAdmin(TypedRelations, generic.ModelAdmin):
    """A page of the desk."""

    form = DeskForm
    actions = None  # deleting many at once would skip every check
    show_full_result_count = False

    class Media:
        css = {"all": ["css/combobox.css"]}
        js = ["js/combobox.js", "admin_desk/desk.js", "admin_desk/forms.js"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under its own name."""
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.BaseForm, change: bool
    ) -> None:
        """Save things created in place, then the row itself."""
        save_created(request, form)
        if not change:
            creation.lock_creation(type(obj))  # two who add the same get two slugs
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: forms.BaseForm, formset: FormSet, change: bool
    ) -> None:
        """Save things created in place in any row, then the rows."""
        for row in formset.forms:
            if row not in formset.deleted_forms:
                save_created(request, row)
        super().save_formset(request, form, formset, change)

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Respond; a popup returns the text of a typed relation to its opener, not a row number."""
        kind = kinds.kind_of_model(type(obj))
        if IS_POPUP_VAR not in request.POST or kind is None:
            return super().response_add(request, obj, post_url_continue)
        data = json.dumps({"value": kind.text(obj), "obj": str(obj)})
        return TemplateResponse(request, "admin/popup_response.html", {"popup_response_data": data})


def mark_proposed(proposed: Iterable[forms.Field]) -> None:
    """Show values that nobody typed as proposed, with a dashed line."""
    for field in proposed:
        widget: forms.Widget = getattr(field.widget, "widget", None) or field.widget
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} desk-filled".strip()


def save_created(request: HttpRequest, form: forms.BaseForm) -> None:
    """Save things that ``form`` creates in place, each once in a request, and link them."""
    if not isinstance(form, DeskForm):
        return
    saved_things = desk_of(request).created
    for name, thing in list(form.created()):
        saved = next(
            (candidate for candidate in saved_things if creation.same_creation(candidate, thing)),
            None,
        )
        if saved is None:
            form.before_creation(thing)
            saved = creation.save_new(thing, generic.user_of(request))
            saved_things.append(saved)
        value = form.cleaned_data[name]
        if isinstance(value, list):
            value[value.index(thing)] = saved
        else:
            form.cleaned_data[name] = saved
            setattr(form.instance, name, saved)
