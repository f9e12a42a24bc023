"""What is counted as the shape of the source."""

from pathlib import Path

import pytest

from tools.structure import circular, crowded, figures, measured, modules, report

SOURCE = '''"""A module."""

import meetings.text
import os, meetings.tokens  # noqa: E401
from collections import abc
from . import caching
from ..models import (
    Meeting,
    Record,
)
from diplomacy.settings import DEBUG  # type: ignore[misc]


def late() -> str:
    from meetings.search import query
    import json

    return "# noqa"
'''


def write(root: Path, name: str, source: str = "") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    write(tmp_path, "diplomacy/__init__.py")
    write(tmp_path, "meetings/__init__.py")
    write(tmp_path, "meetings/long.py", "x = 1\n" * 50)
    write(tmp_path, "meetings/short.py", "x = 1\n" * 49)
    write(tmp_path, "meetings/first.py", "from . import second\n")
    write(tmp_path, "meetings/second.py", "from meetings.third import name\n")
    write(tmp_path, "meetings/third.py", "def f():\n    import meetings.first\n")
    write(tmp_path, "meetings/migrations/0001_initial.py", "import meetings.first\n")
    write(tmp_path, "meetings/tests/test_long.py", "import meetings.long\n")
    return tmp_path


def test_every_form_of_import_is_counted() -> None:
    module = measured(Path("meetings/views/lists.py"), SOURCE)
    assert module.names == (
        "meetings.text",
        "meetings.tokens",
        "meetings.views.caching",
        "meetings.models.Meeting",
        "meetings.models.Record",
        "diplomacy.settings.DEBUG",
        "meetings.search.query",
    )
    assert (module.statements, module.late, module.lines) == (6, 2, 18)


def test_exceptions_are_comments_and_no_text() -> None:
    module = measured(Path("meetings/views/lists.py"), SOURCE)
    assert (module.noqa, module.ignores) == (1, 1)


def test_a_relative_import_of_a_package_starts_at_the_package() -> None:
    module = measured(Path("meetings/views/__init__.py"), "from .lists import page\n")
    assert (module.dotted, module.names) == ("meetings.views", ("meetings.views.lists.page",))


def test_figures_leave_out_migrations_and_tests(checkout: Path) -> None:
    files = modules(checkout)
    assert figures(files, files) == {
        "files": "7",
        "lines": "103",
        "statements / 100": "2.91",
        "names / 100": "2.91",
        "modules": "5",
        "under 50": "4",
        "share": "80 %",
        "crowded": "0",
        "circles": "1",
        "noqa": "0",
        "type: ignore": "0",
        "late": "1",
    }


def test_a_circle_by_a_late_import_is_one(checkout: Path) -> None:
    assert circular(modules(checkout)) == [{"meetings.first", "meetings.second", "meetings.third"}]


def test_a_folder_is_crowded_with_its_sixteenth_module(checkout: Path) -> None:
    for number in range(15):
        write(checkout, f"meetings/management/commands/c{number}.py")
    write(checkout, "meetings/management/commands/__init__.py")
    assert crowded(modules(checkout)) == {}
    write(checkout, "meetings/management/commands/last.py")
    assert crowded(modules(checkout)) == {"meetings/management/commands": 16}


def test_the_report_has_a_row_for_each_folder(checkout: Path) -> None:
    lines = report(modules(checkout), by_package=True).splitlines()
    assert [line.split()[0] for line in lines] == [
        "files",
        "diplomacy/",
        "meetings/",
        "all",
        "circle:",
    ]
    assert " ".join(lines[1].split()) == "diplomacy/ 1 0 – – 0 0 – 0 0 0 0 0"
