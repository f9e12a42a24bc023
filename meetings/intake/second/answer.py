"""The form in which a language model answers: words of the story and where they stand.

It knows nothing of the register: names, dates and places are as written. All that is not a word
of the story is a choice from a vocabulary, so that an answer can hold nothing of its own.
"""

import json
from dataclasses import dataclass
from typing import Annotated, NoReturn

from meetings.intake.form import Most
from meetings.intake.form_reading import FormReader, NotOfForm
from meetings.intake.proposal import Certainty, Reported
from meetings.models.choices import Channel, Setting

from .errors import NoAnswer


@dataclass
class Words:
    """Words copied from the story exactly, and the offset of their first character."""

    text: str
    start: int


@dataclass
class AnsweredParticipant:
    """Somebody at a meeting, or a delegation without a name.

    ``name`` is the name of the person alone, ``title`` the office, ``actor`` the country or
    organisation they speak for; null where the story does not say it.
    """

    name: Words | None
    title: Words | None
    actor: Words | None


@dataclass
class AnsweredMeeting:
    """A meeting, call or video conference that the story reports.

    ``evidence`` are a few words that say that they met. ``background`` is true for an older meeting
    that the story only recalls. ``date`` are the words for the day (“on Wednesday”), ``place`` the
    city or country, ``summit`` the name of the summit at which they met, ``sidelines`` whether they
    met beside its sessions. ``topics`` are what they spoke of, in a few words each. ``voices``
    are the ministries or officials on whose word the story reports the meeting.
    """

    evidence: Words
    participants: Annotated[list[AnsweredParticipant], Most(80)]
    occurrence: Reported
    certainty: Certainty
    background: bool
    channel: Channel
    setting: Setting
    date: Words | None
    place: Words | None
    summit: Words | None
    sidelines: bool
    topics: Annotated[list[Words], Most(20)]
    voices: Annotated[list[Words], Most(10)]


@dataclass
class AnsweredQuotation:
    """Words that stand between quotation marks, without the marks, and who said them.

    ``speaker`` is the name of a person, or the ministry or body that said it.
    """

    quotation: Words
    speaker: Words


@dataclass
class Answer:
    """All meetings and quotations of a story; both lists are empty if it has none."""

    meetings: Annotated[list[AnsweredMeeting], Most(60)]
    quotations: Annotated[list[AnsweredQuotation], Most(60)]


def answer_of(content: str) -> Answer:
    """Return the answer that a model wrote as JSON. Raises NoAnswer."""
    try:
        value = json.loads(_json_in(content), parse_constant=_refuse_constant)
        answer: Answer = FormReader().read(Answer, value)
    except NotOfForm as error:
        raise NoAnswer("its answer does not fit the form", str(error)) from None
    except (ValueError, RecursionError):
        raise NoAnswer("its answer is no JSON") from None
    return answer


def _json_in(content: str) -> str:
    """Return the JSON of a text that may have thoughts before it, or a fence around it."""
    if content.lstrip().startswith("<think>"):
        content = content.partition("</think>")[2]
    lines = content.strip().splitlines()
    if len(lines) > 2 and lines[0].startswith("```") and lines[-1].strip() == "```":
        return "\n".join(lines[1:-1])
    return content


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
