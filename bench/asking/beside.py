"""Two checkouts measured in one run: asked in turn, so that a slower half hour slows both."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from . import databases, workers
from .measure import Timings, get, seconds_to_get
from .serving import Server
from .targets import fresh, path_of

if TYPE_CHECKING:
    from .run import Subject

WARM_UP = 5
CHANGES = 100
TIMES_FOLLOWED = 4
CSV_QUERIES = 3


def compare(subject: "Subject", other: Path, samples: int) -> None:
    """Print medians of this checkout and of ``other`` for everything that is asked of both."""
    databases.collect_static(other)
    for name in subject.registers:
        with ExitStack() as stack:
            ours = stack.enter_context(subject.served(name))
            theirs = stack.enter_context(subject.served(name, other))
            print(f"\n{name}: milliseconds of whole responses, this checkout and the other\n")
            for line in _lines(subject, name, ours, theirs, samples):
                print(line, flush=True)


def _lines(
    subject: "Subject", name: str, ours: Server, theirs: Server, samples: int
) -> Iterator[str]:
    built = [workers.warm(server) for server in (ours, theirs)]
    yield "| asked | this, median / p95 | other, median / p95 | ratio of medians |"
    yield "| --- | ---: | ---: | ---: |"
    paths = {one.name: [path_of(asked) for asked in one.wordings] for one in subject.lists}
    paths |= {one.name: list(one.paths) for one in subject.pages}
    for question, some in paths.items():
        yield _row(question, *_in_turn(ours, theirs, some, samples))
    table = subject.table_path
    yield _row("CSV of 100,000 rows", *_in_turn(ours, theirs, [table], CSV_QUERIES, warm_up=0))
    yield ""
    for label, server, seconds in (("this", ours, built[0]), ("other", theirs, built[1])):
        memory = server.memory()
        yield (
            f"- {label}: index built in {' and '.join(f'{one:.1f}' for one in seconds)} s; workers "
            f"{' and '.join(f'{one.resident:.0f}' for one in memory)} MiB, at most "
            f"{' and '.join(f'{one.peak:.0f}' for one in memory)}"
        )
    for label, server in (("this", ours), ("other", theirs)):
        followed = workers.follow_changes(server, subject.registers[name], CHANGES, TIMES_FOLLOWED)
        more = sorted(one.first - one.usual for one in followed)
        yield (
            f"- {label}: the next response after {CHANGES} changes took "
            f"{more[len(more) // 2]:.0f} ms more than usual ({more[-1]:.0f} at most)"
        )


def _in_turn(
    ours: Server, theirs: Server, paths: Sequence[str], samples: int, warm_up: int = WARM_UP
) -> tuple[Timings, Timings]:
    addresses = fresh(list(paths))
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(samples + warm_up):
        path = next(addresses)
        # Who is asked first changes: the second finds the database warmed by the first.
        for position in (0, 1) if number % 2 else (1, 0):
            server = (ours, theirs)[position]
            if number < warm_up:
                get(server.base + path)
            else:
                seconds[position].append(seconds_to_get(server.base + path))
    return Timings(seconds[0], sum(seconds[0])), Timings(seconds[1], sum(seconds[1]))


def _row(question: str, ours: Timings, theirs: Timings) -> str:
    return (
        f"| {question} | {ours.median:,.1f} / {ours.p95:,.1f} | {theirs.median:,.1f} / "
        f"{theirs.p95:,.1f} | {ours.median / theirs.median:.2f} |"
    )
