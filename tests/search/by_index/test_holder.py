"""One index shared by the threads of a process: who waits, who is served, who builds;
and processes that build one after the other.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from meetings.search.by_index import catch_up
from meetings.search.by_index.build import build
from meetings.search.by_index.facet_index import FacetIndex
from meetings.search.by_index.holder import Holder, in_turn
from meetings.search.one_state import State, state_now
from tests.processes import ROOT

pytestmark = pytest.mark.django_db

# Says when it has its turn, and keeps it until it is told to die.
OTHER = """
import sys
import django; django.setup()
from meetings.search.by_index.holder import in_turn
with open(sys.argv[1], "rb+") as file, in_turn(file):
    print("mine", flush=True)
    sys.stdin.read()
"""
TRY = """
import fcntl, sys
with open(sys.argv[1], "rb+") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("taken")
    else:
        print("free")
"""


def index_at(clock: int) -> FacetIndex:
    """Return an empty index that says it is of a state."""
    return build(State(clock))


class Slow:
    """Stands for catching up: waits to be let go, and counts."""

    def __init__(self) -> None:
        self.called, self.go, self.calls = threading.Event(), threading.Event(), 0

    def __call__(self, before: FacetIndex, state: State) -> FacetIndex:
        self.calls += 1
        self.called.set()
        assert self.go.wait(20)
        return FacetIndex(
            state,
            before.published,
            before.columns,
            before.people,
            before.entries,
        )


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(catch_up, "follow", slow)
    yield slow
    slow.go.set()


def test_one_thread_catches_up_and_the_other_waits_for_it(slow: Slow) -> None:
    holder = Holder()
    before = holder._index = index_at(1)
    found: list[FacetIndex | None] = []
    threads = [threading.Thread(target=lambda: found.append(holder.at(State(2)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert slow.called.wait(20)
    # A transaction that began before the change is served what it sees, at once.
    assert holder.at(State(1)) is before
    slow.go.set()
    for thread in threads:
        thread.join(20)
    assert slow.calls == 1
    assert len(found) == 2
    assert found[0] is found[1] is holder._index
    assert found[0].state == State(2) if found[0] else False


def test_a_reader_of_an_older_state_is_told_to_read_again(slow: Slow) -> None:
    holder = Holder()
    holder._index = index_at(5)
    assert holder.at(State(4)) is None
    assert holder.is_past(State(4))
    assert not holder.is_past(State(5))
    assert slow.calls == 0


def test_without_a_setting_nothing_is_built(settings: Settings) -> None:
    settings.FACET_INDEX = False
    holder = Holder()
    assert holder.at(State(1)) is None
    assert (holder._builder, holder.state) == (None, None)


def test_the_first_reader_starts_a_build_and_is_not_kept_waiting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FACET_INDEX = True
    may_build = threading.Event()
    built = index_at(3)

    def build_now(self: Holder) -> FacetIndex:
        assert may_build.wait(20)
        self._index = built
        return built

    monkeypatch.setattr(Holder, "build_now", build_now)
    holder = Holder()
    assert holder.at(State(3)) is None
    first = holder._builder
    assert holder.at(State(3)) is None
    assert holder._builder is first
    assert first is not None
    may_build.set()
    first.join(20)
    assert holder.at(State(3)) is built


def test_a_build_that_fails_leaves_sql_to_answer(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.FACET_INDEX = True

    def build_now(self: Holder) -> FacetIndex:
        raise MemoryError

    monkeypatch.setattr(Holder, "build_now", build_now)
    holder = Holder()
    holder.start()
    first = holder._builder
    assert first is not None
    first.join(20)
    assert "The facet index could not be built" in caplog.text
    # The next request does not try again at once.
    assert holder.at(State(1)) is None
    assert holder._builder is first


def test_building_again_at_the_same_moment_keeps_what_there_is() -> None:
    holder = Holder()
    first = holder.build_now()
    assert first.state == state_now()
    assert holder.build_now() is first


def started(program: str, file: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", program, str(file)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def tried(file: Path) -> str:
    return started(TRY, file).communicate()[0].strip()


def test_one_process_at_a_time_and_a_dead_one_gives_up_its_turn(tmp_path: Path) -> None:
    file = tmp_path / "turns"
    file.touch()
    with file.open("rb+") as opened:
        with in_turn(opened):
            assert tried(file) == "taken"
        assert tried(file) == "free"
    other = started(OTHER, file)
    assert other.stdout is not None
    assert other.stdout.readline() == "mine\n"
    assert tried(file) == "taken"
    other.kill()
    other.communicate()
    assert tried(file) == "free"


def test_a_build_in_the_background_waits_for_its_turn(tmp_path: Path, settings: Settings) -> None:
    settings.FACET_INDEX = True
    seen: list[str] = []

    class Watched(Holder):
        def _build(self) -> None:
            seen.append(tried(file))

    file = tmp_path / "turns"
    file.touch()
    holder = Watched()
    with file.open("rb+") as opened:
        holder.start(turns=opened)
        holder.wait(20)
        # Later builds take turns too.
        holder._not_before = 0
        holder.start()
        holder.wait(20)
    assert seen == ["taken", "taken"]
    assert tried(file) == "free"
