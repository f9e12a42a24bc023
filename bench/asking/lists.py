"""Measure response times of the questions: Sidelines on each database, then the peer."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from . import peer, targets
from .measure import Timings, eight_at_once, one_at_a_time
from .questions import Asked, PageQuestion, Question
from .serving import Server

WARM_UP = 5
# For each series of requests. A peer may take minutes for a page.
MOST_SECONDS = 30
# A peer that takes longer for one page is not asked eight times at once.
PATIENCE_MILLISECONDS = 2_000


@dataclass
class Measured:
    """The times of one question on one server, one request at a time and eight at once."""

    one: Timings
    eight: Timings | None = None


@dataclass
class Results:
    """The times of every question, by its name."""

    by_name: dict[str, Measured] = field(default_factory=dict)


def measure_sidelines(
    server: Server, lists: Sequence[Question], pages: Sequence[PageQuestion], samples: int
) -> Results:
    """Measure all questions on Sidelines."""
    results = Results()
    paths = {
        question.name: [targets.path_of(asked) for asked in question.wordings] for question in lists
    }
    paths |= {question.name: list(question.paths) for question in pages}
    for name, question_paths in paths.items():
        addresses = (server.base + path for path in targets.fresh(question_paths))
        results.by_name[name] = _measure(addresses, samples, warm_up=WARM_UP)
        _progress(server, name)
    return results


def measure_peer(
    server: Server, lists: Sequence[Question], samples: int, facets: Iterable[str]
) -> Results:
    """Measure Datasette on the questions that it can answer, with ``facets``."""
    results, facets = Results(), tuple(facets)
    for question in lists:
        if question.for_peer:
            addresses = _peer_addresses(server.base, question.wordings, facets)
            results.by_name[question.name] = _measure(addresses, samples, warm_up=1)
            _progress(server, question.name)
    return results


def _peer_addresses(base: str, wordings: Sequence[Asked], facets: tuple[str, ...]) -> Iterator[str]:
    for number, asked in enumerate(cycle(wordings)):
        yield f"{base}{peer.path_of(asked, facets=facets)}&_number={number}"


def _measure(addresses: Iterator[str], samples: int, warm_up: int) -> Measured:
    first = one_at_a_time(addresses, warm_up, MOST_SECONDS)
    if first.elapsed > MOST_SECONDS:
        return Measured(first)
    timings = one_at_a_time(addresses, samples, MOST_SECONDS)
    if timings.median > PATIENCE_MILLISECONDS:
        return Measured(timings)
    return Measured(timings, eight_at_once(addresses, 2 * samples, MOST_SECONDS))


def _progress(server: Server, name: str) -> None:
    print(f"  {server.log.stem}: {name}", file=sys.stderr, flush=True)
