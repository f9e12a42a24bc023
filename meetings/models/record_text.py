"""The searchable text of the public record, and the index over it that each database has.

On PostgreSQL the index is part of the table (generated columns). On SQLite it is an FTS5 table
that holds no text of its own; ``write`` and ``clear`` keep it in step, so nothing else may
write here.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from meetings.tokens import SearchText

from .record import Record

# Of FTS5, whose commands are insertions into a column named like the table.
_REBUILD = "INSERT INTO meetings_recordtext_fts (meetings_recordtext_fts) VALUES ('rebuild')"
_FORGET = """
    INSERT INTO meetings_recordtext_fts (meetings_recordtext_fts, rowid, head, body)
    SELECT 'delete', record_id, head, body FROM meetings_recordtext WHERE record_id IN ({})
"""
_LEARN = """
    INSERT INTO meetings_recordtext_fts (rowid, head, body)
    SELECT record_id, head, body FROM meetings_recordtext WHERE record_id IN ({})
"""
_CHUNK = 500


class RecordTextManager(models.Manager["RecordText"]):
    """Writes texts together with their index. The caller holds the transaction."""

    def write(self, texts: Mapping[int, SearchText]) -> None:
        """Set the searchable text of each record (by primary key)."""
        for chunk in _chunks(list(texts)):
            self._forget(chunk)
            self.bulk_create(
                [
                    self.model(record_id=pk, head=texts[pk].head, body=texts[pk].body)
                    for pk in chunk
                ],
                update_conflicts=True,
                unique_fields=["record"],
                update_fields=["head", "body"],
            )
            self._learn(chunk)

    def clear(self, records: Iterable[int]) -> None:
        """Take records (by primary key) out of search."""
        for chunk in _chunks(list(records)):
            self._forget(chunk)
            self.filter(pk__in=chunk).delete()

    def rebuild_index(self) -> None:
        """Index all texts anew, after rows were written past ``write`` (a bulk load)."""
        self._on_sqlite(_REBUILD, [])

    def empty_index_of_empty_table(self) -> None:
        """Empty the index where the table is empty and nobody told the index (a flush)."""
        tables = self._connection.introspection.table_names()
        if self.model._meta.db_table in tables and not self.exists():
            self.rebuild_index()

    def _forget(self, chunk: Sequence[int]) -> None:
        # FTS5 has to be told the very words it indexed.
        self._on_sqlite(_FORGET.format(", ".join(["%s"] * len(chunk))), chunk)

    def _learn(self, chunk: Sequence[int]) -> None:
        self._on_sqlite(_LEARN.format(", ".join(["%s"] * len(chunk))), chunk)

    @property
    def _connection(self) -> BaseDatabaseWrapper:
        return connections[self._db or router.db_for_write(self.model)]

    def _on_sqlite(self, sql: str, params: Sequence[int]) -> None:
        if self._connection.vendor == "sqlite":
            with self._connection.cursor() as cursor:
                cursor.execute(sql, params)


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


class RecordText(models.Model):
    """The tokens a published meeting is found by (``meetings.tokens``); withdrawn ones have none.

    ``head`` is title and participants, ``body`` the rest.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="text")
    head = models.TextField()
    body = models.TextField()

    objects: RecordTextManager = RecordTextManager()

    def __str__(self) -> str:
        return f"text of {self.record_id}"
