"""Dates as people write them."""

import pytest

from meetings.dates.edtf import DateError
from meetings.dates.understanding import understand


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("18 November 2024", "2024-11-18"),
        ("18 Nov 2024", "2024-11-18"),
        ("18 Nov. 2024", "2024-11-18"),
        ("18th of November 2024", "2024-11-18"),
        ("  18   november 2024 ", "2024-11-18"),
        ("Nov 18, 2024", "2024-11-18"),
        ("November 18 2024", "2024-11-18"),
        ("1 Sept 2024", "2024-09-01"),
        ("1 May 2024", "2024-05-01"),
        ("November 2024", "2024-11"),
        ("May 2024", "2024-05"),
        ("2024", "2024"),
        ("18-19 November 2024", "2024-11-18/2024-11-19"),
        ("18–19 Nov 2024", "2024-11-18/2024-11-19"),
        ("18 – 19 Nov 2024", "2024-11-18/2024-11-19"),
        ("Nov 18-19, 2024", "2024-11-18/2024-11-19"),
        ("18 to 19 November 2024", "2024-11-18/2024-11-19"),
        ("from 18 until 19 November 2024", "2024-11-18/2024-11-19"),
        ("30 October – 2 November 2024", "2024-10-30/2024-11-02"),
        ("30 October-2 November 2024", "2024-10-30/2024-11-02"),
        ("30 December 2024 – 2 January 2025", "2024-12-30/2025-01-02"),
        ("October–November 2024", "2024-10/2024-11"),
        ("2023–2024", "2023/2024"),
        ("2024-11-18 – 2024-11-19", "2024-11-18/2024-11-19"),
        ("between 17 and 19 November 2024", "[2024-11-17..2024-11-19]"),
        ("Between 30 October and 2 November 2024", "[2024-10-30..2024-11-02]"),
        ("between Nov 17 and 19, 2024", "[2024-11-17..2024-11-19]"),
        ("between 18 and 18 November 2024", "2024-11-18"),
        ("about 1950", "1950~"),
        ("circa 1950", "1950~"),
        ("c. 1950", "1950~"),
        ("c.1950", "1950~"),
        ("ca 1950", "1950~"),
        ("~1950", "1950~"),
        ("About May 1950", "1950-05~"),
        ("around 18 November 2024", "2024-11-18~"),
        ("2024-11-18", "2024-11-18"),
        ("2024–11–18", "2024-11-18"),
        ("2024.11.18", "2024-11-18"),
        ("2024-1-5", "2024-01-05"),
        ("2024-11-18 / 2024-11-19", "2024-11-18/2024-11-19"),
        ("[2024-11-17 .. 2024-11-19]", "[2024-11-17..2024-11-19]"),
    ],
)
def test_understands(text: str, edtf: str) -> None:
    assert understand(text).edtf == edtf


AMBIGUOUS = (
    "leaves open which number is the day and which the month: "
    "write the month as a word, such as 18 November 2024, or 2024-11-18."
)
EXAMPLES = (
    "write it like 18 November 2024, November 2024, 2024, 18–19 November 2024, "
    "between 17 and 19 November 2024, about 1950, or in EDTF (2024-11-18)."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("18/11/2024", f"“18/11/2024” {AMBIGUOUS}"),
        ("11/18/2024", f"“11/18/2024” {AMBIGUOUS}"),
        ("3.4.2024", f"“3.4.2024” {AMBIGUOUS}"),
        ("03-04-24", f"“03-04-24” {AMBIGUOUS}"),
        (
            "2024/11/18",
            (
                "“2024/11/18” is not taken, as a slash stands between the first and the last day: "
                "write 2024-11-18 if one day is meant."
            ),
        ),
        (
            "18 November",
            "The year of “18 November” is missing: write it like 18 November 2024.",
        ),
        ("18", "The month of “18” is missing: write it like 18 November 2024."),
        (
            "18 November 2024 – 2 December",
            "The year of “2 December” is missing: write it after the last day.",
        ),
        (
            "30 December – 2 January 2025",
            (
                "“2025-12-30/2025-01-02” ends before it begins: write the earlier date first, "
                "such as 2024-11-18/2024-11-19."
            ),
        ),
        ("31 November 2024", "There is no such day as 2024-11-31 in the calendar."),
        ("spring 2024", "Seasons are not accepted: give the months, such as [2024-06..2024-08]."),
        (
            "18 November 2024, 10:30",
            f"“18 November 2024, 10:30” is not understood: {EXAMPLES}",
        ),
        ("18 novembre 2024", f"“18 novembre 2024” is not understood: {EXAMPLES}"),
        ("late 2024", f"“late 2024” is not understood: {EXAMPLES}"),
        (
            "last Monday",
            (
                "“last Monday” counts from a day: name the source, which says when it was "
                "published, or write the date itself."
            ),
        ),
        ("1950-52", "Months run from 01 to 12: there is none in “1950-52”."),
    ],
)
def test_refuses_rather_than_guesses(text: str, sentence: str) -> None:
    with pytest.raises(DateError) as refusal:
        understand(text)
    assert str(refusal.value) == sentence
