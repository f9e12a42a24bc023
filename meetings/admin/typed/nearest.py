"""The things of the desk whose names are nearest to what was typed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from meetings import nearness
from meetings.desk.offices import Days
from meetings.kinds import key_field
from meetings.models import Actor, Participation, Person, RecordLink, Tenure
from meetings.models.base import SharedThing
from meetings.publication.things.cards import DESK_KINDS

from . import kinds

# As many as are read and measured of those that have all words in their names.
_MOST_MEASURED = 60


@dataclass(frozen=True)
class Beside:
    """What the form says beside a person: for whom and on which days (from–to) somebody met."""

    actor: Actor | None = None
    days: Days = (None, None)


_NOTHING = Beside()


def nearest(kind: kinds.Kind, typed: str, beside: Beside = _NOTHING) -> list[SharedThing]:
    """Return the things with all typed words in a name: the nearest first.

    Among equals people who held an office of the actor come first, on the days before at other
    times; then those with more meetings, then the order of the kind. Things other than people
    count as met or not.
    """
    words = nearness.words_of(typed)
    if not words:
        return []
    ranked = _ranked(kind, beside).filter(nearness.having_words(words, kind.code))
    order: Any = kind.model._meta.ordering or ()
    ranked = ranked.order_by(nearness.roughly(words), "held", "-met", *order)
    few = ranked.values_list("pk", "held", "met")[:_MOST_MEASURED]
    things = _rows(kind).in_bulk([pk for pk, *_ in few])
    measured = [
        (_nearness(words, things[pk]).tier, held, -met, place, pk)
        for place, (pk, held, met) in enumerate(few)
        if pk in things
    ]
    return [things[pk] for *_, pk in sorted(measured)]


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


def resembling(kind: kinds.Kind, typed: str, beside: Beside = _NOTHING) -> list[SharedThing]:
    """Return the things with a name spelt much like what was typed, the likest first.

    Equally like ones are in the order of ``nearest``.
    """
    words = nearness.words_of(typed)
    condition = nearness.resembling(words)
    if condition is None:
        return []
    texts = kind.model._default_manager.filter(condition).values_list("pk", "search_text")
    degrees = {pk: nearness.likeness(words, text) for pk, text in texts}
    alike = sorted((pk for pk, degree in degrees.items() if degree), key=lambda pk: -degrees[pk])
    alike = alike[:_MOST_MEASURED]
    ranks = _ranked(kind, beside).filter(pk__in=alike).values_list("pk", "held", "met")
    ordered = sorted((-degrees[pk], held, -met, alike.index(pk), pk) for pk, held, met in ranks)
    rows = _rows(kind).in_bulk(alike)
    return [rows[pk] for *_, pk in ordered if pk in rows]


def _rows(kind: kinds.Kind) -> QuerySet[Any]:
    """Return the rows with the related rows of their names and hints."""
    row = next(row for row in DESK_KINDS.values() if row.model is kind.model)
    rows: QuerySet[Any] = kind.rows().select_related(*row.joined).prefetch_related(*row.fetched)
    return rows


def _ranked(kind: kinds.Kind, beside: Beside) -> QuerySet[Any]:
    """Return the rows with their rank among equally near ones.

    ``held`` is 0 for people in an office of the actor on the days, 1 for those at other times, 2
    for all others; ``met`` counts the meetings at the desk, or says whether any shows the thing.
    """
    rows: QuerySet[Any] = kind.model._default_manager.all()
    if kind.model is Person:
        ranks: dict[str, Any] = {"held": _held(beside), "met": Coalesce(Subquery(_MEETINGS), 0)}
    else:
        shown = RecordLink.objects.filter(
            entry__kind=kind.name, entry__key=OuterRef(key_field(kind.name))
        )
        ranks = {"held": Value(2), "met": Exists(shown)}
    ranked: QuerySet[Any] = rows.annotate(**ranks)
    return ranked


_MEETINGS = (
    Participation.objects.filter(person=OuterRef("pk"))
    .order_by()
    .values("person")
    .annotate(number=Count("*"))
    .values("number")
)


def _held(beside: Beside) -> Case | Value:
    if beside.actor is None:
        return Value(2)
    terms = Tenure.objects.filter(person=OuterRef("pk"), office__actor=beside.actor)
    earliest, latest = beside.days
    then = terms if earliest is None or latest is None else terms.possibly_on(earliest, latest)
    return Case(When(Exists(then), then=0), When(Exists(terms), then=1), default=2)


def _nearness(words: list[str], thing: SharedThing) -> nearness.Nearness:
    return nearness.nearness(words, [str(thing), *thing.all_names()], thing.translated_names())
