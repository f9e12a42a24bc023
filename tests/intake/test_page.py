"""What a pasted page is: header, furniture, titles, publisher, dateline, day of publication."""

import datetime

import pytest

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.page.article import Article
from meetings.intake.page.implied_day import implied_day
from meetings.intake.page.reading import article_of

from .telling import ENGLISH

LONG = (
    "Wang Yi met Penny Wong in Canberra on Monday, and the two ministers spoke for three hours "
    "about trade, fishing rights, visas and the long road that lies ahead of both countries."
)
PAGE = f"""The Hindu
Home | World | Sport
Subscribe to our newsletter
Wang Yi and Penny Wong meet in Canberra
Updated: March 5, 2024 10:14 am IST
Photo: the ministers in the garden
{LONG}
- The first point of the talks was trade.
Share this article
{LONG} -- PTI
Most read
Another story of the day, which is about the price of bread and not about any meeting.
"""


def lines(article: Article) -> list[str]:
    return [article.text[span.start : span.end] for span in article.prose]


def test_page_without_its_furniture(gazetteer: Gazetteer) -> None:
    article = article_of(PAGE, gazetteer)
    assert lines(article) == [
        LONG,
        "- The first point of the talks was trade.",
        f"{LONG} -- PTI",
    ]
    assert article.source.title == "Wang Yi and Penny Wong meet in Canberra"
    assert (article.source.publisher, article.source.via_name) == (4, "PTI")
    assert article.source.published == "2024-03-05"
    assert article.language == "en"


def test_header_says_what_is_known_from_outside(gazetteer: Gazetteer) -> None:
    text = (
        "# url: https://www.thehindu.com/news/1.html\n# title: Talks in Canberra\n"
        f"# date: 2024-03-05\n# source: The Hindu with Reuters\n{LONG}\n"
    )
    article = article_of(text, gazetteer)
    source = article.source
    assert (source.url, source.title) == (
        "https://www.thehindu.com/news/1.html",
        "Talks in Canberra",
    )
    assert (source.publisher_name, source.via_name) == ("The Hindu", "Reuters")
    assert article.published == datetime.date(2024, 3, 5)
    assert article.text[article.titles[0].start : article.titles[0].end] == "Talks in Canberra"
    assert article.body_text == f"{LONG}\n"


def test_what_is_given_goes_before_the_text(gazetteer: Gazetteer) -> None:
    text = f"# url: https://example.org/a\n# title: A\n# date: 2020-01-01\n{LONG}"
    article = article_of(
        text,
        gazetteer,
        url="https://en.kremlin.ru/1",
        title="B",
        published="2024-03-05",
    )
    source = article.source
    assert (source.url, source.title, source.published) == (
        "https://en.kremlin.ru/1",
        "B",
        "2024-03-05",
    )
    assert (article.home, article.is_official) == ("RUS", True)


DATELINES = {
    "BEIJING, March 4 (Reuters) - ": ("Beijing", "Reuters"),
    "Beijing (Reuters) -- ": ("Beijing", "Reuters"),
    "CANBERRA, Australia — ": ("Canberra", ""),
    "(Alger) ": ("Alger", ""),
    "However - ": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("line", DATELINES)
def test_dateline(gazetteer: Gazetteer, line: str) -> None:
    article = article_of(f"# source: The Hindu\n{line}{LONG}", gazetteer)
    assert (article.dateline, article.source.via_name) == DATELINES[line]
    if DATELINES[line][0]:
        assert lines(article) == [LONG]


HOMES = {
    "Kremlin": ("RUS", True),
    "10 Downing Street": ("GBR", True),
    "Ministry of Foreign Affairs of India": ("IND", True),
    "The Hindu": ("", False),
    "Some Newspaper": ("", False),
}


@pytest.mark.parametrize("source", HOMES)
def test_whose_word_it_is(gazetteer: Gazetteer, source: str) -> None:
    article = article_of(f"# source: {source}\n{LONG}", gazetteer)
    assert (article.home, article.is_official) == HOMES[source]


@pytest.mark.parametrize("text", ["", "\n\n", "# title: A", "...", "王毅"])
def test_pages_without_a_story(gazetteer: Gazetteer, text: str) -> None:
    assert article_of(text, gazetteer).prose == []


DAYS = {
    "KAZAN, October 23 – Vladimir Putin spoke on Wednesday at BRICS in Kazan.": datetime.date(
        2024, 10, 23
    ),
    "LONDON, May 9 – Theresa May met António Guterres on Monday.": datetime.date(2017, 5, 9),
    "LONDON, May 9 – A man met another on Wednesday.": None,
    "LONDON – Theresa May met António Guterres.": None,
}


@pytest.mark.parametrize("text", DAYS)
def test_day_that_a_story_implies(gazetteer: Gazetteer, text: str) -> None:
    assert implied_day(text, gazetteer, ENGLISH, datetime.date(2025, 1, 1)) == DAYS[text]


def test_implied_day_is_noted_and_is_no_day_of_the_source(gazetteer: Gazetteer) -> None:
    text = "LONDON, May 9 – Theresa May met António Guterres on Monday."
    article = article_of(text, gazetteer)
    assert article.published == datetime.date(2017, 5, 9)
    assert article.source.published == ""
    (note,) = article.notes
    assert note.startswith("The story gives no day of publication.")
    assert "fit 9 May 2017," in note
