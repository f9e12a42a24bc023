"""Read the public record at one moment, however many queries it takes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

# Everything read sees what was committed when the first of it was read. Django's own
# transactions would take SQLite's lock for writing (see DATABASES), and on PostgreSQL each
# query of theirs sees the commits before it.
_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def one_state() -> Iterator[None]:
    """Let all queries within see one state of the database. They must not write.

    Inside a transaction this adds nothing: that is for its owner to know.
    """
    if connection.in_atomic_block:
        yield
        return
    _execute(_BEGIN[connection.vendor])
    try:
        yield
    except BaseException:
        # The connection may be gone; what went wrong matters more.
        with suppress(DatabaseError):
            _execute("ROLLBACK")
        raise
    _execute("COMMIT")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
