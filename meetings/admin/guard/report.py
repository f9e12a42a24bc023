"""What a colleague changed, in words: the table above the form, and the notes beside fields."""

import datetime
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from meetings.admin import conflicts

from . import reading, request, tokens

_EMPTY = "–"


def other_editors(obj: Model, user: Any, since: datetime.datetime | None) -> list[str]:
    """Return who but ``user`` saved ``obj`` since a moment, and when (UTC), the last one first."""
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
    merged: conflicts.Merged,
    form: forms.BaseForm,
    formsets: list[reading.FormSet],
    base: conflicts.FormState,
    theirs: conflicts.FormState,
) -> list[request.Change]:
    """Return the lines of the table of what a colleague changed."""
    groups = {str(one.prefix): one for one in formsets}
    lines = []
    for one in merged.differences:
        formset = groups.get(one.group)
        fields = formset.empty_form.fields if formset is not None else form.fields
        label = _label(one, fields, formset, base, theirs)
        field = fields.get(one.field)
        was, stored, kept = (_readable(field, text) for text in (one.was, one.theirs, one.yours))
        lines.append(request.Change(label, was, stored, kept, one.clash))
    return lines


def clashes_of(
    merged: conflicts.Merged, form: forms.BaseForm, formsets: list[reading.FormSet]
) -> request.Clashes:
    """Return the sentences beside the fields that both of you changed."""
    groups = {str(one.prefix): one for one in formsets}
    clashes: request.Clashes = {}
    for one in merged.clashes:
        formset = groups.get(one.group)
        field = (formset.empty_form if formset is not None else form).fields.get(one.field)
        theirs = one.theirs if not one.field else _readable(field, one.theirs)
        sentence = request.sentence_of(one, theirs, _readable(field, one.was))
        index = _index_of(one, merged)
        clashes.setdefault(one.group, {}).setdefault(index, {})[one.field] = sentence
    return clashes


def _index_of(clash: conflicts.Difference, merged: conflicts.Merged) -> int:
    if not clash.group:
        return 0
    rows = merged.rows[clash.group]
    for index, row in enumerate(rows):
        if row.key == clash.key:
            return index
    # Rows that come back stand in the order of their differences.
    back = [index for index, row in enumerate(rows) if row.back]
    removed = [one for one in merged.clashes if one.group == clash.group and _is_back(one)]
    return back[removed.index(clash)]


def _is_back(one: conflicts.Difference) -> bool:
    return not one.field and one.theirs == "removed"


def _label(
    one: conflicts.Difference,
    fields: dict[str, forms.Field],
    formset: reading.FormSet | None,
    base: conflicts.FormState,
    theirs: conflicts.FormState,
) -> str:
    field = fields.get(one.field)
    name = str(field.label or one.field) if field is not None else ""
    if formset is None:
        return name
    rows = theirs.rows.get(one.group, {}) | base.rows.get(one.group, {})
    kind = str(formset.model._meta.verbose_name)
    row = f"{kind[:1].upper()}{kind[1:]} {_row_words(rows.get(one.key, {}))}".strip()
    return f"{row}: {name}" if name else row


def _row_words(texts: conflicts.Texts) -> str:
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
