"""Measure only full-text search: ``python bench/text.py --database URL``.

Words and phrases are chosen from the register, by how many meetings have them. Each query is
measured in the ways that a page needs: matching ids, the ids by relevance, and a page of the list
in plain SQL with its count.
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
    sampled = 0
    for head, body in rows:
        sampled += 1
        text_words = [word for word in f"{head} x2 {body}".split() if word.isalpha()]
        words.update(set(text_words))
        pairs.update({f'"{word} {following}"' for word, following in pairwise(text_words)})
    common, second = _near(words, sampled, total, COMMON), _near(words, sampled, total, COMMON / 2)
    rare = _near(words, sampled, total, RARE)
    phrase = _near(pairs, sampled, total, COMMON)
    yield "a rare word", rare
    yield "a common word", common
    yield "both", f"{rare} {common}"
    yield "either of two", f"{common} OR {second}"
    yield "one without another", f"{common} -{second}"
    yield "a rare phrase", _near(pairs, sampled, total, RARE)
    yield "a common phrase", phrase
    yield "stop words in a phrase", '"of the"'
    yield "five words", f"{common} {second} the of to"
    yield "all without one", f"-{common}"


def _near(counts: Counter[str], sampled: int, total: int, target: float) -> str:
    """Return the word or phrase that about ``target`` of ``total`` meetings have (estimated)."""
    share = min(target / total, 0.5)
    return min(counts, key=lambda word: (abs(counts[word] / sampled - share), word))


def _measure(name: str, typed: str, samples: int) -> None:
    from pyroaring import BitMap  # noqa: PLC0415 - needs Django

    from meetings.models import Record  # noqa: PLC0415
    from meetings.search.text.matching import by_relevance, condition, matching_ids, relevance  # noqa: PLC0415
    from meetings.search.text.query import parse  # noqa: PLC0415

    query = parse(typed)
    published = BitMap(Record.objects.filter(state="published").values_list("pk", flat=True))
    ids = matching_ids(query, published)
    rows = Record.objects.filter(condition(query), state="published")
    ranked = rows.alias(hits=relevance(query)).order_by("-hits", "-listed_on", "-id")
    times = [
        _median(samples, lambda: matching_ids(query, published)),
        _median(samples, lambda: by_relevance(query, ids)),
        _median(samples, lambda: (rows.count(), list(rows.order_by("-listed_on", "-id")[:25]))),
        _median(samples, lambda: (rows.count(), list(ranked[:25]))),
    ]
    print(
        f"{name:24} {len(ids):8,} "
        + " ".join(f"{time_taken:8.1f}" for time_taken in times)
        + f"  {typed}"
    )


def _median(samples: int, ask: Callable[[], object]) -> float:
    """Return the median of the milliseconds of ``ask``."""
    milliseconds = []
    for _ in range(samples):
        started = time.perf_counter()
        ask()
        milliseconds.append((time.perf_counter() - started) * 1000)
    return median(milliseconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
