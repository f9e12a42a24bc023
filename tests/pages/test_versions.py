"""Versions in a list: number, why and when; who published one is not said."""

import datetime

import pytest

from meetings.models import Version
from meetings.models.choices import VersionKind
from meetings.pages.versions import VersionLine, version_lines

EVENING = datetime.datetime(2024, 11, 20, 23, 59, tzinfo=datetime.UTC)


def test_a_line_a_version_in_the_order_given() -> None:
    second = Version(
        number=2, kind="correction", note="The duration.", published_at=EVENING, redacted=True
    )
    first = Version(number=1, kind="first", published_at=datetime.datetime(
        2024, 3, 9, tzinfo=datetime.UTC
    ))  # fmt: skip
    assert version_lines("A000000000", [second, first]) == [
        VersionLine(
            number=2,
            href="/meetings/A000000000/v2/",
            kind="Correction of our error",
            note="The duration.",
            published="20 November 2024",
            iso="2024-11-20",
            redacted=True,
        ),
        VersionLine(
            number=1,
            href="/meetings/A000000000/v1/",
            kind="First publication",
            note="",
            published="9 March 2024",
            iso="2024-03-09",
            redacted=False,
        ),
    ]


@pytest.mark.parametrize("kind", VersionKind.values)
def test_every_kind_of_version_has_words(kind: str) -> None:
    line = version_lines("A000000000", [Version(number=1, kind=kind, published_at=EVENING)])[0]
    assert line.kind == VersionKind(kind).label != ""
