"""The things of the desk whose names are nearest to what was typed."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from meetings import nearness
from meetings.kinds import key_field
from meetings.models import RecordLink
from meetings.models.base import SharedThing
from meetings.publication.things.cards import DESK_KINDS

from . import kinds

# As many as are read and measured of those that have all words in their names.
_MOST_MEASURED = 60


def nearest(kind: kinds.Kind, typed: str) -> list[SharedThing]:
    """Return the things with all typed words in a name: the nearest first.

    Among equals those that a published meeting shows come first, then the order of the kind.
    """
    words = nearness.words_of(typed)
    if not words:
        return []
    rows = _rows(kind).filter(nearness.having_words(words, kind.code))
    order = kind.model._meta.ordering or ()
    few: list[Any] = list(rows.order_by(nearness.roughly(words), "-met", *order)[:_MOST_MEASURED])
    return sorted(few, key=lambda thing: (_nearness(words, thing).tier, not thing.met))


def named_so(kind: kinds.Kind, typed: str) -> list[SharedThing]:
    """Return the things that have what was typed as a whole name, its words in any order.

    A name of ours goes before the same name in another language.
    """
    words = nearness.words_of(typed)
    degrees = [(_nearness(words, thing), thing) for thing in nearest(kind, typed)]
    best = min((degree for degree, _ in degrees), default=nearness.Nearness.RESEMBLING)
    if best > nearness.Nearness.TRANSLATED:
        return []
    return [thing for degree, thing in degrees if degree == best]


def resembling(kind: kinds.Kind, typed: str) -> list[SharedThing]:
    """Return the things with a name spelt much like what was typed, the likest first."""
    words = nearness.words_of(typed)
    condition = nearness.resembling(words)
    if condition is None:
        return []
    texts = kind.model._default_manager.filter(condition).values_list("pk", "search_text")
    degrees = {pk: nearness.likeness(words, text) for pk, text in texts}
    alike = sorted((pk for pk, degree in degrees.items() if degree), key=lambda pk: -degrees[pk])
    rows = _rows(kind).in_bulk(alike[:_MOST_MEASURED])
    return [rows[pk] for pk in alike if pk in rows]


def _rows(kind: kinds.Kind) -> QuerySet[Any]:
    """Return the rows with the related rows of their names, and whether meetings show them."""
    row = next(row for row in DESK_KINDS.values() if row.model is kind.model)
    shown = RecordLink.objects.filter(
        entry__kind=kind.name, entry__key=OuterRef(key_field(kind.name))
    )
    rows: QuerySet[Any] = kind.rows().select_related(*row.joined).prefetch_related(*row.fetched)
    annotated: QuerySet[Any] = rows.annotate(met=Exists(shown))
    return annotated


def _nearness(words: list[str], thing: SharedThing) -> nearness.Nearness:
    return nearness.nearness(words, [str(thing), *thing.all_names()], thing.translated_names())
