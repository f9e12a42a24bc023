"""Processes that build the index, one after the other."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meetings.search.by_index.holder import Holder
from meetings.search.by_index.turn import in_turn
from tests.processes import ROOT

# Says when it has its turn, and keeps it until it is told to die.
OTHER = """
import sys
from meetings.search.by_index.turn import in_turn
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


def test_a_build_in_the_background_waits_for_its_turn() -> None:
    order: list[str] = []

    @contextmanager
    def turn() -> Iterator[None]:
        order.append("its turn")
        yield
        order.append("over")

    class Ordered(Holder):
        def _build(self) -> None:
            order.append("built")

    holder = Ordered()
    holder.turn = turn
    holder._run()
    assert order == ["its turn", "built", "over"]
