"""The registers of the benchmark: given ones, or ones created by ``bench/generate.py``."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tools.postgresql import throwaway_server

from .peer import prepare
from .serving import ROOT, production

STORE = ROOT / "var" / "bench"


def sqlite_register(named: str, meetings: int) -> Path:
    """Return the file with the register in SQLite; it is created if missing.

    ``named`` is a path or an address as in DATABASE_URL; if empty, the file is kept in ``STORE``.
    """
    path = Path(named.removeprefix("sqlite:///") or STORE / f"meetings-{meetings}.sqlite3")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _generate(f"sqlite:///{unfinished}", meetings)
        unfinished.rename(path)
    return path.resolve()


@contextmanager
def postgresql_register(named: str, meetings: int) -> Iterator[str]:
    """Yield the address of the register in PostgreSQL; an empty database is filled first.

    Without a name, a throwaway server is started.
    """
    if named:
        if _is_empty(named):
            _generate(named, meetings)
        yield named
        return
    with throwaway_server() as address:
        _generate(address, meetings)
        yield address


def peer_register(register: Path) -> Path:
    """Return the file that Datasette serves; it is created again if older than the register."""
    path = STORE / f"datasette-{register.stem}.sqlite3"
    if not path.exists() or path.stat().st_mtime < register.stat().st_mtime:
        print(f"Preparing {path.name}", flush=True)
        prepare(register, path)
    return path


def collect_static(root: Path = ROOT) -> None:
    """Collect the static files of a checkout, as production serves them."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=root, env=production("sqlite://:memory:"), check=True)


def _generate(address: str, meetings: int) -> None:
    print(f"Making a register of {meetings:,} meetings", flush=True)
    command = [sys.executable, "bench/generate.py", "--meetings", str(meetings)]
    subprocess.run([*command, "--database", address], cwd=ROOT, check=True)


def _is_empty(address: str) -> bool:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT to_regclass('meetings_record')").fetchone()
    return row is None or row[0] is None
