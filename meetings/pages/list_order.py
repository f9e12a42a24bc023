"""How a list is arranged: which of its meetings a page has, in which order, and how many."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.search.filters import presentation
from meetings.search.selection import Selection

from . import addresses

_SMALLEST_PAGE = min(int(size) for size, _ in presentation.PerPageFilter.choices)


@dataclass(frozen=True)
class Arrangement:
    """Which meetings are shown, in words, and ways to arrange the list.

    The way in use leads nowhere; where there is nothing to choose there are none.
    """

    shown: str
    orders: tuple[addresses.Link, ...]
    sizes: tuple[addresses.Link, ...]


def arrangement_of(selection: Selection, number: int) -> Arrangement:
    """Return the arrangement of a list of ``number`` meetings."""
    before = (selection.page - 1) * selection.per_page
    last = min(before + selection.per_page, number)
    # Nothing is more relevant than anything else where no words are sought.
    orders = [
        (value, label)
        for value, label in presentation.SortFilter.choices
        if value != "relevance" or selection.text
    ]
    return Arrangement(
        shown=f"{before + 1:,}–{last:,} of {number:,}" if before < last else "",
        orders=_ways(selection, "sort", orders) if number > 1 else (),
        sizes=_ways(selection, "per_page", presentation.PerPageFilter.choices)
        if number > _SMALLEST_PAGE
        else (),
    )


def _ways(
    selection: Selection, name: str, choices: Iterable[tuple[str, str]]
) -> tuple[addresses.Link, ...]:
    in_use = selection.query.get(name)
    return tuple(
        addresses.Link(
            label,
            ""
            if (value,) == in_use
            else addresses.list_address(selection.query.including(name, value)),
        )
        for value, label in choices
    )
