"""What stands beside the name of an actor: its flag, or its code in a plain box."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.pages.lines import Party

register = template.Library()


@register.simple_tag
def mark(party: Party) -> SafeString:
    """Write the mark of a party; the name beside it says the same to screen readers."""
    return _mark(get_script_prefix(), party.flag, party.code)


# There are as many as actors, and fifty on every list.
@lru_cache(maxsize=1024)
def _mark(_prefix: str, flag: str, code: str) -> SafeString:
    if flag:
        return format_html(
            '<img class="flag" src="{}" width="20" height="15" alt="">', static(flag)
        )
    return format_html('<span class="code" aria-hidden="true">{}</span>', code)
