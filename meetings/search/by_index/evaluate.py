"""Which records a selection selects, from the index; and which without one of its filters."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from pyroaring import BitMap

from meetings.search.filters.base import Chosen, Named

from .among import Among
from .dates import certain, possible
from .facet_index import Snapshot

# Parameters whose values mean *or*, and the column of each.
ALTERNATIVES = (
    "summit",
    "series",
    "host",
    "channel",
    "setting",
    "sides",
    "level",
    "occurrence",
    "accounts",
    "publisher",
)
# Parameters that ``match`` governs together, and the column of each.
GOVERNED = {"country": "actor", "organisation": "actor", "person": "person", "topic": "topic"}


class Evaluation:
    """What ``chosen`` selects in ``snapshot``. Made for one answer, used by one thread.

    ``ids`` narrows it further: the records a text search found at the same state.
    """

    def __init__(self, snapshot: Snapshot, chosen: Chosen, ids: BitMap | None = None) -> None:
        self.snapshot = snapshot
        self.chosen = chosen
        self._among: Among | None = None
        # What each filter in use keeps: "together" for those governed by match, "days" for
        # from and to, the parameter for others.
        self._kept: dict[str, BitMap] = {} if ids is None else {"text": ids}
        for name in ALTERNATIVES:
            if values := self.values(name):
                self._kept[name] = snapshot.columns[name].union(values)
        if any(chosen[name] for name in GOVERNED):
            self._kept["together"] = self._together()
        if chosen["from"] or chosen["to"]:
            self._kept["days"] = self._days()

    @cached_property
    def selected(self) -> BitMap:
        """The ids of the records selected; not to be changed."""
        return self.without("")

    def without(self, name: str) -> BitMap:
        """Return what is selected when a filter is left out; not to be changed."""
        if name and name not in self._kept:
            return self.selected
        others = [ids for key, ids in self._kept.items() if key != name]
        return common(self.snapshot.published, others)

    def among(self, records: BitMap) -> Among:
        """Return the way to count among ``records``; most facets share what is selected."""
        if records is not self.selected:
            return Among(records, self.snapshot.published)
        if self._among is None:
            self._among = Among(records, self.snapshot.published)
        return self._among

    def values(self, name: str) -> tuple[int | str, ...]:
        """Return what was chosen of a parameter: row numbers, or values of a vocabulary."""
        if name == "occurrence" and self.chosen[name] == ("any",):
            return ()
        return tuple(one.entry.pk if isinstance(one, Named) else one for one in self.chosen[name])

    @property
    def way(self) -> str:
        """How the governed parameters belong together: all, any or only."""
        return str(self.chosen["match"][0])

    @property
    def actors(self) -> int:
        """How many actors are chosen."""
        return len(self.chosen["country"]) + len(self.chosen["organisation"])

    def each(self) -> list[BitMap]:
        """Return the records of each value of the governed parameters."""
        return [
            self.snapshot.columns[column].get(value)
            for name, column in GOVERNED.items()
            for value in self.values(name)
        ]

    def nobody_else(self, actors: int) -> BitMap:
        """Return the records in which so many actors took part and no more."""
        return self.snapshot.columns["actors"].get(actors)

    def _together(self) -> BitMap:
        each = self.each()
        if self.way == "any":
            return BitMap().union(*each)
        if self.way == "only":
            each.append(self.nobody_else(self.actors))
        return common(each[0], each[1:])

    def _days(self) -> BitMap:
        within = certain if self.chosen["dates"] == ("certain",) else possible
        return within(self.snapshot, self._day("from"), self._day("to"))

    def _day(self, name: str) -> datetime.date | None:
        day: datetime.date | None = self.chosen[name][0].day if self.chosen[name] else None
        return day


def common(first: BitMap, others: Iterable[BitMap]) -> BitMap:
    """Return what all have in common, beginning with the smallest."""
    smallest, *rest = sorted([first, *others], key=len)
    for one in rest:
        smallest = smallest & one
    return smallest
