"""What the workers do besides answering: build the index, follow changes, stream tables."""

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
    """Let one worker answer: the others sleep for the length of the block."""
    others = [other for other in server.workers() if other != pid]
    # Paused while it closes a connection, a worker would keep the readers of SQLite waiting.
    time.sleep(0.2)
    for other in others:
        os.kill(other, signal.SIGSTOP)
    try:
        yield
    finally:
        for other in others:
            # One that slept too long was replaced.
            with suppress(ProcessLookupError):
                os.kill(other, signal.SIGCONT)


@dataclass(frozen=True)
class Built:
    """How long it took one worker to build its index, and its memory with it."""

    seconds: float
    memory: Memory


def warm(server: Server) -> list[float]:
    """Wait until each worker has built its index; return how long it took them, in seconds."""
    return [float(one) for one in server.wait_for(_BUILT, len(server.workers()), _BUILD_SECONDS)]


def built_indexes(server: Server, lists: list[str]) -> list[Built]:
    """Return the indexes of a server that was just started, after each worker showed ``lists``."""
    seconds = warm(server)
    peaks = [one.peak for one in server.memory()]
    memory = memory_asked(server, lists)
    return [
        Built(took, replace(one, peak=peak))
        for took, one, peak in zip(seconds, memory, peaks, strict=True)
    ]


def memory_asked(server: Server, paths: list[str]) -> list[Memory]:
    """Ask each worker for ``paths`` and return the memory of each."""
    for pid in server.workers():
        with alone(server, pid):
            one_at_a_time((server.base + path for path in fresh(paths)), 40, 30)
    return server.memory()


@dataclass(frozen=True)
class Followed:
    """The first response of a worker after so many changes, in milliseconds; and the usual."""

    changes: int
    first: float
    usual: float


def follow_changes(server: Server, database: str, changes: int, times: int) -> list[Followed]:
    """Publish changes, then time each worker's next response; raise where one missed a change."""
    found = []
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
            found.append(Followed(changes, first, usual[pid]))
        if len(numbers) > 1 or (changes == 1 and abs(before - numbers.pop()) != 1):
            raise AssertionError(f"After {changes} changes to {before:,}: {numbers}")
    return found


def _usual(server: Server, pid: int, addresses: Iterator[str]) -> float:
    with alone(server, pid):
        return statistics.median(seconds_to_get(next(addresses)) for _ in range(20)) * 1000


@dataclass(frozen=True)
class Streamed:
    """A table read to its end: its rows, how long it took, and what the workers had of memory."""

    rows: int
    seconds: float
    before: list[Memory]
    after: list[Memory]


def stream(server: Server, path: str, over: float = 0.0) -> Streamed:
    """Read a CSV file to its end; a slow reader takes ``over`` seconds for it, or more."""
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
