"""The command that writes projections again: progress, and where it may go on."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meetings.management.commands import reproject as command
from meetings.models import Entry, Record
from meetings.publication import reproject as reprojection
from tests.register import published_rio

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    """Return the lines that the command prints."""
    output = StringIO()
    call_command("reproject", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_it_says_how_much_it_read_and_wrote() -> None:
    published_rio()
    Record.objects.update(sides=7)
    assert run() == ["entries: 19 read, 0 written.", "records: 2 read, 2 written."]
    assert run() == ["entries: 19 read, 0 written.", "records: 2 read, 0 written."]


def test_it_goes_on_where_a_line_of_progress_says(monkeypatch: pytest.MonkeyPatch) -> None:
    published_rio()
    monkeypatch.setattr(reprojection, "BATCH", 1)
    monkeypatch.setattr(command, "_ROWS_A_LINE", 1)
    last, newest = Entry.objects.latest("pk").pk, Record.objects.order_by("pk")
    first, second = newest.values_list("pk", flat=True)
    lines = run("--from", f"entries:{last - 2}")
    assert lines == [
        f"entries:{last - 1}",
        f"entries:{last}",
        f"records:{first}",
        f"records:{second}",
        "entries: 2 read, 0 written.",
        "records: 2 read, 0 written.",
    ]
    assert run("--from", f"records:{first}") == [
        f"records:{second}",
        "records: 1 read, 0 written.",
    ]


@pytest.mark.parametrize("position", ["records", "meetings:7", "records:x", "records:-1"])
def test_a_position_that_is_none_is_refused(position: str) -> None:
    with pytest.raises(CommandError, match=f"“{position}” is none of entries, records"):
        run("--from", position)


def test_an_entry_that_is_missing_is_named() -> None:
    published_rio()
    Entry.objects.filter(key="ukraine").update(key="elsewhere")
    with pytest.raises(CommandError, match=r"have no entry: \[\('topic', 'ukraine'\)\]"):
        run("--from", "records:0")
