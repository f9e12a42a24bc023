"""The full-text filter: words in the title, people, accounts and sources of a meeting."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q

from meetings.search.text.matching import condition
from meetings.search.text.query import TextQuery, UnreadableText, parse

from . import base


@dataclass(frozen=True)
class SoughtText:
    """A text to search for: as typed, and parsed."""

    typed: str
    query: TextQuery

    def __str__(self) -> str:
        return self.typed


class TextFilter(base.SelectionFilter):
    """Words that occur, words that do not (see ``meetings.search.text.query``)."""

    parameter, caption, single = "q", "Search text", True
    doc = (
        'Words in the meeting\'s text: `"no limits"` a phrase, `-sanctions` without, '
        "`OR` between words"
    )
    source, facet, typed = None, None, False
    controls = base.Controls(
        base.Area.BOX, hint="Words, “a phrase”, -without, country:CHN, after:2024"
    )

    def read_value(self, text: str) -> str:
        """Return the text with normalised spaces, if it can be searched for.

        Tabs, line ends and other control characters become spaces, because feeds cannot hold
        them.
        """
        printable = "".join(letter if letter.isprintable() else " " for letter in text)
        typed = " ".join(printable.split())
        try:
            parse(typed)
        except UnreadableText as error:
            raise forms.ValidationError(str(error)) from None
        return typed

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the text as typed with its parsed query."""
        return tuple(SoughtText(text, parse(text)) for text in values)

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep records whose text matches."""
        return Q(*(condition(sought.query) for sought in chosen["q"]))

    def words(self, chosen: base.Chosen) -> str:
        """Say “found by searching for “no limits” -sanctions”."""
        return "".join(f"found by searching for {sought}" for sought in chosen["q"])


def text_of(chosen: base.Chosen) -> TextQuery | None:
    """Return the parsed text query, or None."""
    sought: tuple[SoughtText, ...] = chosen["q"]
    return sought[0].query if sought else None
