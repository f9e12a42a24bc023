"""Set-up, the demonstration and its logins as commands."""

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from meetings.demo import files as demo
from meetings.history import rows as history
from meetings.models import LoadedData, Meeting, Office
from meetings.reference import fingerprint, tables

pytestmark = pytest.mark.django_db

COUNTRIES = (
    "code,kind,name,sort_name,demonym,alpha2,numeric,region,subregion,capital,start,end,"
    "predecessors,sovereign,cow,gw,wikidata,flag\n"
    "CHN,state,China,,Chinese,CN,156,Asia,Eastern Asia,,,,,,,,,true\n"
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, settings: Settings) -> Path:
    """Keep the files of the test away from those of the developer."""
    settings.STATE_DIR = tmp_path / "var"
    return tmp_path / "var"


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_logins_are_made_once_and_printed_each_time(state: Path) -> None:
    first = run("demo_logins")
    assert run("demo_logins") == first
    path = state / "development-logins.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    passwords = json.loads(path.read_text())
    assert sorted(passwords) == ["editor", "reviewer"]
    for name, group in (("editor", "Editors"), ("reviewer", "Reviewers")):
        user = User.objects.get(username=name)
        assert user.check_password(passwords[name])
        assert (user.is_staff, user.is_superuser) == (True, False)
        assert [one.name for one in user.groups.all()] == [group]
        assert f"{name:<9} {passwords[name]}" in first


def test_a_password_that_was_changed_stays() -> None:
    run("demo_logins")
    user = User.objects.get(username="editor")
    user.set_password("one of my own")
    user.save()
    out = run("demo_logins")
    assert "editor    (the password you gave it)" in out
    user.refresh_from_db()
    assert user.check_password("one of my own")


def test_a_new_database_gets_the_passwords_that_are_kept(state: Path) -> None:
    first = run("demo_logins")
    User.objects.all().delete()
    assert run("demo_logins") == first


def test_logins_are_refused_in_production(settings: Settings) -> None:
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="for development alone"):
        run("demo_logins")
    assert not User.objects.exists()


def test_the_demonstration_is_refused_where_pages_do_not_say_so(
    settings: Settings,
) -> None:
    settings.SIDELINES_DEMO = False
    with pytest.raises(CommandError, match="SIDELINES_DEMO=true"):
        run("load_demo", "--yes")
    assert not Meeting.objects.exists()


def test_the_demonstration_needs_a_yes_in_production(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEVELOPMENT = False
    settings.SIDELINES_DEMO = True
    with pytest.raises(CommandError, match="Use --yes"):
        run("load_demo")
    monkeypatch.setattr("meetings.demo.load.load_demo", demo_tally)
    assert run("load_demo", "--yes") == "Demonstration: 2 meetings, 1 of them new.\n"


def demo_tally() -> object:
    """Stand in for the load itself."""
    from meetings.demo.load import DemoTally  # noqa: PLC0415 - beside its only use

    return DemoTally(described=2, created=1)


def history_tally() -> object:
    """Stand in for the load itself."""
    from meetings.history.load import Tally  # noqa: PLC0415 - beside its only use

    return Tally(listed=5, there=1, told=1, created=2, refused=["meetings.csv, line 2: Gone."])


def test_set_up_loads_what_is_new_and_then_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    monkeypatch.setattr("meetings.demo.load.load_demo", demo_tally)
    monkeypatch.setattr("meetings.history.load.load_history", history_tally)
    first = run("set_up")
    assert "Loading the reference data" in first
    assert "Loading demonstration meetings" in first
    assert (
        "Loading the historic register\n"
        "Historic register: 5 meetings, 2 of them new; 1 were there, 1 the register tells "
        "otherwise, 1 were not loaded.\n"
    ) in first
    assert "To log in at /admin/:" in first
    assert Office.objects.filter(slug="chn-minister-of-foreign-affairs").exists()
    second = run("set_up").splitlines()
    assert second[0] == "Bringing the database up to date"
    assert second[1] == "To log in at /admin/:"
    assert len(second) == 4
    loaded = sorted(LoadedData.objects.values_list("name", flat=True))
    assert loaded == ["demo", "history", "reference"]
    # Other reference data may have somebody whom a row of the historic register names.
    assert fingerprint.is_loaded("history", history.DATA.parent, tables.DATA.parent)
    assert not fingerprint.is_loaded("history", history.DATA.parent)


def test_in_production_set_up_makes_no_demonstration_and_no_login(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEVELOPMENT = False
    settings.SIDELINES_DEMO = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    fingerprint.remember("reference", tables.DATA.parent)
    assert run("set_up") == "Bringing the database up to date\n"
    assert not User.objects.exists()


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text(COUNTRIES)
    fingerprint.remember("reference", tmp_path)
    assert fingerprint.is_loaded("reference", tmp_path)
    assert not fingerprint.is_loaded("demo", tmp_path)
    (tmp_path / "countries.csv").write_text(COUNTRIES.replace("China", "Kitai"))
    assert not fingerprint.is_loaded("reference", tmp_path)
    fingerprint.remember("reference", tmp_path)
    assert fingerprint.is_loaded("reference", tmp_path)


def test_the_files_of_the_demonstration_come_with_the_code() -> None:
    assert "rio.toml" in {path.name for path in demo.DATA.glob("*.toml")}
