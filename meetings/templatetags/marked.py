"""Texts with the words that were searched for marked."""

from django import template

from meetings.search.text.highlight import Segment, highlight
from meetings.search.text.query import TextQuery

register = template.Library()


@register.inclusion_tag("components/marked.html")
def marked(text: str, sought: TextQuery | str | None) -> dict[str, list[Segment]]:
    """Show ``text`` with what ``sought`` finds in it marked; nothing where nothing is sought."""
    return {"segments": highlight(text, sought if isinstance(sought, TextQuery) else None)}
