"""gunicorn with its configuration: what operators start."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import PRODUCTION, ROOT, run_python


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def port(tmp_path: Path, log: Path) -> Iterator[int]:
    """Serve an empty register from a file; give the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = {
        **PRODUCTION,
        "PATH": os.environ["PATH"],
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'register.sqlite3'}",
        "HTTPS_ONLY": "false",
        "BIND": f"127.0.0.1:{port}",
    }
    for command in (["migrate", "--verbosity=0"], ["createcachetable"]):
        assert run_python("manage.py", *command, environment=environment).returncode == 0
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env=environment,
            stderr=output,
            stdout=output,
        )
    yield port
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=40)


def answered(port: int, path: str) -> int:
    """Return the status of an answer, however long the server takes to start."""
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


def wait_for(log: Path, words: str, times: int) -> None:
    deadline = time.monotonic() + 60
    while len(re.findall(words, log.read_text())) < times:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def test_every_worker_builds_its_index_before_it_is_asked(port: int, log: Path) -> None:
    wait_for(log, "Facet index of 0 meetings built", 2)
    assert answered(port, "/readyz") == 200
    wait_for(log, "GET /readyz 200", 1)


def test_a_worker_that_is_killed_is_replaced(port: int, log: Path) -> None:
    wait_for(log, "Facet index of 0 meetings built", 2)
    worker = re.search(r"Booting worker with pid: (\d+)", log.read_text())
    assert worker is not None
    os.kill(int(worker[1]), signal.SIGKILL)
    wait_for(log, "Facet index of 0 meetings built", 3)
    assert answered(port, "/api/v1/meetings/") == 200
