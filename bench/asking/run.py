"""One run: the registers, the servers, the questions, the tables."""

import argparse
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import beside, checks, databases, lists, peer, questions, report, workers
from .serving import ROOT, Server, sidelines
from .targets import path_of

LOGS = databases.STORE / "log"
CSV_ROWS = 100_000
# Longer than gunicorn waits for a worker that has stopped working.
SLOW_SECONDS = 75
TIMES_FOLLOWED = 4


@dataclass(frozen=True)
class Subject:
    """What is measured: the registers by the name of their database, and what they are asked.

    ``python`` serves Sidelines. ``peer`` is Datasette's program and the file that it serves, where
    there is one.
    """

    python: str
    registers: Mapping[str, str]
    sqlite: Path
    lists: list[questions.Question]
    pages: list[questions.PageQuestion]
    peer: tuple[Path, Path] | None

    @contextmanager
    def served(self, name: str, root: Path = ROOT, **more: str) -> Iterator[Server]:
        """Serve one register with a checkout, with ``more`` settings in the environment."""
        log = LOGS / f"{name.lower()}{'' if root == ROOT else '-beside'}.log"
        with sidelines(self.python, self.registers[name], log, root, **more) as server:
            yield server

    @property
    def table_path(self) -> str:
        """The path of a table of about ``CSV_ROWS`` meetings."""
        return _csv_path(self.sqlite)

    @contextmanager
    def peer_served(self) -> Iterator[Server | None]:
        """Serve the same rows with Datasette, where it is to be compared with."""
        if self.peer is None:
            yield None
            return
        with peer.datasette(*self.peer, LOGS / "datasette.log") as server:
            yield server


def run(options: argparse.Namespace) -> None:
    """Measure what ``options`` asks for (see ``bench/ask.py``) and print it."""
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
            beside.compare(subject, options.beside.resolve(), options.samples)
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
    path = subject.table_path
    plain = [question for question in subject.pages if not question.counts]
    without_index = [one for question in plain for one in question.paths[:16]]
    lists = [path_of(one) for question in subject.lists for one in question.wordings[:4]]
    for name, address in subject.registers.items():
        with subject.served(name, FACET_INDEX="false") as server:
            bare = workers.memory_asked(server, without_index)
        with subject.served(name) as server:
            built = workers.built_indexes(server, lists)
            one = workers.follow_changes(server, address, 1, TIMES_FOLLOWED)
            hundred = workers.follow_changes(server, address, 100, TIMES_FOLLOWED)
            quick = workers.stream(server, path)
            slow = workers.stream(server, path, SLOW_SECONDS)
            streams = [("CSV", quick), ("CSV to a slow reader", slow)]
            lines = report.worker_lines(bare, built, one, hundred, streams, server.memory())
        print("\n".join([f"\n{name}", *lines]), flush=True)


def _csv_path(register: Path) -> str:
    """Return the path of a table of the newest meetings, about ``CSV_ROWS`` of them."""
    connection = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    found = connection.execute(
        "SELECT latest FROM meetings_record WHERE state = 'published' AND occurrence = 'held'"
        " ORDER BY listed_on DESC LIMIT 1 OFFSET ?",
        [CSV_ROWS],
    ).fetchone()
    connection.close()
    return f"/meetings.csv?from={found[0]}" if found else "/meetings.csv"
