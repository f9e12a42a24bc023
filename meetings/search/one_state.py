"""Snapshot isolation for reading: all queries of a block see one state of the database.

``State`` identifies a state by the register's clock and its newest version.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db import DatabaseError, connection
from django.db.models import F, Subquery

from meetings.models import record

# All queries see the commits before the first query. Django's own transactions would take SQLite's
# write lock (see DATABASES), and on PostgreSQL each of their queries sees newer commits.
_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


Result = TypeVar("Result")


@contextmanager
def one_state() -> Iterator[None]:
    """Run the block in a transaction that sees one state of the database. It must not write.

    Inside an open transaction this does nothing, because only its owner can set its isolation.
    """
    if connection.in_atomic_block:
        yield
        return
    _execute(_BEGIN[connection.vendor])
    try:
        yield
        _execute("COMMIT")
    except BaseException:
        # The connection may be lost; the original exception is more useful.
        try:
            _execute("ROLLBACK")
        except DatabaseError:
            # The thread would keep the connection, and with it the open transaction.
            connection.close()
        raise


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@dataclass(frozen=True)
class State:
    """A state of the register: its clock and its newest version.

    The version (row number and time) distinguishes two registers with the same clock, for example
    after a restore from a backup and different changes since. ``epoch`` is that of the clock.
    """

    clock: int = 0
    version: int | None = None
    published_at: datetime.datetime | None = None
    epoch: str = field(default="", compare=False)  # what was counted stays right in a new one

    @property
    def stamp(self) -> record.Stamp:
        """The clock and its epoch."""
        return record.Stamp(self.clock, self.epoch)


def state_now() -> State:
    """Return the present state of the register. One cheap query."""
    newest = record.Version.objects.order_by("-pk")
    row = (
        record.RegisterClock.objects.filter(id=1)
        .values_list("value", Subquery(newest.values("pk")[:1]))
        .annotate(published_at=Subquery(newest.values("published_at")[:1]), of=F("epoch"))
        .first()
    )
    return State(*row) if row else State()


def follows(before: State) -> bool:
    """Whether the register still has the newest version of the state ``before``."""
    if before.version is None or before.published_at is None:
        return True
    return record.Version.objects.filter(
        pk=before.version, published_at=before.published_at
    ).exists()


class Kept(Generic[Result]):
    """The result of ``read``, which this process keeps until the register changes.

    For a small part of the public record that many pages need.
    """

    def __init__(self, read: Callable[[], Result]) -> None:
        self._read = read
        # Replaced as a whole, so that no lock is needed: two threads at worst both read.
        self._newest: tuple[record.Stamp, Result] | None = None

    def at(self, stamp: record.Stamp) -> Result:
        """Return the result at ``stamp``, which was read before: it may be newer, never older."""
        newest = self._newest
        if newest is None or newest[0] != stamp:
            newest = self._newest = (stamp, self._read())
        return newest[1]
