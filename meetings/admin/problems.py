"""The errors of a refused page as one list: where each is, the sentence, and the input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


@dataclass(frozen=True)
class Problem:
    """One error; ``target`` is the id of its input, "" if it is about no input one can see."""

    where: str
    sentence: str
    target: str


def problems_of(form: forms.BaseForm, inlines: Iterable[Any]) -> list[Problem]:
    """Return the errors of a page, those of hidden inputs too, in the order of the page.

    ``inlines`` are the ``InlineAdminFormSet`` of the page.
    """
    return [
        *problems_of_form(form, ""),
        *(problem for inline in inlines for problem in _of_rows(inline)),
    ]


def _of_rows(inline: Any) -> Iterator[Problem]:
    kind, kinds = (
        _capitalised(str(words))
        for words in (inline.opts.verbose_name, inline.opts.verbose_name_plural)
    )
    for sentence in inline.formset.non_form_errors():
        yield Problem(kinds, str(sentence), "")
    for number, row in enumerate(inline.formset.forms, start=1):
        yield from problems_of_form(row, f"{kind} {number}")


def problems_of_form(form: forms.BaseForm, row: str) -> Iterator[Problem]:
    """Yield the errors of one form; ``row`` says which ("" for that of the page)."""
    for name in [NON_FIELD_ERRORS, *form.fields]:
        for sentence in form.errors.get(name, ()):
            if name == NON_FIELD_ERRORS:
                yield Problem(row, str(sentence), "")
                continue
            bound = form[name]
            where = ", ".join(filter(None, [row, _capitalised(str(bound.label))]))
            target = "" if bound.is_hidden else bound.id_for_label
            yield Problem(where, str(sentence), target)


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
