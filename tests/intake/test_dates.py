"""Dates in stories, read against the day of publication (a Tuesday)."""

import datetime

import pytest

from meetings.intake.proposal import Span
from meetings.intake.words.date_words import next_weekday
from meetings.intake.words.dates import dates_in, plain_day

from .telling import ENGLISH, dates

DATES = {
    "They met on 5 March 2024.": ["2024-03-05"],
    "They met on March 3.": ["2024-03-03"],
    "They met on Wednesday.": ["2024-02-28"],
    "They met on Tuesday.": ["2024-03-05"],
    "They met last Friday.": ["2024-03-01"],
    "They met yesterday.": ["2024-03-04"],
    "They meet tomorrow.": ["2024-03-06"],
    "They met two days ago.": ["2024-03-03"],
    "They met on 3-5 March 2024.": ["2024-03-03/2024-03-05"],
    "They met from February 28 to March 2.": ["2024-02-28/2024-03-02"],
    "They met in May.": ["2024-05"],
    "They met in December.": ["2023-12"],
    "They met in February last year.": ["2023-02"],
    "They met last month.": ["2024-02"],
    "They meet next week.": ["[2024-03-11..2024-03-17]"],
    "They met in 2019.": ["2019"],
    "They met on 2024-02-29.": ["2024-02-29"],
    "They met the same day.": ["the same day"],
    "They may march on.": [],
    "They met on 31 February 2024.": ["2024-02"],
    "Resolution 2334 was adopted.": [],
}


@pytest.mark.parametrize("text", DATES)
def test_words_for_days(text: str) -> None:
    assert dates(text) == DATES[text]


@pytest.mark.parametrize("words", ["Wednesday", "last Friday", "March 3", "next week"])
def test_words_that_count_from_an_unknown_day_name_no_day(words: str) -> None:
    assert dates(f"They met on {words}.", published=None) == [words]


def test_days_of_the_same_and_the_following_day_count_from_another() -> None:
    text = "They met the same day and the following day, not the day before."
    read = dates_in(text, Span(0, len(text)), datetime.date(2024, 3, 5), ENGLISH)
    assert [date.follows for date in read] == [0, 1, -1]


def test_weekday_of_what_is_to_come_is_the_next() -> None:
    text, published = "They meet on Thursday.", datetime.date(2024, 3, 5)
    (date,) = dates_in(text, Span(0, len(text)), published, ENGLISH)
    assert date.edtf == "2024-02-29"
    assert next_weekday(date, published).edtf == "2024-03-07"


def test_plain_day_is_the_first_whole_day() -> None:
    assert plain_day("In 2019, on May 7, 2020", ENGLISH) == datetime.date(2020, 5, 7)
    assert plain_day("Updated May 2020", ENGLISH) is None
