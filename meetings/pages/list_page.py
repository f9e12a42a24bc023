"""The list page: clauses, sort orders, page sizes, lines, facet links and the chart of years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.english import counted
from meetings.models.choices import Occurrence
from meetings.search.answers.list import Answer, Facet, Year
from meetings.search.filters.presentation import PerPageFilter, SortFilter
from meetings.search.query import Query
from meetings.search.selection import Clause, Selection

from .addresses import Link, list_address, list_addresses, values_address
from .lines import MeetingLine, line_of

# The height in SVG units, which the page scales; a year is one unit wide.
CHART_HEIGHT = 100
_SMALLEST_PAGE = min(int(size) for size, _ in PerPageFilter.choices)


@dataclass(frozen=True)
class Arrangement:
    """The range of meetings shown, in words, and links to other sort orders and page sizes.

    The link of the present setting has no address; there are no links if there is no choice.
    """

    shown: str
    orders: tuple[Link, ...]
    sizes: tuple[Link, ...]


@dataclass(frozen=True)
class FacetLink:
    """A value of a facet; ``href`` adds it to the selection or removes it.

    ``number``: “12” meetings, or “+12” that the value adds.
    """

    label: str
    number: str
    href: str
    selected: bool


@dataclass(frozen=True)
class FacetBlock:
    """A facet with its links; ``every``: the address of all its values, "" if they are listed.

    ``adds``: a further value widens the selection, so that the values look like check boxes.
    """

    parameter: str
    caption: str
    links: tuple[FacetLink, ...]
    every: str
    open: bool
    adds: bool = False


@dataclass(frozen=True)
class ValuesPage:
    """A page of all values of a facet.

    ``means``: what a value does with the meetings selected. ``back``: the address of those.
    """

    heading: str
    means: str
    back: str
    facets: tuple[FacetBlock]


@dataclass(frozen=True)
class Bar:
    """A year in the chart; ``href`` is "" if it has no meetings."""

    label: str
    href: str
    x: int
    y: int
    height: int
    within: bool
    selected: bool


@dataclass(frozen=True)
class YearChart:
    """The bars, and ``marks``: the years written below them."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True)
class ListPage:
    """A page of the list.

    ``clauses``: each with the address of the list without it. ``clear``: the address of the whole
    list, "" if nothing is selected. ``hidden``: says what the default *held* leaves out, with the
    address of the list that has it.
    """

    clauses: list[tuple[Clause, str]]
    clear: str
    hidden: Link | None
    canonical: str
    arrangement: Arrangement
    lines: list[MeetingLine]
    facets: list[FacetBlock]
    chart: YearChart | None


def list_page(selection: Selection, answer: Answer) -> ListPage:
    """Return the list page for the answer to a selection. No query."""
    clauses = selection.clauses
    canonical, whole, *without = list_addresses(
        [selection.query, Query(), *(clause.without for clause in clauses)]
    )
    return ListPage(
        clauses=list(zip(clauses, without, strict=True)),
        clear=whole if selection.query else "",
        hidden=_hidden(selection, answer.hidden),
        canonical=canonical,
        arrangement=_arrangement(selection, answer.number),
        lines=[line_of(record) for record in answer.records],
        facets=blocks_of(answer.facets, selection.query),
        chart=chart_of(answer.years),
    )


def _hidden(selection: Selection, numbers: Mapping[str, int]) -> Link | None:
    """Return “+2 that were not held: 1 announced, 1 disputed”, None if nothing is left out."""
    if not numbers:
        return None
    parts = [f"{number:,} {Occurrence(value).label.lower()}" for value, number in numbers.items()]
    total = sum(numbers.values())
    were = "was" if total == 1 else "were"
    # Whether a disputed meeting was held is the dispute itself.
    known = "or is in dispute" if total == 1 else "or are in dispute"
    of_what = f"{were} not held {known}" if Occurrence.DISPUTED in numbers else f"{were} not held"
    (address,) = list_addresses([selection.query.including("occurrence", "any")])
    return Link(f"+{total:,} that {of_what}: {', '.join(parts)}", address)


def _arrangement(selection: Selection, number: int) -> Arrangement:
    size = selection.per_page
    before = (selection.page - 1) * size
    last = min(before + size, number)
    # Without a text search there is no relevance to sort by.
    orders = [
        (value, label)
        for value, label in SortFilter.choices
        if value != "relevance" or selection.text
    ]
    return Arrangement(
        shown=f"{before + 1:,}–{last:,} of {number:,}" if before < last else "",
        orders=_ways(selection.query, "sort", orders) if number > 1 else (),
        sizes=_ways(selection.query, "per_page", PerPageFilter.choices)
        if number > _SMALLEST_PAGE
        else (),
    )


def _ways(query: Query, name: str, choices: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    values, labels = zip(*choices, strict=True)
    (in_use,) = query.get(name)
    addresses = list_addresses(query.with_each(name, values))
    return tuple(
        Link(label, "" if value == in_use else href)
        for value, label, href in zip(values, labels, addresses, strict=True)
    )


def blocks_of(facets: Iterable[Facet], query: Query) -> list[FacetBlock]:
    """Return the facets of the selection of ``query`` with their links."""
    return [
        FacetBlock(
            parameter=facet.parameter,
            caption=facet.caption,
            links=_links(facet),
            every=values_address(facet.parameter, query) if facet.number is None else "",
            open=facet.open,
            adds=facet.adds,
        )
        for facet in facets
    ]


def values_page(facet: Facet, query: Query) -> ValuesPage:
    """Return the page of all values of a facet of the selection of ``query``. No query."""
    (block,) = blocks_of([facet], query)
    return ValuesPage(
        heading=f"{facet.caption}: {counted(facet.number or 0, 'value')}",
        means="adds to" if facet.widened else "leaves of",
        back=list_address(query.selecting()),
        facets=(block,),
    )


def _links(facet: Facet) -> tuple[FacetLink, ...]:
    addresses = list_addresses(value.toggle for value in facet.values)
    return tuple(
        FacetLink(
            value.label,
            f"+{value.count:,}" if facet.widened and not value.selected else f"{value.count:,}",
            href,
            value.selected,
        )
        for value, href in zip(facet.values, addresses, strict=True)
    )


def chart_of(years: list[Year]) -> YearChart | None:
    """Return the chart of years, None if no meeting has a date."""
    if not years:
        return None
    highest = max(year.count for year in years)
    first, last = years[0].year, years[-1].year
    addresses = list_addresses(year.toggle for year in years)
    return YearChart(
        width=len(years),
        height=CHART_HEIGHT,
        bars=tuple(
            _bar(year, href, year.year - first, highest)
            for year, href in zip(years, addresses, strict=True)
        ),
        # First, middle and last year; duplicates are dropped.
        marks=tuple(sorted({first, (first + last) // 2, last})),
    )


def _bar(year: Year, href: str, x: int, highest: int) -> Bar:
    # At least 2 units, so that a small count remains visible.
    height = max(2, round(CHART_HEIGHT * year.count / highest)) if year.count else 0
    return Bar(
        label=f"{year.year}: {counted(year.count, 'meeting')}",
        href=href if year.count else "",
        x=x,
        y=CHART_HEIGHT - height,
        height=height,
        within=year.within,
        selected=year.selected,
    )
