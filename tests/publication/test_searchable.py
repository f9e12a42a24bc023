"""What a published meeting is found by, and that its text follows its versions."""

import pytest

from meetings.models import PersonName, Record, RecordText, Report, Statement, Topic
from meetings.publication.check import problems_of_register
from meetings.publication.publish import publish, withdraw
from meetings.publication.shared import publish_shared
from meetings.tokens import BREAK, SearchText
from tests.drafts import Rio, rio, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    """The Rio story, one meeting with everything a text can come from, published."""
    story = rio()
    meeting = story.with_russia
    PersonName.objects.create(person=story.lavrov.person, name="Лавров", language="ru")
    meeting.summary = "Own summary."
    meeting.notes = "Private canary."
    meeting.save()
    meeting.participations.update(title_as_reported="Chief diplomat")
    report = Report.objects.get(meeting=meeting, voices__code="CHN")
    report.summary = "Account summary."
    report.save()
    report.topics.filter(topic__name="Ukraine").update(says="Opposes sanctions", term_used="crisis")
    Statement.objects.create(report=report, institution=report.voices.get(), text="No limits.")
    publish(meeting.pk, None)
    return story


def found(word: str) -> bool:
    """Whether a token is in the text of the only record."""
    text = RecordText.objects.get()
    return f" {word} " in f" {text.head} {text.body} "


def test_the_head_is_title_and_participants(story: Rio) -> None:
    head = RecordText.objects.get().head
    title = "wang yi china and sergey lavrov russia on the sidelin of g20 rio de janeiro"
    assert head == (
        f"{title} {BREAK} wang yi {BREAK} china {BREAK} sergey lavrov {BREAK} "
        f"x1d0bbd0b0d0b2d180d0bed0b2 {BREAK} russia {BREAK}"
    )


@pytest.mark.parametrize(
    "word",
    ["foreign", "diplomat", "rio", "g20", "own", "account", "oppos", "crisi", "ukrain", "korean"],
)
def test_the_body_has_everything_else_that_is_public(story: Rio, word: str) -> None:
    assert found(word)
    assert found("limit")
    assert found("reuter")


def test_what_is_private_is_not_found(story: Rio) -> None:
    assert not found("canari")


def test_an_update_of_a_shared_thing_changes_the_text(story: Rio) -> None:
    topic = Topic.objects.get(name="Ukraine")
    topic.name = "War in Ukraine"
    topic.save()
    publish_shared(topic, None)
    assert found("war")
    assert list(problems_of_register()) == []


def test_a_withdrawn_meeting_has_no_text(story: Rio) -> None:
    reviewer = user_with("grace", "publish_meeting")
    withdraw(story.with_russia.pk, reviewer, "Entered twice.")
    assert not RecordText.objects.exists()


def test_check_register_compares_texts(story: Rio) -> None:
    record = Record.objects.get()
    RecordText.objects.write({record.pk: SearchText("other", "words")})
    assert [problem.split(": ", 1)[-1] for problem in problems_of_register()] == [
        "is searched by another text than its version has"
    ]


def test_actors_are_found_by_every_name() -> None:
    story = rio()
    china = story.wang.office.actor
    china.names.create(name="Middle Kingdom")
    china.names.create(name="Cathay", kind="former", end="1949")
    publish(story.with_russia.pk, None)
    for word in ("kingdom", "cathay"):
        assert found(word)


@pytest.mark.parametrize(
    ("summary", "names"), [("It was up to us.", False), ("Not to the U.S., said the US.", True)]
)
def test_the_pronoun_is_another_word_than_the_state(summary: str, names: bool) -> None:
    story = rio()
    story.with_russia.summary = summary
    story.with_russia.save()
    publish(story.with_russia.pk, None)
    assert found("us") is names
