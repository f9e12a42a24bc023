"""What the public may know of each shared thing: the one place that decides.

A *card* is a small JSON object; it stands in every snapshot that shows the thing and in its
``Entry``. It refers to other things by kind and key (``REFERENCES``), never by row number.
"""

from collections.abc import Callable, Iterator
from typing import Any

from meetings.models import Actor, Office, Person, Place, Publisher, Series, Source, Summit, Topic
from meetings.models.base import SharedThing
from meetings.models.choices import ActorNameKind, EntryKind
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

# Kind and public key of one thing.
Name = tuple[str, str]

KINDS: dict[type[SharedThing], EntryKind] = {
    Actor: EntryKind.ACTOR,
    Person: EntryKind.PERSON,
    Office: EntryKind.OFFICE,
    Place: EntryKind.PLACE,
    Series: EntryKind.SERIES,
    Summit: EntryKind.SUMMIT,
    Topic: EntryKind.TOPIC,
    Publisher: EntryKind.PUBLISHER,
    Source: EntryKind.SOURCE,
}
MODELS = {kind: model for model, kind in KINDS.items()}

# The attribute that is the public key.
KEY_FIELDS = {EntryKind.ACTOR: "code", EntryKind.SOURCE: "public_id"}

# kind -> {field of the card, and attribute of the row: kind it refers to}
REFERENCES: dict[str, dict[str, str]] = {
    EntryKind.ACTOR: {"parent": EntryKind.ACTOR},
    EntryKind.OFFICE: {"actor": EntryKind.ACTOR},
    EntryKind.PLACE: {"state": EntryKind.ACTOR},
    EntryKind.SERIES: {"organisation": EntryKind.ACTOR},
    EntryKind.SUMMIT: {
        "series": EntryKind.SERIES,
        "place": EntryKind.PLACE,
        "host": EntryKind.ACTOR,
    },
    EntryKind.TOPIC: {"parent": EntryKind.TOPIC},
    EntryKind.PUBLISHER: {"actor": EntryKind.ACTOR},
    EntryKind.SOURCE: {"publisher": EntryKind.PUBLISHER, "via": EntryKind.PUBLISHER},
}

# The reference that is the ``parent`` of an entry.
PARENTS: dict[str, str] = {
    EntryKind.ACTOR: "parent",
    EntryKind.OFFICE: "actor",
    EntryKind.SUMMIT: "series",
    EntryKind.TOPIC: "parent",
    EntryKind.SOURCE: "publisher",
}


def kind_of(thing: SharedThing) -> EntryKind:
    """Return the kind of entry ``thing`` has."""
    return KINDS[type(thing)]


def key_of(thing: SharedThing) -> str:
    """Return the public key of ``thing``: a code, a slug or a public id."""
    return str(getattr(thing, key_field(kind_of(thing))))


def key_field(kind: str) -> str:
    """Return the name of the model field that holds the public key of ``kind``."""
    return KEY_FIELDS.get(EntryKind(kind), "slug")


def name_of(thing: SharedThing) -> Name:
    """Return kind and key of ``thing``."""
    return (kind_of(thing).value, key_of(thing))


def _key(thing: SharedThing | None) -> str | None:
    return key_of(thing) if thing is not None else None


def _dated(start: str, end: str) -> Period:
    return {"start": start, "end": end}


def _actor(actor: Actor) -> ActorCard:
    former = [name for name in actor.names.all() if name.kind == ActorNameKind.FORMER]
    return {
        "name": actor.name,
        "sort": actor.sort_name or actor.name,
        "kind": actor.kind,
        "demonym": actor.demonym,
        "alpha2": actor.alpha2,
        "contested": actor.contested,
        "parent": _key(actor.parent),
        "former": [{"name": one.name, **_dated(one.start, one.end)} for one in former],
        **_dated(actor.start, actor.end),
    }


def _person(person: Person) -> PersonCard:
    return {
        "name": person.name,
        "sort": person.sort_name or person.name,
        "short": person.short_name or person.family_name or person.name,
        "names": [{"name": one.name, "language": one.language} for one in person.names.all()],
    }


def _office(office: Office) -> OfficeCard:
    return {"name": office.name, "rank": office.rank, "actor": office.actor.code}


def _place(place: Place) -> PlaceCard:
    return {
        "name": place.name,
        "state": _key(place.state),
        "contested": place.contested,
        "latitude": float(place.latitude) if place.latitude is not None else None,
        "longitude": float(place.longitude) if place.longitude is not None else None,
        "former_states": [
            {"state": one.state.code, **_dated(one.start, one.end)}
            for one in place.former_states.all()
        ],
    }


def _series(series: Series) -> SeriesCard:
    return {
        "name": series.name,
        "short": series.short_name or series.name,
        "organisation": _key(series.organisation),
    }


def _summit(summit: Summit) -> SummitCard:
    return {
        "name": summit.name,
        "date": summit.date,
        "series": _key(summit.series),
        "place": _key(summit.place),
        "host": _key(summit.host),
        "channel": summit.channel,
    }


def _topic(topic: Topic) -> TopicCard:
    return {"name": topic.name, "parent": _key(topic.parent), "definition": topic.definition}


def _publisher(publisher: Publisher) -> PublisherCard:
    return {"name": publisher.name, "kind": publisher.kind, "actor": _key(publisher.actor)}


def _source(source: Source) -> SourceCard:
    return {
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "language": source.language,
        "publisher": source.publisher.slug,
        "via": _key(source.via),
        "same_text_as": source.same_text_as.public_id if source.same_text_as else None,
    }


_CARDS: dict[str, Callable[[Any], Card]] = {
    EntryKind.ACTOR: _actor,
    EntryKind.PERSON: _person,
    EntryKind.OFFICE: _office,
    EntryKind.PLACE: _place,
    EntryKind.SERIES: _series,
    EntryKind.SUMMIT: _summit,
    EntryKind.TOPIC: _topic,
    EntryKind.PUBLISHER: _publisher,
    EntryKind.SOURCE: _source,
}


def card_of(thing: SharedThing) -> Card:
    """Return the card of a desk row: exactly what may become public of it."""
    return _CARDS[kind_of(thing)](thing)


def neighbours_of(thing: SharedThing) -> Iterator[SharedThing]:
    """Yield the things that the card of ``thing`` refers to, former states included."""
    for name in REFERENCES.get(kind_of(thing), ()):
        neighbour = getattr(thing, name)
        if neighbour is not None:
            yield neighbour
    if isinstance(thing, Place):
        for former in thing.former_states.all():
            yield former.state


def references_of(kind: str, card: Card) -> Iterator[Name]:
    """Yield kind and key of everything ``card`` refers to."""
    for field, referred in REFERENCES.get(kind, {}).items():
        if card[field] is not None:
            yield (str(referred), card[field])
    for former in card.get("former_states", ()):
        yield (EntryKind.ACTOR.value, former["state"])


def label_of(kind: str, card: Card) -> str:
    """Return the text a card is listed by."""
    return str(card["title"] if kind == EntryKind.SOURCE else card["name"])


def sort_label_of(kind: str, card: Card) -> str:
    """Return the text a card is sorted by."""
    return str(card.get("sort") or label_of(kind, card))
