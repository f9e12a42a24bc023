"""Ask whether the addresses of sources and of their archived copies still open."""

import csv
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TextIO
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.desk import links
from meetings.models import Capture, Source

COLUMNS = (
    *("source", "address", "kind", "status", "final_address", "redirect", "error"),
    "checked_at",
)


class Link(NamedTuple):
    """An address of a source: the ``original``, or that of an ``archived`` copy."""

    source: str
    address: str
    kind: str


class Command(BaseCommand):
    help = (
        "Ask every address of sources and archived copies whether it still opens, and append what "
        "comes of each to FILE (CSV). What FILE has already is left out, so that the command can "
        "be stopped and called again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        manners = links.Manners()
        parser.add_argument("file", type=Path, metavar="FILE", help="the report, a CSV file")
        parser.add_argument(
            "--since", type=_day, metavar="DAY", help="ask again what was asked before DAY (UTC)"
        )
        parser.add_argument("--workers", type=int, default=4, help="hosts asked at once (4)")
        parser.add_argument(
            "--wait", type=float, default=manners.wait, help="seconds between two of one host (2)"
        )
        parser.add_argument(
            "--timeout", type=float, default=manners.timeout, help="seconds for a request (20)"
        )
        parser.add_argument(
            "--allow-private", action="store_true", help="ask hosts of private networks too"
        )
        parser.add_argument(
            "--strict", action="store_true", help="exit with an error where an address fails"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        manners = links.Manners(options["timeout"], options["wait"], options["allow_private"])
        path: Path = options["file"]
        known = _read(path)
        since: datetime | None = options["since"]
        asked = {link for link, row in known.items() if since is None or _checked(row) >= since}
        current = dict.fromkeys(_links())
        waiting = [link for link in current if link not in asked]
        with _appending(path) as file:
            report = _Report(file)
            _ask_all(waiting, manners, report, max(1, options["workers"]))
        rows = [row for link, row in (known | report.rows).items() if link in current]
        failing = sum(_outcome(row).fails for row in rows)
        moved = sum(bool(row["redirect"]) for row in rows)
        refused = sum(_outcome(row).refuses_programs for row in rows)
        self.stdout.write(
            f"Asked: {len(waiting)}. In the report: {len(rows)}, of which {failing} failing, "
            f"{refused} refusing programs, {moved} redirecting."
        )
        if failing and options["strict"]:
            raise CommandError(f"Addresses that fail: {failing}. See {path}.")


def _links() -> Iterator[Link]:
    """Yield every address of every source of the desk."""
    sources = Source.objects.order_by("pk").values_list("public_id", "url", "archive_url")
    for public_id, url, archive_url in sources.iterator():
        if url:
            yield Link(public_id, url, "original")
        if archive_url:
            yield Link(public_id, archive_url, "archived")
    captures = Capture.objects.exclude(archive_url="").order_by("pk")
    for public_id, archive_url in captures.values_list("source__public_id", "archive_url"):
        yield Link(public_id, archive_url, "archived")


class _Report:
    """Appends a row for each outcome, from any thread; ``rows`` are those of this call."""

    def __init__(self, file: TextIO) -> None:
        self.rows: dict[Link, dict[str, str]] = {}
        self._file, self._lock = file, threading.Lock()
        self._writer = csv.DictWriter(file, COLUMNS)

    def write(self, link: Link, outcome: links.Outcome) -> None:
        row = {
            **link._asdict(),
            "status": str(outcome.status or ""),
            "final_address": outcome.final,
            "redirect": str(outcome.redirect or ""),
            "error": outcome.error,
            "checked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with self._lock:
            self.rows[link] = row
            self._writer.writerow(row)
            self._file.flush()


def _ask_all(
    waiting: Iterable[Link], manners: links.Manners, report: _Report, workers: int
) -> None:
    """Ask several hosts at once, and the addresses of each host one after the other."""
    by_host: dict[str, list[Link]] = defaultdict(list)
    for link in waiting:
        by_host[_host(link.address)].append(link)
    stop = threading.Event()

    def ask_host(of_host: list[Link]) -> None:
        for number, link in enumerate(of_host):
            if stop.wait(manners.wait if number else 0):
                return
            report.write(link, links.check(link.address, manners))

    with ThreadPoolExecutor(workers) as pool:
        # The longest first: an archive may have most of the addresses.
        queues = sorted(by_host.values(), key=len, reverse=True)
        try:
            for _ in pool.map(ask_host, queues):
                pass
        finally:
            stop.set()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _read(path: Path) -> dict[Link, dict[str, str]]:
    """Return the newest row of each address; a row that was cut off is asked again."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or COLUMNS) != COLUMNS:
            raise CommandError(f"{path} is no report of this command: its header differs.")
        rows = [row for row in reader if None not in row and _is_whole(row)]
    return {Link(row["source"], row["address"], row["kind"]): row for row in rows}


def _appending(path: Path) -> TextIO:
    """Open the report at its end; a new file gets the header.

    A line that was cut off is taken out: a cell without its end would swallow what follows.
    """
    if path.exists():
        whole = path.read_bytes().rpartition(b"\n")[:2]
        os.truncate(path, sum(map(len, whole)))
    file = path.open("a", encoding="utf-8", newline="")
    if file.tell() == 0:
        csv.writer(file).writerow(COLUMNS)
    return file


def _is_whole(row: dict[str, str]) -> bool:
    """Whether the last cell is there and ends as times in UTC do."""
    return bool(row["checked_at"]) and row["checked_at"].endswith("+00:00")


def _outcome(row: dict[str, str]) -> links.Outcome:
    return links.Outcome(int(row["status"]) if row["status"] else None)


def _checked(row: dict[str, str]) -> datetime:
    return datetime.fromisoformat(row["checked_at"])


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
