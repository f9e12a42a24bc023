"""Measure the facet index of one process: ``DATABASE_URL=... python bench/facets.py``.

Builds it, queries it and lets it catch up with changes, and prints seconds, milliseconds and
memory. The changes are rolled back, so the database stays the same.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetings.search.by_index.facet_index import FacetIndex

ROOT = Path(__file__).resolve().parent.parent
CHANGES = (1, 100, 1000)


def main(arguments: list[str]) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description="Measure the facet index.")
    parser.add_argument("--samples", type=int, default=15, help="how often each question is asked")
    options = parser.parse_args(arguments)
    _set_up_django()
    index = _built()
    _asked(index, options.samples)
    _followed(index, options.samples)
    return 0


def _set_up_django() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "diplomacy.settings"
    os.environ.setdefault("SIDELINES_ENV", "development")
    os.environ["DEBUG"] = "false"
    import django  # noqa: PLC0415 - reads the environment set above

    django.setup()


def _built() -> "FacetIndex":
    from meetings.search.by_index.holder import holder  # noqa: PLC0415 - needs Django

    before = _resident()
    wall, cpu = time.perf_counter(), time.process_time()
    holder.start()
    holder.wait()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    index = holder.build_now()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(index.published):,} meetings")
    print(f"built in {wall:.1f} s ({cpu:.1f} s of this process's time)")
    print(f"memory: {before:.0f} MB before, {peak:.0f} MB at most, {_resident():.0f} MB after")
    return index


def _resident() -> float:
    """Return the resident memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _asked(index: "FacetIndex", samples: int) -> None:
    from django.http import QueryDict  # noqa: PLC0415

    from meetings.search.by_index.count import counts_of  # noqa: PLC0415
    from meetings.search.by_index.evaluate import Evaluation  # noqa: PLC0415
    from meetings.search.by_index.facet_index import page_ids  # noqa: PLC0415
    from meetings.search.selection import read_selection  # noqa: PLC0415

    print("\nmilliseconds, median: every facet; page 1; page 200")
    for query in _queries(index):
        chosen = read_selection(QueryDict(query)).chosen
        selected = Evaluation(index, chosen).selected
        facets = _median(lambda: counts_of(Evaluation(index, chosen)), samples)
        first, last = (
            _median(lambda: page_ids(index, selected, offset, 25, newest=True), samples)
            for offset in (0, 199 * 25)
        )
        number = f"{len(selected):,}"
        print(f"{number:>10}  {facets:6.1f} {first:6.1f} {last:6.1f}  {query or 'everything'}")


def _queries(index: "FacetIndex") -> list[str]:
    """Return queries for the most frequent values, and for some less frequent ones."""
    from meetings.models.record import Entry  # noqa: PLC0415

    def key(column: str, place: int) -> str:
        ranked = index.columns[column].ranked()
        return Entry.objects.values_list("key", flat=True).get(
            pk=ranked[min(place, len(ranked) - 1)][1]
        )

    common, other, rare = (f"country={key('actor', place)}" for place in (0, 1, 100))
    topic = f"topic={key('topic', 5)}"
    return [
        "",
        common,
        f"{common}&{other}",
        f"{common}&{topic}&from=2005&to=2015-06-15",
        rare,
        f"{rare}&{topic}",
        f"{common}&{other}&match=any",
        f"{common}&{other}&match=only",
        f"person={key('person', 0)}",
        f"person={key('person', 500)}",
        f"summit={key('summit', 3)}",
        "from=1990&dates=certain&sides=2",
    ]


def _median(work: Callable[[], object], samples: int) -> float:
    milliseconds = []
    for _ in range(samples):
        started = time.perf_counter()
        work()
        milliseconds.append((time.perf_counter() - started) * 1000)
    return statistics.median(milliseconds)


def _followed(index: "FacetIndex", samples: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    from meetings.models.record import Record, RegisterClock  # noqa: PLC0415
    from meetings.search.by_index.catch_up import follow  # noqa: PLC0415
    from meetings.search.one_state import state_now  # noqa: PLC0415

    print("\nmilliseconds to catch up, median")
    choose = random.Random(7)
    for number in CHANGES:
        ids = choose.sample(list(index.published), min(number, len(index.published)))
        with transaction.atomic():
            # The same as publishing each again.
            tick = index.state.clock + 1
            Record.objects.filter(pk__in=ids).update(clock=tick)
            RegisterClock.objects.update(value=tick)
            state = state_now()
            print(f"{number:>6,} changes {_median(lambda: follow(index, state), samples):6.1f}")
            transaction.set_rollback(True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
