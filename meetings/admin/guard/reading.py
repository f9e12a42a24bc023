"""Forms as texts: shown texts, posted texts, and a post built from merged texts.

Every input of a guarded form posts one text under its own name (an unticked box posts none), so a
form is a mapping of names to texts.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from meetings.admin import bounds, generic
from meetings.dates.forms import HistoricalDateField

from . import merging

FormSet = generic.InlineFormSet
_TICKED = "on"


def shown_texts(form: forms.BaseForm, leave_out: Iterable[str] = ()) -> merging.Texts:
    """Return the texts in the inputs of an unbound form."""
    names = [name for name in form.fields if name not in leave_out]
    return {name: _shown(form[name]) for name in names}


def _shown(bound: forms.BoundField) -> str:
    widget, value = _bare(bound.field.widget), bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return _TICKED if widget.check_test(value) else ""
    text = widget.format_value(value)
    if isinstance(text, (list, tuple)):
        text = "\n".join(map(str, text))
    return "" if text is None else str(text)


def posted_texts(
    form: forms.BaseForm, data: QueryDict, leave_out: Iterable[str] = ()
) -> merging.Texts:
    """Return the texts that were posted for the inputs of ``form``."""
    texts = {}
    for name, field in form.fields.items():
        if name in leave_out:
            continue
        value = field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
        if isinstance(value, bool):
            value = _TICKED if value else ""
        texts[name] = "" if value is None else str(value)
    return texts


def _bare(widget: forms.Widget) -> Any:
    return getattr(widget, "widget", widget)


def inner_names(formset: FormSet) -> tuple[str, str, str]:
    """Return the technical inputs of a row: its key, its parent, its deletion box."""
    return (str(formset.model._meta.pk.name), formset.fk.name, "DELETE")


def state_of(form: forms.BaseForm, formsets: Iterable[FormSet]) -> merging.FormState:
    """Return the stored state that unbound forms show."""
    rows = {
        str(formset.prefix): {
            str(row.instance.pk): shown_texts(row, inner_names(formset))
            for row in formset.initial_forms
        }
        for formset in formsets
    }
    return merging.FormState(shown_texts(form), rows)


def posted_of(form: forms.BaseForm, formsets: Iterable[FormSet], data: QueryDict) -> merging.Posted:
    """Return the posted state, row by row, independent of the rows stored now."""
    rows = {str(formset.prefix): _posted_rows(formset, data) for formset in formsets}
    return merging.Posted(posted_texts(form, data), rows)


def _posted_rows(formset: FormSet, data: QueryDict) -> list[merging.TypedRow]:
    key_name, _, deletion = names = inner_names(formset)
    row = formset.empty_form
    blank = shown_texts(row, names)
    typed_rows = []
    for index in range(_total(data, str(formset.prefix))):
        row.prefix = f"{formset.prefix}-{index}"
        key = data.get(f"{row.prefix}-{key_name}", "").strip()
        texts = posted_texts(row, data, names)
        if key or texts != blank:
            typed_rows.append(
                merging.TypedRow(key, texts, deleted=f"{row.prefix}-{deletion}" in data)
            )
    return typed_rows


def _total(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "0")
    return max(bounds.number_in(text), 0)


def post_of(merged: merging.Merged, formsets: Iterable[FormSet], data: QueryDict) -> QueryDict:
    """Return ``data`` with the merged texts in place of the posted ones."""
    groups = {str(formset.prefix): formset for formset in formsets}
    post = data.copy()
    for name in list(post):
        if name in merged.fields or name.rsplit("-", 2)[0] in groups:
            del post[name]
    _put(post, "", merged.fields)
    for prefix, formset in groups.items():
        rows = merged.rows.get(prefix, [])
        stored = sum(1 for row in rows if row.key)
        for name, number in (("TOTAL", len(rows)), ("INITIAL", stored), ("MIN_NUM", 0)):
            post[f"{prefix}-{name}_FORMS"] = str(number)
        post[f"{prefix}-MAX_NUM_FORMS"] = "1000"
        for index, row in enumerate(rows):
            _put_row(post, f"{prefix}-{index}", row, inner_names(formset))
    return post


def _put_row(
    post: QueryDict, prefix: str, row: merging.MergedRow, names: tuple[str, str, str]
) -> None:
    key_name, _, deletion = names
    _put(post, f"{prefix}-", row.texts)
    if row.key:
        post[f"{prefix}-{key_name}"] = row.key
    if row.deleted:
        post[f"{prefix}-{deletion}"] = _TICKED


def _put(post: QueryDict, prefix: str, texts: merging.Texts) -> None:
    for name, text in texts.items():
        if text:
            post[f"{prefix}{name}"] = text


def canonical_text(field: forms.Field | None, text: str) -> str:
    """Return the canonical form of a text, for comparing the input of two editors."""
    text = text.replace("\r\n", "\n").strip()
    field_canonical = getattr(field, "canonical", None)
    if field_canonical is not None:
        return str(field_canonical(text))
    if isinstance(field, HistoricalDateField):
        try:
            return field.to_python(text)
        except forms.ValidationError:
            return text
    return text


def canonical_of(form: forms.BaseForm, formsets: Iterable[FormSet]) -> merging.Canonical:
    """Return the function that gives the canonical form of a text in these forms."""
    fields = {
        "": form.fields,
        **{str(formset.prefix): formset.empty_form.fields for formset in formsets},
    }

    def canonical(group: str, name: str, text: str) -> str:
        return canonical_text(fields.get(group, {}).get(name), text)

    return canonical
