"""The reference data as a release of its own: a table for each kind of thing, and a codebook.

Actors, offices, places, series, summits and topics are what the public record has of them. People
and terms of office are those of the reference files, which are public, with what the public record
says in their place where it knows the person: nothing is read from the desk.
"""

from collections.abc import Iterator

from meetings.exports.cells import NOT_APPLICABLE

from . import actors, people, terms, things
from .base import ReferenceColumn, ReferenceTable

_DATA_TABLES: tuple[ReferenceTable, ...] = (
    *actors.TABLES,
    *things.TABLES,
    people.TABLE,
    terms.TABLE,
)


def _described() -> Iterator[tuple[ReferenceTable, ReferenceColumn]]:
    for table in (*_DATA_TABLES, CODEBOOK):
        for column in table.columns:
            yield table, column


CODEBOOK = ReferenceTable(
    "codebook",
    "What each column of the other tables holds; a row is a column",
    "the release",
    (
        ReferenceColumn("table", "Name of the table", lambda pair: pair[0].name),
        ReferenceColumn("column", "Name of the column", lambda pair: pair[1].name),
        ReferenceColumn("meaning", "What it holds", lambda pair: pair[1].meaning),
        ReferenceColumn(
            "vocabulary",
            "The values it may have, or the standard that they follow",
            lambda pair: pair[1].vocabulary or NOT_APPLICABLE,
        ),
    ),
    _described,
)

TABLES: dict[str, ReferenceTable] = {table.name: table for table in (*_DATA_TABLES, CODEBOOK)}

__all__ = ["CODEBOOK", "TABLES", "ReferenceColumn", "ReferenceTable"]
