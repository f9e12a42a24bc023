"""The second reader on the page of a story: asked by a button, shown apart, decided by editors."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from meetings.intake.second.endpoint import Endpoint
from meetings.models import Meeting, Story
from tests.drafts import Rio
from tests.stories import TEXT, use_reader
from tests.story_model import says, sends, serving, serving_at

from .forms import open_form

pytestmark = pytest.mark.django_db
ADD = "/admin/meetings/story/add/"


def words(text: str) -> dict[str, object]:
    """Return words of the story with their offset."""
    return {"text": text, "start": TEXT.index(text)}


ANSWER = {
    "meetings": [
        {
            "evidence": words("Sergey Lavrov told Wang Yi in Rio"),
            "participants": [
                {"name": words(name), "title": None, "actor": None}
                for name in ("Sergey Lavrov", "Wang Yi")
            ],
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
        }
    ],
    "quotations": [],
}


@pytest.fixture
def address(desk: Client, monkeypatch: pytest.MonkeyPatch, story: Rio) -> str:
    """The page of a story, which the rules have read."""
    use_reader(monkeypatch)
    Meeting.objects.all().delete()
    return str(desk.post(ADD, {"text": TEXT}).headers["Location"])


@pytest.fixture
def name_model(settings: Settings) -> Callable[[Endpoint], None]:
    """A function that makes an endpoint that of the installation."""

    def name(place: Endpoint) -> None:
        settings.STORY_MODEL_URL, settings.STORY_MODEL_NAME = place.url, place.model
        settings.STORY_MODEL_KEY, settings.STORY_MODEL_SECONDS = place.key, place.seconds

    return name


def ask(desk: Client, address: str, **typed: str) -> str:
    """Press the button; return the page that follows."""
    values = open_form(desk, address, "story") | typed
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
        before = open_form(desk, address, "story")
        page = ask(desk, address, **{"m1-summary": "Half-typed"})
        assert len(serving_at(place).asked) == 1
    assert "proposes one meeting, which waits for your decision" in page
    assert "Proposed by the second reader (small)" in page
    after = open_form(desk, address, "story")
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
    values = open_form(desk, address, "story")
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
    assert open_form(desk, address, "story")["m1-summary"] == "Half-typed"
