"""Dependent rows of shared things: names, memberships, former states, aliases.

They follow the files as long as the thing they belong to does.
"""

from collections.abc import Iterable, Iterator

from meetings import models

from . import children, upsert
from .tables import Row, Tables


def of_actors(tables: Tables, actors: upsert.Loaded) -> int:
    """Bring names, predecessors and memberships into step; return how many rows changed."""
    ours = _numbers(actors)
    names = [
        *_actor_names(tables["actor_names"], actors),
        *_short_names(tables["organisations"], actors),
    ]
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
