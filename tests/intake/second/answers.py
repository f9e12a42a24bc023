"""Answers of a model, right ones and wrong ones made of them."""

from typing import Any

from meetings.intake.proposal import Reading
from meetings.intake.reader import read_with
from meetings.intake.second.reader import read_with_model
from tests.gazetteer import (
    STORY,
    gazetteer,
)
from tests.story_model import says, serving

DAY = "2024-11-20"
Json = dict[str, Any]


def words(text: str, number: int = 0, *, of: str = STORY) -> Json:
    """Return words with their offset: of their first place in the story, or of a later one."""
    start = -1
    for _place in range(number + 1):
        start = of.index(text, start + 1)
    return {"text": text, "start": start}


def participant(name: Json | None, title: Json | None = None, actor: Json | None = None) -> Json:
    return {"name": name, "title": title, "actor": actor}


def meeting(evidence: Json, *participants: Json, **values: Any) -> Json:
    return {
        "evidence": evidence,
        "participants": list(participants),
        "occurrence": "held",
        "certainty": "sure",
        "background": False,
        "channel": "in_person",
        "setting": "talks",
        "date": None,
        "place": None,
        "summit": None,
        "sidelines": False,
        "topics": [],
        "voices": [],
        **values,
    }


FIRST = meeting(
    words("met his Russian counterpart"),
    participant(words("Wang Yi"), words("Foreign Minister"), words("Chinese")),
    participant(words("Sergey Lavrov"), words("counterpart"), words("Russian")),
    date=words("on Tuesday"),
    place=words("Rio de Janeiro"),
    summit=words("G20"),
    sidelines=True,
    topics=[words("war in Ukraine")],
    voices=[words("Russian Foreign Ministry")],
)


SECOND = meeting(
    words("also met"),
    participant(words("Wang", 2)),
    participant(words("Subrahmanyam Jaishankar"), None, words("India")),
    topics=[words("direct flights")],
)


QUOTATION = {
    "quotation": words("We are at a stage without precedent,"),
    "speaker": words("Lavrov", 1),
}


RIGHT: Json = {"meetings": [FIRST, SECOND], "quotations": [QUOTATION]}


def read(answer: object, text: str = STORY, **given: str) -> Reading:
    """Return what the second reader makes of an answer."""
    with serving(answer if callable(answer) else says(answer)) as place:
        return read_with_model(gazetteer(), text, place, **{"published": DAY, **given})


def by_rules(text: str = STORY) -> Reading:
    return read_with(gazetteer(), text, published=DAY)
