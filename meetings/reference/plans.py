"""Mapping of file columns to attributes of shared things.

The files and their columns are described in ``docs/reference-data.md``.
"""

from collections.abc import Iterable
from typing import Any

from . import tables, upsert

COLUMNS: dict[str, tuple[str, ...]] = {
    "countries": (
        *("code", "kind", "name", "sort_name", "demonym", "alpha2", "numeric", "region"),
        *("subregion", "capital", "start", "end", "predecessors", "sovereign", "cow", "gw"),
        *("wikidata", "flag", "article"),
    ),
    "organisations": (
        *("code", "kind", "name", "short_name", "parent", "start", "end", "seat", "wikidata"),
        "article",
    ),
    "actor_names": ("code", "name", "lang", "start", "end", "kind", "article"),
    "translated_names": ("kind", "key", "lang", "name", "source"),
    "memberships": ("organisation", "member", "start", "end", "status"),
    "places": (
        *("slug", "name", "country", "latitude", "longitude", "region", "contested"),
        "other_names",
    ),
    "place_former_states": ("place", "state", "start", "end"),
    "offices": ("slug", "actor", "name", "rank", "start", "end"),
    "series": (
        *("slug", "name", "short_name", "organisation", "every_months_min"),
        *("every_months_max", "start", "wikidata"),
    ),
    "summits": ("slug", "series", "name", "date", "place", "host", "format"),
    "topics": ("slug", "name", "parent", "aliases", "definition", "article"),
    "publishers": ("slug", "name", "kind", "actor", "names", "sites", "former_sites"),
    "people": (
        *("slug", "name", "family_name", "sort_name", "short_name", "wikidata"),
        "names",
    ),
    "terms": (
        *("person", "office", "start", "end", "acting", "confidence", "sources", "known_until"),
        "note",
    ),
}


def countries(rows: Iterable[tables.Row]) -> list[upsert.Planned]:
    """Return states, territories and de facto authorities; the parent is the sovereign."""
    return [
        upsert.Planned(row, row["code"], _country(row), row["sovereign"] or None) for row in rows
    ]


def _country(row: tables.Row) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("code", "kind", "name", "sort_name", "demonym", "alpha2")},
        "region": row["region"],
        "subregion": row["subregion"],
        "start": row.date("start"),
        "end": row.date("end"),
        "cow_number": row.number("cow"),
        "gw_number": row.number("gw"),
        "wikidata_id": row["wikidata"],
        "contested": not row.truth("flag"),
        "article": row.truth("article"),
    }


def organisations(rows: Iterable[tables.Row]) -> list[upsert.Planned]:
    """Return organisations, organs and groups; the parent of an organ is its organisation."""
    return [
        upsert.Planned(row, row["code"], _organisation(row), row["parent"] or None) for row in rows
    ]


def _organisation(row: tables.Row) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("code", "kind", "name")},
        "article": row.truth("article"),
        "start": row.date("start"),
        "end": row.date("end"),
        "wikidata_id": row["wikidata"],
    }


def places(rows: Iterable[tables.Row], actors: upsert.Loaded) -> list[upsert.Planned]:
    """Return places, with the state or territory in which they lie today."""
    return [
        upsert.Planned(
            row,
            row["slug"],
            {
                "slug": row["slug"],
                "name": row["name"],
                "state_id": actors.number(row, "country"),
                "latitude": row.degrees("latitude"),
                "longitude": row.degrees("longitude"),
                "contested": row.truth("contested"),
            },
        )
        for row in rows
    ]


def seats(rows: Iterable[tables.Row], column: str, places: upsert.Loaded) -> list[upsert.Planned]:
    """Return capitals of countries and seats of organisations, after the places exist."""
    return [
        upsert.Planned(row, row["code"], {"capital_id": places.number(row, column)}) for row in rows
    ]


def offices(rows: Iterable[tables.Row], actors: upsert.Loaded) -> list[upsert.Planned]:
    """Return offices of actors."""
    return [
        upsert.Planned(
            row,
            row["slug"],
            {
                **{name: row[name] for name in ("slug", "name", "rank")},
                "actor_id": actors.number(row, "actor"),
                "start": row.date("start"),
                "end": row.date("end"),
            },
        )
        for row in rows
    ]


def series(rows: Iterable[tables.Row], actors: upsert.Loaded) -> list[upsert.Planned]:
    """Return series of summits, with the organisation that holds them."""
    return [
        upsert.Planned(
            row,
            row["slug"],
            {
                **{name: row[name] for name in ("slug", "name", "short_name")},
                "organisation_id": actors.number(row, "organisation"),
                "wikidata_id": row["wikidata"],
            },
        )
        for row in rows
    ]


def summits(
    rows: Iterable[tables.Row], series: upsert.Loaded, places: upsert.Loaded, actors: upsert.Loaded
) -> list[upsert.Planned]:
    """Return editions of series and single conferences."""
    return [
        upsert.Planned(
            row,
            row["slug"],
            {
                **{name: row[name] for name in ("slug", "name")},
                "series_id": series.number(row, "series"),
                "date": row.date("date"),
                "place_id": places.number(row, "place"),
                "host_id": actors.number(row, "host"),
                "channel": row["format"],
            },
        )
        for row in rows
    ]


def publishers(rows: Iterable[tables.Row], actors: upsert.Loaded) -> list[upsert.Planned]:
    """Return publishers, with the actor that an official one speaks for."""
    return [
        upsert.Planned(
            row,
            row["slug"],
            {
                **{name: row[name] for name in ("slug", "name", "kind")},
                "actor_id": actors.number(row, "actor"),
            },
        )
        for row in rows
    ]


def people(rows: Iterable[tables.Row]) -> list[upsert.Planned]:
    """Return people; the sort form follows from the family name unless it is given."""
    return [
        upsert.Planned(
            row,
            row["slug"],
            {
                **{name: row[name] for name in ("slug", "name", "family_name", "short_name")},
                "sort_name": row["sort_name"] or _sort_name(row["name"], row["family_name"]),
                "wikidata_id": row["wikidata"],
            },
        )
        for row in rows
    ]


def _sort_name(name: str, family: str) -> str:
    """Return “Lavrov, Sergey”; the name itself if the family name is first or empty."""
    given_names = name.removesuffix(f" {family}")
    return f"{family}, {given_names}" if family and given_names != name else name


def topics(rows: Iterable[tables.Row]) -> list[upsert.Planned]:
    """Return topics, with the parent topic of each."""
    columns = ("slug", "name", "definition")
    return [
        upsert.Planned(
            row,
            row["slug"],
            {name: row[name] for name in columns} | {"article": row.truth("article")},
            row["parent"] or None,
        )
        for row in rows
    ]
