"""Read the public record at one moment, however many queries it takes; and which moment it is."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.models import Subquery

from meetings.models import record

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


@dataclass(frozen=True)
class State:
    """Of what moment something is: the clock, and the newest version there was.

    The version (row number and time) tells two registers apart that show the same clock: one
    that was restored from a backup and then went another way.
    """

    clock: int = 0
    version: int | None = None
    published_at: datetime.datetime | None = None


def state_now() -> State:
    """Return the state of the register; one cheap query."""
    newest = record.Version.objects.order_by("-pk")
    row = (
        record.RegisterClock.objects.filter(id=1)
        .values_list("value", Subquery(newest.values("pk")[:1]))
        .annotate(published_at=Subquery(newest.values("published_at")[:1]))
        .first()
    )
    return State(*row) if row else State()


def follows(before: State) -> bool:
    """Whether the register that is read now has the version that was the newest ``before``."""
    if before.version is None or before.published_at is None:
        return True
    return record.Version.objects.filter(
        pk=before.version, published_at=before.published_at
    ).exists()
