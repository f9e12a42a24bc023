"""Generate the chunks in two processes and write them, one transaction for each chunk.

On PostgreSQL each process writes its own chunks; SQLite allows only one writer, so there the
processes return their rows to this process.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from django.db import connection

from meetings.models import (
    Capture,
    Entry,
    Meeting,
    Record,
    RecordText,
    RegisterClock,
    Report,
    Source,
    Version,
)

from .bulk_insert import last_id, numbers_given
from .chunks import MEETINGS
from .indexes import without_indexes
from .rows import MEETINGS_A_TICK, ChunkOfRows, Rows
from .tables import Tables
from .world import World

PROCESSES = 2
# Chunks made but not yet written: bounds the memory if writing is slower.
AHEAD = 2

_Made = TypeVar("_Made")

NUMBERED = (Source, Entry, Record, Version, Meeting, Capture, Report)


class _Job:
    """Data that a process needs to make chunks; forked processes inherit it."""

    def __init__(self, world: World, total: int) -> None:
        self.world, self.total = world, total
        self.tables = Tables()
        self.first_entry, self.first_tick = last_id(Entry) + 1, RegisterClock.objects.now() + 1

    def rows(self, number: int) -> Rows:
        """Return the rows of a chunk."""
        maker = ChunkOfRows(self.world, self.tables, self.first_entry, self.first_tick)
        return maker.make(number, self.total)

    def write(self, number: int) -> None:
        """Write a chunk from the process that made it."""
        self.tables.insert(self.rows(number))


_job: _Job


def _rows(number: int) -> Rows:
    return _job.rows(number)


def _write(number: int) -> None:
    _job.write(number)


def fill(world: World, total: int) -> Iterator[int]:
    """Write ``total`` meetings; yield the number so far. The clock advances at the end."""
    global _job  # noqa: PLW0603 - inherited by the processes forked below
    _job = _Job(world, total)
    last_tick = _job.first_tick + (total - 1) // MEETINGS_A_TICK
    with without_indexes([table.name for table in _job.tables.all.values()]):
        yield from _chunks(total)
    RecordText.objects.rebuild_index()
    numbers_given(*NUMBERED)
    RegisterClock.objects.update(value=last_tick)


def _chunks(total: int) -> Iterator[int]:
    if connection.vendor == "postgresql":
        for done, _ in enumerate(_in_processes(_write, total), start=1):
            yield min(done * MEETINGS, total)
    else:
        for done, rows in enumerate(_in_processes(_rows, total), start=1):
            _job.tables.insert(rows)
            yield min(done * MEETINGS, total)


def _leave_pool() -> None:
    connection.settings_dict["OPTIONS"].pop("pool", None)


def _in_processes(make: Callable[[int], _Made], total: int) -> Iterator[_Made]:
    """Yield what ``make`` returns for each chunk, in their order."""
    # A child must not share the connection, nor the pool, whose threads are not forked.
    connection.close()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(PROCESSES, fork, initializer=_leave_pool) as processes:
        waiting: deque[Future[_Made]] = deque()
        for number in range(-(-total // MEETINGS)):
            waiting.append(processes.submit(make, number))
            if len(waiting) >= PROCESSES + AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
