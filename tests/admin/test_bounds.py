"""Whatever is sent to the desk, it answers with a page and in bounded time."""

import pytest
from django.db import IntegrityError
from django.test import Client

from meetings.admin.shared.occasions import TopicAdmin
from meetings.desk import creation
from meetings.models import Meeting, Person, Topic
from tests.drafts import Rio, reviewer

from .forms import errors_of, open_form

pytestmark = pytest.mark.django_db

DIGITS = "9" * 5000
MANY_WORDS = " ".join(f"word{number}" for number in range(1500))
LIST = "/admin/meetings/meeting/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(reviewer())
    return client


def page_of(story: Rio) -> str:
    return f"{LIST}{story.with_russia.pk}/change/"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"date_basis": "zz", "date": "2024"}, "date_basis"),
        ({"participations-0-person": f"x [#{DIGITS}]"}, "person"),
        ({"participations-0-person": f"x [#{DIGITS[:20]}]"}, "person"),
        ({"participations-0-tenure": f"x [tenure {DIGITS}]"}, "tenure"),
        ({"participations-0-person": MANY_WORDS}, "person"),
        ({"replaces": MANY_WORDS}, "replaces"),
        ({"title": "\0"}, "title"),
        ({"reports-0-topic_names": ";".join(f"+ t{one}" for one in range(60))}, "topic_names"),
    ],
)
def test_bad_input_is_an_error_at_its_field(
    desk: Client, story: Rio, typed: dict[str, str], field: str
) -> None:
    response = desk.post(page_of(story), open_form(desk, page_of(story), "meeting") | typed)
    assert response.status_code == 200
    assert [one for one in errors_of(response) if one.startswith(f"{field}: ")]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{LIST}?channel=%00", 400),
        (f"{LIST}?status__exact=%00", 400),
        (f"{LIST}?actor=%00", 400),
        (f"{LIST}?q={MANY_WORDS}", 200),
        (f"{LIST}?actor={MANY_WORDS}", 200),
        (f"/admin/meetings/person/?q={MANY_WORDS}", 200),
        (f"{LIST}add/?source={DIGITS}", 200),
        (f"{LIST}{DIGITS}/history/", 302),
        (f"/admin/meetings/person/{DIGITS}/publish-change/", 302),
    ],
)
def test_bad_addresses_are_answered(desk: Client, story: Rio, address: str, status: int) -> None:
    assert desk.get(address).status_code == status


def test_long_numbers_in_actions_are_answered(desk: Client, story: Rio) -> None:
    base = f"{LIST}{story.with_russia.pk}/"
    assert desk.post(base + "publish/", {"revision": DIGITS}).status_code == 200
    delete = desk.post(base + "delete/", {"post": "yes", "revision": DIGITS})
    assert (delete.status_code, Meeting.objects.count()) == (302, 2)
    assert desk.post(f"{LIST}recover/", {"state": DIGITS}).status_code == 404
    values = open_form(desk, base + "change/", "meeting")
    gone = desk.post(f"{LIST}999999/change/", values | {"_saveasnew": "1"})
    assert gone.status_code == 409
    total = {"participations-TOTAL_FORMS": DIGITS, "edit_token": ""}
    assert desk.post(base + "change/", values | total).status_code == 409


def test_more_rows_than_a_form_has_are_refused_at_once(desk: Client, story: Rio) -> None:
    values = open_form(desk, page_of(story), "meeting")
    many = values | {"participations-TOTAL_FORMS": "2000"}
    assert desk.post(page_of(story), many).status_code == 400


def test_what_a_colleague_created_meanwhile_is_used(
    desk: Client, story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The colleague is quicker by a moment: between the check of the form and its saving."""
    locked = creation.lock_creation

    def colleague_first(model: type[Person]) -> None:
        if model is Person and not Person.objects.filter(name="Li Qiang").exists():
            Person.objects.create(name="Li Qiang")
        locked(model)

    monkeypatch.setattr(creation, "lock_creation", colleague_first)
    values = open_form(desk, page_of(story), "meeting") | {
        "participations-0-person": "+ Li Qiang", "participations-0-tenure": "",
    }  # fmt: skip
    response = desk.post(page_of(story), values)
    assert response.status_code == 302, errors_of(response)
    person = Person.objects.get(name="Li Qiang")
    assert story.with_russia.participations.get(actor__code="CHN").person == person


def test_a_name_taken_while_saving_is_an_error_at_its_field(
    desk: Client, story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = TopicAdmin.save_model

    def too_late(*args: object) -> None:
        monkeypatch.setattr(TopicAdmin, "save_model", saved)
        raise IntegrityError("UNIQUE")

    address = "/admin/meetings/topic/add/"
    typed = open_form(desk, address, "topic") | {"name": "Fusion"}
    monkeypatch.setattr(TopicAdmin, "save_model", too_late)
    assert desk.post(address, typed).status_code == 302
    assert Topic.objects.filter(name="Fusion").count() == 1


def test_topics_with_a_plus_or_a_semicolon_are_chosen(desk: Client, story: Rio) -> None:
    plus = Topic.objects.create(name="+1 initiative", slug="plus-one")
    both = Topic.objects.create(name="Arms; control; treaties", slug="arms")
    ukraine = Topic.objects.get(name="Ukraine")
    typed = f"Ukraine; {both} [#{both.pk}]; {plus} [#{plus.pk}]"
    values = open_form(desk, page_of(story), "meeting") | {"reports-0-topic_names": typed}
    response = desk.post(page_of(story), values)
    assert response.status_code == 302, errors_of(response)
    report = story.with_russia.reports.get(voices__code="CHN")
    assert [row.topic for row in report.topics.all()] == [ukraine, both, plus]
