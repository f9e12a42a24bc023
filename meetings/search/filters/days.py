"""Filters by date: ``from`` and ``to`` as EDTF days, months or years, and ``dates``.

*Possible* keeps meetings whose range of days overlaps the selected range, *certain* keeps those
wholly inside. A meeting without a date is in no range.
"""

import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from meetings.dates import edtf
from meetings.dates.words import describe

from . import base, vocabularies

# The part of a selection with both ends of the range.
DAYS = "days"


@dataclass(frozen=True)
class Bound:
    """One end of a range: its EDTF text and its day."""

    text: str
    day: datetime.date

    def __str__(self) -> str:
        return self.text

    @property
    def words(self) -> str:
        """The date in words."""
        return describe(edtf.parse(self.text))


class _BoundFilter(base.SelectionFilter):
    single = True
    part = DAYS
    source, facet = None, None
    controls = base.Controls(base.Area.MAIN, hint="2024, 2024-05 or 2024-05-18")

    def read(self, text: str) -> str:
        """Return a day, month or year in EDTF."""
        accepted = f"{self.caption} is a day, a month or a year: 2024-05-18, 2024-05 or 2024."
        try:
            parts = edtf.take_apart(text)
        except edtf.UnknownNotationError:
            # The message of this error proposes notations that a bound does not accept.
            raise forms.ValidationError(accepted) from None
        except edtf.DateError as error:
            raise forms.ValidationError(str(error)) from None
        if parts.shape is not edtf.Shape.SINGLE or parts.start.approximate:
            raise forms.ValidationError(accepted)
        return str(parts)

    def label_of_value(self, value: object) -> str:
        """Return the date in words."""
        return value.words if isinstance(value, Bound) else str(value)


class FromFilter(_BoundFilter):
    """The first day asked for: of a month or year its first."""

    parameter, caption = "from", "From"
    doc = "First day, as a day, month or year: `2024-05-18`, `2024-05`, `2024`"
    synonyms = ("after", "since", "year", "date")

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the bound with its first day."""
        return tuple(Bound(text, edtf.parse(text).earliest) for text in values)

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep meetings that possibly or certainly took place on or after the day."""
        if not chosen["from"]:
            return Q()
        column = "earliest" if chosen["dates"] == ("certain",) else "latest"
        start = chosen["from"][0].day
        # A meeting is listed on its last day, so the second condition is redundant. With it the
        # scan of the index on ``listed_on`` stops here and does not read all earlier years.
        return Q(**{f"{column}__gte": start, "listed_on__gte": start})


class ToFilter(_BoundFilter):
    """The last day asked for: of a month or year its last."""

    parameter, caption = "to", "To"
    doc = "Last day, likewise; `to=2024` is the whole year"
    synonyms = ("before", "until", "year", "date")

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the bound with its last day."""
        return tuple(Bound(text, edtf.parse(text).latest) for text in values)

    def check(self, chosen: base.Chosen) -> None:
        """Refuse a range that ends before it begins."""
        if chosen["from"] and chosen["to"] and chosen["to"][0].day < chosen["from"][0].day:
            raise forms.ValidationError(
                f"The range ends ({chosen['to'][0].words}) before it begins "
                f"({chosen['from'][0].words})."
            )

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep meetings that possibly or certainly took place on or before the day."""
        if not chosen["to"]:
            return Q()
        end = chosen["to"][0].day
        if chosen["dates"] == ("certain",):
            return Q(latest__lte=end, listed_on__lte=end)
        return Q(earliest__lte=end)


class DatesFilter(vocabularies.VocabularyFilter):
    """Whether uncertain dates count; says the whole range."""

    parameter, caption, single, default = "dates", "Uncertain dates", True, "possible"
    doc = (
        "Uncertain dates: `possible` (default) keeps what may be in the range, `certain` what is "
        "wholly inside"
    )
    # The ends of the range are the clauses.
    is_clause = False
    source, facet, controls = None, None, base.Controls()
    choices: ClassVar[list[tuple[str, str]]] = [
        ("possible", "Include what may be in the range"),
        ("certain", "Only what is certainly in the range"),
    ]

    def words(self, chosen: base.Chosen) -> str:
        """Say “since 2020”, “until May 2024”, “from 2020 to 2022”, “in 2024”."""
        words = _range_words(chosen["from"], chosen["to"])
        return f"certainly {words}" if words and chosen["dates"] == ("certain",) else words


def _range_words(start: tuple[Bound, ...], end: tuple[Bound, ...]) -> str:
    if not start:
        return f"until {end[0].words}" if end else ""
    if not end:
        return f"since {start[0].words}"
    if start[0].text == end[0].text:
        return f"{'on' if len(start[0].text) == 10 else 'in'} {start[0].words}"
    return f"from {start[0].words} to {end[0].words}"
