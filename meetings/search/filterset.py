"""The filters bound to a query string, by django-filter: its form reads, its ``qs`` narrows."""

from functools import cache
from typing import Any, cast

import django_filters
from django import forms
from django.http import QueryDict

from meetings.models import choices, record

from . import parameters
from .box.expand import Expanded, expand
from .filters import base
from .filters.entries import Parents
from .query import Query
from .resolve import Resolution, resolve


class UnknownValue(base.UnreadableValue):
    """A value that could be a key or a name, but stands for nothing in the register."""


class SelectionForm(forms.Form):
    """Reads all parameters, looks up what names an entry, and checks what has to go together.

    ``cleaned_data`` is what was chosen, by parameter, but where something cannot be read
    (``errors``, of UnreadableValue) or the selection has ``moved`` to another address. ``query``
    has all that can be read, under the keys of today.
    """

    # The tree of topics where the caller has read it.
    parents: Parents | None = None
    moved: bool = False
    resolution: Resolution
    _keys: dict[str, tuple[str, ...]]

    def clean(self) -> dict[str, Any] | None:
        """Return what was chosen. One query at most."""
        self._keys = {name: self._readable(name) for name in self.fields}
        self.resolution = resolve(self._keys, self.parents)
        for name, value in self.resolution.unknown:
            caption = parameters.FILTERS[name].caption.lower()
            message = f"No {caption} in the register goes by “{base.shown(value)}”."
            self.add_error(name, UnknownValue(message, value))
        self.moved = self.moved or bool(self.resolution.moved)
        if self.errors or self.moved:
            return None
        chosen = {name: self._chosen(name) for name in self.fields}
        self._keys = {name: keys_of(name, values) for name, values in chosen.items()}
        self._check(chosen)
        return chosen

    def _readable(self, name: str) -> tuple[str, ...]:
        if name in self.cleaned_data:
            return cast("tuple[str, ...]", self.cleaned_data[name])
        return cast("base.ValuesField", self.fields[name]).sort_out(self[name].data)[0]

    def _chosen(self, name: str) -> tuple[Any, ...]:
        values = self._keys[name]
        if name in parameters.ENTRIES:
            entries = [self.resolution.entries[name, value] for value in values]
            return parameters.ENTRIES[name].named(entries, self.resolution.parents)
        return parameters.FILTERS[name].choose(values or parameters.DEFAULTS.get(name, ()))

    def _check(self, chosen: base.Chosen) -> None:
        # One at a time, the days first: the way out of the one may be the way out of the other.
        for name in reversed(parameters.FILTERS):
            try:
                parameters.FILTERS[name].check(chosen)
            except forms.ValidationError as error:
                value = " ".join(self._keys[name])
                self.add_error(name, base.UnreadableValue(error.messages[0], value))
                # Without it, it is another list, whose page seven is none of this one's.
                self._keys |= {name: (), "page": ()}
                return

    @property
    def query(self) -> Query:
        """The query of the values that stand for something, under their keys of today."""
        values: dict[str, list[str]] = {name: [] for name in parameters.FILTERS}
        for name, keys in self._keys.items():
            for key in keys:
                if (name, key) not in self.resolution.unknown:
                    home, key_now = self.resolution.moved.get((name, key), (name, key))
                    values[home].append(key_now)
        return Query.of(values)


class MeetingFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # it has no types
    """The filters of one request: ``form`` reads the query string, ``qs`` is what it selects."""

    form: SelectionForm
    # The declared filters: one of them, ``from``, is no name that Python takes here.
    locals().update(parameters.FILTERS)

    class Meta:
        form = SelectionForm

    def __init__(self, data: QueryDict, parents: Parents | None = None) -> None:
        self.expanded: Expanded = expand(data)
        super().__init__(
            self.expanded.data, record.Record.objects.filter(state=choices.RecordState.PUBLISHED)
        )
        self.form.parents, self.form.moved = parents, self.expanded.changed

    @classmethod
    @cache
    def get_form_class(cls) -> type[SelectionForm]:
        """Return the class of the form, made once instead of for every request."""
        fields = {name: one.field for name, one in cls.base_filters.items()}
        return type("SelectionForm", (cls._meta.form,), fields)


def keys_of(name: str, values: tuple[Any, ...]) -> tuple[str, ...]:
    """Return how chosen values of a parameter are spelt in the address."""
    return tuple(parameters.FILTERS[name].key_of_value(value) for value in values)
