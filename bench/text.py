"""Measure text search alone: ``python bench/text.py --database URL``.

Words and phrases are chosen from the register itself, by how many meetings have them. Each
question is asked in the ways a page needs it: ids of what is found, the same in order of
relevance, and a page of the list in plain SQL with its number.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = 4_000
COMMON, RARE = 50_000, 1_000


def main(arguments: list[str]) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description="Measure text search.")
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""))
    parser.add_argument("--samples", type=int, default=15)
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    os.environ |= {"SIDELINES_ENV": "development", "DEBUG": "false"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "diplomacy.settings"
    if options.database:
        os.environ["DATABASE_URL"] = options.database
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    print(
        f"{'question':24} {'found':>8} {'ids':>8} {'relevance':>10} {'page':>8} {'page rel.':>10}"
    )
    for name, typed in _questions():
        _measure(name, typed, options.samples)
    return 0


def _questions() -> Iterator[tuple[str, str]]:
    from meetings.models import RecordText  # noqa: PLC0415 - needs Django

    total = RecordText.objects.count()
    step = max(1, total // SAMPLE)
    last = RecordText.objects.order_by("-pk").values_list("pk", flat=True)[0]
    rows = RecordText.objects.filter(pk__in=range(1, last + 1, step)).values_list("head", "body")
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    seen = 0
    for head, body in rows:
        seen += 1
        found = [one for one in f"{head} x2 {body}".split() if one.isalpha()]
        words.update(set(found))
        pairs.update({f'"{one} {other}"' for one, other in pairwise(found)})
    common, second = _near(words, seen, total, COMMON), _near(words, seen, total, COMMON / 2)
    rare = _near(words, seen, total, RARE)
    phrase = _near(pairs, seen, total, COMMON)
    yield "a rare word", rare
    yield "a common word", common
    yield "both", f"{rare} {common}"
    yield "either of two", f"{common} OR {second}"
    yield "one without another", f"{common} -{second}"
    yield "a rare phrase", _near(pairs, seen, total, RARE)
    yield "a common phrase", phrase
    yield "stop words in a phrase", '"of the"'
    yield "five words", f"{common} {second} the of to"
    yield "all without one", f"-{common}"


def _near(counts: Counter[str], seen: int, total: int, wanted: float) -> str:
    """Return what about ``wanted`` of ``total`` meetings have, going by a sample."""
    share = min(wanted / total, 0.5)
    return min(counts, key=lambda one: (abs(counts[one] / seen - share), one))


def _measure(name: str, typed: str, samples: int) -> None:
    from pyroaring import BitMap  # noqa: PLC0415 - needs Django

    from meetings.models import Record  # noqa: PLC0415
    from meetings.search.text.matching import by_relevance, condition, matching_ids, relevance  # noqa: PLC0415
    from meetings.search.text.query import parse  # noqa: PLC0415

    query = parse(typed)
    published = BitMap(Record.objects.filter(state="published").values_list("pk", flat=True))
    found = matching_ids(query, published)
    rows = Record.objects.filter(condition(query), state="published")
    ranked = rows.alias(hits=relevance(query)).order_by("-hits", "-listed_on", "-id")
    times = [
        _median(samples, lambda: matching_ids(query, published)),
        _median(samples, lambda: by_relevance(query, found)),
        _median(samples, lambda: (rows.count(), list(rows.order_by("-listed_on", "-id")[:25]))),
        _median(samples, lambda: (rows.count(), list(ranked[:25]))),
    ]
    print(f"{name:24} {len(found):8,} " + " ".join(f"{one:8.1f}" for one in times) + f"  {typed}")


def _median(samples: int, ask: Callable[[], object]) -> float:
    """Return the median of the milliseconds that asking takes."""
    taken = []
    for _ in range(samples):
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
