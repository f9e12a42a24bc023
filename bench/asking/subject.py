"""The subject of a benchmark: the registers, the servers over them, and the questions."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import databases, peer, questions
from .serving import ROOT, Server, sidelines

LOGS = databases.STORE / "log"
CSV_ROWS = 100_000


@dataclass(frozen=True)
class Subject:
    """The subject of a benchmark: the registers by the name of their database, and the questions.

    ``python`` is the interpreter that serves Sidelines. ``peer`` is Datasette's program and the
    file that it serves, None without a peer.
    """

    python: str
    registers: Mapping[str, str]
    sqlite: Path
    lists: list[questions.Question]
    pages: list[questions.PageQuestion]
    peer: tuple[Path, Path] | None

    @contextmanager
    def served(
        self, name: str, root: Path = ROOT, register: str = "", **more: str
    ) -> Iterator[Server]:
        """Serve one register with a checkout, with ``more`` settings in the environment.

        ``register`` is the address of another register with the same meetings.
        """
        log = LOGS / f"{name.lower()}{'' if root == ROOT else '-beside'}.log"
        with sidelines(self.python, register or self.registers[name], log, root, **more) as server:
            yield server

    @property
    def table_path(self) -> str:
        """The path of a table of about ``CSV_ROWS`` meetings."""
        return _csv_path(self.sqlite)

    @contextmanager
    def peer_served(self) -> Iterator[Server | None]:
        """Serve the same rows with Datasette; yields None without a peer."""
        if self.peer is None:
            yield None
            return
        with peer.datasette(*self.peer, LOGS / "datasette.log") as server:
            yield server


def _csv_path(register: Path) -> str:
    """Return the path of a table of the newest meetings, about ``CSV_ROWS`` of them."""
    connection = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    row = connection.execute(
        "SELECT latest FROM meetings_record WHERE state = 'published' AND occurrence = 'held'"
        " ORDER BY listed_on DESC LIMIT 1 OFFSET ?",
        [CSV_ROWS],
    ).fetchone()
    connection.close()
    return f"/meetings.csv?from={row[0]}" if row else "/meetings.csv"
