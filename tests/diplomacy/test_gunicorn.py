"""gunicorn with its configuration: what operators start."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.processes import PRODUCTION, ROOT, run_python


class Log:
    """What a server writes, read as it comes, so that a test can wait for words in it."""

    def __init__(self) -> None:
        self.text = ""
        self._grown = threading.Condition()

    def read(self, output: IO[str]) -> None:
        """Read all that is written until the server ends."""
        for line in output:
            with self._grown:
                self.text += line
                self._grown.notify_all()

    def wait_for(self, words: str, times: int) -> None:
        """Wait until a regular expression matches so many times, a minute at most."""
        with self._grown:
            matched = self._grown.wait_for(lambda: len(re.findall(words, self.text)) >= times, 60)
        assert matched, self.text


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def port(tmp_path: Path, log: Log) -> Iterator[int]:
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
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    reader = threading.Thread(target=log.read, args=(server.stdout,))
    reader.start()
    log.wait_for("Listening at", 1)
    yield port
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=40)
    reader.join(timeout=40)
    server.stdout.close()


def answered(port: int, path: str) -> int:
    """Return the status of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_every_worker_builds_its_index_before_it_is_asked(port: int, log: Log) -> None:
    log.wait_for("Facet index of 0 meetings built", 2)
    assert answered(port, "/readyz") == 200
    log.wait_for("GET /readyz 200", 1)


def test_a_worker_that_is_killed_is_replaced(port: int, log: Log) -> None:
    log.wait_for("Facet index of 0 meetings built", 2)
    worker = re.search(r"Booting worker with pid: (\d+)", log.text)
    assert worker is not None
    os.kill(int(worker[1]), signal.SIGKILL)
    log.wait_for("Facet index of 0 meetings built", 3)
    assert answered(port, "/api/v1/meetings/") == 200
