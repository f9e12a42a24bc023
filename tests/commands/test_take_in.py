"""The command that puts a folder of saved stories into the queue."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting, Story
from tests.drafts import rio
from tests.stories import TEXT, use_reader

pytestmark = pytest.mark.django_db


def run(folder: Path) -> tuple[str, str]:
    output, errors = StringIO(), StringIO()
    call_command("take_in", folder, stdout=output, stderr=errors)
    return output.getvalue().strip(), errors.getvalue().strip()


def test_a_folder_is_taken_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_reader(monkeypatch)
    rio()
    Meeting.objects.all().delete()
    (tmp_path / "a.txt").write_text(f"# title: A title\n\n{TEXT}")
    (tmp_path / "b.txt").write_text("They met.")
    (tmp_path / "c.png").write_bytes(b"\x89PNG" + bytes(500))
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "more").mkdir()
    output, errors = run(tmp_path)
    assert output == "2 new, 0 known already, 1 not readable."
    assert errors.startswith("c.png: This file is no text.")
    story = Story.objects.get(title="A title")
    assert (story.text, story.file_name, story.proposed, story.state) == (
        TEXT,
        "a.txt",
        2,
        "waiting",
    )
    assert run(tmp_path)[0] == "0 new, 2 known already, 1 not readable."
    assert Story.objects.count() == 2


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no folder"):
        run(tmp_path / "nowhere")
