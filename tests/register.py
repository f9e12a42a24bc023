"""A small published register for tests of public pages: the Rio story and what surrounds it."""

from meetings.models import (
    Actor,
    Meeting,
    Participation,
    Person,
    Publisher,
    Report,
    ReportTopic,
    Source,
    Topic,
)
from meetings.models.choices import ActorKind, Occurrence
from meetings.publication.clock import public_change
from meetings.publication.entries import publish_entries
from meetings.publication.publish import publish

from .drafts import Rio, rio, state

MOSCOW_TALKS = "Talks in Moscow"


def published_rio() -> Rio:
    """Return the Rio story with both meetings published."""
    story = rio()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    story.with_russia.refresh_from_db()
    story.with_india.refresh_from_db()
    return story


def meeting_of(
    codes: list[str],
    date: str,
    *,
    title: str = "",
    people: list[Person] | None = None,
    topics: list[Topic] | None = None,
    occurrence: str = Occurrence.HELD,
    **fields: object,
) -> Meeting:
    """Publish a meeting of the actors with ``codes``, told by an outlet of no side."""
    meeting = Meeting.objects.create(date=date, title=title, **fields)
    for position, code in enumerate(codes):
        kind = ActorKind.ORGANISATION if len(code) == 2 else ActorKind.STATE
        Participation.objects.create(
            meeting=meeting,
            position=position,
            actor=state(code, code.title(), kind=kind),
            person=people[position] if people else None,
            basis="named" if people else "actor_only",
        )
    report = Report.objects.create(
        meeting=meeting, source=some_source(), occurrence=occurrence, attribution="outlet"
    )
    for topic in topics or []:
        ReportTopic.objects.create(report=report, topic=topic)
    publish(meeting.pk, None)
    meeting.refresh_from_db()
    return meeting


def some_source() -> Source:
    """Return the source of meetings whose source is not the point."""
    publisher = Publisher.objects.get_or_create(name="Gazette")[0]
    return Source.objects.get_or_create(publisher=publisher, title="News", published="2024-01-02")[
        0
    ]


def reference(*codes: str) -> list[Actor]:
    """Return states that no meeting shows, published as reference data is."""
    states = [state(code, code.title()) for code in codes]
    with public_change() as change:
        publish_entries(states, change)
    return states
