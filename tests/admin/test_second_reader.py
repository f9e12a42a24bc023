"""The second reader on the page of a story: asked by a button, shown apart, decided by editors."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from meetings.intake.second.endpoint import Endpoint
from meetings.models import Meeting, Story
from tests.intake.second.answers import meeting, participant, words
from tests.stories import TEXT
from tests.story_model import says, sends, serving, serving_at

from .story_pages import page_of, paste

pytestmark = pytest.mark.django_db
ANSWER = {
    "meetings": [
        meeting(
            words("Sergey Lavrov told Wang Yi in Rio", of=TEXT),
            *(participant(words(name, of=TEXT)) for name in ("Sergey Lavrov", "Wang Yi")),
        )
    ],
    "quotations": [],
}


@pytest.fixture
def address(desk: Client, read: None) -> str:
    """The page of a story, which the rules have read."""
    return paste(desk)


@pytest.fixture
def name_model(settings: Settings) -> Callable[[Endpoint], None]:
    """A function that makes an endpoint that of the installation."""

    def name(place: Endpoint) -> None:
        settings.STORY_MODEL_URL, settings.STORY_MODEL_NAME = place.url, place.model
        settings.STORY_MODEL_KEY, settings.STORY_MODEL_SECONDS = place.key, place.seconds

    return name


def ask(desk: Client, address: str, **typed: str) -> str:
    """Press the button; return the page that follows."""
    values = page_of(desk, address) | typed
    return desk.post(address, values | {"_ask_second": "1"}, follow=True).content.decode()


def added(story: Story) -> list[str]:
    """Return the keys of the rows of meetings that a model proposed."""
    return [key for key, texts, _ in story.worksheet or [] if texts.get("model")]


def test_without_an_endpoint_there_is_no_button(desk: Client, address: str) -> None:
    assert "Ask the second reader" not in desk.get(address).content.decode()
    page = ask(desk, address)
    assert "The second reader was not asked: STORY_MODEL_URL and STORY_MODEL_NAME name no" in page


def test_what_it_proposes_stands_apart_and_waits(
    desk: Client, address: str, name_model: Callable[[Endpoint], None]
) -> None:
    with serving(says(ANSWER)) as place:
        name_model(place)
        assert "Ask the second reader (small)" in desk.get(address).content.decode()
        before = page_of(desk, address)
        page = ask(desk, address, **{"m1-summary": "Half-typed"})
        assert len(serving_at(place).asked) == 1
    assert "proposes one meeting, which waits for your decision" in page
    assert "Proposed by the second reader (small)" in page
    after = page_of(desk, address)
    assert after["m1-summary"] == "Half-typed"
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"m1-summary", "edit_token"}
    (key,) = added(Story.objects.get())
    assert after[f"{key}-decision"] == "later"
    assert after[f"{key}-p1-person"].startswith("Sergey Lavrov [#")


def test_it_becomes_a_meeting_by_an_editors_decision_alone(
    desk: Client, address: str, name_model: Callable[[Endpoint], None]
) -> None:
    with serving(says(ANSWER)) as place:
        name_model(place)
        ask(desk, address)
    (key,) = added(Story.objects.get())
    values = page_of(desk, address)
    dropped = {f"m{number}-decision": "drop" for number in (1, 2, 3)}
    taken = values | dropped | {f"{key}-decision": "accept", f"{key}-date": "2024-11-19"}
    response = desk.post(address, taken | {"_accept": ""}, follow=True)
    assert response.status_code == 200
    people = Meeting.objects.get().participations.values_list("person__name", flat=True)
    assert set(people) == {"Sergey Lavrov", "Wang Yi"}


def test_a_server_that_fails_changes_nothing_and_it_is_said(
    desk: Client, address: str, name_model: Callable[[Endpoint], None]
) -> None:
    with serving(sends(b"", 500)) as place:
        name_model(place)
        page = ask(desk, address, **{"m1-summary": "Half-typed"})
    assert "No answer of the second reader (small): it answered with status 500" in page
    story = Story.objects.get()
    assert added(story) == []
    assert page_of(desk, address)["m1-summary"] == "Half-typed"
