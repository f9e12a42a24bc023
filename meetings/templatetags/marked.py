"""Texts with the words that were searched for marked."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.search.text.highlight import highlight
from meetings.search.text.query import TextQuery

register = template.Library()

_BEGIN, _END = SafeString("<mark>"), SafeString("</mark>")


@register.simple_tag
def marked(text: str, sought: TextQuery | str | None) -> str:
    """Show ``text`` with what ``sought`` finds in it marked; nothing where nothing is sought."""
    if not isinstance(sought, TextQuery):
        return text
    return format_html_join(
        "",
        "{}{}{}",
        (
            (_BEGIN, one.text, _END) if one.marked else ("", one.text, "")
            for one in highlight(text, sought)
        ),
    )
