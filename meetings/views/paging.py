"""Pagination of lists by page number: the current page, and links to other pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

_AROUND = 2


@dataclass(frozen=True)
class PageLink:
    """A page; ``href`` is "" for the current page, ``number`` is 0 for a gap."""

    number: int
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pages:
    """The pages of a list for the pagination component."""

    current: int
    last: int
    first: str
    previous: str
    following: str
    links: tuple[PageLink, ...]


def pages(current: int, last: int, address: Callable[[int], str]) -> Pages:
    """Return the pages around ``current``; ``address`` returns the address of a page."""
    near = range(max(1, current - _AROUND), min(last, current + _AROUND) + 1)
    links: list[PageLink] = []
    for number in sorted({1, *near, last} if last else {1}):
        if links and number - links[-1].number > 1:
            links.append(PageLink(0))
        is_current = number == current
        links.append(PageLink(number, "" if is_current else address(number), current=is_current))
    return Pages(
        current,
        last,
        address(1),
        address(current - 1) if current > 1 else "",
        address(current + 1) if current < last else "",
        tuple(links),
    )


def page_count(number: int, per_page: int) -> int:
    """Return the number of pages for ``number`` items, at least one."""
    return max(1, -(-number // per_page))


class _PageForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)


def read_page(data: QueryDict, last: int) -> int:
    """Return the requested page. Raises BadRequest, or Http404 beyond the ``last`` page."""
    form = _PageForm(data)
    if not form.is_valid():
        raise BadRequest("A page is a whole number, from 1.")
    page = int(form.cleaned_data["page"] or 1)
    if page > last:
        raise Http404(f"This list has {last} pages.")
    return page
