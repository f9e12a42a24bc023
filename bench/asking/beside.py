"""Compare two checkouts in one run: requests alternate, so that a slow phase affects both."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from . import databases, workers
from .measure import Timings, get, seconds_to_get
from .serving import Server
from .subject import Subject
from .targets import fresh, path_of

WARM_UP = 5
CHANGES = 100
TIMES_FOLLOWED = 4
CSV_QUERIES = 3


def compare(subject: Subject, other: Path, others: Mapping[str, str], samples: int) -> None:
    """Print medians of this checkout and of ``other`` for all questions.

    ``others`` has the registers of the other checkout by name, "" for the same one: a checkout from
    before a migration needs the register as it was before, with the same meetings.
    """
    databases.collect_static(other)
    for name in subject.registers:
        with ExitStack() as stack:
            ours = stack.enter_context(subject.served(name))
            theirs = stack.enter_context(subject.served(name, other, others[name]))
            print(f"\n{name}: milliseconds of whole responses, this checkout and the other\n")
            for line in _lines(subject, name, (ours, theirs), others[name], samples):
                print(line, flush=True)


def _lines(
    subject: Subject, name: str, servers: tuple[Server, Server], other: str, samples: int
) -> Iterator[str]:
    ours, theirs = servers
    built = [workers.warm(server) for server in (ours, theirs)]
    yield "| asked | this, median / p95 | other, median / p95 | ratio of medians |"
    yield "| --- | ---: | ---: | ---: |"
    paths = {row.name: [path_of(asked) for asked in row.wordings] for row in subject.lists}
    paths |= {row.name: list(row.paths) for row in subject.pages}
    for question, question_paths in paths.items():
        yield _row(question, *_in_turn(ours, theirs, question_paths, samples))
    table = subject.table_path
    yield _row("CSV of 100,000 rows", *_in_turn(ours, theirs, [table], CSV_QUERIES, warm_up=0))
    yield ""
    for label, server, seconds in (("this", ours, built[0]), ("other", theirs, built[1])):
        memory = server.memory()
        yield (
            f"- {label}: index built in {' and '.join(f'{took:.1f}' for took in seconds)} s; "
            f"workers {' and '.join(f'{worker.resident:.0f}' for worker in memory)} MiB, at most "
            f"{' and '.join(f'{worker.peak:.0f}' for worker in memory)}"
        )
    register = subject.registers[name]
    # The changes are published by this checkout, which cannot write the other's older register.
    for label, server in [("this", ours), *([] if other else [("other", theirs)])]:
        followed = workers.follow_changes(server, register, CHANGES, TIMES_FOLLOWED)
        delays = sorted(response.first - response.usual for response in followed)
        yield (
            f"- {label}: the next response after {CHANGES} changes took "
            f"{delays[len(delays) // 2]:.0f} ms more than usual ({delays[-1]:.0f} at most)"
        )


def _in_turn(
    ours: Server, theirs: Server, paths: Sequence[str], samples: int, warm_up: int = WARM_UP
) -> tuple[Timings, Timings]:
    addresses = fresh(list(paths))
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(samples + warm_up):
        path = next(addresses)
        # The order alternates: the second server finds the database warmed by the first.
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
