"""The filter form of a selection: plain selects and inputs that need no JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.search import form_choices, parameters
from meetings.search.filters import base, entries, vocabularies
from meetings.search.selection import Problem, Selection, Typed, UnreadableSelection


@dataclass(frozen=True)
class Control:
    """One control: a select with ``options``, or an input with suggestions from ``datalist``.

    ``shown`` is the label of the entry with the key ``value``; scripts show it in place of the key.
    ``problem``: why the value cannot be read.
    """

    name: str
    id: str
    label: str
    value: str = ""
    options: tuple[base.Option, ...] = ()
    datalist: str = ""
    shown: str = ""
    hint: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class FilterForm:
    """The search box, the main controls, the folded ones, and the lists of suggested values."""

    text: Control
    main: tuple[Control, ...]
    more: tuple[Control, ...]
    datalists: dict[str, tuple[base.Option, ...]]


def filter_form(selection: Selection, choices: form_choices.FormChoices) -> FilterForm:
    """Return the form with the values of ``selection`` and the available options."""
    typed = {
        name: [(filter_.key_of_value(value), str(value)) for value in selection.chosen[name]]
        for name, filter_ in parameters.FILTERS.items()
    }
    return _form(typed, choices)


def form_as_typed(error: UnreadableSelection, choices: form_choices.FormChoices) -> FilterForm:
    """Return the form with everything that was typed, and each problem at its control."""
    problems = {(problem.parameter, problem.value): problem for problem in error.problems}
    form = _form(error.typed, choices)
    return replace(
        form,
        text=_with_problem(form.text, problems),
        main=tuple(_with_problem(control, problems) for control in form.main),
        more=tuple(_with_problem(control, problems) for control in form.more),
    )


def _with_problem(control: Control, problems: dict[tuple[str, str], Problem]) -> Control:
    """Return a control with the problem of its value; each problem stands at one control."""
    for name, value in problems:
        whole = control.name == "q" or name in parameters.SINGLE or value == control.value
        if name == control.name and (whole or base.shown(control.value) == value):
            return replace(control, problem=problems.pop((name, value)))
    return control


def _form(typed: Typed, choices: form_choices.FormChoices) -> FilterForm:
    controls: dict[base.Area, list[Control]] = {area: [] for area in base.Area}
    for name, filter_ in parameters.FILTERS.items():
        if filter_.controls:
            pairs = _with_empty(filter_.controls, list(typed.get(name, ())))
            controls[filter_.controls.area] += _controls(
                filter_, filter_.controls.hint, pairs, choices
            )
    return FilterForm(
        text=controls[base.Area.BOX][0],
        main=tuple(controls[base.Area.MAIN]),
        more=tuple(controls[base.Area.MORE]),
        datalists={
            filter_.parameter: tuple(choices.by_parameter[filter_.parameter])
            for filter_ in form_choices.NEWEST
        },
    )


def _controls(
    filter_: base.SelectionFilter,
    hint: str,
    pairs: list[tuple[str, str]],
    choices: form_choices.FormChoices,
) -> Iterator[Control]:
    """Yield a control for each pair of key and label; an empty pair gives an empty control."""
    name = filter_.parameter
    for number, (key, label) in enumerate(pairs, start=1):
        control = Control(name, f"id_{name}_{number}", _label(filter_.caption, number))
        if isinstance(filter_, vocabularies.VocabularyFilter):
            yield replace(control, value=key, options=tuple(_words(filter_, key)))
        elif not isinstance(filter_, entries.EntryFilter):
            yield replace(control, value=key, hint=hint)
        elif filter_.offered is base.Offer.NEWEST:
            yield replace(control, value=key, shown=label, datalist=f"list_{name}")
        else:
            options = tuple(_options(choices.by_parameter[name], key, label))
            yield replace(control, value=key, options=options)


def _words(filter_: vocabularies.VocabularyFilter, key: str) -> list[base.Option]:
    """Return the options of a vocabulary, with what was typed if that is none of its words."""
    options = filter_.options(key)
    if not key or any(option.selected for option in options):
        return options
    return [*options, base.Option(key, key, selected=True)]


def _with_empty(controls: base.Controls, chosen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if not chosen:
        return [("", "")] * controls.empty
    return [*chosen, ("", "")] if controls.one_more else chosen


def _label(caption: str, number: int) -> str:
    return caption if number == 1 else f"And {caption[0].lower()}{caption[1:]}"


def _options(offered: list[base.Option], key: str, label: str) -> list[base.Option]:
    """Return the options with the option ``key`` selected; it is added if it is not offered."""
    if not key:
        return [base.Option("", "Any", selected=True), *offered]
    options = [base.Option("", "Any"), *offered]
    for place, option in enumerate(options):
        if option.value == key:
            options[place] = option._replace(selected=True)
            return options
    return [options[0], base.Option(key, label, selected=True), *offered]
