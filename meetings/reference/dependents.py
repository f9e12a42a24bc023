"""Dependent rows of shared things: names, memberships, former states, aliases.

They follow the files as long as the thing they belong to does.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from meetings import models
from meetings.models.choices import ActorNameKind

from . import children, upsert
from .tables import Row, Tables

# Values of ``kind`` in the table of translated names.
_ACTOR, _PLACE = "actor", "place"


def of_actors(tables: Tables, actors: upsert.Loaded) -> int:
    """Bring names, predecessors and memberships into step; return how many rows changed."""
    ours = _numbers(actors)
    names = [
        *_actor_names(tables["actor_names"], actors),
        *_short_names(tables["organisations"], actors),
    ]
    names += _translations(tables["translated_names"], actors, names)
    predecessors = _predecessors(tables["countries"], actors)
    members = _memberships(tables["memberships"], actors)
    return (
        children.sync(models.ActorName, names, lambda row: row["actor_id"] in ours)
        + children.sync(
            models.Actor.predecessors.through,
            predecessors,
            lambda row: row["from_actor_id"] in ours,
        )
        + children.sync(
            models.Membership,
            members,
            lambda row: {row["organisation_id"], row["member_id"]} <= ours,
        )
    )


def _actor_names(rows: Iterable[Row], actors: upsert.Loaded) -> list[children.Child]:
    return [
        children.Child(
            row,
            {
                "actor_id": actors.number(row, "code"),
                "name": row["name"],
                "language": row["lang"],
                "kind": row["kind"],
                "article": row.truth("article"),
                "start": row.date("start"),
                "end": row.date("end"),
            },
        )
        for row in rows
    ]


def _short_names(rows: Iterable[Row], actors: upsert.Loaded) -> list[children.Child]:
    """Return the abbreviations that differ from the code; search finds the code anyway."""
    return [
        children.Child(
            row,
            {
                "actor_id": actors.number(row, "code"),
                "name": row["short_name"],
                "language": "en",
                "kind": "other",
                "article": False,
                "start": "",
                "end": "",
            },
        )
        for row in rows
        if row["short_name"] not in {"", row["code"], row["name"]}
    ]


def _translations(
    rows: Iterable[Row], actors: upsert.Loaded, names: Iterable[children.Child]
) -> list[children.Child]:
    """Return the names in other languages that are not among ``names`` already."""
    existing = {_identity(child.values) for child in names}
    translations = (
        children.Child(
            row,
            {
                "actor_id": actors.number(row, "key"),
                "name": row["name"],
                "language": row["lang"],
                "kind": ActorNameKind.TRANSLATED.value,
                "article": False,
                "start": "",
                "end": "",
            },
        )
        for row in _named(rows, _ACTOR)
    )
    return [child for child in translations if _identity(child.values) not in existing]


def _named(rows: Iterable[Row], kind: str) -> Iterator[Row]:
    """Yield the rows with names of a kind of thing; raises MalformedRow for another kind."""
    for row in rows:
        if row["kind"] not in {_ACTOR, _PLACE}:
            raise row.refusal(f"kind has to be {_ACTOR} or {_PLACE}, not “{row['kind']}”.")
        if row["kind"] == kind:
            yield row


def _identity(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what is unique to a name without dates: what it names, the name, its language."""
    owner = values.get("actor_id") or values.get("place_id")
    return owner, values["name"], values["language"], values.get("start", "")


def _predecessors(rows: Iterable[Row], actors: upsert.Loaded) -> list[children.Child]:
    return [
        children.Child(
            row,
            {
                "from_actor_id": actors.number(row, "code"),
                "to_actor_id": upsert.number_of(actors.rows, row, code, "predecessors"),
            },
        )
        for row in rows
        for code in row.listed("predecessors")
    ]


def _memberships(rows: Iterable[Row], actors: upsert.Loaded) -> list[children.Child]:
    return [
        children.Child(
            row,
            {
                "organisation_id": actors.number(row, "organisation"),
                "member_id": actors.number(row, "member"),
                "status": row["status"],
                "start": row.date("start"),
                "end": row.date("end"),
            },
        )
        for row in rows
    ]


def of_places(tables: Tables, places: upsert.Loaded, actors: upsert.Loaded) -> int:
    """Bring other names and former states of places into step; return how many rows changed."""
    ours = _numbers(places)
    names = [
        children.Child(
            row, {"place_id": places.number(row, "slug"), "language": language, "name": name}
        )
        for row in tables["places"]
        for language, _, name in (text.partition(":") for text in row.listed("other_names"))
    ]
    existing = {_identity(child.values) for child in names}
    translations = (
        children.Child(
            row,
            {
                "place_id": places.number(row, "key"),
                "language": row["lang"],
                "name": row["name"],
            },
        )
        for row in _named(tables["translated_names"], _PLACE)
    )
    names += [child for child in translations if _identity(child.values) not in existing]
    former_states = _former_states(tables["place_former_states"], places, actors)
    return children.sync(
        models.PlaceName, names, lambda row: row["place_id"] in ours
    ) + children.sync(models.FormerState, former_states, lambda row: row["place_id"] in ours)


def _former_states(
    rows: Iterable[Row], places: upsert.Loaded, actors: upsert.Loaded
) -> list[children.Child]:
    return [
        children.Child(
            row,
            {
                "place_id": places.number(row, "place"),
                "state_id": actors.number(row, "state"),
                "start": row.date("start"),
                "end": row.date("end"),
            },
        )
        for row in rows
    ]


def of_people(tables: Tables, people: upsert.Loaded) -> int:
    """Bring the other names of people into step; return how many rows changed."""
    ours = _numbers(people)
    names = [
        children.Child(
            row, {"person_id": people.number(row, "slug"), "language": language, "name": name}
        )
        for row in tables["people"]
        for language, _, name in (text.partition(":") for text in row.listed("names"))
    ]
    return children.sync(models.PersonName, names, lambda row: row["person_id"] in ours)


def of_publishers(tables: Tables, publishers: upsert.Loaded) -> int:
    """Bring other names and sites of publishers into step; return how many rows changed."""
    ours = _numbers(publishers)
    names = [
        children.Child(
            row,
            {"publisher_id": publishers.number(row, "slug"), "language": language, "name": name},
        )
        for row in tables["publishers"]
        for language, _, name in (text.partition(":") for text in row.listed("names"))
    ]
    sites = [
        children.Child(row, {"publisher_id": publishers.number(row, "slug"), **site})
        for row in tables["publishers"]
        for site in _sites(row)
    ]
    return children.sync(
        models.PublisherName, names, lambda row: row["publisher_id"] in ours
    ) + children.sync(models.PublisherSite, sites, lambda row: row["publisher_id"] in ours)


def _sites(row: Row) -> Iterator[dict[str, str]]:
    """Yield the sites of a publisher, each with its language (of “lang:host@end”) and its end."""
    for text in (*row.listed("sites"), *row.listed("former_sites")):
        address, _, end = text.partition("@")
        language, _, host = address.rpartition(":")
        yield {"host": host, "language": language, "end": row.dated("former_sites", end)}


def of_topics(tables: Tables, topics: upsert.Loaded) -> int:
    """Bring the aliases of topics into step; return how many rows changed."""
    ours = _numbers(topics)
    aliases = [
        children.Child(row, {"topic_id": topics.number(row, "slug"), "language": "", "name": name})
        for row in tables["topics"]
        for name in row.listed("aliases")
    ]
    return children.sync(
        models.TopicAlias, aliases, lambda row: row["topic_id"] in ours, once="name"
    )


def _numbers(loaded: upsert.Loaded) -> set[int]:
    return {loaded.rows[key].pk for key in loaded.ours}
