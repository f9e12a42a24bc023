"""Run the benchmark: registers, servers, questions and tables."""

import argparse
from contextlib import ExitStack
from pathlib import Path

from . import beside, checks, databases, lists, peer, questions, report, workers
from .subject import Subject
from .targets import path_of

# Longer than the timeout after which gunicorn replaces a silent worker.
SLOW_SECONDS = 75
TIMES_FOLLOWED = 4


def run(options: argparse.Namespace) -> None:
    """Run and print the measurements that ``options`` select (see ``bench/ask.py``)."""
    sqlite = databases.sqlite_register(options.sqlite, options.meetings)
    databases.collect_static()
    with databases.postgresql_register(options.postgresql, options.meetings) as postgresql:
        register = questions.read_register(str(sqlite))
        subject = Subject(
            options.python,
            {"PostgreSQL": postgresql, "SQLite": f"sqlite:///{sqlite}"},
            sqlite,
            questions.list_questions(register),
            questions.page_questions(register),
            _peer(options, sqlite),
        )
        if options.beside:
            others = {
                "PostgreSQL": options.beside_postgresql,
                "SQLite": options.beside_sqlite and f"sqlite:///{options.beside_sqlite}",
            }
            beside.compare(subject, options.beside.resolve(), others, options.samples)
            return
        if "pages" in options.only:
            _pages(subject, options.samples)
        if "workers" in options.only:
            _workers(subject)


def _peer(options: argparse.Namespace, sqlite: Path) -> tuple[Path, Path] | None:
    if options.datasette is None or options.beside or "pages" not in options.only:
        return None
    return options.datasette, databases.peer_register(sqlite)


def _pages(subject: Subject, samples: int) -> None:
    numbers = _check(subject)
    ours = {}
    for name in subject.registers:
        with subject.served(name) as server:
            workers.warm(server)
            ours[name] = lists.measure_sidelines(server, subject.lists, subject.pages, samples)
    print("\nMilliseconds of whole responses, median / 95th percentile; ✗ misses its target\n")
    print(report.list_table(subject.lists, numbers, ours))
    print(f"\n{report.page_table(subject.pages, ours)}\n", flush=True)
    with subject.peer_served() as server:
        if server:
            theirs = {
                "Datasette": lists.measure_peer(server, subject.lists, samples, peer.ALL),
                "without arrays": lists.measure_peer(server, subject.lists, samples, peer.COLUMNS),
            }
            print("Medians on the rows of SQLite, beside Datasette with the same facets\n")
            print(report.peer_table(subject.lists, ours["SQLite"], theirs))
            print(f"\n- Datasette: {server.memory()[0].peak:.0f} MiB at most", flush=True)


def _check(subject: Subject) -> dict[str, int]:
    with ExitStack() as stack:
        servers = {name: stack.enter_context(subject.served(name)) for name in subject.registers}
        theirs = stack.enter_context(subject.peer_served())
        for server in servers.values():
            workers.warm(server)
        bases = {name: server.base for name, server in servers.items()}
        numbers = checks.check_numbers(subject.lists, bases, theirs.base if theirs else None)
        if theirs:
            checks.check_facets(subject.lists, bases, theirs.base)
    print(f"Counts agree: {', '.join(bases)}{' and Datasette' if theirs else ''}.", flush=True)
    return numbers


def _workers(subject: Subject) -> None:
    table_path = subject.table_path
    plain = [question for question in subject.pages if not question.counts]
    without_index = [path for question in plain for path in question.paths[:16]]
    list_paths = [path_of(asked) for question in subject.lists for asked in question.wordings[:4]]
    for name, address in subject.registers.items():
        with subject.served(name, FACET_INDEX="false") as server:
            bare = workers.memory_asked(server, without_index)
        with subject.served(name) as server:
            built = workers.built_indexes(server, list_paths)
            after_one = workers.follow_changes(server, address, 1, TIMES_FOLLOWED)
            after_hundred = workers.follow_changes(server, address, 100, TIMES_FOLLOWED)
            quick = workers.stream(server, table_path)
            slow = workers.stream(server, table_path, SLOW_SECONDS)
            streams = [("CSV", quick), ("CSV to a slow reader", slow)]
            lines = report.worker_lines(
                bare, built, after_one, after_hundred, streams, server.memory()
            )
        print("\n".join([f"\n{name}", *lines]), flush=True)
