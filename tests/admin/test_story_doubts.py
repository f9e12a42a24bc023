"""What the page of a story asks about: twins, copies, doubtful days, words that count."""

import pytest
from django.test import Client

from meetings.models import Meeting
from tests.drafts import Rio
from tests.stories import use_reader

from .forms import inputs_of
from .story_pages import decided, page_of, paste, problems_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch, story: Rio) -> Meeting:
    """The reader, in a register that has the meeting of Wang Yi and Lavrov already."""
    use_reader(monkeypatch)
    return story.with_russia


def test_a_twin_is_shown_and_gets_the_account(desk: Client, read_again: Meeting) -> None:
    address = paste(desk)
    page = desk.get(address).content.decode()
    assert "Perhaps the same meeting is there already" in page
    button = f"existing:m1:{read_again.public_id}"
    assert f'value="{button}"' in page
    values = page_of(desk, address)
    desk.post(address, values | {"do": button})
    values = decided(page_of(desk, address)) | {"m2-decision": "drop"}
    assert read_again.public_id in values["m1-existing"]
    before = Meeting.objects.count()
    response = send(desk, address, values, "_accept")
    assert response.status_code == 302, problems_of(response)
    assert Meeting.objects.count() == before
    assert read_again.reports.filter(source__title__startswith="Ministers of China").exists()


def test_a_copy_is_refused_until_the_editor_says_why(desk: Client, read_again: Meeting) -> None:
    Meeting.objects.filter(pk=read_again.pk).update(
        date="2024-11-18", date_earliest="2024-11-18", date_latest="2024-11-18",
        date_basis="stated",
    )  # fmt: skip
    address = paste(desk)
    values = decided(page_of(desk, address)) | {
        "m1-date": "2024-11-18", "m1-date_basis": "stated", "m2-decision": "drop",
    }  # fmt: skip
    response = send(desk, address, values, "_accept")
    assert response.status_code == 422
    assert "There is this meeting already" in problems_of(response)[0]
    values = decided(inputs_of(response, "story")) | {
        "m2-decision": "drop", "m1-why_another": "They met twice that day.",
    }  # fmt: skip
    response = send(desk, address, values, "_accept")
    assert response.status_code == 302, problems_of(response)
    copy = Meeting.objects.latest("pk")
    assert list(copy.confirmed.values()) == ["They met twice that day."]


def test_what_is_doubtful_is_accepted_but_not_handed_in(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {
        "m1-date": "2091-11-18", "m1-date_basis": "stated", "m1-summit": "", "m1-sidelines": "",
        "m2-decision": "drop",
    }  # fmt: skip
    response = send(desk, address, values, "_hand_in")
    assert response.status_code == 302, problems_of(response)
    meeting = Meeting.objects.get()
    assert meeting.status == "draft"
    said = [str(message) for message in desk.get(response.headers["Location"]).context["messages"]]
    assert any("which is still to come" in sentence for sentence in said)


def test_a_weekday_counts_from_the_day_of_the_story(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {"source-published": "2024-11-21"}
    values |= {"m1-date": "Tuesday", "m1-date_basis": "stated", "m2-decision": "drop"}
    response = send(desk, address, values, "_accept")
    assert response.status_code == 302, problems_of(response)
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.date_basis) == ("2024-11-19", "relative")


def test_a_weekday_of_a_story_without_a_day_is_asked_about(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {"source-published": "", "m1-date": "Tuesday"}
    response = send(desk, address, values | {"m2-decision": "drop"}, "_accept")
    assert response.status_code == 422
    assert any("counts from a day" in line for line in problems_of(response))
    assert page_of(desk, address)["m1-date"] == "Tuesday"


def test_the_line_under_a_date_counts_from_the_typed_day(desk: Client, read: None) -> None:
    asked = {"q": "Tuesday", "published": "2024-11-21"}
    answer = desk.get("/admin/suggest/date/", asked).json()
    assert answer == {"understood": "Understood: 19 November 2024", "relative": True}
    answer = desk.get("/admin/suggest/date/", asked | {"occurrence": "announced"}).json()
    assert answer["understood"] == "Understood: 26 November 2024"
    assert (
        "counts from a day"
        in desk.get("/admin/suggest/date/", {"q": "Tuesday"}).json()["understood"]
    )
