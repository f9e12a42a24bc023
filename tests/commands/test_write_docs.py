"""The documents have what follows from the code."""

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from meetings.management.commands.write_docs import PARTS, documents, replaced

MARKED = """Before.

<!-- keys: written by `manage.py write_docs` -->

old
<!-- end of keys -->

After.
"""


def test_files_are_as_the_command_would_write_them() -> None:
    written = documents()
    names = {path.name for path in written}
    schemas = {"reading.schema.json", "answer.schema.json"}
    assert names == {"api.md", "codebook.md", "reading.md", "search.md", ".env.example"} | schemas
    # Where this fails: `make docs`.
    stale = [p.name for p, text in written.items() if p.read_text(encoding="utf-8") != text]
    assert stale == []


def test_what_stands_between_the_marks_is_replaced() -> None:
    text = replaced(MARKED, "keys", "new\nand more")
    assert text == MARKED.replace("\nold\n", "\nnew\nand more\n\n")
    assert replaced(text, "keys", "new\nand more") == text


def test_a_document_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="do not stand around a part"):
        replaced("Before.\n", "keys", "new")


def test_the_command_writes_what_differs(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, parts in PARTS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(MARKED.replace("keys", part) for part in parts), encoding="utf-8")
    settings.BASE_DIR, settings.WRITTEN_FILES = tmp_path, {tmp_path / "list": lambda: "of all\n"}
    call_command("write_docs")
    assert capsys.readouterr().out == (
        "Written: list\nWritten: docs/codebook.md\nWritten: docs/api.md\nWritten: docs/reading.md\n"
        "Written: docs/search.md\nWritten: docs/schema/reading.schema.json\n"
        "Written: docs/schema/answer.schema.json\n"
    )
    assert (tmp_path / "list").read_text() == "of all\n"
    assert "| `country` | " in (tmp_path / "docs/api.md").read_text(encoding="utf-8")
    call_command("write_docs")
    assert capsys.readouterr().out == ""
