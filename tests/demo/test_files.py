"""Mistakes in the files of the demonstration are named by file and item."""

from pathlib import Path

import pytest

from meetings.demo.files import MalformedDemo
from meetings.demo.load import load_demo
from meetings.demo.shelf import fixed_public_id
from meetings.models import Meeting, Record
from tests.drafts import state

pytestmark = pytest.mark.django_db

GOOD = """\
[people]
ada-example = { name = "Ada Example", family = "Example" }

[publishers]
gazette = { name = "Gazette" }

[[meetings]]
key = "first"
date = "2001-02-03"
who = ["CHN", { actor = "RUS", person = "ada-example", title = "Envoy", rank = "envoy" }]
[[meetings.reports]]
source = { publisher = "gazette", title = "Report" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    state("CHN", "China")
    state("RUS", "Russia")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "demo.toml").write_text(text, encoding="utf-8")


def test_a_file_makes_published_meetings(folder: Path) -> None:
    write(folder, GOOD)
    assert load_demo(folder).created == 1
    record = Record.objects.get()
    assert record.title == "China and Ada Example (Russia)"
    assert record.public_id == fixed_public_id("meeting", "first")
    assert record.accounts == "third_party"


def test_what_the_desk_has_done_with_a_meeting_stays(folder: Path) -> None:
    write(folder, GOOD)
    load_demo(folder)
    Meeting.objects.update(title="The desk’s title")
    write(folder, GOOD.replace("2001-02-03", "2002"))
    assert load_demo(folder).created == 0
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.date) == ("The desk’s title", "2001-02-03")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[people]", "[people", "demo.toml: "),
        ("[publishers]", "[papers]", "demo.toml: nothing is known of papers"),
        ('"CHN",', '"XXX",', "demo.toml, “first”: there is no actor “XXX”"),
        (
            'family = "Example"',
            'surname = "Example"',
            "demo.toml, “ada-example”: got an unexpected",
        ),
        ('title = "Envoy", ', "", "“first”: Ada Example held no office of Russia then"),
        ('title = "Envoy"', 'office_held = "x"', "“first”: who: nothing is known of office_held"),
        ("2001-02-03", "2001-02-30", "“first”: date: There is no such day"),
        ('rank = "envoy"', 'rank = "king"', "“first”: participant 2, rank: "),
        ('"gazette", title', '"herald", title', "“first”: there is no publisher “herald”"),
        ('date = "2001-02-03"\n', "", "“first”: A date is needed"),
        ('key = "first"', 'key = "first"\nreplaces = "x"', "“first”: there is no meeting “x”"),
    ],
)
def test_a_mistake_is_named_and_nothing_of_the_file_is_written(
    folder: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    write(folder, GOOD.replace(old, new, 1))
    with pytest.raises(MalformedDemo, match=message):
        load_demo(folder)
    assert (Meeting.objects.count(), Record.objects.count()) == (0, 0)


def test_a_person_described_twice_is_named(folder: Path) -> None:
    write(folder, GOOD)
    (folder / "other.toml").write_text('[people]\nada-example = { name = "Ada" }\n')
    with pytest.raises(MalformedDemo, match=r"other.toml, “ada-example”: demo.toml has it"):
        load_demo(folder)
