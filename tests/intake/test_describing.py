"""Dates, places, summits, accounts, topics and quotations of meetings."""

import pytest

from meetings.intake.proposal import ProposedMeeting

from .telling import Told

PLACES = {
    "Wang Yi met Penny Wong in Canberra on Monday.": "Canberra",
    "In Canberra on Monday, Wang Yi met Penny Wong.": "Canberra",
    "Wang Yi flew to Paris on Monday to meet Penny Wong.": "Paris",
    "Wang Yi met Penny Wong in the French capital on Monday.": "Paris",
    "Wang Yi met Penny Wong in France on Monday.": "France",
    "Vladimir Putin received Xi Jinping in the Kremlin on Monday.": "Kremlin, Moscow",
    "BEIJING, March 4 (Reuters) - Wang Yi met Penny Wong on Monday.": "Beijing",
    "Wang Yi met Penny Wong in Luxembourg on Monday.": "Luxembourg",
    "In Moscow, a spokesman said that Wang Yi met Penny Wong in Paris on Monday.": "Paris",
    "Wang Yi phoned Penny Wong from Canberra on Monday.": "",
    "Wang Yi met Penny Wong on Monday.": "",
}


@pytest.mark.parametrize("text", PLACES)
def test_place(told: Told, text: str) -> None:
    (meeting,) = told.meetings(text)
    assert meeting.place_name == PLACES[text]


def test_meeting_at_a_summit_takes_its_edition_place_and_days(told: Told) -> None:
    text = "Wang Yi met Penny Wong on the sidelines of the G20 summit."
    (meeting,) = told.meetings(text, published="2024-11-20")
    assert (meeting.summit, meeting.summit_name) == (1, "G20 Rio de Janeiro 2024")
    assert meeting.sidelines
    assert (meeting.place, meeting.place_name) == (18, "Rio de Janeiro")
    assert meeting.date == "[2024-11-18..2024-11-20]"
    assert meeting.date_basis == "publication"


def test_edition_of_another_year_is_no_summit(told: Told) -> None:
    (meeting,) = told.meetings("Wang Yi met Penny Wong at the G20 summit on Monday.")
    assert (meeting.summit, meeting.summit_name) == (None, "G20 summit")


def test_announced_meeting_at_a_summit_has_its_days(told: Told) -> None:
    text = "Wang Yi will meet Penny Wong on the sidelines of the G20 summit."
    (meeting,) = told.meetings(text, published="2024-11-10")
    assert meeting.date == "[2024-11-18..2024-11-19]"


def test_meeting_of_that_name_is_no_summit(told: Told) -> None:
    (meeting,) = told.meetings("Wang Yi met Penny Wong at the China-Australia Meeting on Monday.")
    assert meeting.summit_name == ""


def test_date_of_the_paragraph_and_of_publication(told: Told) -> None:
    (meeting,) = told.meetings("On Monday it rained in Paris. Wang Yi met Penny Wong.")
    assert (meeting.date, meeting.date_words) == ("2024-03-04", "Monday")
    (meeting,) = told.meetings("Wang Yi met Penny Wong.")
    assert (meeting.date, meeting.date_basis) == ("[2024-03-03..2024-03-05]", "publication")


def test_same_day_counts_from_the_day_named_before(told: Told) -> None:
    text = "Wang Yi met Penny Wong on Sunday. The same day Wang Yi met Hakan Fidan."
    assert [meeting.date for meeting in told.meetings(text)] == ["2024-03-03", "2024-03-03"]


def test_same_day_does_not_count_from_a_day_recalled(told: Told) -> None:
    text = (
        "Wang Yi spoke in Paris on Monday. China and France had agreed on it on March 10, 2023. "
        "The same day Wang Yi met Hakan Fidan."
    )
    (meeting,) = told.meetings(text)
    assert meeting.date == "2024-03-04"


def voices(meeting: ProposedMeeting) -> list[tuple[list[str], str]]:
    return [(account.voices, account.attribution) for account in meeting.accounts]


VOICES = {
    "Wang Yi met Penny Wong on Monday.": [([], "outlet")],
    "Wang Yi met Penny Wong on Monday, the Chinese foreign ministry said.": [
        (["CHN"], "statement")
    ],
    "Wang Yi met Penny Wong on Monday, Chinese spokesperson Mao Ning said.": [
        (["CHN"], "spokesperson")
    ],
    "Wang Yi will meet Penny Wong on Thursday, according to Canberra.": [(["AUS"], "statement")],
    "Wang Yi will meet Penny Wong, Australia’s Foreign Minister, on Thursday, Penny Wong said.": [
        (["AUS"], "named_official")
    ],
    "Emmanuel Macron and Olaf Scholz met in Paris on Monday and issued a joint statement.": [
        (["FRA", "DEU"], "statement")
    ],
    "# source: Kremlin\nVladimir Putin received Xi Jinping on Monday.": [(["RUS"], "statement")],
    "Vladimir Putin received Xi Jinping on Monday. His spokesman said it was useful. "
    "The White House said nothing.": [(["RUS"], "spokesperson")],
}


@pytest.mark.parametrize("text", VOICES)
def test_whose_account_it_is(told: Told, text: str) -> None:
    (meeting,) = told.meetings(text)
    assert voices(meeting) == VOICES[text]


TOPICS = {
    "They discussed fishing rights, visas and the grain deal.": [
        ("fishing rights", None, ""),
        ("visas", None, ""),
        ("Black Sea Grain Initiative", 3, "grain deal"),
    ],
    "Global warming came up.": [
        ("Climate change", 1, "Global warming"),
    ],
    "They talked about Monday, Penny Wong, China and tariffs.": [("tariffs", None, "")],
}


@pytest.mark.parametrize("words", TOPICS)
def test_topics(told: Told, words: str) -> None:
    (meeting,) = told.meetings(f"Wang Yi met Penny Wong on Monday. {words}")
    topics = meeting.accounts[0].topics
    assert [(topic.name, topic.topic, topic.term_used) for topic in topics] == TOPICS[words]


QUOTATIONS = {
    "before the verb": '"This was a long and useful day," said the Chinese minister.',
    "after the verb": "Wang told reporters: “This was a long and useful day.”",
    "pronoun": "Wang Yi left. “This was a long and useful day,” he said.",
    "introduced": "Wang Yi said to reporters afterwards, and to many more:\n"
    "“This was a long and useful day, and we shall have many more of them.”",
}


@pytest.mark.parametrize("place", QUOTATIONS)
def test_speaker_of_a_quotation(told: Told, place: str) -> None:
    text = (
        "Chinese Foreign Minister Wang Yi met Penny Wong in Canberra on Monday, her office said.\n"
    )
    (meeting,) = told.meetings(text + QUOTATIONS[place])
    (quotation,) = meeting.accounts[0].quotations
    assert (quotation.name, quotation.person) == ("Wang Yi", 1)
    assert quotation.text.startswith("This was a long and useful day")
    assert quotation.translated


def test_words_of_an_institution(told: Told) -> None:
    reading = told.reading(
        "Wang Yi met Penny Wong on Monday. “It was a day of plain words,” the Turkish foreign "
        "ministry said."
    )
    (quotation,) = reading.quotations
    assert (quotation.name, quotation.institution) == ("the Turkish foreign ministry", "TUR")


def test_a_few_quoted_words_are_no_quotation(told: Told) -> None:
    reading = told.reading(
        "Wang Yi met Penny Wong on Monday. Wang spoke of “plain, open words” too."
    )
    assert reading.quotations == []
    assert reading.meetings[0].accounts[0].quotations == []
