"""A word in everything that is never public: whoever reads it in an answer has found a leak."""

from django.contrib.auth.models import User
from django.db.models import Model

from meetings.models import (
    Actor,
    Capture,
    Meeting,
    Office,
    Participation,
    Person,
    PersonName,
    Place,
    Publisher,
    Report,
    ReportTopic,
    Series,
    Source,
    Statement,
    Story,
    StoryMeeting,
    Summit,
    Topic,
)

from .drafts import Rio

CANARY = "Zxqvkanari"
SHARED: tuple[type[Model], ...] = (
    Actor,
    Person,
    Office,
    Place,
    Series,
    Summit,
    Topic,
    Publisher,
    Source,
)


def sing_in_private(story: Rio) -> None:
    """Put the canary in every field that is never public, and in a whole draft."""
    user = User.objects.create_user(CANARY, f"{CANARY}@example.org", first_name=CANARY)
    private: tuple[type[Model], ...] = (*SHARED, Meeting, Report)
    for model in private:
        model._base_manager.update(notes=CANARY)
    Meeting.objects.update(confirmed={CANARY: CANARY})
    capture = Capture.objects.create(
        source=story.source, taken="2024-11-20T00:00:00Z", text=CANARY, sha256="0" * 64
    )
    story.with_russia.reports.update(capture=capture)
    story.with_russia.editors.add(user)
    draft = Meeting.objects.create(title=CANARY, summary=CANARY, occurrence_note=CANARY)
    person = Person.objects.create(name=CANARY, family_name=CANARY)
    PersonName.objects.create(person=person, name=CANARY)
    topic = Topic.objects.create(name=CANARY, slug=CANARY.lower(), definition=CANARY)
    publisher = Publisher.objects.create(name=CANARY)
    source = Source.objects.create(publisher=publisher, title=CANARY, url=f"https://{CANARY}.org")
    Participation.objects.create(
        meeting=draft, actor=Actor.objects.all()[0], person=person, title_as_reported=CANARY
    )
    report = Report.objects.create(meeting=draft, source=source, summary=CANARY)
    ReportTopic.objects.create(report=report, topic=topic, says=CANARY, term_used=CANARY)
    Statement.objects.create(report=report, speaker=person, text=CANARY)
    received = Story.objects.create(
        text=CANARY,
        sha256="1" * 64,
        title=CANARY,
        url=f"https://{CANARY}.org/story",
        publisher=CANARY,
        file_name=CANARY,
        reading={"notes": [CANARY]},
        worksheet=[["m1", {"date": CANARY}, []]],
        source=story.source,
        received_by=user,
    )
    StoryMeeting.objects.create(story=received, key="m1", meeting=story.with_russia)
