"""A colleague's changes in words: the table above the form, and the notes beside fields."""

import datetime
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from . import merging, reading, request, tokens

_EMPTY = "–"


def other_editors(obj: Model, user: Any, since: datetime.datetime | None) -> list[str]:
    """Return other users who saved ``obj`` since a moment, and when (UTC), the latest first."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(obj), object_id=str(obj.pk)
    ).exclude(user=user)
    if since is not None:
        entries = entries.filter(action_time__gte=since)
    return [
        f"{entry.user.get_username()}, {entry.action_time:%d %B %Y, %H:%M} UTC"
        for entry in entries.select_related("user").order_by("-action_time")[:5]
    ]


def describe(
    merged: merging.Merged,
    form: forms.BaseForm,
    formsets: list[reading.FormSet],
    base: merging.FormState,
    theirs: merging.FormState,
) -> list[request.Change]:
    """Return the lines of the table of a colleague's changes."""
    groups = {str(formset.prefix): formset for formset in formsets}
    lines = []
    for difference in merged.differences:
        formset = groups.get(difference.group)
        fields = formset.empty_form.fields if formset is not None else form.fields
        label = _label(difference, fields, formset, base, theirs)
        field = fields.get(difference.field)
        was, stored, yours = (
            _readable(field, text) for text in (difference.was, difference.theirs, difference.yours)
        )
        lines.append(request.Change(label, was, stored, yours, difference.clash))
    return lines


def clashes_of(
    merged: merging.Merged, form: forms.BaseForm, formsets: list[reading.FormSet]
) -> request.Clashes:
    """Return the sentences beside the fields that both editors changed."""
    groups = {str(formset.prefix): formset for formset in formsets}
    clashes: request.Clashes = {}
    for clash in merged.clashes:
        formset = groups.get(clash.group)
        field = (formset.empty_form if formset is not None else form).fields.get(clash.field)
        theirs = clash.theirs if not clash.field else _readable(field, clash.theirs)
        sentence = request.sentence_of(clash, theirs, _readable(field, clash.was))
        index = _index_of(clash, merged)
        clashes.setdefault(clash.group, {}).setdefault(index, {})[clash.field] = sentence
    return clashes


def _index_of(clash: merging.Difference, merged: merging.Merged) -> int:
    if not clash.group:
        return 0
    rows = merged.rows[clash.group]
    for index, row in enumerate(rows):
        if row.key == clash.key:
            return index
    # Rows that come back are in the order of their differences.
    back = [index for index, row in enumerate(rows) if row.back]
    removed = [other for other in merged.clashes if other.group == clash.group and _is_back(other)]
    return back[removed.index(clash)]


def _is_back(difference: merging.Difference) -> bool:
    return not difference.field and difference.theirs == "removed"


def _label(
    difference: merging.Difference,
    fields: dict[str, forms.Field],
    formset: reading.FormSet | None,
    base: merging.FormState,
    theirs: merging.FormState,
) -> str:
    field = fields.get(difference.field)
    name = str(field.label or difference.field) if field is not None else ""
    if formset is None:
        return name
    rows = theirs.rows.get(difference.group, {}) | base.rows.get(difference.group, {})
    kind = str(formset.model._meta.verbose_name)
    row = f"{kind[:1].upper()}{kind[1:]} {_row_words(rows.get(difference.key, {}))}".strip()
    return f"{row}: {name}" if name else row


def _row_words(texts: merging.Texts) -> str:
    return ", ".join([tokens.display(text) for text in texts.values() if text][:2])


def _readable(field: forms.Field | None, text: str) -> str:
    text = tokens.display(text)
    if isinstance(field, forms.BooleanField):
        return "yes" if text else "no"
    if isinstance(field, forms.ChoiceField):
        labels = {str(value): str(label) for value, label in _flat(field.choices)}
        return labels.get(text, text) or _EMPTY
    return text or _EMPTY


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    return [(pair[0], pair[1]) for pair in choices if isinstance(pair, (list, tuple))]
