"""Readings as JSON."""

import json

import pytest
from jsonschema import Draft202012Validator

from meetings.intake.form import Json, schema_of
from meetings.intake.form_reading import NotOfForm
from meetings.intake.proposal import (
    Mention,
    MentionKind,
    ProposedAccount,
    ProposedMeeting,
    ProposedParticipant,
    ProposedQuotation,
    ProposedSource,
    ProposedTopic,
    Reader,
    Reading,
    Span,
)
from meetings.intake.reader import read_with
from meetings.intake.stored import as_json, from_json, from_outside
from meetings.models.choices import Channel
from tests.gazetteer import STORY, gazetteer

TEXT = "x" * 100


def a_reading() -> Reading:
    return Reading(
        reader=Reader.MODEL,
        model="small",
        language="en",
        source=ProposedSource(title="T", published="2024-11-20"),
        meetings=[
            ProposedMeeting(
                [ProposedParticipant("Wang Yi", 7, "CHN", evidence=[Span(0, 7)])],
                "[2024-11-18..2024-11-19]",
                channel=Channel.CALL,
                accounts=[
                    ProposedAccount(
                        ["CHN"],
                        topics=[ProposedTopic("Ukraine", 3, sentence=Span(1, 2))],
                        quotations=[ProposedQuotation("Yes", "Wang Yi", 7)],
                    )
                ],
            )
        ],
        mentions=[Mention(MentionKind.ACTOR, "CHN", "China", Span(4, 9))],
        notes=["A note."],
        body=Span(0, 100),
    )


def through_json(reading: Reading) -> Json:
    return json.loads(json.dumps(as_json(reading)))


def test_a_reading_comes_back_as_it_was() -> None:
    reading = a_reading()
    content = through_json(reading)
    assert content == as_json(reading)
    for again in (from_json(content), from_outside(content, TEXT)):
        assert again == reading
        assert isinstance(again.meetings[0].participants[0].evidence[0], Span)
        assert again.meetings[0].channel is Channel.CALL


def test_readings_fit_the_published_schema() -> None:
    validator = Draft202012Validator(schema_of(Reading))
    for reading in (a_reading(), Reading(), read_with(gazetteer(), STORY)):
        validator.validate(as_json(reading))


def test_what_the_rules_read_is_of_the_form_and_within_the_text() -> None:
    reading = read_with(gazetteer(), STORY, published="2024-11-20")
    assert len(reading.meetings) == 2
    assert from_outside(through_json(reading), STORY) == reading


def test_what_an_older_reading_lacks_has_its_usual_value() -> None:
    assert from_json({"language": "fr", "unknown": 1}) == Reading(language="fr")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("language", 7, "language: expected a text, not a whole number."),
        ("hurry", True, "The form: there is no “hurry” in the form."),
        ("reader", "oracle", "reader: “oracle” is none of rules, model."),
        (
            "meetings.0.channel",
            "phone",
            "meetings[0].channel: “phone” is none of in_person, call, video.",
        ),
        (
            "meetings.0.occurrence",
            "disputed",
            (
                "meetings[0].occurrence: “disputed” is none of "
                "announced, postponed, called_off, held, denied."
            ),
        ),
        (
            "meetings.0.participants.0.evidence.0",
            [99, 101],
            (
                "meetings[0].participants[0].evidence[0]: 99 to 101 lies outside the text, "
                "which has 100 characters."
            ),
        ),
        (
            "meetings.0.accounts.0.topics.0.note",
            "",
            "meetings[0].accounts[0].topics[0]: there is no “note” in the form.",
        ),
        ("body", [0, 100.0], "body: expected a whole number, not a number with a fraction."),
    ],
)
def test_what_others_write_is_read_strictly(path: str, value: object, message: str) -> None:
    content = through_json(a_reading())
    part = content
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        part = part[step]
    part[last] = value
    with pytest.raises(NotOfForm) as refused:
        from_outside(content, TEXT)
    assert str(refused.value) == message
