"""The name of what runs differs whenever a page might."""

from pathlib import Path

import pytest

from diplomacy import release

_FILES = ("diplomacy/settings.py", "templates/base.html", "static/base.css", "meetings/kinds.py")


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for name in _FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("before")
    return tmp_path


@pytest.mark.parametrize("name", _FILES)
def test_another_file_is_another_release(code: Path, name: str) -> None:
    before = release.fingerprint(code)
    (code / name).write_text("after")
    assert release.fingerprint(code) != before


def test_another_name_or_setting_is_another_release(code: Path) -> None:
    before = release.fingerprint(code, "demo")
    assert release.fingerprint(code, "earnest") != before
    (code / "templates/base.html").rename(code / "templates/other.html")
    assert release.fingerprint(code, "demo") != before


def test_the_same_files_are_the_same_release(code: Path) -> None:
    before = release.fingerprint(code)
    (code / "meetings/__pycache__").mkdir()
    (code / "meetings/__pycache__/kinds.pyc").write_text("compiled")
    (code / "var").mkdir()
    (code / "var/log").write_text("x")
    assert release.fingerprint(code) == before


def test_other_packages_are_another_release(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = release.fingerprint(code)
    monkeypatch.setattr(release, "_packages", lambda: [("Django", "99")])
    assert release.fingerprint(code) != before
