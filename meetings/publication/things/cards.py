"""Cards of shared things: this module alone decides which facts of a thing become public.

A *card* is a small JSON object; it is part of every snapshot that shows the thing and of the
thing's ``Entry``. It refers to other things by kind and key, never by row number.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from meetings import kinds, models
from meetings.models import base, choices
from meetings.snapshot.cards import (
    ActorCard,
    Card,
    OfficeCard,
    Period,
    PersonCard,
    PlaceCard,
    PublisherCard,
    SeriesCard,
    SourceCard,
    SummitCard,
    TopicCard,
)

from .details import of_actors, of_people, of_topics

Name = kinds.Name

# Builds the details of things of one kind: public facts that only their own pages show.
# The result is by row number.
Details = Callable[[Any, Collection[Name]], Mapping[int, Card]]


@dataclass(frozen=True)
class DeskKind:
    """How entries of one kind of shared thing are made from the rows of the desk.

    ``references``: the kind that a reference points to, by field of the card (which is also the
    attribute of the row). ``parent``: the reference that is the parent of the entry, "" for none.
    ``joined`` and ``fetched``: the related rows that cards and folded names need, for
    ``select_related`` and ``prefetch_related``.
    """

    model: type[base.SharedThing]
    card: Callable[[Any], Card]
    references: Mapping[str, choices.EntryKind] = field(default_factory=dict)
    parent: str = ""
    details: Details | None = None
    joined: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()


def kind_of(thing: base.SharedThing) -> choices.EntryKind:
    """Return the kind of the entry of ``thing``."""
    return _KINDS[type(thing)]


def key_of(thing: base.SharedThing) -> str:
    """Return the public key of ``thing``: a code, a slug or a public id."""
    return str(getattr(thing, kinds.key_field(kind_of(thing))))


def name_of(thing: base.SharedThing) -> Name:
    """Return kind and key of ``thing``."""
    return (kind_of(thing).value, key_of(thing))


def _key(thing: base.SharedThing | None) -> str | None:
    return key_of(thing) if thing is not None else None


def _dated(start: str, end: str) -> Period:
    return {"start": start, "end": end}


def _actor(actor: models.Actor) -> ActorCard:
    names = [name for name in actor.names.all() if not name.is_translated]
    former = [name for name in names if name.kind == choices.ActorNameKind.FORMER]
    return {
        "name": actor.name,
        "article": actor.article,
        "sort": actor.sort_name or actor.name,
        "kind": actor.kind,
        "demonym": actor.demonym,
        "alpha2": actor.alpha2,
        "contested": actor.contested,
        "parent": _key(actor.parent),
        "former": [
            {"name": name.name, "article": name.article, **_dated(name.start, name.end)}
            for name in former
        ],
        "names": [
            {"name": name.name, "language": name.language} for name in names if name not in former
        ],
        **_dated(actor.start, actor.end),
    }


def _person(person: models.Person) -> PersonCard:
    return {
        "name": person.name,
        "sort": person.sort_name or person.name,
        "short": person.short_name or person.family_name or person.name,
        "names": [{"name": name.name, "language": name.language} for name in person.names.all()],
    }


def _office(office: models.Office) -> OfficeCard:
    return {"name": office.name, "rank": office.rank, "actor": office.actor.code}


def _place(place: models.Place) -> PlaceCard:
    return {
        "name": place.name,
        "state": _key(place.state),
        "contested": place.contested,
        "latitude": float(place.latitude) if place.latitude is not None else None,
        "longitude": float(place.longitude) if place.longitude is not None else None,
        "former_states": [
            {"state": former.state.code, **_dated(former.start, former.end)}
            for former in place.former_states.all()
        ],
    }


def _series(series: models.Series) -> SeriesCard:
    return {
        "name": series.name,
        "short": series.short_name or series.name,
        "organisation": _key(series.organisation),
    }


def _summit(summit: models.Summit) -> SummitCard:
    return {
        "name": summit.name,
        "date": summit.date,
        "series": _key(summit.series),
        "place": _key(summit.place),
        "host": _key(summit.host),
        "channel": summit.channel,
    }


def _topic(topic: models.Topic) -> TopicCard:
    return {
        "name": topic.name,
        "article": topic.article,
        "parent": _key(topic.parent),
        "definition": topic.definition,
    }


def _publisher(publisher: models.Publisher) -> PublisherCard:
    return {"name": publisher.name, "kind": publisher.kind, "actor": _key(publisher.actor)}


def _source(source: models.Source) -> SourceCard:
    return {
        "title": source.title,
        "url": source.url,
        "archive_url": source.archive_url,
        "published": source.published,
        "language": source.language,
        "publisher": source.publisher.slug,
        "via": _key(source.via),
        "same_text_as": source.same_text_as.public_id if source.same_text_as else None,
    }


DESK_KINDS: dict[choices.EntryKind, DeskKind] = {
    choices.EntryKind.ACTOR: DeskKind(
        models.Actor,
        _actor,
        {"parent": choices.EntryKind.ACTOR},
        parent="parent",
        details=of_actors,
        joined=("parent", "capital"),
        fetched=("names",),
    ),
    choices.EntryKind.PERSON: DeskKind(
        models.Person, _person, details=of_people, fetched=("names",)
    ),
    choices.EntryKind.OFFICE: DeskKind(
        models.Office,
        _office,
        {"actor": choices.EntryKind.ACTOR},
        parent="actor",
        joined=("actor",),
        fetched=("actor__names",),
    ),
    choices.EntryKind.PLACE: DeskKind(
        models.Place,
        _place,
        {"state": choices.EntryKind.ACTOR},
        joined=("state",),
        fetched=("names", "former_states__state"),
    ),
    choices.EntryKind.SERIES: DeskKind(
        models.Series,
        _series,
        {"organisation": choices.EntryKind.ACTOR},
        joined=("organisation",),
    ),
    choices.EntryKind.SUMMIT: DeskKind(
        models.Summit,
        _summit,
        {
            "series": choices.EntryKind.SERIES,
            "place": choices.EntryKind.PLACE,
            "host": choices.EntryKind.ACTOR,
        },
        parent="series",
        joined=("series", "place", "host"),
    ),
    choices.EntryKind.TOPIC: DeskKind(
        models.Topic,
        _topic,
        {"parent": choices.EntryKind.TOPIC},
        parent="parent",
        details=of_topics,
        joined=("parent",),
        fetched=("aliases",),
    ),
    choices.EntryKind.PUBLISHER: DeskKind(
        models.Publisher,
        _publisher,
        {"actor": choices.EntryKind.ACTOR},
        joined=("actor",),
        fetched=("names", "sites"),
    ),
    choices.EntryKind.SOURCE: DeskKind(
        models.Source,
        _source,
        {"publisher": choices.EntryKind.PUBLISHER, "via": choices.EntryKind.PUBLISHER},
        parent="publisher",
        joined=("publisher", "via", "same_text_as"),
    ),
}
_KINDS = {row.model: kind for kind, row in DESK_KINDS.items()}


def card_of(thing: base.SharedThing) -> Card:
    """Return the card of a desk row: exactly the facts of it that may become public."""
    return DESK_KINDS[kind_of(thing)].card(thing)


def detail_of(thing: base.SharedThing) -> Card:
    """Return the public facts of ``thing`` that only its own page shows, not snapshots."""
    return details_of([thing])[name_of(thing)]


def details_of(
    things: Iterable[base.SharedThing], becoming_public: Collection[Name] = ()
) -> dict[Name, Card]:
    """Return the details of ``things``, in a constant number of queries.

    ``becoming_public`` names things that count as public because they are published together.
    """
    details: dict[Name, Card] = {}
    things_by_kind: dict[choices.EntryKind, list[base.SharedThing]] = defaultdict(list)
    for thing in things:
        details[name_of(thing)] = {}
        things_by_kind[kind_of(thing)].append(thing)
    for kind, same_kind in things_by_kind.items():
        if build := DESK_KINDS[kind].details:
            cards = build(same_kind, becoming_public)
            details.update({name_of(thing): cards[thing.pk] for thing in same_kind})
    return details


def with_card_rows(model: type[base.SharedThing]) -> "QuerySet[Any]":
    """Return all rows of ``model`` with the related rows of their cards, in constant queries."""
    row = DESK_KINDS[_KINDS[model]]
    things: QuerySet[Any] = model._base_manager.all()
    return things.select_related(*row.joined).prefetch_related(*row.fetched)


def neighbours_of(thing: base.SharedThing) -> Iterator[base.SharedThing]:
    """Yield the things that the card of ``thing`` refers to, former states included."""
    for name in DESK_KINDS[kind_of(thing)].references:
        neighbour = getattr(thing, name)
        if neighbour is not None:
            yield neighbour
    if isinstance(thing, models.Place):
        for former in thing.former_states.all():
            yield former.state


def references_of(kind: str, card: Card) -> Iterator[Name]:
    """Yield kind and key of everything ``card`` refers to."""
    for name, referred in DESK_KINDS[choices.EntryKind(kind)].references.items():
        if card[name] is not None:
            yield (referred.value, card[name])
    for former in card.get("former_states", ()):
        yield (choices.EntryKind.ACTOR.value, former["state"])


def parent_name(kind: str, card: Card) -> Name | None:
    """Return kind and key of the parent of a card's entry, None if it has no parent."""
    row = DESK_KINDS[choices.EntryKind(kind)]
    key = card[row.parent] if row.parent else None
    return (row.references[row.parent].value, key) if key is not None else None


def label_of(kind: str, card: Card) -> str:
    """Return the text under which a card is listed."""
    return str(card["title"] if kind == choices.EntryKind.SOURCE else card["name"])


def sort_label_of(kind: str, card: Card) -> str:
    """Return the text by which a card is sorted."""
    return str(card.get("sort") or label_of(kind, card))
