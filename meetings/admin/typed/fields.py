"""Form fields of typed relations, and the model form that can hold unsaved things."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from meetings.admin import bounds
from meetings.admin.generic import ModelForm

from . import kinds
from .resolving import KEYED, by_key, canonical, resolve


class TypedInput(forms.TextInput):
    """A text input that a script turns into a combobox; it works without the script too."""

    def __init__(self, kind: str, *, creates: bool = False, many: bool = False) -> None:
        super().__init__(
            {"class": "vTextField typed", "autocomplete": "off", "spellcheck": "false"}
        )
        self.kind, self.creates, self.many = kind, creates, many

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the URL of the suggestions, and the settings of the combobox."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs["data-suggest"] = reverse("admin:suggest", args=[self.kind])
        attrs["data-completes"] = ""
        if self.creates:
            attrs["data-creates"] = "+"
        if self.many:
            attrs["data-separator"] = ";"
        return attrs


class TypedField(forms.CharField):
    """A thing named by text; cleans to a row (unsaved for “+ name”) or None."""

    def __init__(self, kind: kinds.Kind, *, make: kinds.Make | None = None, **kwargs: Any) -> None:
        self.kind, self.make = kind, make
        kwargs.setdefault("widget", TypedInput(kind.name, creates=make is not None))
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        """Return the text of a row; a text stays as it is."""
        return self.kind.text(value) if isinstance(value, models.Model) else value

    def clean(self, value: object) -> object:
        """Return the named row, or None; raises ValidationError that says what to do."""
        text = super().clean(value).strip()
        return resolve(self.kind, text, self.make) if text else None

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another thing is named; labels are ignored."""
        before = str(self.prepare_value(initial) or "")
        return not self.disabled and self.canonical(before) != self.canonical(str(data or ""))

    def canonical(self, text: str) -> str:
        """Return the canonical form of ``text``, for comparing the input of two editors."""
        return canonical(text)


class TypedManyField(TypedField):
    """Several things of the register, separated by semicolons; cleans to a list of rows."""

    def __init__(self, kind: kinds.Kind, *, make: kinds.Make | None = None, **kwargs: Any) -> None:
        kwargs["widget"] = TypedInput(kind.name, creates=make is not None, many=True)
        super().__init__(kind, make=make, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Return the texts of the rows, joined."""
        if isinstance(value, (list, tuple)):
            return "; ".join(self.kind.text(row) for row in value)
        return value

    def clean(self, value: object) -> object:
        """Return the named rows, each once."""
        rows: list[models.Model] = []
        texts = self._texts(forms.CharField.clean(self, value))
        if len(texts) > bounds.MOST_THINGS:
            raise ValidationError(f"At most {bounds.MOST_THINGS} in one field.")
        for text in texts:
            thing = resolve(self.kind, text, self.make)
            if thing not in rows:
                rows.append(thing)
        return rows

    def _texts(self, value: str) -> list[str]:
        """Return the texts between semicolons; a name that contains one stays whole."""
        texts: list[str] = []
        for part in value.split(";"):
            text = part
            if keyed := KEYED.match(part.strip()):
                own = str(by_key(self.kind, keyed["key"]) or "").count(";")
                if 0 < own <= len(texts):
                    text = ";".join([*texts[-own:], part])
                    del texts[-own:]
            texts.append(text)
        return [text for text in texts if text.strip()]

    def canonical(self, text: str) -> str:
        """Return the canonical forms, in their order."""
        return "; ".join(canonical(part) for part in text.split(";") if part.strip())


class TypedModelForm(ModelForm):
    """A model form whose typed relations show labels and may hold unsaved things."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        for name in self.typed_names():
            # The row instead of its number, so that its label needs no further query.
            if name in self.initial:
                self.initial[name] = self.initial_thing(name)

    def initial_thing(self, name: str) -> object:
        """Return the initial value of field ``name``."""
        value = getattr(self.instance, name)
        return value if value is None or isinstance(value, models.Model) else list(value.all())

    def typed_names(self) -> list[str]:
        """Return the names of the typed relations."""
        return [name for name, field in self.fields.items() if isinstance(field, TypedField)]

    def created(self) -> Iterator[tuple[str, models.Model]]:
        """Yield field name and unsaved thing for everything that was typed as new."""
        for name in self.typed_names():
            value = getattr(self, "cleaned_data", {}).get(name)
            for thing in value if isinstance(value, list) else [value]:
                if isinstance(thing, models.Model) and thing.pk is None:
                    yield name, thing

    def _get_validation_exclusions(self) -> set[str]:
        # Django would take an unsaved thing, which has no primary key, for an empty field.
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        exclude |= {name for name, _ in self.created()}
        # An empty slug is generated when the row is saved.
        return exclude if getattr(self, "cleaned_data", {}).get("slug") else exclude | {"slug"}
