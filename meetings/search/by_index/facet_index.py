"""The facet index at one moment of the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap

from .people import Forward
from .rows import State
from .sets import ValueSets


@dataclass(frozen=True)
class Entries:
    """The tree of topics (``parents``), and the actors that are listed as countries.

    The very same object from one snapshot to the next as long as no entry of any kind changed.
    """

    parents: Mapping[int, int | None]
    countries: frozenset[int]


@dataclass(frozen=True)
class Snapshot:
    """What the index knows at ``state``. Shared between threads; nothing in it is changed.

    ``columns``: the sets by the names of ``columns.OF_RECORDS`` and ``columns.OF_LINKS``.
    ``people``: who took part, by record. ``entries``: what is known of the values themselves.
    """

    state: State
    published: BitMap
    columns: Mapping[str, ValueSets[Any]]
    people: Forward
    entries: Entries


def lineage(topic: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """Yield a topic and those above it; a circle, which nobody should make, ends."""
    seen: set[int] = set()
    here: int | None = topic
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        here = parents.get(here)
