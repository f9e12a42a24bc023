"""How many meetings each value of each facet has: the shape that SQL and the index both fill.

And what both of them mean by a value.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .filters import base, traits
from .parameters import FILTERS

MOST_SHOWN = 10

Counted = list[tuple[int, int]]


@dataclass
class Counts:
    """Values with the number of meetings they would give; see ``meetings.search.answers.facets``.

    ``number``: how many meetings are selected.
    ``entries``: by facet, row number of an entry and count, the highest count first and the
    lowest row number first among equals; then the chosen ones that are not among them.
    ``kinds``: by facet, count by value; values without meetings are left out unless chosen.
    ``years``: count by year, of the years that have meetings.
    """

    number: int = 0
    entries: dict[str, Counted] = field(default_factory=dict)
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def chosen_entries(chosen: base.Chosen, name: str) -> tuple[int, ...]:
    """Return the row numbers of the entries chosen of a parameter."""
    return tuple(one.entry.pk for one in chosen[name] if isinstance(one, traits.Named))


def chosen_kinds(chosen: base.Chosen, name: str) -> tuple[str, ...]:
    """Return the values chosen of a vocabulary; *any* chooses none."""
    return tuple(value for value in chosen[name] if value not in FILTERS[name].left_out)


def with_chosen(best: Iterable[tuple[int, int]], chosen: Iterable[tuple[int, int]]) -> Counted:
    """Return the ``best`` values and the chosen ones that are not among them."""
    shown = dict(best)
    return list((shown | {value: n for value, n in chosen if value not in shown}).items())


def lineage(topic: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """Yield a topic and those above it; a circle, which nobody should make, ends."""
    seen: set[int] = set()
    here: int | None = topic
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        here = parents.get(here)
