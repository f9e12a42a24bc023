"""The reader on whole texts: pages, languages that are not read, texts of any kind."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.intake import printing
from meetings.intake.gazetteer import Gazetteer
from meetings.intake.proposal import MentionKind
from meetings.intake.reader import read_with
from tests.drafts import rio

from .telling import Told, names

PAGE = """# source: The Hindu
# date: 2024-11-20
Home | World | Sport
China’s Wang Yi meets Lavrov and Jaishankar in Rio
November 20, 2024
Chinese Foreign Minister Wang Yi met his Indian counterpart S. Jaishankar on the sidelines of the \
G20 summit in Rio de Janeiro on Monday. “The first thing is to go on with direct flights,” \
Jaishankar said after the meeting.
The two ministers discussed border patrols, visas and direct flights, the Chinese foreign ministry \
said. They had last met in Jakarta in July 2023.
Wang Yi also met Sergey Lavrov in Rio on Tuesday. Russia’s foreign minister called trade steady.
Share this article
"""


def test_whole_page(told: Told) -> None:
    reading = told.reading(PAGE, published="")
    assert [names(meeting) for meeting in reading.meetings] == [
        ["Wang Yi", "S. Jaishankar"],
        ["Wang Yi", "S. Jaishankar"],
        ["Wang Yi", "Sergey Lavrov"],
    ]
    first, recalled, second = reading.meetings
    assert (first.date, first.place_name, first.summit) == ("2024-11-18", "Rio de Janeiro", 1)
    assert (second.date, second.place_name, second.summit) == ("2024-11-19", "Rio de Janeiro", 1)
    assert (recalled.background, recalled.date) == (True, "2023-07")
    assert first.accounts[0].voices == ["CHN"]
    topics = [topic.name for topic in first.accounts[0].topics]
    assert topics[:3] == ["border patrols", "visas", "direct flights"]
    (quotation,) = first.accounts[0].quotations
    assert quotation.name == "S. Jaishankar"
    evidence = [PAGE[span.start : span.end] for span in second.evidence]
    assert evidence == ["Wang Yi also met Sergey Lavrov in Rio on Tuesday."]


def test_offsets_count_characters_of_the_text(told: Told) -> None:
    for mention in told.reading(PAGE).mentions:
        assert PAGE[mention.span.start : mention.span.end].strip() != ""
    kinds = {mention.kind for mention in told.reading(PAGE).mentions}
    assert {MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PLACE} <= kinds


def test_other_languages_are_listed_by_their_names_alone(told: Told) -> None:
    text = "Der Minister Wang Yi sprach mit Penny Wong und das ist nicht zu vergessen."
    reading = told.reading(text)
    assert (reading.language, reading.is_read, reading.meetings) == ("de", False, [])
    assert [mention.label for mention in reading.mentions] == ["Wang Yi", "Penny Wong"]
    (note,) = reading.notes
    assert note.startswith("The grammar of this language (de) is not read yet:")


def test_long_texts_are_read_to_a_bound(told: Told) -> None:
    reading = told.reading("It rained. " * 2000)
    assert reading.notes == ["Only the first 1500 sentences were read."]


def test_answer_for_the_measure_of_readers(told: Told) -> None:
    answer = printing.as_answer(told.reading("Wang Yi phoned Penny Wong on Monday."))
    assert answer == {
        "language": "en",
        "meetings": [
            {
                "date": "2024-03-04",
                "format": "call",
                "occurrence": "held",
                "background": False,
                "summit": None,
                "place": None,
                "topics": [],
                "voices": [],
                "participants": [
                    {"name": "Wang Yi", "actor": "CHN", "title": None},
                    {"name": "Penny Wong", "actor": "AUS", "title": None},
                ],
                "evidence": [[0, 36]],
            }
        ],
        "statements": [],
    }


def test_answer_says_ranges_of_days_and_numbers_of_sides(told: Told) -> None:
    text = "Wang Yi met Penny Wong and Hakan Fidan. Xi Jinping will meet Joe Biden next week."
    answer = printing.as_answer(told.reading(text))
    assert [(each["format"], each["date"]) for each in answer["meetings"]] == [
        ("trilateral", "2024-03-03/2024-03-05"),
        ("bilateral", "2024-03-11/2024-03-17"),
    ]


def test_text_for_people_marks_what_proposals_rest_on(told: Told) -> None:
    text = "It rained. Wang Yi met Penny Wong in Canberra on Monday."
    shown = printing.as_text(told.reading(text), text)
    assert shown.startswith("It rained. [1: Wang Yi met Penny Wong in Canberra on Monday.]\n")
    assert "1. meeting, held, in_person, 2024-03-04\n   at Canberra, summit –\n" in shown
    assert "   - Wang Yi (CHN), \n   - Penny Wong (AUS), \n   account: the outlet (outlet)" in shown


@pytest.mark.django_db
def test_command_prints_a_line_of_json_for_each_story(tmp_path: Path) -> None:
    rio()
    story = tmp_path / "story.txt"
    story.write_text("Wang Yi met Sergey Lavrov in Rio on 18 November 2024.", encoding="utf-8")
    out = StringIO()
    call_command("read_story", story, story, "--format", "jsonl", stdout=out)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first == second
    assert [each["name"] for each in first["meetings"][0]["participants"]] == [
        "Wang Yi",
        "Sergey Lavrov",
    ]
    out = StringIO()
    call_command("read_story", story, stdout=out)
    assert out.getvalue().startswith("[1: Wang Yi met")


@pytest.mark.django_db
def test_command_says_which_file_is_missing(tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    with pytest.raises(CommandError, match=r"none\.txt: No such file"):
        call_command("read_story", missing)


WORDS = st.sampled_from(
    [
        "Wang Yi",
        "Penny Wong",
        "Putin",
        "the",
        "two",
        "ministers",
        "met",
        "with",
        "held",
        "talks",
        "and",
        ",",
        ".",
        "“",
        "”",
        "’s",
        "(",
        ")",
        "in",
        "of",
        "on Monday",
        "Canberra",
        "Foreign Minister",
        "Chinese",
        "his",
        "counterpart",
        "he",
        "they",
        "said",
        "to",
        "will",
        "summit",
        "G20",
        "-",
        ":",
        ";",
        "\n",
        "\u202e",
        "\u200b",
        "\x00",
        "\x1b",
        "é",
        "é",
        "王毅",
        "the foreign ministry",
        "3",
        "May",
        "2024",
        "joined by",
        "who",
        "Jr.",
    ]
)
# The gazetteer is the same for all examples.
ANY_TEXT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@ANY_TEXT
@given(st.lists(WORDS, max_size=60), st.sampled_from(["", "2024-03-05"]))
def test_words_in_any_order_are_read(gazetteer: Gazetteer, words: list[str], day: str) -> None:
    text = " ".join(words)
    reading = read_with(gazetteer, text, published=day)
    for meeting in reading.meetings:
        assert len({participant.actor for participant in meeting.participants}) > 1
        assert all(0 <= span.start < span.end <= len(text) for span in meeting.evidence)


@ANY_TEXT
@given(st.text(max_size=400))
def test_any_text_is_read(gazetteer: Gazetteer, text: str) -> None:
    printing.as_answer(read_with(gazetteer, text, published="2024-03-05"))


# Texts that make patterns try again and again, where they may. Without the bounds of sentences,
# people and repetitions in patterns each takes minutes.
HARD = {
    "one letter": "a " * 20_000,
    "one word": "a" * 40_000,
    "articles": "the " * 10_000,
    "possessives": "China’s " * 6_000,
    "brackets": "(" * 20_000 + ")" * 20_000,
    "quotation marks": '"' * 20_000,
    "names": " ".join(f"John Smith{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}" for i in range(3000)),
    "gaps": "Wang Yi held also then later on " * 1500 + "talks with Penny Wong.",
    "countries": "China, Russia and " * 2000,
    "hyphens": "China-" * 6000,
    "dates": "3 May 4 - " * 4000,
    "meetings": "Wang Yi met Penny Wong on Tuesday, the Chinese foreign ministry said.\n" * 700,
    "bidirectional marks": "\u202e\u200b\u2066 Wang" * 4000,
    "control characters": "".join(map(chr, range(32))) * 1000,
    "combining marks": "e\u0301" * 15_000,
}


@pytest.mark.parametrize("kind", HARD)
def test_hard_texts_are_read(gazetteer: Gazetteer, kind: str) -> None:
    read_with(gazetteer, HARD[kind], published="2024-03-05")
