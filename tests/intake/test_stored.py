"""Readings as JSON."""

import json

from meetings.intake.proposal import (
    Mention,
    MentionKind,
    ProposedAccount,
    ProposedMeeting,
    ProposedParticipant,
    ProposedTopic,
    Reading,
    Span,
)
from meetings.intake.stored import as_json, from_json
from meetings.models.choices import Channel


def test_a_reading_comes_back_as_it_was() -> None:
    reading = Reading(
        language="en",
        meetings=[
            ProposedMeeting(
                [ProposedParticipant("Wang Yi", 7, "CHN", evidence=[Span(0, 7)])],
                channel=Channel.CALL,
                accounts=[ProposedAccount(["CHN"], topics=[ProposedTopic("Ukraine", 3)])],
            )
        ],
        mentions=[Mention(MentionKind.ACTOR, "CHN", "China", Span(4, 9))],
        body=Span(0, 100),
    )
    again = from_json(json.loads(json.dumps(as_json(reading))))
    assert again == reading
    assert isinstance(again.meetings[0].participants[0].evidence[0], Span)
    assert again.meetings[0].channel is Channel.CALL


def test_what_an_older_reading_lacks_has_its_usual_value() -> None:
    assert from_json({"language": "fr", "unknown": 1}) == Reading(language="fr")
