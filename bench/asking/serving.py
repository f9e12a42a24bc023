"""Start and stop server processes: Sidelines under gunicorn, and other HTTP servers."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .measure import UnexpectedAnswer, get

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120
WORKERS = 2
# Each log line has worker, path, query and milliseconds of a request.
LOG_FORMAT = "worker=%(p)s path=%(U)s query=%(q)s milliseconds=%(M)s"


@dataclass(frozen=True)
class Memory:
    """Memory of a process in MiB: resident, peak since the last reset, and proportional share.

    In the ``share`` (PSS), memory that several processes share is divided among them.
    """

    resident: float
    peak: float
    share: float


@dataclass
class Server:
    """A process that serves ``base``; ``log`` is the file of its output."""

    base: str
    process: subprocess.Popen[bytes]
    log: Path

    def workers(self) -> list[int]:
        """Return the ids of its child processes."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(child) for child in children.split()]

    def memory(self) -> list[Memory]:
        """Return the memory of each worker, or of the process itself if it has no workers."""
        return [memory_of(pid) for pid in self.workers() or [self.process.pid]]

    def forget_peaks(self) -> None:
        """Reset the peaks of memory."""
        for pid in self.workers() or [self.process.pid]:
            Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")

    def wait_for(self, pattern: re.Pattern[str], times: int, seconds: float) -> list[str]:
        """Return the matches of ``pattern`` in the log, once there are ``times``. TimeoutError."""
        deadline = time.monotonic() + seconds
        while len(matches := pattern.findall(self.log.read_text("utf-8", "replace"))) < times:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.log} has “{pattern.pattern}” {len(matches)} times.")
            time.sleep(0.1)
        return matches


def memory_of(pid: int) -> Memory:
    """Return the memory of a process (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    values = dict(line.split(":", 1) for line in lines)
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    values |= dict(line.split(":", 1) for line in rollup)
    return Memory(*(int(values[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM", "Pss")))


def free_port() -> int:
    """Return a free TCP port of this machine."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def production(database: str) -> dict[str, str]:
    """Return the environment of a production process, but without HTTPS."""
    return {
        **{name: value for name, value in os.environ.items() if name != "SIDELINES_ENV"},
        "DATABASE_URL": database,
        "SECRET_KEY": "measured-" * 8,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS_ONLY": "false",
        "API_RATE": "1000000/min",
    }


@contextmanager
def sidelines(
    python: str, database: str, log: Path, root: Path = ROOT, **more: str
) -> Iterator[Server]:
    """Serve a register as in production, with two workers of the interpreter ``python``.

    ``root`` is the checkout that serves it; ``more`` are settings, as in the environment.
    """
    port = free_port()
    environment = {
        **production(database),
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": str(WORKERS),
        **more,
    }
    command = [python, "-m", "gunicorn", "--access-logformat", LOG_FORMAT]
    base = f"http://127.0.0.1:{port}"
    with running(command, log, base, "/readyz", environment, root) as server:
        # The first worker answers before the second has started.
        server.wait_for(re.compile("Booting worker"), WORKERS, START_SECONDS)
        yield server


@contextmanager
def running(
    command: Sequence[str],
    log: Path,
    base: str,
    ready: str,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> Iterator[Server]:
    """Run a server in ``folder`` for the block; yield it when ``ready`` answers."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, cwd=folder, env=environment
        )
    server = Server(base, process, log)
    try:
        _wait_until_ready(server, base + ready)
        yield server
    finally:
        _stop(process)


def _wait_until_ready(server: Server, address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        with suppress(OSError, UnexpectedAnswer):
            get(address)
            return
        time.sleep(0.2)
    log = server.log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"The server does not answer {address}:\n{log}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for request in (signal.SIGTERM, signal.SIGKILL):
        process.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=40)
            return
