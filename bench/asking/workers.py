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
from dataclasses import dataclass
from urllib.parse import urlsplit

from .changes import publish_changes
from .measure import get, one_at_a_time, seconds_to_get
from .questions import Asked
from .serving import Memory, Server, memory_of
from .targets import fresh, number_on, path_of

_BUILT = re.compile(r"built in ([0-9.]+) s")
_BUILD_SECONDS = 300
BRIEF = "/meetings/?setting=brief_encounter"


@contextmanager
def alone(server: Server, pid: int) -> Iterator[None]:
    """Let one worker answer: the others sleep for the length of the block."""
    others = [other for other in server.workers() if other != pid]
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
    """How one worker built its index: seconds, and its memory before, after and at the peak."""

    seconds: float
    before: Memory
    after: Memory


def warm(server: Server) -> None:
    """Let each worker build its index."""
    for pid in server.workers():
        _build_index(server, pid)


def build_indexes(server: Server, others: list[str]) -> list[Built]:
    """Let each worker in turn build its index; ``others`` are pages that do not need it."""
    return [_build(server, pid, others) for pid in server.workers()]


def _build(server: Server, pid: int, others: list[str]) -> Built:
    with alone(server, pid):
        one_at_a_time((server.base + path for path in fresh(others)), 40, 30)
    server.forget_peaks()
    before = memory_of(pid)
    line = _build_index(server, pid)
    peak = memory_of(pid).peak
    with alone(server, pid):
        one_at_a_time((server.base + path for path in fresh([path_of(Asked())])), 5, 30)
    after = memory_of(pid)
    found = _BUILT.search(line)
    return Built(
        float(found[1]) if found else 0.0, before, Memory(after.resident, peak, after.share)
    )


def _build_index(server: Server, pid: int) -> str:
    """Ask for a list and return the line of the log that says that the index is built."""
    already = len(server.logged("Facet index of"))
    with alone(server, pid):
        get(server.base + path_of(Asked(countries=("ISL", "MLT"))))
    line = server.wait_for("Facet index of", already + 1, _BUILD_SECONDS)[-1]
    # It closes its connection next. Paused while it does so, SQLite would keep others waiting.
    time.sleep(0.5)
    return line


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
