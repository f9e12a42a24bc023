"""Options of selects and datalists: hundreds a page, the same on every page."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.search.filters.base import Option

register = template.Library()


@register.simple_tag
def options(some: Iterable[Option]) -> SafeString:
    """Write the options one after the other."""
    return format_html_join("", "{}", ((_option(one),) for one in some))


# A loop of the template language over them takes most of the time that a page needs.
@lru_cache(maxsize=4096)
def _option(one: Option) -> SafeString:
    selected = SafeString(" selected") if one.selected else ""
    return format_html('<option value="{}"{}>{}</option>', one.value, selected, one.label)
