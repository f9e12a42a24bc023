"""Mistakes in the files of the demonstration are named by file and item."""

from pathlib import Path

import pytest

from meetings.demo.files import MalformedDemo
from meetings.demo.load import load_demo
from meetings.demo.shelf import fixed_public_id
from meetings.models import Meeting, Person, Record, Version
from tests.drafts import state

pytestmark = pytest.mark.django_db

GOOD = """\
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
    Person.objects.create(name="Ada Example", family_name="Example", slug="ada-example")
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
        ("[publishers]", "[publishers", "demo.toml: "),
        ("[publishers]", "[papers]", "demo.toml: nothing is known of papers"),
        ('"CHN",', '"XXX",', "demo.toml, “first”: there is no actor “XXX”"),
        ('name = "Gazette"', 'called = "Gazette"', "demo.toml, “gazette”: got an unexpected"),
        ('person = "ada-example"', 'person = "eve"', "“first”: there is no person “eve”"),
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


def test_a_publisher_described_twice_is_named(folder: Path) -> None:
    write(folder, GOOD)
    (folder / "other.toml").write_text('[publishers]\ngazette = { name = "Gazette" }\n')
    with pytest.raises(MalformedDemo, match=r"other.toml, “gazette”: demo.toml has it"):
        load_demo(folder)


LATER = """\
[[meetings.versions]]
kind = "correction"
note = "It was in March."
values = { date = "2001-03-03" }
[[meetings.versions]]
kind = "addition"
[[meetings.versions.reports]]
source = { publisher = "gazette", title = "Second report" }
voices = ["CHN"]
[[meetings.versions]]
kind = "withdrawal"
note = "It was another meeting."
"""


def test_later_versions_are_published_in_their_order(folder: Path) -> None:
    write(folder, GOOD + LATER)
    assert load_demo(folder).created == 1
    versions = list(Version.objects.order_by("number"))
    assert [(version.kind, version.note) for version in versions] == [
        ("first", ""),
        ("correction", "It was in March."),
        ("addition", ""),
        ("withdrawal", "It was another meeting."),
    ]
    contents = [version.snapshot["content"] for version in versions[:3]]
    assert [content["date"]["edtf"] for content in contents] == [
        "2001-02-03",
        "2001-03-03",
        "2001-03-03",
    ]
    assert [len(content["reports"]) for content in contents] == [1, 1, 2]
    assert Record.objects.get().state == "withdrawn"
    assert load_demo(folder).created == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "addition"', 'kind = "edition"', "“first”: versions: “edition” is no kind"),
        ("date = ", "day = ", "“first”: versions: "),
        ('note = "It was in March."', "", "“first”: Say what was wrong"),
        ('"2001-03-03"', '"2001-03-99"', "“first”: date: "),
    ],
)
def test_a_mistake_in_a_later_version_is_named(
    folder: Path, old: str, new: str, message: str
) -> None:
    write(folder, GOOD + LATER.replace(old, new, 1))
    with pytest.raises(MalformedDemo, match=message):
        load_demo(folder)
    assert (Meeting.objects.count(), Record.objects.count()) == (0, 0)
