"""Inline rows as a table: one line for each row, and column headings as labels."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME

from . import base


class TableFormSet(base.DeskFormSet):
    """Rows of a table. Each input has its column's heading as label for screen readers."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:  # type: ignore[type-arg]
        """Add the fields that every row has, then label every input."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            label = "Delete" if name == DELETION_FIELD_NAME else str(field.label or name)
            # A relation's widget is wrapped; the input is inside.
            widget: forms.Widget = getattr(field.widget, "widget", None) or field.widget
            if not widget.is_hidden:
                widget.attrs["aria-label"] = label[:1].upper() + label[1:]


class TableInline(base.DeskInline):
    """Short rows of a desk page, as a table."""

    formset = TableFormSet
    template = "admin/desk/table.html"
