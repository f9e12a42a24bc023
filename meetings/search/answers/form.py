"""The form of a selection: plain selects and inputs that need no JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.search.filters.base import VocabularyFilter
from meetings.search.filters.entries import EntryFilter
from meetings.search.filters.traits import Option
from meetings.search.form_choices import FormChoices
from meetings.search.selection import Selection

_TYPED = ("person", "summit", "publisher")
_ONE_MORE = ("country", "organisation", "person", "topic", "summit")
_HINTS = {
    "q": "Words, “a phrase”, -without, country:CHN, after:2024",
    **dict.fromkeys(("from", "to"), "2024, 2024-05 or 2024-05-18"),
}
_MAIN = ("country", "organisation", "person", "topic", "summit", "from", "to")


@dataclass(frozen=True)
class Control:
    """One control: a select with ``options``, or an input with suggestions from ``datalist``.

    ``shown`` is the name of what has the key ``value``, for scripts that show it instead.
    """

    name: str
    id: str
    label: str
    value: str = ""
    options: tuple[Option, ...] = ()
    datalist: str = ""
    shown: str = ""
    hint: str = ""


@dataclass(frozen=True)
class FilterForm:
    """The search box, the controls most used, the rest, and the lists to type from."""

    text: Control
    main: tuple[Control, ...]
    more: tuple[Control, ...]
    datalists: dict[str, tuple[Option, ...]]


def filter_form(selection: Selection, choices: FormChoices) -> FilterForm:
    """Return the form that shows ``selection`` and what there is to choose from."""
    controls = {
        name: list(_controls(selection, name, choices)) for name in selection.filterset.named
    }
    more = [name for name in controls if name not in (*_MAIN, "q", "page")]
    datalists = {name: tuple(choices.by_parameter[name]) for name in _TYPED}
    return FilterForm(
        text=controls["q"][0],
        main=tuple(one for name in _MAIN for one in controls[name]),
        more=tuple(one for name in more for one in controls[name]),
        datalists=datalists,
    )


def _controls(selection: Selection, name: str, choices: FormChoices) -> Iterator[Control]:
    """Yield a control for each chosen value, and empty ones to add another."""
    one = selection.filterset.named[name]
    chosen = [(one.key_of_value(value), str(value)) for value in selection.chosen[name]]
    for number, (key, label) in enumerate(_with_empty(name, chosen), start=1):
        control = Control(name, f"id_{name}_{number}", _label(one.caption, number))
        if isinstance(one, VocabularyFilter):
            yield replace(control, options=tuple(one.options(key)))
        elif isinstance(one, EntryFilter) and name not in _TYPED:
            options = tuple(_options(choices.by_parameter[name], key, label))
            yield replace(control, options=options)
        elif name in _TYPED:
            yield replace(control, value=key, shown=label, datalist=f"list_{name}")
        else:
            yield replace(control, value=key, hint=_HINTS.get(name, ""))


def _with_empty(name: str, chosen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if not chosen:
        # Two countries are the most usual question of all.
        return [("", "")] * (2 if name == "country" else 1)
    return [*chosen, ("", "")] if name in _ONE_MORE else chosen


def _label(caption: str, number: int) -> str:
    return caption if number == 1 else f"And {caption[0].lower()}{caption[1:]}"


def _options(offered: list[Option], key: str, label: str) -> list[Option]:
    """Return the options with the one that has ``key`` chosen; the others as they are."""
    if not key:
        return [Option("", "Any", selected=True), *offered]
    options = [Option("", "Any"), *offered]
    for place, option in enumerate(options):
        if option.value == key:
            options[place] = replace(option, selected=True)
            return options
    return [options[0], Option(key, label, selected=True), *offered]
