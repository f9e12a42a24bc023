"""Trace requests: count the modules, functions, calls and changes of package they pass through.

    python tools/trace.py [--root DIR] [--details TRIP]

creates a register of the Rio story and one further meeting in its own database, requests a list
(from SQL, then from the facet index), a table and a permalink, publishes a meeting at the desk, and
prints the counts of each of these trips. Each is requested once before it is traced, so that
imports, templates and caches do not count. ``--details`` names the modules and the changes of
package of one trip.

- Frames of `meetings/` and `diplomacy/` count; frames of libraries between them do not.
- Lambdas count as functions; resuming a generator counts as a call. Comprehensions and generator
  expressions count as part of their function.
- An edge is a pair of modules where one calls the other, directly or through a library.
- A package is a folder in `meetings/` with its content, or a module directly in `meetings/`. The
  package changes when, after a call or a return, the next of our frames is in another package.
- Queries are those without BEGIN, COMMIT and SAVEPOINT.

At commit 940d5ed the list from the index passes through 47 modules with 357 changes of package, the
table through 27 with 27, the permalink through 21 with 125, just as a review of that commit found.
Functions (197), calls (1,640) and edges (79) of that list are a little off the review's 194, 1,663
and 80, because its register had other meetings beside the Rio story.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Final

if __name__ == "__main__":
    # Replaces this folder, which has modules named like those of the standard library.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from django.apps import apps
from django.db import connection
from django.test import Client, override_settings

from tools.checkout import ROOT, entered
from tools.structure import table

PACKAGES: Final = ("meetings", "diplomacy")
INLINE: Final = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
PASSING: Final = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
LIST: Final = "/meetings/?country=CHN&country=RUS"
TABLE: Final = "/meetings.csv?unit=meeting&country=CHN&country=RUS"
# The maximum of modules and of changes of package on a trip; None: no limit.
BOUNDS: Final[dict[str, tuple[int, int] | None]] = {
    "list, SQL": None,
    "list, index": (32, 150),
    "CSV of meetings": (27, 27),
    "permalink": None,
    "publish": None,
}


@dataclass
class Trace:
    """Counts of the code below ``root`` that ran while the trace was on."""

    root: Path
    modules: set[str] = field(default_factory=set)
    functions: set[tuple[str, str, int]] = field(default_factory=set)
    calls: int = 0
    depth: int = 0
    edges: set[tuple[str, str]] = field(default_factory=set)
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    queries: int = 0
    _open: list[tuple[FrameType, str, int]] = field(default_factory=list)
    _package: str = ""

    @contextmanager
    def on(self) -> Iterator[None]:
        """Trace this thread in the block."""
        with connection.execute_wrapper(self._query):
            sys.setprofile(self._event)
            try:
                yield
            finally:
                sys.setprofile(None)

    def _event(self, frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            if module := self._module(frame.f_code.co_filename):
                self._enter(frame, module)
        elif event == "return" and self._open and self._open[-1][0] is frame:
            self._open.pop()
            if self._open:
                self._run(self._open[-1][1])

    def _module(self, file: str) -> str | None:
        """Return the dotted name of a module of ours, None for any other file."""
        path = Path(file)
        if not path.is_relative_to(self.root):
            return None
        parts = path.relative_to(self.root).with_suffix("").parts
        return ".".join(parts) if parts[0] in PACKAGES else None

    def _enter(self, frame: FrameType, module: str) -> None:
        code = frame.f_code
        caller, depth = self._open[-1][1:] if self._open else (None, 0)
        self.modules.add(module)
        if code.co_name not in INLINE:
            self.functions.add((module, code.co_qualname, code.co_firstlineno))
            self.calls += 1
            depth += 1
        self.depth = max(self.depth, depth)
        if caller and caller != module:
            self.edges.add((caller, module))
        self._run(module)
        self._open.append((frame, module, depth))

    def _run(self, module: str) -> None:
        """Count a change of package if the last module that ran was in another package."""
        package = package_of(module)
        if package != self._package:
            self.changes[self._package, package] += 1
            self._package = package

    def _query(self, execute: Callable[..., object], sql: str, *arguments: object) -> object:
        self.queries += not sql.startswith(PASSING)
        return execute(sql, *arguments)


def package_of(module: str) -> str:
    """Return the package of a module: the first two parts of its dotted name."""
    return ".".join(module.split(".")[:2])


class Register:
    """The register of the Rio story; publishing one of its meetings is traced."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tests = import_module("tests.register")
        self.story = self.tests.rio()
        meetings = apps.get_model("meetings", "Meeting")._base_manager
        meetings.update(status="in_review")
        user = apps.get_model("auth", "User")._base_manager.create(username="grace", is_staff=True)
        user.groups.add(apps.get_model("auth", "Group")._base_manager.get(name="Reviewers"))
        self.desk = Client(SERVER_NAME="localhost")
        self.desk.force_login(user)
        self.reader = Client(SERVER_NAME="localhost")

    def trips(self) -> dict[str, Trace]:
        """Return the trace of each trip by name, in the order of the table."""
        india, russia = self.story.with_india, self.story.with_russia
        self.publish(india.pk, india.revision)
        publishing = self.publish(russia.pk, russia.revision)
        topic = apps.get_model("meetings", "Topic")._base_manager.get(name="Ukraine")
        self.tests.meeting_of(["CHN", "RUS", "EU"], "2023-03", title="Talks", topics=[topic])
        russia.refresh_from_db()
        trips = {"list, SQL": self.read(LIST)}
        # The first request starts the building of the index in the background, and waits for it.
        with override_settings(FACET_INDEX=True):
            trips["list, index"] = self.read(LIST)
            trips["CSV of meetings"] = self.read(TABLE)
            trips["permalink"] = self.read(f"/m/{russia.record.public_id}")
        return trips | {"publish": publishing}

    def read(self, address: str) -> Trace:
        """Trace a public page that was requested before, with redirects already followed."""
        for _ in range(2):
            response = self.reader.get(address, follow=True)
            response.getvalue()
            address = response.request["PATH_INFO"] + (
                f"?{query}" if (query := response.request["QUERY_STRING"]) else ""
            )
        trace = Trace(self.root)
        with trace.on():
            response = self.reader.get(address)
            response.getvalue()
        if response.status_code != 200:
            raise RuntimeError(f"{address} answers {response.status_code}.")
        return trace

    def publish(self, pk: int, revision: int) -> Trace:
        """Trace the request of a reviewer who publishes what was handed in."""
        address = f"/admin/meetings/meeting/{pk}/publish/"
        self.desk.get(address)
        trace = Trace(self.root)
        with trace.on():
            response = self.desk.post(address, {"revision": revision})
        if response.status_code != 302:
            raise RuntimeError(f"{address} answers {response.status_code}.")
        return trace


def figures(trips: dict[str, Trace]) -> dict[str, dict[str, str]]:
    """Return the counts of each trip by caption, with their limits."""
    rows = {}
    for name, trace in trips.items():
        numbers = {
            "modules": len(trace.modules),
            "functions": len(trace.functions),
            "calls": trace.calls,
            "depth": trace.depth,
            "edges": len(trace.edges),
            "changes": trace.changes.total(),
            "queries": trace.queries,
        }
        bound = BOUNDS[name]
        at_most = f"{bound[0]} modules, {bound[1]} changes" if bound else ""
        rows[name] = {caption: f"{number}" for caption, number in numbers.items()}
        rows[name]["at most"] = at_most
    return rows


def details(trace: Trace) -> str:
    """Return the modules of one trip and its changes of package, the most frequent first."""
    changes = [
        f"{number:6} {before or '(outside)'} → {after}"
        for (before, after), number in trace.changes.most_common()
    ]
    return "\n".join([*sorted(trace.modules), *changes])


def main() -> None:
    """Print the table for the checkout named on the command line."""
    parser = argparse.ArgumentParser(description="Count what requests pass through.")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--details", choices=list(BOUNDS), help="what one of them passes through")
    options = parser.parse_args()
    root = options.root.resolve()
    with entered(root, "tests.settings", {"LOG_LEVEL": "WARNING"}):
        trips = Register(root).trips()
    print(table(figures(trips)))
    if options.details:
        print(details(trips[options.details]))


if __name__ == "__main__":
    main()
