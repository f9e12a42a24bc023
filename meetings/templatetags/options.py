"""Options of selects and datalists: hundreds a page, the same on every page."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.search.filters.traits import Option

register = template.Library()


@register.simple_tag
def options(some: Iterable[Option]) -> SafeString:
    """Write the options one after the other."""
    # Each is escaped where it is made. A loop of the template language over them would take most
    # of the time that a page needs.
    return SafeString("".join(map(_option, some)))


@lru_cache(maxsize=4096)
def _option(one: Option) -> SafeString:
    selected = SafeString(" selected") if one.selected else ""
    return format_html('<option value="{}"{}>{}</option>', one.value, selected, one.label)
