"""Historical dates in words, and whether they lie within a range that was asked for."""

from datetime import date

import pytest

from meetings.dates.edtf import Basis, parse
from meetings.dates.understanding import understand
from meetings.dates.words import certainty, describe


@pytest.mark.parametrize(
    ("edtf", "long", "short"),
    [
        ("2024-11-18", "18 November 2024", "18 Nov 2024"),
        ("2024-09-01", "1 September 2024", "1 Sep 2024"),
        ("2024-11", "November 2024", "Nov 2024"),
        ("2024", "2024", "2024"),
        ("1950~", "about 1950", "about 1950"),
        ("2024-11-18~", "about 18 November 2024", "about 18 Nov 2024"),
        ("2024-11-18/2024-11-19", "18–19 November 2024", "18–19 Nov 2024"),
        ("2024-10-30/2024-11-02", "30 October – 2 November 2024", "30 Oct – 2 Nov 2024"),
        (
            "2024-12-30/2025-01-02",
            "30 December 2024 – 2 January 2025",
            "30 Dec 2024 – 2 Jan 2025",
        ),
        ("2024-10/2024-11", "October–November 2024", "Oct–Nov 2024"),
        ("2023/2024", "2023–2024", "2023–2024"),
        ("2023/2024-01-05", "2023 – 5 January 2024", "2023 – 5 Jan 2024"),
        ("2023/2024~", "2023 – about 2024", "2023 – about 2024"),
        ("2024-11-18/2024-11", "18 November 2024 – November 2024", "18 Nov 2024 – Nov 2024"),
        (
            "[2024-11-17..2024-11-19]",
            "one day between 17 and 19 November 2024",
            "one day between 17 and 19 Nov 2024",
        ),
        (
            "[2024-10-30..2024-11-02]",
            "one day between 30 October and 2 November 2024",
            "one day between 30 Oct and 2 Nov 2024",
        ),
        ("[2019..2021]", "one day between 2019 and 2021", "one day between 2019 and 2021"),
        ("[2024-11-18..2024-11-19]", "18 or 19 November 2024", "18 or 19 Nov 2024"),
    ],
)
def test_one_house_form(edtf: str, long: str, short: str) -> None:
    when = parse(edtf)
    assert describe(when) == long
    assert describe(when, Basis.RELATIVE) == long
    assert describe(when, short=True) == short


@pytest.mark.parametrize(
    ("edtf", "long", "short"),
    [
        (
            "[2024-11-18..2024-11-19]",
            "reported 19 November 2024; day not stated",
            "reported 19 Nov 2024; day not stated",
        ),
        ("2024-11", "November 2024; day not stated", "Nov 2024; day not stated"),
    ],
)
def test_a_day_of_publication_is_called_one(edtf: str, long: str, short: str) -> None:
    assert describe(parse(edtf), Basis.PUBLICATION) == long
    assert describe(parse(edtf), Basis.PUBLICATION, short=True) == short


@pytest.mark.parametrize(
    "edtf",
    ["2024-11-18", "2024-05", "1950~", "2024-10-30/2024-11-02", "2024-10/2024-11", "2023/2024~"],
)
def test_what_is_shown_can_be_typed_again(edtf: str) -> None:
    assert understand(describe(parse(edtf))).edtf == edtf
    assert understand(describe(parse(edtf), short=True)).edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "start", "end", "expected"),
    [
        ("2024-11-18", "2024-11-18", "2024-11-18", "certain"),
        ("2024-11-18", "2024-11-01", None, "certain"),
        ("2024-11-18", None, "2024-11-17", None),
        ("2024-11-18", "2024-11-19", None, None),
        ("2024-11-18", None, None, "certain"),
        ("2024-11", "2024-11-01", "2024-11-30", "certain"),
        ("2024-11", "2024-11-01", "2024-11-29", "possible"),
        ("2024-11", "2024-11-30", None, "possible"),
        ("2024-11", "2024-11-10", "2024-11-12", "possible"),
        ("[2024-11-17..2024-11-19]", None, "2024-11-17", "possible"),
        ("[2024-11-17..2024-11-19]", None, "2024-11-16", None),
        ("1950~", "1950-01-01", "1950-12-31", "possible"),
    ],
)
def test_certainty(edtf: str, start: str | None, end: str | None, expected: str | None) -> None:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None
    assert certainty(parse(edtf), first, last) == expected
