"""Generates the Markdown tables of parameters for the documents, from the filter classes."""

from collections import defaultdict
from collections.abc import Iterable

from meetings.english import listed

from . import parameters
from .box.syntax import KEYS, WITH
from .filters import base, vocabularies

_OF_THAT_NAME = "[the parameter of that name](api.md#parameters-of-a-selection)"


def parameter_table() -> str:
    """Return the table of parameters with their meanings, and the parameters *match* governs."""
    rows = [(_code(name), _meaning(filter_)) for name, filter_ in parameters.FILTERS.items()]
    governed = listed([_code(name) for name in parameters.GOVERNED])
    return f"{_table(('Parameter', 'Means'), rows)}\n\n{governed} are governed by `match`."


def key_table() -> str:
    """Return the table of the search box's keys with their parameters."""
    keys_for: dict[tuple[str, ...], list[str]] = defaultdict(list)
    own_keys = []
    for key, names in KEYS.items():
        if names == (key,):
            own_keys.append(key)
        else:
            keys_for[names].append(key)
    rows = [(_codes(f"{key}:" for key in own_keys), _OF_THAT_NAME)]
    for names, keys in keys_for.items():
        at_once = " at once" if len(names) > 1 else ""
        rows.append(
            (_codes(f"{key}:" for key in keys), f"{listed(list(map(_code, names)))}{at_once}")
        )
    rows.append((_code(f"{WITH}:"), "`country`, `organisation` or `person`, whoever has it"))
    return _table(("Key", "Means"), [*rows, (_code("is:"), "a state of the meeting, see below")])


def state_table() -> str:
    """Return the table of words after ``is:`` by parameter, with the value where it differs."""
    rows = [
        (_states(filter_), _code(name))
        for name, filter_ in parameters.VOCABULARIES.items()
        if filter_.states
    ]
    return _table(("After `is:`", "Means a value of"), rows)


def _states(filter_: vocabularies.VocabularyFilter) -> str:
    return " ".join(
        _code(word.replace("_", "-")) + ("" if word == value else f" ({_code(value)})")
        for word, value in filter_.states.items()
    )


def _meaning(filter_: base.SelectionFilter) -> str:
    if not isinstance(filter_, vocabularies.VocabularyFilter):
        return filter_.doc
    values = [
        _code(value) + (" (default)" if value == filter_.default else "")
        for value, _ in filter_.choices
    ]
    return filter_.doc.format(values=listed(values, "or"))


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [" | ".join(row) for row in (head, *rows)]
    heading, *body = (f"| {line} |" for line in lines)
    return "\n".join([heading, "|---|---|", *body])


def _codes(texts: Iterable[str]) -> str:
    return " ".join(map(_code, texts))


def _code(text: str) -> str:
    return f"`{text}`"
