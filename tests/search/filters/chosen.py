"""What was chosen, for tests of single filters: nothing but what they name."""

from typing import Any

from meetings.models.record import Entry
from meetings.search.filters.base import Named
from meetings.search.parameters import FILTERS


def entry(key: str, label: str = "", pk: int = 1, **card: Any) -> Entry:
    """Return an entry that is in no database."""
    name = label or key.title()
    return Entry(pk=pk, key=key, label=name, sort_label=name, card=card)


def named(*entries: Entry) -> tuple[Named, ...]:
    """Return entries as what was chosen."""
    return tuple(Named(one, (one.pk,)) for one in entries)


def chosen(**values: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    """Return what these canonical values or entries choose; ``from_`` stands for ``from``."""
    names = {name.rstrip("_"): value for name, value in values.items()}
    return {
        name: one.choose(names.get(name, (one.default,) if one.default else ()))
        for name, one in FILTERS.items()
    }
