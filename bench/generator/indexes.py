"""Drop secondary indexes and foreign keys while tables are filled, and create them again.

On PostgreSQL both cost as much as the rows themselves; creating them again checks every row at
once. The server's own definitions are used, so that the schema equals that of the migrations.
SQLite cannot add a foreign key to a table, so it keeps its foreign keys.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)
    ORDER BY 1, 2
"""
# Indexes of primary keys and of unique constraints stay.
_INDEXES = """
    SELECT index.indexrelid::regclass::text, pg_get_indexdef(index.indexrelid)
    FROM pg_index AS index
    LEFT JOIN pg_constraint AS owner ON owner.conindid = index.indexrelid
        AND owner.contype IN ('p', 'u')
    WHERE index.indrelid::regclass::text = ANY(%s) AND owner.oid IS NULL
    ORDER BY 1
"""
_INDEXES_SQLITE = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({})
    ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class _Statements:
    drop: list[str]
    create: list[str]


@contextmanager
def without_indexes(tables: Sequence[str]) -> Iterator[None]:
    """Drop the indexes of ``tables`` for the block. No transaction may be open."""
    statements = _postgresql(tables) if connection.vendor == "postgresql" else _sqlite(tables)
    _execute(statements.drop)
    yield
    _execute(statements.create)


def _execute(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _postgresql(tables: Sequence[str]) -> _Statements:
    keys = _rows(_FOREIGN_KEYS, [list(tables)])
    indexes = _rows(_INDEXES, [list(tables)])
    return _Statements(
        drop=[
            *(f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _ in keys),
            *(f"DROP INDEX {name}" for name, _ in indexes),
        ],
        create=[
            "SET maintenance_work_mem = '512MB'",
            *(definition for _, definition in indexes),
            *(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
                for table, name, definition in keys
            ),
            "RESET maintenance_work_mem",
        ],
    )


def _sqlite(tables: Sequence[str]) -> _Statements:
    places = ", ".join(["%s"] * len(tables))
    indexes = _rows(_INDEXES_SQLITE.format(places), list(tables))
    quote = connection.ops.quote_name
    return _Statements(
        drop=[f"DROP INDEX {quote(name)}" for name, _ in indexes],
        create=[definition for _, definition in indexes],
    )


def _rows(statement: str, parameters: list[Any]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [tuple(row) for row in cursor.fetchall()]
