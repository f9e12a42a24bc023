"""When the second reader gives no answer, the rules do, and it is said."""

import json
import logging

import pytest

from meetings.intake.proposal import Reader
from meetings.intake.second import resolving
from meetings.intake.second.reader import read_with_model
from meetings.intake.stored import as_json
from tests import story_model
from tests.gazetteer import (
    gazetteer,
)
from tests.story_model import KEY, Reply, says, sends, serving, serving_at

from .answers import (
    FIRST,
    RIGHT,
    Json,
    by_rules,
    read,
)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (sends(b"", 500), "it answered with status 500"),
        (sends(b"", 307, Location="http://127.0.0.1/"), "it answered with status 307"),
        (says("I am sorry."), "its answer is no JSON"),
        (
            says({"meetings": 3, "quotations": []}),
            "its answer does not fit the form (meetings: expected a list, not a whole number.)",
        ),
        (story_model.breaks_off, "the connection failed (IncompleteRead)"),
        (story_model.floods, "its answer is larger than 1024 KB"),
    ],
)
def test_whatever_goes_wrong_the_rules_answer_and_it_is_said(reply: Reply, reason: str) -> None:
    reading = read(reply)
    expected = by_rules()
    expected.notes.insert(
        0, f"No answer of the second reader (small): {reason}. The rules read this story."
    )
    assert reading == expected
    assert (reading.reader, reading.model, len(reading.meetings)) == (Reader.RULES, "", 2)


def test_a_fault_of_ours_is_logged_and_the_rules_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("Atlantis")

    monkeypatch.setattr(resolving.Resolver, "describe", broken)
    reading = read(RIGHT)
    assert reading.notes[0].endswith("its answer could not be used. The rules read this story.")
    assert [record.message for record in caplog.records] == ["The second reader failed."]


@pytest.mark.parametrize("text", ["", " \n", "x" * 70_000])
def test_what_cannot_be_asked_is_not_sent(text: str) -> None:
    with serving(says(RIGHT)) as place:
        reading = read_with_model(gazetteer(), text, place)
        assert serving_at(place).asked == []
    assert reading.reader == Reader.RULES
    assert "No answer of the second reader (small): the story is " in reading.notes[0]


@pytest.mark.parametrize(
    "answer",
    [
        {"meetings": [], "quotations": [], KEY: 1},
        {"meetings": [{**FIRST, "channel": KEY}], "quotations": []},
        {"meetings": [{**FIRST, "place": {"text": KEY, "start": 0}}], "quotations": []},
    ],
)
def test_a_server_that_says_the_key_does_not_have_it_shown(
    answer: Json, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        reading = read(answer)
    assert len(reading.notes) == 1
    assert KEY not in json.dumps(as_json(reading))
    assert KEY not in caplog.text


def test_the_log_has_no_words_of_a_story(caplog: pytest.LogCaptureFixture) -> None:
    read({"meetings": [{**FIRST, "channel": "a secret of the story"}], "quotations": []})
    assert [record.getMessage() for record in caplog.records] == [
        "The second reader gave no answer: its answer does not fit the form"
    ]
