"""Ask a running register for its dearest exports all the time, and measure what others notice.

python bench/exports.py --base http://127.0.0.1:8000 --clients 40 --seconds 60

Clients take whole exports, one after the other and without a pause. Meanwhile a reader asks for
/healthz and for the list; printed are the times that both took, and how often exports were given.
"""

import argparse
import http.client
import itertools
import statistics
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

EXPORTS = tuple(
    f"/meetings.{extension}?occurrence=any&unit={unit}"
    for extension in ("xlsx", "csv", "jsonl", "json")
    for unit in ("report", "participation", "pair", "statement")
)
READ = ("/healthz", "/meetings/?country=CHN", "/meetings/")
_TIMEOUT_SECONDS = 200


@dataclass
class Seen:
    """What came back: statuses of exports, and for each address read the seconds it took."""

    exports: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {one: [] for one in READ})
    failures: Counter[str] = field(default_factory=Counter)


def ask(base: str, address: str) -> int:
    """Return the status of an address; its body is read to the end."""
    where = urlsplit(base)
    connection = http.client.HTTPConnection(
        where.hostname or "", where.port, timeout=_TIMEOUT_SECONDS
    )
    try:
        connection.request(
            "GET", address, headers={"Host": where.netloc, "X-Forwarded-Proto": "https"}
        )
        response = connection.getresponse()
        while response.read(1 << 16):
            pass
        return response.status
    finally:
        connection.close()


def take(base: str, first: int, end: float, seen: Seen) -> None:
    """Take exports until ``end``, the client's own ``first`` one first."""
    for address in itertools.islice(itertools.cycle(EXPORTS), first, None):
        if time.monotonic() > end:
            return
        try:
            seen.exports[str(ask(base, address))] += 1
        except (OSError, http.client.HTTPException) as error:
            seen.exports[type(error).__name__] += 1


def read(base: str, end: float, seen: Seen) -> None:
    """Read the pages of ``READ`` in turn until ``end``, five times a second at most."""
    for address in itertools.cycle(READ):
        if time.monotonic() > end:
            return
        started = time.monotonic()
        try:
            status = ask(base, address)
        except (OSError, http.client.HTTPException) as error:
            seen.failures[f"{address} {type(error).__name__}"] += 1
        else:
            if status != 200:
                seen.failures[f"{address} {status}"] += 1
        seen.seconds[address].append(time.monotonic() - started)
        time.sleep(0.2)


def main(arguments: list[str]) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description="Measure what exports cost other readers.")
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--clients", type=int, default=40, metavar="N")
    parser.add_argument("--seconds", type=int, default=60, metavar="N")
    options = parser.parse_args(arguments)
    seen, end = Seen(), time.monotonic() + options.seconds
    threads = [
        threading.Thread(target=take, args=(options.base, number, end, seen), daemon=True)
        for number in range(options.clients)
    ]
    for thread in threads:
        thread.start()
    read(options.base, end, seen)
    print("exports by status:", dict(seen.exports), "failed reads:", dict(seen.failures))
    for address, seconds in seen.seconds.items():
        ordered = sorted(seconds)
        print(
            f"{address:<24} {len(ordered):>4} times, median {statistics.median(ordered):.3f} s, "
            f"p95 {ordered[int(len(ordered) * 0.95)]:.3f} s, longest {ordered[-1]:.3f} s"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
