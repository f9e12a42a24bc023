"""The Rio story as a reader reads it, for tests of the desk: made by hand, no reader needed."""

from collections.abc import Callable
from typing import Any

import pytest

from meetings.intake import queue
from meetings.intake.documents import Document
from meetings.intake.proposal import (
    ProposedAccount,
    ProposedMeeting,
    ProposedParticipant,
    ProposedQuotation,
    ProposedSource,
    ProposedTopic,
    Reading,
    Span,
)
from meetings.models import Person, Story, Summit, Topic
from meetings.models.choices import Attribution, Extent

TEXT = """Ministers of China, Russia and India meet at the G20

“We are at a stage without precedent,” Sergey Lavrov told Wang Yi in Rio, his ministry said.
They spoke of Ukraine.

Wang Yi also met Subrahmanyam Jaishankar and Lin Meng of the delegation.
They agreed on direct flights.

In October Wang Yi met Lavrov in Beijing."""


def span_of(words: str, text: str = TEXT) -> Span:
    """Return where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def person_of(name: str) -> int:
    """Return the key of a person."""
    return Person.objects.get(name=name).pk


def rio_reading(**_given: Any) -> Reading:
    """Return what a reader proposes for the story, with the register of ``drafts.rio``."""
    wang = ProposedParticipant("Wang Yi", person_of("Wang Yi"), "CHN", "Foreign Minister", side=1)
    lavrov = ProposedParticipant(
        "Sergey Lavrov", person_of("Sergey Lavrov"), "RUS", evidence=[span_of("Sergey Lavrov")]
    )
    recalled = ProposedMeeting(
        [wang, lavrov],
        "2024-10",
        background=True,
        evidence=[span_of("In October Wang Yi met Lavrov in Beijing.")],
    )
    source = ProposedSource(
        title="Ministers of China, Russia and India meet at the G20",
        publisher_name="Gazette",
        published="2024-11-19",
        language="en",
    )
    meetings = [_with_russia(wang, lavrov), _with_india(wang), recalled]
    return Reading(language="en", source=source, meetings=meetings)


def _with_russia(wang: ProposedParticipant, lavrov: ProposedParticipant) -> ProposedMeeting:
    ukraine = Topic.objects.get(name="Ukraine")
    quotation = ProposedQuotation(
        "We are at a stage without precedent", "Sergey Lavrov", lavrov.person, translated=True
    )
    account = ProposedAccount(
        ["RUS"],
        Attribution.STATEMENT,
        extent=Extent.RELAYED,
        topics=[ProposedTopic("Ukraine", ukraine.pk, sentence=span_of("They spoke of Ukraine."))],
        quotations=[quotation],
    )
    return _at_the_summit([wang, lavrov], account, "told Wang Yi in Rio")


def _with_india(wang: ProposedParticipant) -> ProposedMeeting:
    jaishankar = ProposedParticipant(
        "Subrahmanyam Jaishankar", person_of("Subrahmanyam Jaishankar"), "IND"
    )
    lin = ProposedParticipant("Lin Meng", actor="CHN")
    account = ProposedAccount(["CHN"], Attribution.STATEMENT, topics=[ProposedTopic("Visas")])
    words = "Wang Yi also met Subrahmanyam Jaishankar"
    return _at_the_summit([wang, jaishankar, lin], account, words)


def _at_the_summit(
    people: list[ProposedParticipant], account: ProposedAccount, words: str
) -> ProposedMeeting:
    summit = Summit.objects.get(slug="g20-2024-rio-de-janeiro")
    return ProposedMeeting(
        people,
        "[2024-11-18..2024-11-19]",
        place=summit.place_id,
        summit=summit.pk,
        sidelines=True,
        accounts=[account],
        evidence=[span_of(words)],
    )


def use_reader(
    monkeypatch: pytest.MonkeyPatch, reading: Callable[..., Reading | None] = rio_reading
) -> None:
    """Let the desk read stories by ``reading``: a function that returns the reading."""

    monkeypatch.setattr(queue, "read_story", lambda _text, **given: reading(**given))


def a_story(text: str = TEXT, **given: Any) -> Story:
    """Return a story in the queue, not read yet."""
    return queue.receive(Document(text, **given), None)[0]
