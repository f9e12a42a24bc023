"""Template tags for small HTML parts: flags, highlighted words, facets, bars and options.

A list has hundreds of these parts, and templates would spend most of the time of a page on them.
Each tag writes many parts at once, and parts that recur on every page are cached. ``format_html``
takes ten times as long as the f-strings here, in which every text stands in ``escape``.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django import template
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from meetings.pages.addresses import list_address
from meetings.pages.lines import LineSide, Party
from meetings.pages.list_page import Bar, FacetBlock, FacetLink, YearChart
from meetings.search.answers.form import Control, FilterForm
from meetings.search.filters.base import Option
from meetings.search.selection import Problem
from meetings.search.text.highlight import highlight
from meetings.search.text.query import TextQuery

register = template.Library()

# What a value of a facet has besides its link and number: for chosen values, and for the others.
_CHOSEN = (
    ' class="facet-chosen"',
    '<span class="unseen">(chosen; remove)</span>',
    '<span class="unseen"> selected</span>',
)
_NOT_CHOSEN = ("", "", "")


@register.simple_tag
def mark(party: Party) -> SafeString:
    """Write the flag of a party, or its code in a box; both are hidden from screen readers."""
    return _mark(get_script_prefix(), party.flag, party.code)


@register.simple_tag
def marks(sides: Iterable[LineSide]) -> SafeString:
    """Write the marks of all parties of all sides."""
    prefix = get_script_prefix()
    return SafeString(
        "".join([_mark(prefix, party.flag, party.code) for side in sides for party in side.parties])
    )


# Cached, because a list has about fifty marks and there is only one for each actor.
@lru_cache(maxsize=1024)
def _mark(_prefix: str, flag: str, code: str) -> SafeString:
    if flag:
        source = escape(static(flag))
        return SafeString(f'<img class="flag" src="{source}" width="20" height="15" alt="">')
    return SafeString(f'<span class="code" aria-hidden="true">{escape(code)}</span>')


@register.simple_tag
def marked(text: str, sought: TextQuery) -> SafeString:
    """Write a text with the matches of ``sought`` marked."""
    return SafeString(
        "".join(
            [
                f"<mark>{escape(part.text)}</mark>" if part.marked else escape(part.text)
                for part in highlight(text, sought)
            ]
        )
    )


@register.simple_tag
def written_facets(facets: Iterable[FacetBlock]) -> list[tuple[FacetBlock, SafeString]]:
    """Return each facet with the HTML of its values as list items."""
    return [(facet, _values(facet)) for facet in facets]


def _values(facet: FacetBlock) -> SafeString:
    return SafeString("\n".join(map(_value, facet.links)))


def _value(link: FacetLink) -> str:
    chosen, remove, of_selected = _CHOSEN if link.selected else _NOT_CHOSEN
    return (
        f'<li><a href="{escape(link.href)}" rel="nofollow"{chosen}>{escape(link.label)}{remove}</a>'
        f'<span class="facet-number"><span class="unseen">:</span> {escape(link.number)}'
        f"{of_selected}</span></li>"
    )


@register.simple_tag
def year_bars(chart: YearChart) -> SafeString:
    """Write the bars of years with meetings as links."""
    return SafeString("\n".join(_bar(bar, chart.height) for bar in chart.bars if bar.href))


def _bar(bar: Bar, height: int) -> str:
    label = escape(bar.label)
    chosen = " (chosen; remove)" if bar.selected else ""
    outside = "" if bar.within else " years-outside"
    return (
        f'<a href="{escape(bar.href)}" rel="nofollow" aria-label="{label}{chosen}">'
        f'<title>{label}</title><rect class="years-space" x="{bar.x}" y="0" width="1" '
        f'height="{height}" /><rect class="years-bar{outside}" x="{bar.x}.1" y="{bar.y}" '
        f'width="0.8" height="{bar.height}" /></a>'
    )


@register.simple_tag
def ways_of(problem: Problem) -> list[tuple[str, str]]:
    """Return what may be meant instead of a value, each with the address of that selection."""
    return [(way.label, list_address(way.query)) for way in problem.suggestions]


class WrittenForm(NamedTuple):
    """The controls and datalists of a form, each with the HTML of its options."""

    main: list[tuple[Control, SafeString]]
    more: list[tuple[Control, SafeString]]
    datalists: list[tuple[str, SafeString]]


@register.simple_tag
def written_form(form: FilterForm) -> WrittenForm:
    """Return the HTML of the options of a form: hundreds, which are the same on every page."""
    return WrittenForm(
        [(control, _options(control.options)) for control in form.main],
        [(control, _options(control.options)) for control in form.more],
        [(name, _options(options)) for name, options in form.datalists.items()],
    )


def _options(options: Iterable[Option]) -> SafeString:
    # Safe, because ``_option`` escapes each option.
    return SafeString("".join(map(_option, options)))


@lru_cache(maxsize=4096)
def _option(option: Option) -> SafeString:
    selected = " selected" if option.selected else ""
    return SafeString(
        f'<option value="{escape(option.value)}"{selected}>{escape(option.label)}</option>'
    )
