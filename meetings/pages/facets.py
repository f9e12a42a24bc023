"""Facets and years as the list page shows them: addresses, words for numbers, measures of bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.english import counted
from meetings.search.answers.facets import Facet, Year

from .addresses import list_address

# The chart is drawn in units of its own and stretched by the page: a year is one wide.
CHART_HEIGHT = 100


@dataclass(frozen=True)
class FacetLink:
    """One value: following ``href`` adds it to the selection, or takes it out."""

    label: str
    number: str
    href: str
    selected: bool


@dataclass(frozen=True)
class FacetBlock:
    """A facet with its links; ``cut`` where only the most frequent values are among them."""

    parameter: str
    caption: str
    links: tuple[FacetLink, ...]
    cut: bool
    open: bool


@dataclass(frozen=True)
class Bar:
    """A year in the chart; ``href`` is "" where it has no meetings."""

    label: str
    href: str
    x: int
    y: int
    height: int
    within: bool
    selected: bool


@dataclass(frozen=True)
class YearChart:
    """The bars, and years to write below them."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[int, ...]


def blocks_of(facets: Iterable[Facet]) -> list[FacetBlock]:
    """Return the facets to show."""
    return [
        FacetBlock(
            parameter=facet.parameter,
            caption=facet.caption,
            links=tuple(
                FacetLink(one.label, f"{one.count:,}", list_address(one.toggle), one.selected)
                for one in facet.values
            ),
            cut=facet.cut,
            open=facet.open,
        )
        for facet in facets
    ]


def chart_of(years: list[Year]) -> YearChart | None:
    """Return the chart of years, None where no meeting has a date."""
    if not years:
        return None
    highest = max(year.count for year in years)
    first, last = years[0].year, years[-1].year
    return YearChart(
        width=len(years),
        height=CHART_HEIGHT,
        bars=tuple(_bar(year, year.year - first, highest) for year in years),
        # Beginning, middle and end; one or two years name themselves.
        marks=tuple(sorted({first, (first + last) // 2, last})),
    )


def _bar(year: Year, x: int, highest: int) -> Bar:
    # Whatever is there can be seen.
    height = max(2, round(CHART_HEIGHT * year.count / highest)) if year.count else 0
    return Bar(
        label=f"{year.year}: {counted(year.count, 'meeting')}",
        href=list_address(year.toggle) if year.count else "",
        x=x,
        y=CHART_HEIGHT - height,
        height=height,
        within=year.within,
        selected=year.selected,
    )
