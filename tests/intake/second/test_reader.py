"""The second reader from text to proposals: what is right, and what is sent."""

import json

import pytest

from meetings.dates.edtf import Basis
from meetings.intake.gazetteer import KnownPublisher
from meetings.intake.proposal import Mention, Reader
from meetings.intake.second import asking
from meetings.intake.second.reader import read_with_model
from meetings.intake.stored import as_json, from_outside
from meetings.models.choices import Attribution
from tests.gazetteer import (
    GAZETTE,
    JAISHANKAR,
    LAVROV,
    RIO,
    RIO_SUMMIT,
    STORY,
    UKRAINE,
    WANG,
    gazetteer,
)
from tests.story_model import says, serving, serving_at

from .answers import (
    FIRST,
    QUOTATION,
    RIGHT,
    SECOND,
    Json,
    by_rules,
    meeting,
    participant,
    read,
    words,
)


def test_a_right_answer_becomes_proposals() -> None:
    reading = read(RIGHT)
    assert (reading.reader, reading.model, reading.notes) == (Reader.MODEL, "small", [])
    first, second = reading.meetings
    assert [(p.name, p.person, p.actor, p.title) for p in first.participants] == [
        ("Wang Yi", WANG, "CHN", "Foreign Minister"),
        ("Sergey Lavrov", LAVROV, "RUS", ""),
    ]
    assert (first.date, first.date_basis, first.date_words) == (
        "2024-11-19",
        Basis.RELATIVE,
        "Tuesday",
    )
    assert (first.place, first.place_name) == (RIO, "Rio de Janeiro")
    assert (first.summit, first.sidelines) == (RIO_SUMMIT, True)
    assert [STORY[s.start : s.end] for s in first.evidence] == [
        (
            "Chinese Foreign Minister Wang Yi met his Russian counterpart Sergey Lavrov in Rio de "
            "Janeiro on Tuesday, the Russian Foreign Ministry said."
        )
    ]
    (account,) = first.accounts
    assert (account.voices, account.attribution) == (["RUS"], Attribution.STATEMENT)
    assert [(t.name, t.topic) for t in account.topics] == [("War in Ukraine", UKRAINE)]
    (quotation,) = account.quotations
    assert (quotation.text, quotation.name, quotation.person, quotation.translated) == (
        "We are at a stage without precedent,",
        "Sergey Lavrov",
        LAVROV,
        True,
    )
    assert [(p.name, p.person, p.actor) for p in second.participants] == [
        ("Wang Yi", WANG, "CHN"),
        ("Subrahmanyam Jaishankar", JAISHANKAR, "IND"),
    ]
    assert [(a.voices, a.attribution) for a in second.accounts] == [([], Attribution.OUTLET)]
    assert [(t.name, t.topic) for t in second.accounts[0].topics] == [("direct flights", None)]


def test_proposals_are_of_the_documented_form() -> None:
    reading = read(RIGHT)
    assert from_outside(json.loads(json.dumps(as_json(reading))), STORY) == reading


def test_wrong_offsets_near_the_words_are_corrected() -> None:
    answer = json.loads(json.dumps(RIGHT), object_hook=_shifted)
    reading = read(answer)
    assert reading.notes == []
    assert reading.meetings == read(RIGHT).meetings


def _shifted(value: Json) -> Json:
    # Names that stand twice in a line keep their offsets: which is meant would not be clear.
    if "start" in value and value["text"] not in ("Wang Yi", "Wang", "Lavrov", "Rio de Janeiro"):
        return {**value, "start": value["start"] + 7}
    return value


def test_delegations_and_holders_of_offices_need_no_name() -> None:
    text = "Russia and the Indian foreign minister held talks in Beijing on 19 November 2024."
    answer = meeting(
        words("held talks", of=text),
        participant(None, None, words("Russia", of=text)),
        participant(None, words("foreign minister", of=text), words("Indian", of=text)),
        date=words("on 19 November 2024", of=text),
    )
    (proposed,) = read({"meetings": [answer], "quotations": []}, text).meetings
    assert [(p.name, p.person, p.actor, p.title) for p in proposed.participants] == [
        ("", None, "RUS", ""),
        ("Subrahmanyam Jaishankar", JAISHANKAR, "IND", "foreign minister"),
    ]
    assert proposed.date == "2024-11-19"


def test_titles_within_names_and_countries_as_names() -> None:
    text = "Foreign Minister Wang Yi held talks with Russia on Monday."
    answer = meeting(
        words("held talks", of=text),
        participant(words("Foreign Minister Wang Yi", of=text)),
        participant(words("Russia", of=text)),
    )
    (proposed,) = read({"meetings": [answer], "quotations": []}, text).meetings
    assert [(p.name, p.person, p.actor) for p in proposed.participants] == [
        ("Wang Yi", WANG, "CHN"),
        ("", None, "RUS"),
    ]


def test_people_the_register_does_not_know_are_proposed_by_name() -> None:
    text = "Wang Yi called Atlantis’s envoy Nemo Abyss on Monday."
    answer = meeting(
        words("called", of=text),
        participant(words("Wang Yi", of=text)),
        participant(words("Nemo Abyss", of=text), words("envoy", of=text)),
        channel="call",
        date=words("Monday", of=text),
    )
    (proposed,) = read({"meetings": [answer], "quotations": []}, text).meetings
    assert [(p.name, p.person, p.title) for p in proposed.participants] == [
        ("Wang Yi", WANG, ""),
        ("Nemo Abyss", None, "envoy"),
    ]
    assert (proposed.channel, proposed.date, proposed.place_name) == ("call", "2024-11-18", "")


def test_a_title_without_a_country_is_not_taken_for_one_of_the_storys_own() -> None:
    text = "Wang Yi, Foreign Minister of China, met Minister Nemo Abyss on Monday."
    answer = meeting(
        words("met", of=text),
        participant(words("Wang Yi", of=text), words("Foreign Minister", of=text)),
        participant(words("Nemo Abyss", of=text), words("Minister", 1, of=text)),
    )
    reading = read({"meetings": [answer], "quotations": []}, text)
    (proposed,) = reading.meetings
    assert [(p.name, p.actor) for p in proposed.participants] == [
        ("Wang Yi", "CHN"),
        ("Nemo Abyss", ""),
    ]


def test_a_language_whose_grammar_is_not_read() -> None:
    text = "Wang Yi przyjął we wtorek w Beijing Ministra Sergey Lavrov, jak podał resort w Rio."
    answer = meeting(
        words("przyjął", of=text),
        participant(words("Wang Yi", of=text)),
        participant(words("Sergey Lavrov", of=text), words("Ministra", of=text)),
        date=words("we wtorek", of=text),
        place=words("Beijing", of=text),
    )
    reading = read({"meetings": [answer], "quotations": []}, text)
    assert (reading.language, reading.is_read) == ("pl", True)
    (proposed,) = reading.meetings
    assert [p.person for p in proposed.participants] == [WANG, LAVROV]
    assert (proposed.date, proposed.date_words) == ("", "we wtorek")
    assert proposed.place_name == "Beijing"


def test_a_story_without_a_meeting() -> None:
    reading = read({"meetings": [], "quotations": []})
    assert (reading.reader, reading.meetings, reading.notes) == (Reader.MODEL, [], [])
    assert reading.mentions == by_rules().mentions
    assert isinstance(reading.mentions[0], Mention)


def test_the_text_of_the_story_is_all_that_is_sent() -> None:
    text = f"# url: https://secret.example/1\n# title: A secret title\n{STORY}"
    with serving(says(RIGHT)) as place:
        read_with_model(gazetteer(), text, place, url="https://gazette.example/2", title="Given")
        (asked,) = serving_at(place).asked
    sent = json.dumps(asked, ensure_ascii=False)
    start = text.index("Ministers meet")
    system, story = asked["messages"]
    assert story["content"].startswith(f"[{start}] Ministers meet on the sidelines of the G20\n[")
    assert [line.partition("] ")[2] for line in story["content"].splitlines()] == [
        line for line in STORY.splitlines() if line
    ]
    assert system["role"] == "system"
    assert json.dumps(asking.answer_schema(), ensure_ascii=False) in system["content"]
    for private in ("secret", "gazette.example", "Given", "王毅", "CHN"):
        assert private not in sent


def test_what_an_answer_repeats_is_proposed_once() -> None:
    reading = read({"meetings": [FIRST, SECOND, FIRST], "quotations": [QUOTATION] * 60})
    assert (reading.reader, len(reading.meetings)) == (Reader.MODEL, 2)
    assert len(reading.meetings[0].accounts[0].quotations) == 1
    assert reading.notes == [
        "Dropped: A meeting (Wang Yi, Sergey Lavrov): the answer has it already."
    ]


def test_an_official_publisher_speaks_for_its_state() -> None:
    gazetteer_ = gazetteer()
    official = KnownPublisher(GAZETTE, "Gazette", "ministry", "CHN", ("Gazette",), ("g.example",))
    gazetteer_.publishers[GAZETTE] = official
    with serving(says(RIGHT)) as place:
        reading = read_with_model(gazetteer_, STORY, place, url="https://g.example/1")
    assert [(a.voices, a.extent) for m in reading.meetings for a in m.accounts] == [
        (["CHN"], "whole"),
        (["CHN"], "whole"),
    ]
    assert reading.source.publisher == GAZETTE


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        ("Russian Foreign Ministry", (["RUS"], "statement", "")),
        ("Lavrov", (["RUS"], "named_official", "Lavrov")),
        ("the Russian spokeswoman", (["RUS"], "spokesperson", "the Russian spokeswoman")),
        ("Interfax", ([], "outlet", "")),
    ],
)
def test_on_whose_word(voice: str, expected: tuple[object, ...]) -> None:
    text = f"Wang Yi met Sergey Lavrov, {voice} said on Monday."
    answer = meeting(
        words("met", of=text),
        participant(words("Wang Yi", of=text)),
        participant(words("Sergey Lavrov", of=text)),
        voices=[words(voice, 1 if voice == "Lavrov" else 0, of=text)],
    )
    (account,) = read({"meetings": [answer], "quotations": []}, text).meetings[0].accounts
    assert (account.voices, account.attribution, account.attributed_to) == expected
