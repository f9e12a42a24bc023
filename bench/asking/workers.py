"""Measure other work of the workers: index building, following changes, streaming tables."""

import csv
import http.client
import io
import os
import re
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from .changes import publish_changes
from .measure import get, one_at_a_time, seconds_to_get
from .serving import Memory, Server
from .targets import fresh, number_on

_BUILT = re.compile(r"Facet index of \d+ meetings built in ([0-9.]+) s")
_BUILD_SECONDS = 300
BRIEF = "/meetings/?setting=brief_encounter"


@contextmanager
def alone(server: Server, pid: int) -> Iterator[None]:
    """Let only one worker answer: the others are stopped during the block."""
    other_pids = [other_pid for other_pid in server.workers() if other_pid != pid]
    # A worker stopped while it closes a connection would make other readers of SQLite wait.
    time.sleep(0.2)
    for other_pid in other_pids:
        os.kill(other_pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for other_pid in other_pids:
            # A worker that was stopped too long was replaced.
            with suppress(ProcessLookupError):
                os.kill(other_pid, signal.SIGCONT)


@dataclass(frozen=True)
class Built:
    """Seconds in which a worker built its index, and its memory with the index."""

    seconds: float
    memory: Memory


def warm(server: Server) -> list[float]:
    """Wait until each worker has built its index; return the seconds of each."""
    return [float(text) for text in server.wait_for(_BUILT, len(server.workers()), _BUILD_SECONDS)]


def built_indexes(server: Server, lists: list[str]) -> list[Built]:
    """Return the indexes of a server that was just started, after each worker showed ``lists``."""
    seconds = warm(server)
    peaks = [memory.peak for memory in server.memory()]
    memory = memory_asked(server, lists)
    return [
        Built(took, replace(usage, peak=peak))
        for took, usage, peak in zip(seconds, memory, peaks, strict=True)
    ]


def memory_asked(server: Server, paths: list[str]) -> list[Memory]:
    """Request ``paths`` from each worker; return the memory of each."""
    for pid in server.workers():
        with alone(server, pid):
            one_at_a_time((server.base + path for path in fresh(paths)), 40, 30)
    return server.memory()


@dataclass(frozen=True)
class Followed:
    """Milliseconds of a worker's first response after ``changes``, and of a usual response."""

    changes: int
    first: float
    usual: float


def follow_changes(server: Server, database: str, changes: int, times: int) -> list[Followed]:
    """Publish changes, then time each worker's next response; raise if it misses a change."""
    responses = []
    addresses = (server.base + path for path in fresh([BRIEF]))
    usual = {pid: _usual(server, pid, addresses) for pid in server.workers()}
    for _ in range(times):
        with alone(server, server.workers()[0]):
            before = number_on(get(next(addresses)))
        publish_changes(database, changes)
        numbers = set()
        for pid in server.workers():
            with alone(server, pid):
                started = time.perf_counter()
                page = get(next(addresses))
                first = (time.perf_counter() - started) * 1000
            numbers.add(number_on(page))
            responses.append(Followed(changes, first, usual[pid]))
        if len(numbers) > 1 or (changes == 1 and abs(before - numbers.pop()) != 1):
            raise AssertionError(f"After {changes} changes to {before:,}: {numbers}")
    return responses


def _usual(server: Server, pid: int, addresses: Iterator[str]) -> float:
    with alone(server, pid):
        return statistics.median(seconds_to_get(next(addresses)) for _ in range(20)) * 1000


@dataclass(frozen=True)
class Streamed:
    """A table read to its end: rows, seconds, and memory of the workers before and after."""

    rows: int
    seconds: float
    before: list[Memory]
    after: list[Memory]


def stream(server: Server, path: str, over: float = 0.0) -> Streamed:
    """Read a CSV file to its end; a slow reader takes at least ``over`` seconds."""
    server.forget_peaks()
    before, parts = server.memory(), urlsplit(server.base)
    started = time.perf_counter()
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)
    connection.request("GET", path)
    response, pieces = connection.getresponse(), []
    while piece := response.read(1 << 20):
        pieces.append(piece)
        time.sleep(min(over / 10, max(0.0, started + over - time.perf_counter())))
    seconds = time.perf_counter() - started
    connection.close()
    lines = io.StringIO(b"".join(pieces).decode("utf-8-sig"), newline="")
    rows = sum(1 for _ in csv.reader(lines)) - 1
    return Streamed(rows, seconds, before, server.memory())
