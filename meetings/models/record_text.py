"""The searchable text of the public record, and its full-text index in each database.

On PostgreSQL the index is part of the table (generated columns). On SQLite it is an FTS5 table
that holds no text of its own; ``write`` and ``clear`` keep it in step, so no other code may
write these rows.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from meetings.tokens import SearchText

from .record import Record

# Commands of FTS5 are insertions into a column that has the name of the table.
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
        """Index all texts anew, after a bulk load that did not use ``write``."""
        self._on_sqlite(_REBUILD, [])

    def empty_index_of_empty_table(self) -> None:
        """Empty the index if the table was emptied without it (a flush)."""
        tables = self._connection.introspection.table_names()
        if self.model._meta.db_table in tables and not self.exists():
            self.rebuild_index()

    def _forget(self, chunk: Sequence[int]) -> None:
        # FTS5 removes a row from the index only by the exact text it indexed.
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
    """Search tokens of a published meeting (``meetings.tokens``); withdrawn meetings have none.

    ``head`` holds title and participants, ``body`` all other text.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="text")
    head = models.TextField()
    body = models.TextField()

    objects: RecordTextManager = RecordTextManager()

    def __str__(self) -> str:
        return f"text of {self.record_id}"
