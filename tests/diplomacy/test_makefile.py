"""The set-up as a newcomer meets it."""

import os
import subprocess
from pathlib import Path

from tests.processes import ROOT


def make(folder: Path, *arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *arguments],
        cwd=folder,
        env={"HOME": str(folder), "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_is_too_old_gets_one_clear_line(tmp_path: Path) -> None:
    # What an old Python does with the version check: it says no.
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make(tmp_path, ".venv/.created", f"PYTHONS={old} missing", path=os.environ["PATH"])
    line, made = done.stderr.splitlines()[0], (tmp_path / ".venv").exists()
    assert line == f"Sidelines needs Python 3.11 or newer; none was found as: {old} missing."
    assert done.stdout == ""
    assert done.returncode == 2
    assert not made


def test_an_old_python_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old-python", tmp_path / "new-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    new.write_text('#!/bin/sh\n[ "$1" = -m ] && mkdir -p .venv\nexit 0\n')
    old.chmod(0o755)
    new.chmod(0o755)
    done = make(tmp_path, ".venv/.created", f"PYTHONS={old} {new}", path=os.environ["PATH"])
    assert (done.returncode, done.stdout) == (0, f"Creating .venv with {new}\n")


def test_make_alone_lists_the_targets(tmp_path: Path) -> None:
    done = make(tmp_path, path=os.environ["PATH"])
    names = [line.split()[1] for line in done.stdout.splitlines()]
    assert names == [
        "help", "run", "test", "lint", "types", "test-sqlite", "test-postgresql",
        "thorough", "crawl-accept", "browser", "bench", "format", "docs", "lock", "reset",
    ]  # fmt: skip


def test_reset_asks_first(tmp_path: Path) -> None:
    database = tmp_path / "var" / "sidelines.sqlite3"
    database.parent.mkdir()
    database.touch()
    assert make(tmp_path, "reset", path=os.environ["PATH"]).returncode == 2
    assert database.exists()
    assert make(tmp_path, "reset", "FORCE=1", path=os.environ["PATH"]).returncode == 0
    assert not database.exists()
