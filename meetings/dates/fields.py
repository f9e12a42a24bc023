"""The model field of a historical date: EDTF text, and two date columns for queries."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.signals import class_prepared, pre_save

from . import edtf
from .forms import HistoricalDateField

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class EDTFField(_CharField):
    """Canonical EDTF text; adds the fields `<name>_earliest` and `<name>_latest` (DateField, null).

    The two days are set from the text whenever the model is cleaned or saved, also by
    `bulk_create`; before `bulk_update`, call `fill_bounds`. A blank text has no days. For mypy,
    a model declares them: ``date_earliest: datetime.date | None``. An index over them needs an
    explicit name, because Django names indexes before these fields are added.

    Invalid text raises ValidationError in cleaning and DateError in saving.
    """

    description = "Historical date (EDTF)"
    # Django does not clean empty values. With this it does, so that removing a date removes its
    # days too.
    empty_values = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        """Add the field to `cls`; add its two days once all declared fields are in place."""
        super().contribute_to_class(cls, name, private_only)
        class_prepared.connect(self._add_bounds, sender=cls)

    def _add_bounds(self, sender: type[models.Model], **_: object) -> None:
        """Add the two days, unless the class declares them, as in migrations."""
        class_prepared.disconnect(self._add_bounds, sender=sender)
        declared = {field.name for field in sender._meta.local_fields}
        for name in self.bounds_names:
            if name not in declared:
                sender.add_to_class(name, _day_field())
        pre_save.connect(self._refuse_partial_save, sender=sender)

    @property
    def bounds_names(self) -> tuple[str, str]:
        """Names of the fields for the earliest and the latest day."""
        return f"{self.name}_earliest", f"{self.name}_latest"

    def set_bounds(self, instance: models.Model) -> str:
        """Set the canonical text and the days on `instance`; return the text."""
        text = (getattr(instance, self.attname) or "").strip()
        when = edtf.parse(text) if text else None
        setattr(instance, self.attname, when.edtf if when else "")
        earliest, latest = self.bounds_names
        setattr(instance, earliest, when.earliest if when else None)
        setattr(instance, latest, when.latest if when else None)
        return when.edtf if when else ""

    def clean(self, value: str | None, model_instance: models.Model | None) -> str:
        """Return the canonical text of `value`; also set it and its days on the instance."""
        text = super().clean(value, model_instance) or ""
        if not text.strip():
            if not self.blank:
                raise ValidationError(self.error_messages["blank"], code="blank")
            canonical = ""
        else:
            try:
                canonical = edtf.parse(text).edtf
            except edtf.DateError as error:
                raise ValidationError(str(error), code="invalid") from error
        if model_instance is not None:
            setattr(model_instance, self.attname, canonical)
            self.set_bounds(model_instance)
        return canonical

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]
        """Return a form field for dates in words; it replaces the text box of the admin."""
        if kwargs.get("widget") is AdminTextInputWidget:
            del kwargs["widget"]
        return super().formfield(**{"form_class": HistoricalDateField, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002
        """Return the canonical text to store; set the days, which Django reads after the text."""
        return self.set_bounds(model_instance)

    def _refuse_partial_save(
        self, update_fields: frozenset[str] | None = None, raw: bool = False, **_: object
    ) -> None:
        """Refuse to store the text without its days: the days would belong to the old text."""
        if raw or update_fields is None or self.name not in update_fields:
            return
        if missing := [name for name in self.bounds_names if name not in update_fields]:
            raise ValueError(f"update_fields has {self.name!r} and must have {missing} with it.")


def _day_field() -> "models.DateField[date | None, date | None]":
    return models.DateField(null=True, blank=True, editable=False)


def fill_bounds(instances: Iterable[models.Model]) -> None:
    """Set the days of every EDTFField of each instance, for `bulk_update`; raises DateError."""
    for instance in instances:
        for field in instance._meta.concrete_fields:
            if isinstance(field, EDTFField):
                field.set_bounds(instance)


def date_bounds_constraint(model_name: str, field_name: str) -> models.CheckConstraint:
    """Return the constraint: a text has both days, in order; an empty text has no days."""
    earliest, latest = f"{field_name}_earliest", f"{field_name}_latest"
    undated = Q((field_name, ""), (f"{earliest}__isnull", True), (f"{latest}__isnull", True))
    dated = ~Q((field_name, "")) & Q(
        (f"{earliest}__isnull", False),
        (f"{latest}__isnull", False),
        (f"{earliest}__lte", F(latest)),
    )
    return models.CheckConstraint(
        condition=undated | dated, name=f"{model_name}_{field_name}_bounds"
    )
