"""The peer of the benchmark: Datasette over the same rows, in one table to filter and facet.

The table is arranged as users of Datasette would do it. Scalar columns are indexed; countries,
topics and similar columns are JSON arrays for faceting, with link tables for fast filtering.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from meetings.kinds import is_country

from .measure import get
from .questions import Asked
from .serving import Server, free_port, running

COLUMNS = (
    "summit", "series", "host", "level", "sides", "channel", "setting", "accounts", "occurrence",
    "year",
)  # fmt: skip
# Column -> role of the link, and condition of the entry.
ARRAYS = {
    "countries": (1, "is_country"),
    "organisations": (1, "NOT is_country"),
    "people": (2, "1"),
    "topics": (3, "1"),
    "publishers": (5, "1"),
}
ALL = (*COLUMNS, *ARRAYS)
FACET_SIZE = 10
# By default Datasette gives up on slow facets; here it may take as long as it needs.
SETTINGS = {
    "default_page_size": 25,
    "default_facet_size": FACET_SIZE,
    "facet_time_limit_ms": 600_000,
    "sql_time_limit_ms": 600_000,
    "suggest_facets": "off",
}

_ENTRIES = """
    CREATE TEMP TABLE entry AS
        SELECT id, kind, key, parent_id,
            CASE kind WHEN 'actor' THEN card_is_country(card) END AS is_country
        FROM register.meetings_entry;
    CREATE UNIQUE INDEX temp.entry_id ON entry (id);
    CREATE TEMP TABLE shown_as AS
        WITH RECURSIVE up (id, ancestor) AS (
            SELECT id, id FROM entry
            UNION SELECT up.id, entry.parent_id FROM up JOIN entry ON entry.id = up.ancestor
            WHERE entry.kind = 'topic' AND entry.parent_id IS NOT NULL
        ) SELECT up.id, key, is_country FROM up JOIN entry ON entry.id = ancestor;
    CREATE INDEX temp.shown_as_id ON shown_as (id);
"""
_LINKS = """
    CREATE TABLE meeting_{column} (
        value TEXT NOT NULL, meeting INTEGER NOT NULL REFERENCES meetings (id),
        PRIMARY KEY (value, meeting)
    ) WITHOUT ROWID;
    INSERT INTO meeting_{column}
        SELECT DISTINCT key, record_id FROM register.meetings_recordlink
        JOIN shown_as ON shown_as.id = entry_id WHERE role = {role} AND {condition}
        ORDER BY 1, 2;
    CREATE TEMP TABLE array_{column} AS
        SELECT meeting, json_group_array(value) AS list FROM meeting_{column} GROUP BY meeting;
    CREATE UNIQUE INDEX temp.array_{column}_meeting ON array_{column} (meeting);
"""
_MEETINGS = """
    CREATE TABLE meetings (
        id INTEGER PRIMARY KEY, public_id TEXT, title TEXT, listed_on TEXT, earliest TEXT,
        latest TEXT, year INTEGER, summit TEXT, series TEXT, host TEXT, level TEXT, sides TEXT,
        channel TEXT, setting TEXT, accounts TEXT, occurrence TEXT, {arrays}
    );
    INSERT INTO meetings
        SELECT record.id, public_id, title, listed_on, earliest, latest,
            CAST(substr(latest, 1, 4) AS INTEGER), summit.key, series.key, host.key,
            nullif(level, ''), CASE WHEN sides >= 4 THEN '4+' WHEN sides >= 2 THEN sides END,
            channel, setting, accounts, occurrence, {lists}
        FROM register.meetings_record AS record
        LEFT JOIN entry AS summit ON summit.id = summit_id
        LEFT JOIN entry AS series ON series.id = series_id
        LEFT JOIN entry AS host ON host.id = host_id
        {joins}
        WHERE state = 'published' ORDER BY record.id;
"""
_SEARCH = """
    CREATE VIRTUAL TABLE meetings_fts USING fts5 (head, body, content='', tokenize='unicode61');
    INSERT INTO meetings_fts (rowid, head, body)
        SELECT record_id, head, body FROM register.meetings_recordtext;
"""


def prepare(register: Path, target: Path) -> None:
    """Create the file that Datasette serves from a register in SQLite."""
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(f"file:{unfinished}", isolation_level=None, uri=True)
    try:
        connection.create_function("card_is_country", 1, _card_is_country, deterministic=True)
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.execute("ATTACH ? AS register", [f"file:{register}?mode=ro"])
        for script in _scripts():
            connection.executescript(script)
        connection.execute("ANALYZE main")
    finally:
        connection.close()
    unfinished.rename(target)


def _card_is_country(card: str) -> bool:
    return is_country(json.loads(card))


def _scripts() -> Iterator[str]:
    yield _ENTRIES
    for column, (role, condition) in ARRAYS.items():
        yield _LINKS.format(column=column, role=role, condition=condition)
    yield _MEETINGS.format(
        arrays=", ".join(f"{column} TEXT" for column in ARRAYS),
        lists=", ".join(f"coalesce(array_{column}.list, '[]')" for column in ARRAYS),
        joins="".join(
            f" LEFT JOIN array_{column} ON array_{column}.meeting = record.id" for column in ARRAYS
        ),
    )
    for column in (*COLUMNS, "listed_on", "earliest", "latest"):
        yield f"CREATE INDEX meetings_{column} ON meetings ({column});"
    yield _SEARCH


@contextmanager
def datasette(program: Path, database: Path, log: Path) -> Iterator[Server]:
    """Serve the prepared file."""
    port = free_port()
    metadata = log.with_name("datasette.json")
    tables = {"meetings": {"fts_table": "meetings_fts", "fts_pk": "id"}}
    content = {"databases": {database.stem: {"tables": tables}}}
    metadata.parent.mkdir(parents=True, exist_ok=True)
    metadata.write_text(json.dumps(content), encoding="utf-8")
    command = [str(program), "serve", "--immutable", str(database), "--metadata", str(metadata)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    for name, value in SETTINGS.items():
        command += ["--setting", name, str(value)]
    with running(command, log, f"http://127.0.0.1:{port}", "/-/versions.json") as server:
        server.base = f"{server.base}/{database.stem}"
        yield server


def path_of(asked: Asked, extension: str = "", facets: Collection[str] = ALL) -> str:
    """Return path and query, relative to the database, of the same question to Datasette."""
    # Datasette confuses the values of filters by column and by link table (it names both p0), so
    # filters by column are written as conditions.
    query = [("_where", "occurrence = 'held'")]
    query += [_through("countries", code) for code in asked.countries]
    if asked.topic:
        query.append(_through("topics", asked.topic))
    if asked.years:
        first, last = asked.years
        query.append(("_where", f"latest >= '{first}-01-01' AND earliest <= '{last}-12-31'"))
    if asked.word:
        query.append(("_search", asked.word))
    query.append(("_sort_desc", "listed_on"))
    query += [("_facet", column) for column in COLUMNS if column in facets]
    query += [("_facet_array", column) for column in ARRAYS if column in facets]
    return f"/meetings{extension}?{urlencode(query)}"


def _through(column: str, value: str) -> tuple[str, str]:
    link = {"table": f"meeting_{column}", "column": "value", "value": value}
    return "_through", json.dumps(link)


def number(base: str, asked: Asked) -> int:
    """Return how many meetings Datasette finds."""
    return int(json.loads(get(base + path_of(asked, ".json", ())))["filtered_table_rows_count"])


def facet_counts(base: str, asked: Asked) -> dict[str, dict[str, int]]:
    """Return the counts by value of each of Datasette's facets."""
    results = json.loads(get(base + path_of(asked, ".json")))["facet_results"]
    return {
        name: {str(value["value"]): int(value["count"]) for value in facet["results"]}
        for name, facet in results.items()
    }
