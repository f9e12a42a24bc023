"""Which flag stands beside a name, and that each one there is can be served."""

import datetime
from pathlib import Path

import pytest

from meetings.pages.flags import DRAWINGS, PICTURES, flag_of

FLAGS = Path(__file__).resolve().parent.parent.parent / "static" / "flags"


def test_every_flag_that_is_named_is_there_and_small() -> None:
    drawings = frozenset(path.stem.upper() for path in FLAGS.glob("*.svg"))
    pictures = frozenset(path.stem.upper() for path in FLAGS.glob("*.png"))
    assert (drawings, pictures) == (DRAWINGS, PICTURES)
    assert [path.name for path in FLAGS.iterdir() if path.stat().st_size > 30_720] == []


@pytest.mark.parametrize(
    ("alpha2", "day", "expected"),
    [
        ("CN", "2024-11-18", "flags/cn.svg"),
        ("MX", "2024-11-18", "flags/mx.png"),
        ("CN", "2010-01-01", "flags/cn.svg"),
        # Before that the flag of today need not have been the actor's own.
        ("CN", "2009-12-31", ""),
        # Libya changed its flag in 2011, Syria in 2025.
        ("LY", "2010-06-01", ""),
        ("LY", "2012-01-01", "flags/ly.svg"),
        ("SY", "2024-11-18", ""),
        # An organisation, an actor whose representation is contested, a code unknown here.
        ("", "2024-11-18", ""),
        ("QQ", "2024-11-18", ""),
    ],
)
def test_a_flag_is_shown_only_where_it_was_the_actors_on_that_day(
    alpha2: str, day: str, expected: str
) -> None:
    assert flag_of(alpha2, datetime.date.fromisoformat(day)) == expected


def test_a_meeting_without_a_day_is_still_to_come() -> None:
    assert flag_of("CN", None) == "flags/cn.svg"
