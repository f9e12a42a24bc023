"""Time whole HTTP responses, one request at a time or eight at once."""

import http.client
import itertools
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlsplit

# A peer may need minutes for a page.
TIMEOUT_SECONDS = 900


class UnexpectedAnswer(Exception):
    """An answer that is not 200; the text says which."""


@dataclass(frozen=True)
class Timings:
    """Seconds of each whole response, and of all responses together."""

    seconds: Sequence[float]
    elapsed: float

    @property
    def median(self) -> float:
        """The median, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """The lowest time, in milliseconds, that 95 of 100 responses do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[-(-len(ordered) * 95 // 100) - 1] * 1000


def get(address: str) -> bytes:
    """Return the body of an answer, over a new connection. Raises UnexpectedAnswer."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS
    )
    try:
        connection.request("GET", f"{parts.path}?{parts.query}".rstrip("?"))
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise UnexpectedAnswer(f"{response.status} for {address}")
    return body


def seconds_to_get(address: str) -> float:
    """Return the seconds of a whole response, connecting included."""
    started = time.perf_counter()
    get(address)
    return time.perf_counter() - started


def one_at_a_time(addresses: Iterable[str], number: int, most_seconds: float) -> Timings:
    """Request ``number`` addresses in turn, or fewer within ``most_seconds``."""
    return _ask(addresses, number, most_seconds, workers=1)


def eight_at_once(addresses: Iterable[str], number: int, most_seconds: float) -> Timings:
    """Request the same way, with eight requests always in progress."""
    return _ask(addresses, number, most_seconds, workers=8)


def _ask(addresses: Iterable[str], number: int, most_seconds: float, workers: int) -> Timings:
    started = time.perf_counter()
    turn = _Turn(itertools.islice(addresses, number), started + most_seconds)

    def ask_on(_: int) -> list[float]:
        return [seconds_to_get(address) for address in turn]

    with ThreadPoolExecutor(workers) as threads:
        seconds_by_thread = list(threads.map(ask_on, range(workers)))
    return Timings(list(itertools.chain(*seconds_by_thread)), time.perf_counter() - started)


class _Turn(Iterator[str]):
    """Hands each address to the next free thread, until the time is over."""

    def __init__(self, addresses: Iterator[str], deadline: float) -> None:
        self._addresses, self._deadline, self._lock = addresses, deadline, Lock()

    def __next__(self) -> str:
        if time.perf_counter() > self._deadline:
            raise StopIteration
        with self._lock:
            return next(self._addresses)
